// Command 'verify': synod verify FILE…
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/file_run.h"
#include "app/system/interrupt.h"
#include "app/system/standard_streams.h"

namespace synod::app {

namespace {

bool passes(const std::string& path, const Verdict& run) {
  for (const ExpectFailure& failure : run.failures)
    print_out("{}:{}: expected {}, got {}\n", path, failure.line, failure.expected,
              failure.actual.str());
  if (run.error) print_out("{}\n", run.error->str());
  if (run.passed()) print_out("ok   {}\n", path);
  return run.passed();
}

}  // namespace

int verify(const std::vector<std::string>& files) {
  std::size_t passed = 0;
  std::size_t failed = 0;
  for (const std::string& file : files) {
    const FileRun run = run_file(file);
    ++(passes(file, run.verdict) ? passed : failed);
    if (run.interrupted) return interrupted_code;
  }
  print_out("{} passed, {} failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace synod::app
