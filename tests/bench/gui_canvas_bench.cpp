// Frames of the canvas's animation at 1920x1080, without a display: how long one takes.
#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <algorithm>
#include <benchmark/benchmark.h>
#include <ctime>

#include "protocols/catalog.h"
#include "views/canvas/canvas.h"

namespace {

using namespace synod;
using namespace synod::views;

Setup setup_of(const Shape& shape) {
  Setup setup;
  setup.shape = shape;
  setup.options.latency = {200, 1000};
  return setup;
}

/// A world with that many messages in flight: some of a real run, and copies of them.
Cluster busy_world(const Shape& shape, std::size_t messages) {
  Cluster world = make_cluster(*find_protocol("paxos"), setup_of(shape));
  for (NodeId p : shape.with(Role::proposer))
    if (p.index < 4) act(world, actions::propose(p, p.index % 2 == 0 ? "blue" : "green"));
  for (int i = 0; i < 30; ++i)
    if (const auto next = next_due(world)) act(world, *next);
  for (std::size_t i = 0; world.in_flight.size() < messages; ++i) {
    const std::size_t at = i * 7919 % world.in_flight.size();
    act(world, actions::on_message(Verb::duplicate, world.in_flight[at].id));
    // Sent at different times, so that they fill their links.
    if (i % 40 == 39) world.now = world.now + SimTime{3};
  }
  return world;
}

/// Shows and paints frames that differ as those of a running animation do.
void paint_frames(benchmark::State& state, const Shape& shape) {
  const Cluster world = busy_world(shape, static_cast<std::size_t>(state.range(0)));
  Selection selection;
  Canvas canvas(&selection);
  canvas.resize(1920, 1080);
  canvas.show();
  Frame frame;
  frame.world = &world;
  QImage image(1920, 1080, QImage::Format_ARGB32_Premultiplied);
  std::vector<double> milliseconds;  // As a viewer waits.
  std::vector<double> cpu;           // As a quiet machine would take.
  double ahead = 0;
  for (auto _ : state) {
    ahead = ahead > 400 ? 0 : ahead + 4;
    frame.now = static_cast<double>(world.now.ms) + ahead;
    QElapsedTimer timer;
    timer.start();
    const std::clock_t start = std::clock();
    canvas.show_frame(frame);
    canvas.viewport()->render(&image, {}, {}, {});
    cpu.push_back(static_cast<double>(std::clock() - start) * 1e3 / CLOCKS_PER_SEC);
    milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }
  const auto report = [&](const char* median, const char* p99, std::vector<double>& times) {
    std::sort(times.begin(), times.end());
    state.counters[median] = times[times.size() / 2];
    state.counters[p99] = times[times.size() * 99 / 100];
  };
  report("median_ms", "p99_ms", milliseconds);
  report("cpu_median_ms", "cpu_p99_ms", cpu);
  state.counters["messages"] = static_cast<double>(world.in_flight.size());
}

void canvas_9_nodes(benchmark::State& state) {
  paint_frames(state, {.together = 9});
}
void canvas_25_nodes(benchmark::State& state) {
  paint_frames(state, {0, 5, 15, 5});
}
void canvas_5_nodes(benchmark::State& state) {
  paint_frames(state, {.together = 5});
}

BENCHMARK(canvas_9_nodes)->Arg(100)->Iterations(400)->Unit(benchmark::kMillisecond);
BENCHMARK(canvas_25_nodes)->Arg(600)->Iterations(400)->Unit(benchmark::kMillisecond);
BENCHMARK(canvas_5_nodes)->Arg(1000)->Iterations(400)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
