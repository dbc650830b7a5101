// Frames of the diagram of 10,000 events at 1920x1080, without a display: how long one takes.
#include <QElapsedTimer>
#include <QImage>
#include <algorithm>
#include <benchmark/benchmark.h>
#include <cmath>

#include "protocols/catalog.h"
#include "views/diagram/diagram_view.h"

namespace {

using namespace synod;
using namespace synod::views;

constexpr std::size_t events = 10'000;

/// A run of five nodes that are asked again and again, with losses and duplicates.
const History& long_run() {
  static const History run = [] {
    Setup setup;
    setup.shape = {.together = 5};
    setup.options.loss = 300;
    setup.options.duplicate = 200;
    History history(make_cluster(*find_protocol("paxos"), setup));
    for (std::uint8_t asked = 0; history.size() <= events; ++asked) {
      (void)history.act(actions::propose({static_cast<std::uint8_t>(asked % 5)}, "blue"));
      for (int i = 0; i < 40 && history.size() <= events; ++i) history.step();
    }
    return history;
  }();
  return run;
}

enum Zoom : std::int64_t { fit, usual, close_up };

/// Paints frame after frame; where `anew`, nothing of the one before is used again.
void paint_frames(benchmark::State& state, bool anew) {
  const History& history = long_run();
  Selection selection;
  Reason reason;
  LineTrace line;
  line.set_history(&history);
  DiagramView view(&selection, &reason, &line);
  view.resize(1920, 1080);
  view.show();
  view.turn().setChecked(false);
  view.by_time().setChecked(false);
  view.line_exchanged();
  const Cluster world = history.world();
  Frame frame;
  frame.world = &world;
  frame.position = 5000;
  view.show_frame(frame);
  if (state.range(0) == fit) view.pane().fit();
  if (state.range(0) == close_up) view.pane().zoom_by(3);
  QImage image(1920, 1080, QImage::Format_ARGB32_Premultiplied);
  std::vector<double> milliseconds;
  for (auto _ : state) {
    frame.position += 0.013;
    if (anew) emit reason.changed();
    QElapsedTimer timer;
    timer.start();
    view.show_frame(frame);
    view.pane().viewport()->render(&image, {}, {}, {});
    milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  state.counters["median_ms"] = milliseconds[milliseconds.size() / 2];
  state.counters["p99_ms"] = milliseconds[milliseconds.size() * 99 / 100];
  state.counters["step_px"] = view.pane().step();
}

/// The present moves; nothing else changes.
void diagram_frame(benchmark::State& state) {
  paint_frames(state, false);
}
/// As while it scrolls: everything that is seen is drawn again.
void diagram_redrawn(benchmark::State& state) {
  paint_frames(state, true);
}

/// From a changed line to a layout, as after each event at the end of the line.
void diagram_layout(benchmark::State& state) {
  Trace trace;
  trace.follow(long_run());
  const Theme theme = Theme::light();
  const Cluster& world = long_run().world();
  for (auto _ : state) {
    const DiagramLayout layout(trace, world.shape(),
                               diagram_measure(theme, TimeDirection::right, TimeScale::by_event));
    const DiagramLabels labels(trace, layout, label_measure(world, theme));
    benchmark::DoNotOptimize(labels.box(0));
  }
}

BENCHMARK(diagram_frame)
    ->Arg(fit)
    ->Arg(usual)
    ->Arg(close_up)
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(diagram_redrawn)
    ->Arg(fit)
    ->Arg(usual)
    ->Arg(close_up)
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(diagram_layout)->Unit(benchmark::kMillisecond);

}  // namespace
