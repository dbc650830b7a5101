// Setup of a run: the nodes and their roles, and the options.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/cast.h"
#include "model/base/ids.h"
#include "model/base/sentence.h"

namespace synod {

/// The nodes of a cluster: either `together` nodes N1.. that play every role, or proposers P1..,
/// acceptors A1.. and learners L1.. apart, in this order. Clients C1.. come after all others. A
/// protocol's cast has other words and letters for them.
struct Shape {
  std::uint8_t together = 0;
  std::uint8_t proposers = 0;
  std::uint8_t acceptors = 0;
  std::uint8_t learners = 0;
  std::uint8_t clients = 0;
  const Cast* cast = &consensus_cast;

  bool apart() const { return together == 0; }
  /// How many nodes there are that are no clients.
  std::size_t servers() const { return together + std::size_t{proposers} + acceptors + learners; }
  std::size_t size() const { return servers() + clients; }
  NodeSet all() const { return NodeSet::range(0, size()); }
  /// The nodes that play that role, alone or among others.
  NodeSet with(Role role) const;
  /// Those that stand in that role's column; where nodes play every role, all of them.
  NodeSet column(Role role) const;
  /// The role that the node was given; the one that does everything where roles are not apart.
  const RoleInfo& role(NodeId node) const;
  Roles roles(NodeId node) const;
  /// The number in a node's name: 2 for P2. A ballot of P2 is `r.2`.
  std::uint32_t number(NodeId node) const;
  /// The proposer whose ballots end in `number`. Nothing where no proposer has that number: a
  /// variant may draw such ballots, so every caller must expect it.
  std::optional<NodeId> proposer(std::uint32_t number) const;
  /// "N1", "P1", "A1", "L1" or "C1".
  std::string name(NodeId node) const;
  /// The node of that name, in any case.
  std::optional<NodeId> find(std::string_view name) const;
  /// "{A1 A2}".
  std::string names(NodeSet nodes) const;

  friend bool operator==(const Shape&, const Shape&) = default;
};

/// A role of a cast and where a shape counts its nodes.
struct Seats {
  const RoleInfo* role;
  std::uint8_t Shape::*count;
};
/// The roles that `cast` has: the one that does everything, then those in columns from left to
/// right, then clients.
std::vector<Seats> seats_of(const Cast& cast);
/// A cluster as the cast has it where nobody asks for another: where `together`, of nodes that do
/// everything.
Shape usual_shape(const Cast& cast, bool together);

/// From `low` to `high`, both included, in simulated milliseconds.
struct Range {
  std::int64_t low = 0;
  std::int64_t high = 0;

  friend bool operator==(const Range&, const Range&) = default;
};

/// How a node comes to suspect that the leader is down.
///  - off: it never does; ballots are started by hand, or because a client got no answer from the
///    leader;
///  - fixed: it heard no heartbeat for a time that stays the same;
///  - growing: the same, but each mistake makes it wait longer from then on;
///  - highest: every node sends heartbeats, and a node that hears of no higher number leads.
enum class Detector : std::uint8_t { off, fixed, growing, highest };

/// How a read is answered: through a slot of the log, or at once from the store of the node that
/// was asked, which may be stale.
enum class Reads : std::uint8_t { log, local };

/// Meaning of a missing record to a commit protocol: nothing at all, so that a decision is
/// told until everybody acknowledged it; or an abort, which then needs no record and no
/// acknowledgement (Mohan, Lindsay and Obermarck, "Transaction Management in the R* Distributed
/// Database Management System", ACM TODS 11 (4), 1986, section 3).
enum class Presumption : std::uint8_t { nothing, abort };

/// Nodes that a participant asks when it does not know the decision.
enum class Asked : std::uint8_t { all, coordinator };

/// The most that an account may hold at first, and that one transaction may move.
inline constexpr std::int64_t most_money = 1'000'000;

/// The options that protocols know. Each protocol names the ones that mean something to it.
struct Options {
  bool nack = true;             ///< Refusals are sent; where false they are silence.
  bool retry = false;           ///< A proposer that fails or waits too long starts again by itself.
  Range retry_delay{150, 450};  ///< How long it waits before that, drawn at random.
  std::uint32_t q1 = 0;         ///< Size of a phase-1 quorum; 0 stands for a majority.
  std::uint32_t q2 = 0;         ///< Size of a phase-2 quorum; 0 stands for a majority.
  std::int64_t loss = 0;        ///< How many of 10,000 messages the network loses.
  std::int64_t duplicate = 0;   ///< How many of 10,000 messages the network delivers twice.
  Range latency{40, 80};        ///< How long a message is under way.
  Detector detector = Detector::off;
  std::int64_t heartbeat = 100;  ///< Simulated milliseconds from one heartbeat to the next.
  std::int64_t timeout = 300;    ///< Silence of that many makes a node suspect another.
  std::int64_t lease = 0;        ///< How long a follower's grant lasts, in ms; 0 for no leases.
  Reads reads = Reads::log;
  std::uint32_t batch = 1;          ///< The most commands that one message puts to the vote.
  std::uint32_t pipeline = 4;       ///< The most slots that are put to the vote and not yet chosen.
  std::uint32_t load = 0;           ///< How many commands each client sends by itself.
  std::int64_t client_retry = 500;  ///< A client that hears nothing for that many ms asks again.
  Presumption presume = Presumption::nothing;
  Asked ask = Asked::all;
  std::int64_t accounts = 0;  ///< What the account of each participant holds at first; 0: no bank.
  std::string bug;            ///< The name of a wrong variant; empty for the correct protocol.

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
  std::span<const char* const> words{};  ///< Every value that it can have; empty where too many.
};

/// Every option, in the order in which scripts print them.
const std::vector<OptionKind>& option_kinds();

/// The options of `options` that differ from the defaults, as "NAME VALUE" lines.
std::vector<std::string> printed_options(const Options& options);

}  // namespace synod
