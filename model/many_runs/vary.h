// Variation of one option over a range: what changes when it does.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/many_runs/workload.h"

namespace synod {

/// An option that can be varied.
///  - loss: the share of messages that the network loses.
///  - latency: the shortest; the longest stays as far above it as it is in the setup.
///  - nodes: nodes that play every role; where roles are apart, acceptors.
///  - retry-delay: the shortest; the longest stays as far above it as it is in the setup. Proposers
///    try again by themselves, whatever the setup says.
///  - proposers: how many of them ask at time 0, each for a value of its own, in place of what the
///    workload asks for. Where roles are apart, that many there are.
///  - crash: when the first proposer crashes, a coordinator, say. Its first crash in the workload
///    moves there, and its restarts move along with it; where there is none, it stays down.
struct VariedOption {
  const char* name;    ///< "loss": the word of the command line.
  const char* title;   ///< A marked source text: "Loss".
  const char* help;    ///< A marked source text.
  const char* range;   ///< Where to begin: "0..50%:5%".
  const char* unit;    ///< "%", "ms" or "".
  std::int64_t scale;  ///< How many of its whole numbers make one of its unit: 100 for shares.
  std::int64_t lowest;
  std::int64_t highest;
  void (*set)(Workload&, std::int64_t value);
};
/// All of them, in the order in which people choose.
const std::vector<VariedOption>& varied_options();

/// The most steps that a range may have.
inline constexpr std::size_t most_steps = 200;

/// An option and the values that it takes: `first`, `first + step`, ... up to `last`. Shares are in
/// hundredths of a percent.
struct Vary {
  const VariedOption* option = nullptr;
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int64_t step = 1;

  std::vector<std::int64_t> values() const;
};

/// "loss=0..50%:5%", or says what was expected and what stood there.
Result<Vary> parse_vary(std::string_view text);

/// A value of `option` as people write it: "12.5%", "40 ms", "3".
std::string printed_value(const VariedOption& option, std::int64_t value);

/// `workload` with the option at `value`, or why there is no such cluster.
Result<Workload> varied(const Workload& workload, const VariedOption& option, std::int64_t value);

}  // namespace synod
