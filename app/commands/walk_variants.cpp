// Command 'walk --variants': how long random runs need to find each wrong variant.
#include <algorithm>
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/walk_runs.h"
#include "app/system/standard_streams.h"
#include "protocols/catalog.h"

namespace synod::app {

namespace {

/// Far enough apart that no two searches share a run.
constexpr std::uint64_t seeds_apart = 1'000'000'000;

/// One search: from a fresh cluster until something breaks, or until the limit.
struct Search {
  std::uint64_t runs = 0;
  double seconds = 0;
  std::string found;  ///< The invariant that broke; empty where none did.
};

bool earlier(const Search& a, const Search& b) {
  return std::pair(a.found.empty(), a.seconds) < std::pair(b.found.empty(), b.seconds);
}

std::string time_of(const Search& search, const WalkOptions& options) {
  return search.found.empty() ? fmt::format("> {:.0f} s", options.seconds)
                              : fmt::format("{:.3f} s", search.seconds);
}

/// What broke, each once: "agreement, learning".
std::string broken_by(const std::vector<Search>& searches) {
  std::vector<std::string> names;
  for (const Search& search : searches)
    if (!search.found.empty()) names.push_back(search.found);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return fmt::format("{}", fmt::join(names, ", "));
}

void print_row(const Variant& variant, std::vector<Search> searches, const WalkOptions& options) {
  std::sort(searches.begin(), searches.end(), earlier);
  const Search& median = searches[searches.size() / 2];
  const auto found = std::count_if(searches.begin(), searches.end(),
                                   [](const Search& one) { return !one.found.empty(); });
  print_out("| {} | {} | {} | {} | {} | {} of {} |\n", variant.name, broken_by(searches),
            time_of(median, options), median.runs, time_of(searches.back(), options), found,
            searches.size());
  flush_output();
}

}  // namespace

int walk_variants(WalkOptions options) {
  options.until_found = true;
  if (options.seconds == 0) options.seconds = 60;
  const std::uint64_t first = options.seed;
  print_out("| Variant | Violates | Median | Runs | Longest | Found |\n");
  print_out("| --- | --- | --- | --- | --- | --- |\n");
  for (const Protocol* protocol : catalog()) {
    if (!options.protocol.empty() && options.protocol != protocol->info().name) continue;
    for (const Variant& variant : protocol->info().variants) {
      if (variant.safe || (!options.variant.empty() && options.variant != variant.name)) continue;
      WalkOptions one = options;
      one.variant = variant.name;
      std::vector<Search> searches;
      for (std::uint64_t k = 0; k < options.seeds; ++k) {
        one.seed = (first + k) * seeds_apart;
        WalkClock clock(one, WalkClock::Time::processor);
        const WalkTotals totals = walks_of(*protocol, one, clock);
        if (clock.interrupted()) return interrupted_code;
        searches.push_back({totals.runs, clock.seconds(),
                            totals.failure ? totals.failure->violation->invariant : ""});
      }
      print_row(variant, std::move(searches), options);
    }
  }
  return 0;
}

}  // namespace synod::app
