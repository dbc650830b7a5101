// How long the charts of 10,000 events take, without a display: a frame while the cursor is
// dragged, and drawing all of them anew.
#include <QElapsedTimer>
#include <QImage>
#include <algorithm>
#include <benchmark/benchmark.h>

#include "protocols/catalog.h"
#include "tests/bench/gui_report.h"
#include "views/charts/charts_view.h"

namespace {

using namespace synod;
using namespace synod::views;

constexpr std::size_t events = 10'000;

const History& chart_run() {
  static const History run = [] {
    Setup setup;
    setup.shape = {.together = 5};
    setup.options.loss = 200;
    History history(make_cluster(*find_protocol("paxos"), setup));
    for (std::uint8_t asked = 0; history.size() <= events; ++asked) {
      (void)history.act(actions::propose({static_cast<std::uint8_t>(asked % 5)}, "blue"));
      for (int i = 0; i < 40 && history.size() <= events; ++i) history.step();
    }
    return history;
  }();
  return run;
}

/// All four charts at once, as the large tab shows them.
struct Scene {
  Scene() {
    line.set_history(&history);
    view.resize(1920, 1000);
    view.set_theme(Theme::light());
    view.line_exchanged();
    view.show();
  }
  const History& history = chart_run();
  Selection selection;
  Reason reason;
  LineTrace line;
  ChartsView view{&selection, &reason, &line};
};

void charts_cursor_dragged(benchmark::State& state) {
  Scene scene;
  const Cluster world = scene.history.world();
  Frame frame;
  frame.world = &world;
  QImage image(1920, 1000, QImage::Format_ARGB32_Premultiplied);
  scene.view.render(&image);
  std::vector<double> milliseconds;
  for (auto _ : state) {
    frame.position += 37.3;
    if (frame.position > events) frame.position -= events;
    const auto at = static_cast<std::size_t>(frame.position);
    frame.now = static_cast<double>(scene.line.trace().events()[at].time.ms);
    QElapsedTimer timer;
    timer.start();
    scene.view.show_frame(frame);
    for (auto* chart : scene.view.findChildren<TimeChart*>())
      chart->viewport()->render(&image, {}, {}, {});
    milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }
  report(state, milliseconds);
}

/// What a line that grows costs, at most four times a second.
void charts_drawn_anew(benchmark::State& state) {
  Scene scene;
  QImage image(1920, 1000, QImage::Format_ARGB32_Premultiplied);
  std::vector<double> milliseconds;
  for (auto _ : state) {
    QElapsedTimer timer;
    timer.start();
    for (auto* card : scene.view.findChildren<ChartCard*>()) {
      card->draw_line();
      card->chart()->viewport()->render(&image, {}, {}, {});
    }
    milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }
  report(state, milliseconds);
}

BENCHMARK(charts_cursor_dragged)->Iterations(200)->Unit(benchmark::kMillisecond);
BENCHMARK(charts_drawn_anew)->Iterations(3)->Unit(benchmark::kMillisecond);

}  // namespace
