// Options of a setup: those that every protocol shares, and those of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/own_option.h"
#include "model/base/sentence.h"

namespace synod {

/// From `low` to `high`, both included, in simulated milliseconds.
struct Range {
  std::int64_t low = 0;
  std::int64_t high = 0;

  friend bool operator==(const Range&, const Range&) = default;
};

/// The options of a cluster. Each protocol names the ones that mean something to it.
struct Options {
  bool nack = true;             ///< Refusals are sent; where false they are silence.
  bool retry = false;           ///< A proposer that fails or waits too long starts again by itself.
  Range retry_delay{150, 450};  ///< How long it waits before that, drawn at random.
  std::uint32_t q1 = 0;         ///< Size of a phase-1 quorum; 0 stands for a majority.
  std::uint32_t q2 = 0;         ///< Size of a phase-2 quorum; 0 stands for a majority.
  std::int64_t loss = 0;        ///< How many of 10,000 messages the network loses.
  std::int64_t duplicate = 0;   ///< How many of 10,000 messages the network delivers twice.
  Range latency{40, 80};        ///< How long a message is under way.
  std::int64_t heartbeat = 100;     ///< Simulated milliseconds from one heartbeat to the next.
  std::int64_t timeout = 300;       ///< Silence of that many makes a node suspect another.
  std::uint32_t load = 0;           ///< How many commands each client sends by itself.
  std::int64_t client_retry = 500;  ///< A client that hears nothing for that many ms asks again.
  OwnOptions own;                   ///< Those that the protocol declares for itself.
  std::string bug;  ///< The name of a wrong variant; empty for the correct protocol.

  friend bool operator==(const Options&, const Options&) = default;
};

/// One `option NAME VALUE` of the scenario language, and how it is told.
struct OptionKind {
  const char* name;
  const char* title;  ///< "Messages lost"; a marked source text.
  OptionTopic topic;
  const char* example;  ///< What a value looks like, for messages and fields.
  const char* help;     ///< A marked source text.
  std::function<std::string(const Options&)> print;
  /// Sets the option, or says what was wrong with the value.
  std::function<std::optional<Sentence>(std::string_view value, Options&)> parse;
  std::span<const OptionChoice> choices{};  ///< Every value that it can have; empty where too many.
  const char* needs = nullptr;  ///< It means something only where this option is not off.
};

/// Every option that protocols share, in the order in which scripts print them.
const std::vector<OptionKind>& option_kinds();
/// The same of one that a protocol declares.
OptionKind kind_of(const OwnOption& option);

/// The options of `options` that differ from the defaults, as "NAME VALUE" lines: those that
/// protocols share, those of its own protocol, and the bug.
std::vector<std::string> printed_options(const Options& options);

}  // namespace synod
