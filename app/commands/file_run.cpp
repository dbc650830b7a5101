#include "app/commands/file_run.h"

#include <chrono>
#include <fmt/format.h>

#include "app/session/scenario_run.h"
#include "app/system/interrupt.h"
#include "app/system/machine.h"
#include "app/system/standard_streams.h"

namespace synod::app {

namespace {

constexpr std::chrono::seconds first_told{3};
constexpr std::chrono::seconds told_again{10};

}  // namespace

ProgressTeller::ProgressTeller(const std::string& name, const RunProgress& progress)
    : name_(name), progress_(progress), thread_([this] {
        std::unique_lock lock(mutex_);
        for (auto pause = first_told; !over_.wait_for(lock, pause, [this] { return is_over_; });
             pause = told_again)
          tell();
      }) {}

ProgressTeller::~ProgressTeller() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  over_.notify_one();
  thread_.join();
}

void ProgressTeller::tell() const {
  print_error("{}: at line {} of {}, after {} events; its history takes {} MB. Ctrl+C ends it\n",
              name_, progress_.line.load(), progress_.lines.load(), progress_.events.load(),
              progress_.bytes.load() >> 20);
}

FileRun run_file(const std::string& path) {
  RunProgress progress;
  const Interrupt interrupt(progress.cancelled);
  const ProgressTeller teller(path, progress);
  Verdict verdict = run_scenario_file(path, command_bounds(), &progress);
  return {std::move(verdict), interrupt.requested()};
}

}  // namespace synod::app
