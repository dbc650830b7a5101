// Fingerprints of scenarios, random walks, live walks and many runs, a line each.
//
// Programs that different compilers built, with and without optimisation, must print the same. A
// draw of a random number whose turn the compiler chooses shows here, and so does anything that
// hangs on an address or on hash order.
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <vector>

#include "model/many_runs/many_runs.h"
#include "model/many_runs/runs_csv.h"
#include "model/scenario/script.h"
#include "model/walk/live_walk.h"
#include "model/walk/random_walk.h"
#include "protocols/catalog.h"
#include "tests/places.h"
#include "tutorials/scenario_file.h"

namespace synod {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> scenarios() {
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::recursive_directory_iterator(SYNOD_SOURCE_DIR "/tutorials/scenarios"))
    if (entry.path().extension() == ".synod") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

void print_scenario(const fs::path& file) {
  const Verdict verdict = verify(file, find_protocol);
  const std::string name = file.filename().string();
  if (!verdict.history) return fmt::print("scenario {} -\n", name);
  const History& run = *verdict.history;
  fmt::print("scenario {} {} {}\n", name, run.size(), fingerprint(run.world()).str());
  if (verdict.error || run.world().protocol->info().clients) return;
  // The same actions with other seeds: latencies and losses are drawn.
  ManyRunsProgress progress;
  const ManyRunsOptions options{.runs = 20, .limits = {.time = SimTime{10'000}}, .threads = 1};
  const auto outcomes =
      many_runs(*run.world().protocol, workload_of(line_of(run)), options, progress);
  if (outcomes) fmt::print("{}", runs_csv(*outcomes));
}

void print_walks(const Protocol& protocol, std::uint64_t walks) {
  for (std::uint64_t seed = 1; seed <= walks; ++seed) {
    const WalkReport walk = random_walk(protocol, random_setup(protocol, seed), seed);
    fmt::print("walk {} {} {}\n", protocol.info().name, seed, fingerprint(walk.end).str());
  }
}

void print_live_walks(const Protocol& protocol, std::uint64_t walks) {
  if (!protocol.info().clients) return;
  for (std::uint64_t seed = 1; seed <= walks; ++seed) {
    const LiveReport walk = live_walk(protocol, live_setup(protocol, seed), seed);
    fmt::print("live walk {} {} {}\n", protocol.info().name, seed, fingerprint(walk.end).str());
  }
}

}  // namespace
}  // namespace synod

int main() {
  for (const auto& file : synod::scenarios()) synod::print_scenario(file);
  for (const synod::Protocol* protocol : synod::catalog()) {
    synod::print_walks(*protocol, 1'000);
    synod::print_live_walks(*protocol, 20);
  }
}
