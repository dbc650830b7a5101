// Raft: a log of commands that one elected leader copies to the other servers.
//
// Diego Ongaro, "Consensus: Bridging Theory and Practice", PhD dissertation, Stanford, 2014,
// chapters 3 to 6 and 9, and Diego Ongaro and John Ousterhout, "In Search of an Understandable
// Consensus Algorithm", USENIX ATC 2014. `commitIndex` and `lastApplied` are lost in a crash, as
// the state machine is; currentTerm, votedFor and the log are not (figure 3.1).
//
// Synod's own choices: a leader waits for the answer of a server before it sends it more, and sends
// anew what was not answered for a whole heartbeat; a server that is asked by hand passes the
// command on to the leader that it knows, or keeps it until it knows one.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "protocols/raft_messages.h"

namespace synod {

/// Servers, which are all alike, and clients beside them.
inline constexpr Cast raft_cast{
    .node = {"servers", 'S', Roles::all(), SYNOD_TEXT("Server"), SYNOD_TEXT("Servers"),
             SYNOD_TEXT("Follows, stands for election or leads; keeps term, vote and log on its "
                        "disk."),
             1, 9, 3},
    .client = {"clients", 'C', Role::client, SYNOD_TEXT("Client"), SYNOD_TEXT("Clients"),
               SYNOD_TEXT("Asks the servers for commands and waits for the answers."), 0, 8, 0},
};

/// A slot for each of some servers.
class ServerSlots {
 public:
  void set(NodeId server, Slot slot) {
    servers_.insert(server);
    slots_[server.index] = slot;
  }
  void erase(NodeId server) {
    servers_.erase(server);
    slots_[server.index] = {};
  }
  /// 0 for a server that none was set for.
  Slot operator[](NodeId server) const { return slots_[server.index]; }
  NodeSet servers() const { return servers_; }
  friend bool operator==(const ServerSlots&, const ServerSlots&) = default;

 private:
  NodeSet servers_;
  std::array<Slot, 9> slots_{};
};

struct Raft : RaftMessages {
  enum class Phase : std::uint8_t { follower, candidate, leading, pre_candidate };
  static constexpr PhaseWord phase_words[] = {{SYNOD_TEXT("follower")},
                                              {SYNOD_TEXT("candidate"), Stage::candidate},
                                              {SYNOD_TEXT("leading"), Stage::leader},
                                              {SYNOD_TEXT("pre-candidate"), Stage::candidate}};
  /// In the order of their words in `info()`.
  enum Wait : std::uint8_t {
    election,
    heartbeat,
    retry = service::retry,
    silence,
    quorum,
    transfer,
    catch_up
  };

  struct Server {
    Ballot term;  ///< Its owner: whom it voted for or who leads; nobody as long as it knows none.
    NodeId voted_for;
    NodeId leader;
    NodeId hands_to;
    Phase phase = Phase::follower;
    bool hears = false;
    bool handed = false;
    NodeSet votes;
    NodeSet sent;
    NodeSet answered;
    NodeSet confirmed;
    NodeSet members;
    NodeSet before;
    NodeSet joining;
    NodeSet leaving;
    Slot commit;
    Slot read_index;
    Slot members_since;
    Slot round_end;
    std::uint32_t round = 0;
    std::uint32_t reading = 0;
    std::uint32_t catch_up_round = 0;
    ServerSlots next;
    ServerSlots match;
    std::int64_t since = 0;
    std::int64_t lease_until = 0;
    SlotLog log;
    Table waiting;
    Table reads;
    RaftSnapshotRef snapshot;

