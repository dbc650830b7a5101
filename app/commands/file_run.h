// Run of a scenario file by a command: within the machine's memory, and Ctrl+C ends it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "tutorials/scenario_file.h"

namespace synod::app {

/// Tells on stderr how far a run has come, where it takes more than a few seconds.
class ProgressTeller {
 public:
  /// Both must outlive it.
  ProgressTeller(const std::string& name, const RunProgress& progress);
  ~ProgressTeller();

 private:
  void tell() const;

  const std::string& name_;
  const RunProgress& progress_;
  std::mutex mutex_;
  std::condition_variable over_;
  bool is_over_ = false;
  std::thread thread_;
};

struct FileRun {
  Verdict verdict;
  bool interrupted = false;  ///< Ctrl+C was pressed: the command ends, with `interrupted_code`.
};

/// Runs a scenario file to its end.
FileRun run_file(const std::string& path);

}  // namespace synod::app
