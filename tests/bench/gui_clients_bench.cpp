// Frames of the clients' lanes with 10,000 operations, without a display: how long one takes at the
// end of the run event after event, while somebody scrolls, and with the whole run in sight.
#include <QElapsedTimer>
#include <QImage>
#include <QScrollBar>
#include <benchmark/benchmark.h>

#include "protocols/catalog.h"
#include "protocols/log_options.h"
#include "tests/bench/gui_report.h"
#include "views/clients/clients_view.h"

namespace {

using namespace synod;
using namespace synod::views;

constexpr std::size_t operations = 10'000;

/// Five clients that ask again and again.
const History& long_run() {
  static const History run = [] {
    Setup setup;
    setup.protocol = "multi";
    setup.shape = {.together = 3, .clients = 5};
    setup.options.own.set(log_options::detector, Detector::fixed);
    setup.options.load = operations / 5;
    History history(make_cluster(*find_protocol("multi"), setup));
    while (history.world().observer.operations().size() < operations && history.step()) {
    }
    return history;
  }();
  return run;
}

struct Scene {
  Scene() {
    line.set_history(&history);
    view.resize(1920, 1000);
    view.set_theme(Theme::light());
    view.show();
  }
  Frame frame_of(const Cluster& world, MomentId moment) const {
    Frame frame;
    frame.world = &world;
    frame.moment = moment;
    frame.last = &history.event(moment);
    frame.now = static_cast<double>(world.now.ms);
    return frame;
  }
  const History& history = long_run();
  Selection selection;
  Reason reason;
  LineTrace line;
  ClientsView view{&selection, &reason, &line};
};

/// Renders after `change`, once for each iteration, and reports how long both took.
template <class Change>
void measure(benchmark::State& state, Scene& scene, Change change) {
  QImage image(1920, 1000, QImage::Format_ARGB32_Premultiplied);
  std::vector<double> milliseconds;
  for (auto _ : state) {
    QElapsedTimer timer;
    timer.start();
    change();
    scene.view.pane().viewport()->render(&image, {}, {}, {});
    milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }
  state.counters["operations"] = static_cast<double>(scene.view.pane().lanes().size());
  report(state, milliseconds);
}

void clients_followed(benchmark::State& state) {
  Scene scene;
  const auto& line = scene.history.line();
  std::vector<Cluster> worlds;
  for (std::size_t back = 200; back > 0; --back)
    worlds.push_back(scene.history.world_at(line[line.size() - back]));
  std::size_t next = 0;
  measure(state, scene, [&] {
    const std::size_t at = next++ % worlds.size();
    scene.view.show_frame(scene.frame_of(worlds[at], line[line.size() - 200 + at]));
  });
}

void clients_scrolled(benchmark::State& state) {
  Scene scene;
  scene.view.show_frame(scene.frame_of(scene.history.world(), scene.history.present()));
  QScrollBar& bar = *scene.view.pane().horizontalScrollBar();
  measure(state, scene, [&] { bar.setValue((bar.value() + 4711) % bar.maximum()); });
}

void clients_all_in_sight(benchmark::State& state) {
  Scene scene;
  scene.view.show_frame(scene.frame_of(scene.history.world(), scene.history.present()));
  measure(state, scene, [&] { scene.view.pane().fit(); });
}

BENCHMARK(clients_followed)->Iterations(200)->Unit(benchmark::kMillisecond);
BENCHMARK(clients_scrolled)->Iterations(200)->Unit(benchmark::kMillisecond);
BENCHMARK(clients_all_in_sight)->Iterations(200)->Unit(benchmark::kMillisecond);

}  // namespace
