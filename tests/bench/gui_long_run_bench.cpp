// Frames and steps of a long run in the whole window, with each tab in front, without a display:
// neither may cost more the longer the run is.
#include <QApplication>
#include <QElapsedTimer>
#include <QTabWidget>
#include <QTemporaryDir>
#include <benchmark/benchmark.h>
#include <chrono>
#include <ctime>
#include <map>
#include <thread>

#include "app/session/scenario_run.h"
#include "app/window/main_window.h"
#include "protocols/catalog.h"
#include "tests/bench/gui_report.h"
#include "views/kit/trace_gate.h"

namespace {

using namespace synod;
using namespace synod::app;

/// A cluster of five replicas that two clients keep busy.
const History& long_run(std::size_t events) {
  static std::map<std::size_t, History> runs;
  const auto known = runs.find(events);
  if (known != runs.end()) return known->second;
  Setup setup;
  setup.protocol = "multi";
  setup.shape = {.together = 5, .clients = 2};
  setup.options.load = 1'000'000;
  History history(make_cluster(*find_protocol("multi"), setup));
  while (history.size() <= events && history.step()) {
  }
  return runs.emplace(events, std::move(history)).first->second;
}

/// A file that makes the same.
std::string long_file(std::size_t events) {
  std::string text = "protocol multi\nnodes 5\nclients 4\noption load 10000\n";
  for (std::size_t step = 0; step < events; step += 10'000) text += "step 10000\n";
  return text;
}

/// The window as a person has it, at the end of a run.
struct Scene {
  explicit Scene(const benchmark::State& state) : Scene(state, static_cast<int>(state.range(1))) {}
  Scene(const benchmark::State& state, int tab) {
    window.resize(1920, 1080);
    window.show();
    window.session().open_run(long_run(static_cast<std::size_t>(state.range(0))), "Long");
    window.parts().tabs->setCurrentIndex(tab);
    for (views::TraceGate* gate : window.parts().gates)
      if (gate->isVisible()) gate->finish();
    settle();
  }
  /// The same of a file that was opened, with its first tab in front.
  Scene(const benchmark::State&, const std::string& text) {
    window.resize(1920, 1080);
    window.show();
    if (!window.session().open(run_scenario_text(text, {}), "long.synod")) std::abort();
    settle();
  }
  /// What is due to be laid out and painted is done.
  static void settle() {
    for (int i = 0; i < 3; ++i) QApplication::processEvents();
  }

  std::int64_t now = 0;
  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave"), [this] { return now; }};
};

template <class What>
double milliseconds_of(What what) {
  QElapsedTimer timer;
  timer.start();
  what();
  Scene::settle();
  return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void name_tab(benchmark::State& state, const Scene& scene) {
  const auto tab = static_cast<int>(state.range(1));
  state.SetLabel(scene.window.parts().tabs->tabText(tab).toStdString());
}

/// From the key to the picture, at the end of the line, where the run grows.
void long_run_step(benchmark::State& state) {
  Scene scene(state);
  scene.window.player().set_reduced_motion(true);
  std::vector<double> milliseconds;
  for (auto _ : state)
    milliseconds.push_back(
        milliseconds_of([&] { scene.window.actions()[app::Command::step]->trigger(); }));
  name_tab(state, scene);
  report(state, milliseconds);
}

/// A tab that is shown for the first time: the longest time for which the window answers nothing,
/// until the tab is drawn and nothing more is left to do.
void long_run_first_look(benchmark::State& state) {
  std::vector<double> worst;
  double all = 0;
  for (auto _ : state) {
    Scene scene(state, long_file(static_cast<std::size_t>(state.range(0))));
    QElapsedTimer whole;
    whole.start();
    worst.push_back(0);
    const auto turn = [&](auto what) {
      QElapsedTimer timer;
      timer.start();
      what();
      worst.back() = std::max(worst.back(), static_cast<double>(timer.nsecsElapsed()) / 1e6);
    };
    turn([&] { scene.window.parts().tabs->setCurrentIndex(static_cast<int>(state.range(1))); });
    for (int idle = 0; idle < 20;) {
      QElapsedTimer timer;
      timer.start();
      turn([] { QApplication::processEvents(QEventLoop::AllEvents); });
      idle = timer.nsecsElapsed() < 500'000 ? idle + 1 : 0;
    }
    all += static_cast<double>(whole.nsecsElapsed()) / 1e6;
    name_tab(state, scene);
  }
  report(state, worst);
  state.counters["whole_ms"] = all / static_cast<double>(worst.size());
}

/// While a message glides: nothing else changes.
void long_run_frame(benchmark::State& state) {
  Scene scene(state);
  scene.window.player().set_speed(GlideClock::slowest);
  scene.window.player().play();
  std::vector<double> milliseconds;
  for (auto _ : state) {
    scene.now += 16;
    milliseconds.push_back(milliseconds_of([&] { scene.window.player().tick(); }));
  }
  name_tab(state, scene);
  report(state, milliseconds);
}

/// To the start and back to the end: the whole line lies ahead, and then behind.
void long_run_seek(benchmark::State& state) {
  Scene scene(state);
  const MomentId end = scene.window.session().history().line().back();
  std::vector<double> milliseconds;
  for (auto _ : state) {
    milliseconds.push_back(milliseconds_of([&] { scene.window.player().to_start(); }));
    milliseconds.push_back(milliseconds_of([&] { scene.window.player().go_to(end); }));
  }
  name_tab(state, scene);
  report(state, milliseconds);
}

/// What a step adds to the autosave: the time that the window's thread is kept, and that of the
/// processor in all threads.
void long_run_autosave(benchmark::State& state) {
  constexpr std::chrono::milliseconds time_to_write(100);
  Scene scene(state);
  std::vector<double> milliseconds;
  const std::clock_t before = std::clock();
  for (auto _ : state) {
    scene.window.session().step();
    QElapsedTimer timer;
    timer.start();
    scene.window.session().flush();
    milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    std::this_thread::sleep_for(time_to_write);
  }
  report(state, milliseconds);
  state.counters["cpu_ms"] = static_cast<double>(std::clock() - before) * 1e3 / CLOCKS_PER_SEC /
                             static_cast<double>(milliseconds.size());
}

void of_all_tabs(benchmark::internal::Benchmark* bench) {
  for (const std::int64_t tab : {0, 1, 2, 3, 4, 5})
    for (const std::int64_t events : {1'000, 10'000, 100'000}) bench->Args({events, tab});
}
void of_all_tabs_once(benchmark::internal::Benchmark* bench) {
  for (const std::int64_t tab : {0, 1, 2, 3, 4, 5}) bench->Args({300'000, tab});
}
void of_all_lengths(benchmark::internal::Benchmark* bench) {
  for (const std::int64_t events : {1'000, 10'000, 100'000}) bench->Args({events, 0});
}

BENCHMARK(long_run_step)->Apply(of_all_tabs)->Iterations(60)->Unit(benchmark::kMillisecond);
BENCHMARK(long_run_first_look)
    ->Apply(of_all_tabs_once)
    ->Iterations(2)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(long_run_frame)->Apply(of_all_tabs)->Iterations(60)->Unit(benchmark::kMillisecond);
BENCHMARK(long_run_seek)->Apply(of_all_tabs)->Iterations(5)->Unit(benchmark::kMillisecond);
BENCHMARK(long_run_autosave)->Apply(of_all_lengths)->Iterations(20)->Unit(benchmark::kMillisecond);

}  // namespace