    static constexpr auto fields_of_the_log() {
      return std::tuple{
          field("term", &Server::term,
                SYNOD_TEXT("The highest term that it heard of (currentTerm)"))
              .on_disk()
              .means(Means::number)
              .on_card(),
          field("voted_for", &Server::voted_for,
                SYNOD_TEXT("Whom it gave its vote of that term (votedFor)"))
              .on_disk(),
          field("log", &Server::log,
                SYNOD_TEXT("Its log, with the term of each entry, and which of it it knows to be "
                           "committed"))
              .on_disk()
              .forgets_chosen()
              .means(Means::log)
              .on_card(),
          field("phase", &Server::phase, SYNOD_TEXT("What it is at its term")).phases(phase_words),
          field("leader", &Server::leader, SYNOD_TEXT("Who leads at its term, as far as it knows"))
              .means(Means::leader),
          field("votes", &Server::votes,
                SYNOD_TEXT("Who voted for it at its term; of a pre-candidate, who would"))
              .means(Means::elects),
          field("commit", &Server::commit,
                SYNOD_TEXT("The last slot that it knows committed (commitIndex)")),
          field("next", &Server::next,
                SYNOD_TEXT("Of each other server, the next slot to send it (nextIndex)"))
              .means(Means::sends),
          field("match", &Server::match,
                SYNOD_TEXT("Of each other server, the last slot that it is known to hold "
                           "(matchIndex)"))
              .means(Means::holds),
          field("sent", &Server::sent, SYNOD_TEXT("Whom it sent entries since its last heartbeat")),
          field("waiting", &Server::waiting,
                SYNOD_TEXT("What it was asked for by hand, until it knows who leads"))
              .means(Means::waiting),
          field("hears", &Server::hears,
                SYNOD_TEXT("It heard from a leader within the shortest time that anybody waits for "
                           "one"))
              .rare()};
    }
    static constexpr auto fields_of_reads() {
      return std::tuple{
          field("answered", &Server::answered,
                SYNOD_TEXT("Who answered it since it last made sure that a majority does"))
              .rare(),
          field("reads", &Server::reads,
                SYNOD_TEXT("Reads that wait until a majority confirms that it leads"))
              .rare(),
          field("round", &Server::round,
                SYNOD_TEXT("The last round of heartbeats that reads waited for"))
              .rare(),
          field("reading", &Server::reading,
                SYNOD_TEXT("How many reads, the first ones, wait for that round"))
              .rare(),
          field("read_index", &Server::read_index,
                SYNOD_TEXT("What it knew committed when that round began (readIndex)"))
              .rare(),
          field("confirmed", &Server::confirmed,
                SYNOD_TEXT("Who confirmed in that round that it leads, until a majority did"))
              .rare(),
          field("since", &Server::since, SYNOD_TEXT("When that round began, by its own clock"))
              .rare(),
          field("lease_until", &Server::lease_until,
                SYNOD_TEXT("Until when it may answer reads at once, by its own clock"))
              .rare(),
          field("hands_to", &Server::hands_to, SYNOD_TEXT("To whom it hands its lead over")).rare(),
          field("handed", &Server::handed,
                SYNOD_TEXT("It asked another server to stand at once: it counts on no lease at "
                           "this term any more"))
              .rare(),
          field(
              "snapshot", &Server::snapshot,
              SYNOD_TEXT("What stands for the entries that it removed from its log; the digest is "
                         "of these entries"))
              .means(Means::snapshot)
              .on_disk()
              .rare()};
    }
    static constexpr auto fields_of_members() {
      return std::tuple{
          field("members", &Server::members,
                SYNOD_TEXT("Whose votes and logs count, by its log; those of all servers where it "
                           "names none"))
              .means(Means::members)
              .rare(),
          field("before", &Server::before,
                SYNOD_TEXT("The members before, of whom a majority is needed as well: the "
                           "configuration is joint"))
              .rare(),
          field("members_since", &Server::members_since,
                SYNOD_TEXT("The slot of its log that names these members"))
              .rare(),
          field("joining", &Server::joining,
                SYNOD_TEXT("Who is brought up to date, to be a member then"))
              .rare(),
          field("leaving", &Server::leaving,
                SYNOD_TEXT("Who is removed by the change that it appends then"))
              .rare(),
          field("round_end", &Server::round_end,
                SYNOD_TEXT("The slot up to which they must hold its log"))
              .rare(),
          field("catch_up_round", &Server::catch_up_round,
                SYNOD_TEXT("How many rounds of bringing them up to date have begun"))
              .rare()};
    }
    static constexpr auto fields() {
      return std::tuple_cat(fields_of_the_log(), fields_of_reads(), fields_of_members());
    }
  };

  /// A node is a server or a client.
  struct State {
    static constexpr const char* name = "node";
    Server server;
    service::Machine machine;
    service::Client client;

    static constexpr auto fields() {
      return std::tuple_cat(fields_of(&State::server, Roles::all()),
                            fields_of(&State::machine, Role::learner),
                            fields_of(&State::client, Role::client));
    }
  };

  /// The entry with which a leader begins its term (section 6.4).
  static constexpr const char* noop = "no-op";

  static ProtocolInfo info();
  static State fresh(NodeId self, const Setup& setup);
  static std::optional<Sentence> refuses(const State& state, NodeId self,
                                         const synod::Request& request, const Setup& setup);
  static void propose(State& state, const synod::Request& request, Out& out);
  static void timeout(State& state, std::uint8_t timer, Out& out);
  static void started(State& state, Out& out);

  static void on(State& state, NodeId from, const Request& request, Out& out);
  static void on(State& state, NodeId from, const Reply& reply, Out& out);
  static void on(State& state, NodeId from, const Redirect& redirect, Out& out);
  static void on(State& state, NodeId from, const RequestVote& request, Out& out);
  static void on(State& state, NodeId from, const Vote& vote, Out& out);
  static void on(State& state, NodeId from, const Append& append, Out& out);
  static void on(State& state, NodeId from, const Appended& appended, Out& out);
  static void on(State& state, NodeId from, const PreVote& request, Out& out);
  static void on(State& state, NodeId from, const PreVoted& answer, Out& out);
  static void on(State& state, NodeId from, const TimeoutNow& message, Out& out);
  static void on(State& state, NodeId from, const InstallSnapshot& message, Out& out);
};

inline FieldValue to_field(Raft::Phase phase) {
  return Text(Raft::phase_words[static_cast<std::size_t>(phase)].word);
}
/// "{S2=3 S3=1}".
inline FieldValue to_field(const ServerSlots& slots) {
  Table table;
  for (NodeId server : slots.servers())
    table.put(Text(fmt::format("{}{}", raft_cast.node.letter, server.index + 1)),
              Text(std::to_string(slots[server].number)));
  return table;
}

}  // namespace synod
