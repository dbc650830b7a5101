// Protocol interface between a world and the rules of its nodes.
#pragma once

#include <optional>
#include <span>
#include <tuple>
#include <type_traits>
#include <vector>

#include "model/world/out.h"

namespace synod {

struct Cluster;

/// A protocol with one rule left out or changed: `option bug NAME`.
struct Variant {
  const char* name;    ///< "no-adopt": the word of the scenario language.
  const char* title;   ///< A marked source text.
  const char* rule;    ///< What it does, and which rule that breaks; a marked source text.
  const char* source;  ///< Where the rule stands.
  bool safe = false;   ///< It breaks no invariant; `rule` says what it costs.
  /// Its order of ballots; null for the usual one.
  bool (*lower)(const Ballot& a, const Ballot& b) = nullptr;
};

/// Kinds of messages that serve one purpose beside the agreement itself, such as telling who is
/// alive. The canvas can hide them together.
struct MessageGroup {
  const char* title;               ///< "Heartbeats and their answers"; a marked source text.
  std::vector<const char*> kinds;  ///< Their names in the scenario language.
};

/// What a protocol calls a decision, and its place among others. Marked source texts.
struct DecisionWords {
  const char* done = SYNOD_TEXT("chosen");
  const char* done_at = SYNOD_TEXT("chosen in %1");  ///< %1: the number of a slot.
  const char* meaning = SYNOD_TEXT("What a quorum of acceptors accepted at one ballot, ever");
};

/// What a protocol calls the numbers at which its nodes lead and vote: ballots, terms. Marked
/// source texts.
struct NumberWords {
  const char* title = SYNOD_TEXT("Ballot");   ///< In a legend.
  const char* one = SYNOD_TEXT("ballot %1");  ///< One of them in a sentence.
  Ballot example{2, 1};
  const char* meaning = SYNOD_TEXT("Round 2 of proposer 1. Each proposer has a colour of its own.");

