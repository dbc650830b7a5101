// Charts of 10,000 events, without a display: how long a frame takes while the cursor is dragged,
// and how long it takes to draw all of them anew.
#include <QElapsedTimer>
#include <QImage>
#include <algorithm>
#include <benchmark/benchmark.h>

#include "protocols/catalog.h"
#include "protocols/log_options.h"
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

/// Five replicas whose leader dies now and then, and the clients that keep them busy.
const History& log_run() {
  static const History run = [] {
    Setup setup{.protocol = "multi", .shape = {.together = 5, .clients = 4}};
    setup.options.own.set(log_options::detector, Detector::fixed);
    setup.options.load = 5'000;
    History history(make_cluster(*find_protocol("multi"), setup));
    for (unsigned round = 0; history.size() <= events; ++round) {
      const auto dead = static_cast<std::uint8_t>(round % 5);
      (void)history.act(actions::on_node(Verb::crash, {dead}));
      for (int i = 0; i < 1'000 && history.size() <= events; ++i) history.step();
      (void)history.act(actions::on_node(Verb::restart, {dead}));
    }
    return history;
  }();
  return run;
}

/// All charts that have something to show at once, as the large tab shows them.
struct Scene {
  explicit Scene(const History& run) : history(run) {
    line.set_history(&history);
    view.resize(1920, 1000);
    view.set_theme(Theme::light());
    view.line_exchanged();
    view.show();
  }
  const History& history;
  Selection selection;
  Reason reason;
  LineTrace line;
  ChartsView view{&selection, &reason, &line};
};

void charts_cursor_dragged(benchmark::State& state) {
  Scene scene(chart_run());
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
void draw_anew(benchmark::State& state, const History& run) {
  Scene scene(run);
  QImage image(1920, 1000, QImage::Format_ARGB32_Premultiplied);
  std::vector<double> milliseconds;
  for (auto _ : state) {
    QElapsedTimer timer;
    timer.start();
    for (auto* card : scene.view.findChildren<ChartCard*>()) {
      if (!card->isVisible()) continue;
      card->draw_line();
      card->chart()->viewport()->render(&image, {}, {}, {});
    }
    milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }
  report(state, milliseconds);
}

void charts_drawn_anew(benchmark::State& state) {
  draw_anew(state, chart_run());
}

/// The same with all that a log and its clients have to show.
void charts_of_a_log_drawn_anew(benchmark::State& state) {
  draw_anew(state, log_run());
}

BENCHMARK(charts_cursor_dragged)->Iterations(200)->Unit(benchmark::kMillisecond);
BENCHMARK(charts_drawn_anew)->Iterations(3)->Unit(benchmark::kMillisecond);
BENCHMARK(charts_of_a_log_drawn_anew)->Iterations(3)->Unit(benchmark::kMillisecond);

}  // namespace
