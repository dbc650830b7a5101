// What a run starts from: the nodes and their roles, and the options.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/ids.h"
#include "model/sentence.h"

namespace synod {

enum class Role : std::uint8_t { proposer = 1, acceptor = 2, learner = 4 };

/// The roles that one node plays.
class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(Role role) : bits_(static_cast<std::uint8_t>(role)) {}  // NOLINT
  static constexpr Roles all() { return Roles(Role::proposer) | Role::acceptor | Role::learner; }
  constexpr bool has(Role role) const { return (bits_ & static_cast<std::uint8_t>(role)) != 0; }
  constexpr bool overlaps(Roles other) const { return (bits_ & other.bits_) != 0; }
  friend constexpr Roles operator|(Roles a, Roles b) {
    Roles both;
    both.bits_ = static_cast<std::uint8_t>(a.bits_ | b.bits_);
    return both;
  }
  friend constexpr bool operator==(Roles, Roles) = default;

 private:
  std::uint8_t bits_ = 0;
};

/// The nodes of a cluster: either `together` nodes N1.. that play every role, or proposers P1..,
/// acceptors A1.. and learners L1.. apart, in this order.
struct Shape {
  std::uint8_t together = 0;
  std::uint8_t proposers = 0;
  std::uint8_t acceptors = 0;
  std::uint8_t learners = 0;

  bool apart() const { return together == 0; }
  std::size_t size() const { return together + std::size_t{proposers} + acceptors + learners; }
  NodeSet all() const { return NodeSet::range(0, size()); }
  NodeSet with(Role role) const;
  Roles roles(NodeId node) const;
  /// The number in a node's name: 2 for P2. A ballot of P2 is `r.2`.
  std::uint32_t number(NodeId node) const;
  /// The proposer whose ballots end in `number`; none where there is none.
  NodeId proposer(std::uint32_t number) const;
  /// "N1", "P1", "A1" or "L1".
  std::string name(NodeId node) const;
  /// The node of that name, in any case.
  std::optional<NodeId> find(std::string_view name) const;
  /// "{A1 A2}".
  std::string names(NodeSet nodes) const;

  friend bool operator==(const Shape&, const Shape&) = default;
};

/// From `low` to `high`, both included, in simulated milliseconds.
struct Range {
  std::int64_t low = 0;
  std::int64_t high = 0;

  friend bool operator==(const Range&, const Range&) = default;
};

/// The options that every protocol knows.
struct Options {
  bool nack = true;             ///< Refusals are sent; where false they are silence.
  bool retry = false;           ///< A proposer that fails or waits too long starts again by itself.
  Range retry_delay{150, 450};  ///< How long it waits before that, drawn at random.
  std::uint32_t q1 = 0;         ///< Size of a phase-1 quorum; 0 stands for a majority.
  std::uint32_t q2 = 0;         ///< Size of a phase-2 quorum; 0 stands for a majority.
  std::int64_t loss = 0;        ///< How many of 10,000 messages the network loses.
  std::int64_t duplicate = 0;   ///< How many of 10,000 messages the network delivers twice.
  Range latency{40, 80};        ///< How long a message is under way.
  std::string bug;              ///< A rule switched off; empty for the correct protocol.

  friend bool operator==(const Options&, const Options&) = default;
};

/// All that a run starts from. The same setup and the same actions give the same run on every
/// machine.
struct Setup {
  std::string protocol = "paxos";
  Shape shape{.together = 3};
  std::uint64_t seed = 1;
  Options options;

  /// Sizes of the quorums, with "a majority of the acceptors" worked out.
  std::size_t q1() const;
  std::size_t q2() const;
  /// Why no cluster can be made from this; nothing where one can.
  std::optional<Sentence> problem() const;

  friend bool operator==(const Setup&, const Setup&) = default;
};

/// One `option NAME VALUE` of the scenario language.
struct OptionKind {
  const char* name;
  const char* example;  ///< What a value looks like, for messages and fields.
  const char* help;     ///< A marked source text.
  std::string (*print)(const Options&);
  /// Sets the option, or says what was wrong with the value.
  std::optional<Sentence> (*parse)(std::string_view value, Options&);
};

/// Every option, in the order in which scripts print them.
const std::vector<OptionKind>& option_kinds();

/// The options of `options` that differ from the defaults, as "NAME VALUE" lines.
std::vector<std::string> printed_options(const Options& options);

}  // namespace synod