  /// "ballot 2.1", as a part of a sentence.
  Sentence told(const Ballot& number) const {
    return say(one, Sentence::Argument::number(number.str(), number.owner()));
  }
};

/// Words for asking a node of the protocol for something. `verb` is a word of the scenario
/// language, the others are marked source texts.
struct RequestWords {
  const char* verb = "propose";
  const char* title = SYNOD_TEXT("Propose");     ///< On a button.
  const char* asks = SYNOD_TEXT("%1 proposes");  ///< %1: the node that is asked.
  const char* help = SYNOD_TEXT("Ask %1 for this value. 'blue at 5' asks for round 5.");
  const char* does = SYNOD_TEXT("%1 proposes %2");  ///< %2: what it is asked for.
};

/// Way of voting that a person may ask a node for, which it keeps to from then on.
struct Wish {
  const char* word;   ///< "no": the word of the scenario language.
  const char* title;  ///< "Vote no"; a marked source text.
  /// A command of its own that is short for it: `refuse R2` for `vote R2 no`; null for none.
  const char* verb = nullptr;
  /// The word of the language for asking so, where it is not the protocol's for its other wishes.
  const char* asked_with = nullptr;
  /// What stands for %1 in the title; null for the word.
  const char* about = nullptr;
};

/// Cluster to play with, as the start page offers it. The texts are marked source texts.
struct Preset {
  const char* setup;  ///< Lines of the scenario language, without the one of the protocol.
  const char* title;
  const char* about;  ///< What it is good for, in a sentence or two.
};

/// Description of a protocol: all that is known without running it.
struct ProtocolInfo {
  const char* name;     ///< "paxos": the word of the scenario language.
  const char* title;    ///< "Basic Paxos".
  const char* summary;  ///< A marked source text.
  const char* source;   ///< The paper that it follows.
  std::vector<MessageKind> messages;
  std::vector<const char*> timers;  ///< "retry": the words of the scenario language.
  /// The names of the shared options that mean something to it; empty for each of them.
  std::vector<std::string_view> options;
  /// The command that fills a hole in a log, which no client needs to ask for; none without logs.
  Text noop;
  bool clients = false;  ///< It runs with client nodes C1..
  bool apart = true;     ///< It runs where each role has nodes of its own.
  /// Other reasons why it can't run with a setup; null for none.
  std::optional<Sentence> (*problem)(const Setup& setup) = nullptr;
  /// Why a node that runs can do nothing but wait until others are repaired; null where that never
  /// happens.
  std::optional<Sentence> (*blocked)(const Cluster& world, NodeId node) = nullptr;
  std::vector<Variant> variants{};  ///< In the order in which people choose from them.
  std::vector<MessageGroup> groups{};
  /// Examples of what its clients ask for, in turn: the propose bar suggests them.
  std::vector<const char*> requests{};
  DecisionWords decision{};
  std::optional<NumberWords> numbers = NumberWords();  ///< None where it has no numbers.
  const Cast* cast = &consensus_cast;  ///< What its nodes are called, and what they do.
  /// The judge that decides, beside the observer, whether a run is right; null for none.
  const JudgeType* judge = nullptr;
  /// The properties that its runs must have.
  std::span<const Invariant> invariants = consensus_invariants();
  std::vector<Preset> presets{};  ///< In the order in which people choose from them.
  bool unanimous = false;         ///< All must answer, not only a quorum.
  /// The words that a person may ask its acceptors for; empty where they take no requests.
  std::vector<Wish> wishes{};
  const char* wish_verb = "vote";  ///< The word of the scenario language for asking so.
  RequestWords request{};          ///< How all others are asked.
  Roles asked = Roles(Role::proposer) | Role::client;  ///< The roles that take requests.
  bool together = true;                 ///< It runs where each node plays every role.
  bool locks = false;                   ///< Its nodes may lock what a transaction is to change.
  std::vector<const OwnOption*> own{};  ///< The options that it declares for itself.
  /// Draws options for a random run that counts as right; null where it has nothing to draw.
  void (*draw)(Options& options, Random& random) = nullptr;
  /// The same for a run that must come to an end once nothing fails any more.
  void (*draw_live)(Options& options, Random& random) = nullptr;
  /// Why a search without a clock can't tell what happens; null, or nothing, where it can.
  std::optional<Sentence> (*needs_clock)(const Setup& setup) = nullptr;
};

/// The variant of that name; null where there is none, as for "".
const Variant* find_variant(const ProtocolInfo& protocol, std::string_view name);
/// That the protocol has no such variant, and which ones it has; nothing where it has it, or where
/// `name` is "".
std::optional<Sentence> variant_problem(const ProtocolInfo& protocol, std::string_view name);

/// The options that mean something to the protocol: shared ones, then its own, then the bug.
std::vector<OptionKind> options_of(const ProtocolInfo& protocol);
/// Whether the option of that name means something to the protocol.
bool knows_option(const ProtocolInfo& protocol, std::string_view option);
/// That the protocol knows no such option, and which ones it knows; nothing where it knows it.
std::optional<Sentence> option_problem(const ProtocolInfo& protocol, std::string_view option);
/// The protocol's default cluster.
inline Shape usual_shape(const ProtocolInfo& protocol) {
  return usual_shape(*protocol.cast, protocol.together);
}
/// Why a search without a clock can't tell what happens with this setup; nothing where it can.
std::optional<Sentence> clock_problem(const ProtocolInfo& protocol, const Setup& setup);
/// Why no cluster can be made that runs the protocol with this setup; nothing where one can.
std::optional<Sentence> setup_problem(const ProtocolInfo& protocol, const Setup& setup);

/// What the protocol calls a decision, such as "chosen", as a part of a sentence; "decided" where
/// it has no word for one.
Sentence decision_word(const Cluster& world);
/// One of the protocol's numbers, such as "ballot 2.1", as a part of a sentence; the number alone
/// where the protocol has no word for them.
Sentence number_words(const Cluster& world, const Ballot& number);

/// Whether `node` may be asked for the protocol's wishes alone.
bool takes_wishes(const Cluster& world, NodeId node);
/// The wish that `value` is, or the first of several that are asked with the same word and stand
/// in a row, such as "+S4-S2"; null where it is a command.
const Wish* wish_of(const ProtocolInfo& protocol, const Text& value);
/// The word of the scenario language for asking `node` for `value`.
const char* request_verb(const Cluster& world, NodeId node, const Text& value);
/// The wish that a command is short for; null where the protocol has none of that name.
const Wish* wish_called(const ProtocolInfo& protocol, std::string_view verb);
/// That the protocol has no such request, and which ones it has; nothing where it has it.
std::optional<Sentence> request_problem(const ProtocolInfo& protocol, std::string_view verb);

/// The next of the protocol's requests that nobody in `world` asked for yet. Beyond them a log is
/// asked for the same in turn, and a single decision for a word that is new.
Text next_request(const Cluster& world);

/// A client's request. `round` 0 lets the proposer pick its round.
struct Request {
  Text value;
  std::uint32_t round = 0;
};

/// A protocol, its states and messages hidden behind records. `ProtocolOf` makes one from a plain
/// struct.
class Protocol {
 public:
  Protocol() = default;
  Protocol(const Protocol&) = delete;
  Protocol& operator=(const Protocol&) = delete;
  virtual ~Protocol() = default;

