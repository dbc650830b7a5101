// Acts of random runs: stretches in which some nodes talk and all others stand still.
//
// Situations that need several leaders in one certain order are rare where everything may happen at
// any time. An act does one thing, mostly until no messages are left of it: a node tries to lead,
// or those that led are asked for more, or the network repeats what it delivered before.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "model/base/random.h"
#include "model/world/action.h"
#include "model/world/protocol.h"

namespace synod {

/// One stretch of a run.
struct Act {
  /// Which messages arrive: all, those sent since the act began, or those sent before.
  enum class Mail : std::uint8_t { all, news, old };

  NodeSet awake;  ///< The nodes that take steps. Clients always do.
  /// By receiver: the kinds of messages that don't reach it, a bit for each.
  std::array<std::uint32_t, max_nodes> deaf{};
  Mail mail = Mail::all;
  bool from_asleep = false;  ///< Messages of nodes that stand still arrive as well.
  bool by_clock = false;     ///< What is due first comes first, timers too.
  MessageId last_before;     ///< The newest message, or timer, as it began.
  std::size_t end = 0;       ///< After so many actions of its run it is over.
  NodeId leader;             ///< Is asked first, at a round above all; none where nobody is.
  std::size_t asks = 0;      ///< How many commands are still to be asked for.
  std::size_t echoes = 0;    ///< How many messages are still to be repeated,
  NodeId haunted;            ///< and to whom; none for anyone awake.

  /// Whether it may arrive in this act.
  bool lets_in(const Message& message) const;
  /// The place in `messages` of one that may arrive, drawn; nothing where none may.
  std::optional<std::size_t> next(const std::vector<Message>& messages, Random& random) const;
  /// What is due first of all that may arrive or go off at those awake; nothing where nothing is.
  std::optional<Action> next_due(const Cluster& world) const;
};

/// What the acts of one run have in common: who meets whom, and what happens how often.
class ActHabits {
 public:
  ActHabits(const Setup& setup, const ProtocolInfo& protocol, Random& random);

  /// The next act of a run that has `done` actions.
  Act draw(const Cluster& world, std::size_t done, Random& random) const;
  /// The two or three nodes that lead, or try to.
  NodeSet leaders() const { return leaders_; }

 private:
  void draw_circles(const Setup& setup, Random& random);
  void draw_leaders(const Setup& setup, Random& random);
  void draw_rates(const Setup& setup, const ProtocolInfo& protocol, Random& random);
  NodeSet draw_circle(bool leads, Random& random) const;
  NodeSet any_servers(Random& random) const;
  void begin_echo(Act& act, Random& random) const;
  void begin_lead(Act& act, Random& random) const;
  void draw_mail(Act& act, Random& random) const;

  /// Two quorums that share as few nodes as they can, those of the first that are not in the
  /// second, and any others.
  NodeSet first_;
  NodeSet second_;
  NodeSet few_;
  NodeSet others_;
  NodeSet servers_;
  NodeSet clients_;
  NodeSet leaders_;
  std::size_t kinds_;
  // Of 10,000 acts each, but for the kinds: of 10,000 kinds.
  std::int64_t echoes_ = 0;
  std::int64_t leads_ = 0;
  std::int64_t asks_ = 0;
  std::int64_t deaf_ = 0;
  std::int64_t deaf_kinds_ = 0;
  std::int64_t news_ = 0;
  std::int64_t old_ = 0;
  std::int64_t from_asleep_ = 0;
  std::int64_t by_clock_ = 0;
  std::int64_t longest_ = 0;
};

/// Any node of a set that has one.
NodeId any_of(NodeSet nodes, Random& random);

}  // namespace synod
