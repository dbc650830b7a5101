// Frames of a log of 10,000 slots, without a display: how long one takes at the end of the run,
// event after event, and while somebody scrolls along it.
#include <QElapsedTimer>
#include <QImage>
#include <QScrollBar>
#include <algorithm>
#include <benchmark/benchmark.h>

#include "protocols/catalog.h"
#include "protocols/log_options.h"
#include "tests/bench/gui_report.h"
#include "views/log/log_view.h"

namespace {

using namespace synod;
using namespace synod::views;

constexpr std::uint32_t slots_filled = 10'000;

/// Five replicas whose logs are full.
const History& long_run() {
  static const History run = [] {
    Setup setup;
    setup.protocol = "multi";
    setup.shape = {.together = 5};
    setup.options.latency = {1, 1};
    setup.options.own.set(log_options::batch, 100);
    History history(make_cluster(*find_protocol("multi"), setup));
    std::uint32_t asked = 0;
    while (asked < slots_filled) {
      for (int i = 0; i < 100; ++i)
        (void)history.act(actions::propose({0}, Text("v" + std::to_string(++asked))));
      while (history.step()) {
      }
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
    return frame;
  }
  const History& history = long_run();
  Selection selection;
  Reason reason;
  LineTrace line;
  LogView view{&selection, &reason, &line};
};

void log_followed(benchmark::State& state) {
  Scene scene;
  QImage image(1920, 1000, QImage::Format_ARGB32_Premultiplied);
  const auto& line = scene.history.line();
  std::vector<double> milliseconds;
  std::size_t back = 200;
  for (auto _ : state) {
    const MomentId moment = line[line.size() - back];
    back = back == 1 ? 200 : back - 1;
    const Cluster world = scene.history.world_at(moment);
    const Frame frame = scene.frame_of(world, moment);
    QElapsedTimer timer;
    timer.start();
    scene.view.show_frame(frame);
    scene.view.viewport()->render(&image, {}, {}, {});
    milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }
  state.counters["slots"] = scene.view.logs().last().number;
  report(state, milliseconds);
}

void log_scrolled(benchmark::State& state) {
  Scene scene;
  QImage image(1920, 1000, QImage::Format_ARGB32_Premultiplied);
  const Cluster world = scene.history.world();
  scene.view.show_frame(scene.frame_of(world, scene.history.present()));
  QScrollBar& bar = *scene.view.horizontalScrollBar();
  std::vector<double> milliseconds;
  for (auto _ : state) {
    QElapsedTimer timer;
    timer.start();
    bar.setValue((bar.value() + 4711) % bar.maximum());
    scene.view.viewport()->render(&image, {}, {}, {});
    milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }
  report(state, milliseconds);
}

BENCHMARK(log_followed)->Iterations(200)->Unit(benchmark::kMillisecond);
BENCHMARK(log_scrolled)->Iterations(200)->Unit(benchmark::kMillisecond);

}  // namespace