  virtual const ProtocolInfo& info() const = 0;
  /// A node's state before anything happened.
  virtual State fresh(NodeId self, const Setup& setup) const = 0;
  /// Why `self` can't take this request now; nothing where it can.
  virtual std::optional<Sentence> refuses(const State& state, NodeId self, const Request& request,
                                          const Setup& setup) const = 0;
  virtual void propose(State& state, const Request& request, Out& out) const = 0;
  virtual void deliver(State& state, std::uint8_t kind, NodeId from, const Body& body,
                       Out& out) const = 0;
  virtual void timeout(State& state, std::uint8_t timer, Out& out) const = 0;
  /// A node starts: before anything else happens, and again once the disk of a restarted node is
  /// read back. What it does at the very start is no event, so it sets timers and sends nothing
  /// then.
  virtual void started(State& state, Out& out) const = 0;
  /// Clears what can't matter any more in a node's memory: with and without it, the node sends and
  /// tells the same whatever happens to it. It makes equal what the checker need not tell apart.
  virtual void forget(State&, const Setup&) const {}
};

/// A protocol from a plain struct `P` of static functions, with
///  - `P::State`, and `P::Messages`, a tuple of its message structs in the order of their `kind`;
///  - `P::info()`, `P::fresh(...)`, `P::refuses(...)`, `P::propose(...)`, `P::timeout(...)`,
///    `P::started(...)`, as in `Protocol`;
///  - `P::problem(const Setup&)`, should it not run with every setup of the shapes it names;
///  - `P::blocked(const Cluster&, NodeId)`, should its nodes ever have to wait for a repair;
///  - `P::forget(State&, const Setup&)`, should there be anything to forget;
///  - `P::on(State&, NodeId from, const M&, Out&)` for each message struct M.
template <class P>
class ProtocolOf final : public Protocol {
 public:
  const ProtocolInfo& info() const override {
    static const ProtocolInfo info = [] {
      ProtocolInfo made = P::info();
      if constexpr (requires(const Setup& setup) { P::problem(setup); }) made.problem = &P::problem;
      if constexpr (requires(const Cluster& world) { P::blocked(world, NodeId()); })
        made.blocked = &P::blocked;
      return made;
    }();
    return info;
  }
  State fresh(NodeId self, const Setup& setup) const override { return P::fresh(self, setup); }
  std::optional<Sentence> refuses(const State& state, NodeId self, const Request& request,
                                  const Setup& setup) const override {
    return P::refuses(state.as<typename P::State>(), self, request, setup);
  }
  void propose(State& state, const Request& request, Out& out) const override {
    P::propose(state.as<typename P::State>(), request, out);
  }
  void deliver(State& state, std::uint8_t kind, NodeId from, const Body& body,
               Out& out) const override {
    deliver_as(state.as<typename P::State>(), kind, from, body, out,
               std::make_index_sequence<std::tuple_size_v<typename P::Messages>>());
  }
  void timeout(State& state, std::uint8_t timer, Out& out) const override {
    P::timeout(state.as<typename P::State>(), timer, out);
  }
  void started(State& state, Out& out) const override {
    P::started(state.as<typename P::State>(), out);
  }
  void forget(State& state, const Setup& setup) const override {
    if constexpr (requires(typename P::State & own) { P::forget(own, setup); })
      P::forget(state.as<typename P::State>(), setup);
  }

 private:
  template <std::size_t... kinds>
  static void deliver_as(typename P::State& state, std::uint8_t kind, NodeId from, const Body& body,
                         Out& out, std::index_sequence<kinds...>) {
    static_assert(((std::tuple_element_t<kinds, typename P::Messages>::kind == kinds) && ...),
                  "a message's kind is its place in P::Messages");
    ((kind == kinds
          ? P::on(state, from, body.as<std::tuple_element_t<kinds, typename P::Messages>>(), out)
          : void()),
     ...);
  }
};

}  // namespace synod
