// Parts that replicated services share: clients that ask until they are answered, the messages
// between them and the servers, and the key-value store that servers keep.
#pragma once

#include <optional>
#include <tuple>
#include <vector>

#include "model/truth/key_command.h"
#include "model/world/protocol.h"

namespace synod::service {

/// Messages between clients and servers: the first ones of a protocol that has clients.
struct Messages {
  /// "Rq": a client, or a replica that passes it on, asks for a command.
  struct Request {
    static constexpr const char* name = "request";
    static constexpr std::uint8_t kind = 0;
    Text command;
    bool again = false;
    NodeSet tried;
    static constexpr auto fields() {
      return std::tuple{
          field("command", &Request::command, SYNOD_TEXT("The command that is asked for"))
              .means(Means::value),
          field("again", &Request::again,
                SYNOD_TEXT("The client asked for it before, without a result")),
          field("tried", &Request::tried,
                SYNOD_TEXT("Which replicas gave the client no result twice"))};
    }
  };

  /// "Rp": the result of a client's command.
  struct Reply {
    static constexpr const char* name = "reply";
    static constexpr std::uint8_t kind = 1;
    std::uint32_t id = 0;
    std::uint32_t life = 0;
    Text result;
    static constexpr auto fields() {
      return std::tuple{
          field("id", &Reply::id, SYNOD_TEXT("Which of the client's commands it answers")),
          field("life", &Reply::life, SYNOD_TEXT("How many disks the client had lost by then")),
          field("result", &Reply::result, SYNOD_TEXT("What the command came to"))
              .means(Means::value)};
    }
  };

  /// "Rd": a replica that does not lead says who does, as far as it knows.
  struct Redirect {
    static constexpr const char* name = "redirect";
    static constexpr std::uint8_t kind = 2;
    std::uint32_t id = 0;
    std::uint32_t life = 0;
    NodeId leader;
    static constexpr auto fields() {
      return std::tuple{
          field("id", &Redirect::id, SYNOD_TEXT("Which of the client's commands it is about")),
          field("life", &Redirect::life, SYNOD_TEXT("How many disks the client had lost by then")),
          field("leader", &Redirect::leader, SYNOD_TEXT("Who leads, as far as the sender knows"))};
    }
  };
};

/// A server's state machine: a store of keys and values, and what clients were told last (van
/// Renesse and Altinbuken, "Paxos Made Moderately Complex", ACM Computing Surveys 47 (3), 2015,
/// section 2.1; Ongaro, "Consensus: Bridging Theory and Practice", 2014, section 6.3).
struct Machine {
  Slot applied;  ///< The known prefix up to here has taken effect.
  Table store;
  Table answered;  ///< Of each client its last command that took effect, and the result.

  static constexpr auto fields() {
    return std::tuple{
        field("applied", &Machine::applied,
              SYNOD_TEXT("The last slot that took effect: all below it are known and applied")),
        field("store", &Machine::store, SYNOD_TEXT("The key-value store that the commands act on"))
            .means(Means::store),
        field("answered", &Machine::answered,
              SYNOD_TEXT("Of each client the last command that took effect, and its result"))};
  }
};

/// A client: it asks for one thing at a time, and asks again until it is answered.
struct Client {
  std::uint32_t id = 0;    ///< Its last command. On disk, so that no id stands for two commands.
  std::uint32_t life = 0;  ///< How many disks it has lost: a part of its commands' names.
  Text command;            ///< What it waits for; none while it does not.
  NodeId asks;             ///< The replica that it takes for the leader.
  NodeId turn;             ///< The last replica that it asked of its own choice, in their order.
  NodeSet asked;           ///< Replicas that it asked since it last chose one by itself.
  NodeSet silent;          ///< Replicas that gave no result for the present command,
  NodeSet tried;           ///< and those that gave none twice.
  std::uint32_t done = 0;  ///< Its last command that was answered.
  Text result;

  static constexpr auto fields() {
    return std::tuple{
        field("id", &Client::id, SYNOD_TEXT("The number of its last command")).on_disk(),
        field("life", &Client::life,
              SYNOD_TEXT("How many disks it has lost: its commands bear another name since"))
            .rare(),
        field("command", &Client::command, SYNOD_TEXT("The command that it waits for")),
        field("asks", &Client::asks, SYNOD_TEXT("The replica that it asks")),
        field("turn", &Client::turn,
              SYNOD_TEXT("The last replica that it asked of its own choice")),
        field("asked", &Client::asked,
              SYNOD_TEXT("Which replicas it asked since it last chose one by itself")),
        field("silent", &Client::silent,
              SYNOD_TEXT("Which replicas gave it no result for its command")),
        field("tried", &Client::tried,
              SYNOD_TEXT("Which replicas gave it no result for its command twice")),
        field("done", &Client::done,
              SYNOD_TEXT("The number of the last command that was answered")),
        field("result", &Client::result, SYNOD_TEXT("What that answer was"))};
  }
};

/// The client's timer: the third of the protocol's.
inline constexpr std::uint8_t retry = 2;

// --- The state machine: protocols/service_machine.cpp ---

/// The client of a command that has one; none for others.
NodeId client_of(const KeyCommand& command, const Shape& shape);
/// What the client of a command was told last: the id of its command (0 for none), and the result.
struct Answer {
  std::uint32_t id = 0;
  Text result;
};
Answer last_answer(const Machine& machine, const KeyCommand& command);
/// A client's command that took effect, now or before, and what it came to.
struct Told {
  KeyCommand command;
  Text result;
};
/// Does what the command in `slot` says, once: a client's command may stand in several slots when
/// its client asked several leaders, and takes effect in the first. `noop` changes nothing. Returns
/// what a client may be told.
std::optional<Told> apply(Machine& machine, Slot slot, const Text& value, const Text& noop,
                          Out& out);
/// Whether a command that took effect before needs no more than its answer; `client` has it then.
bool answer_again(const Machine& machine, NodeId client, const KeyCommand& command, Out& out);

// --- Commands that wait for their turn: protocols/service_machine.cpp ---

/// The most commands that may wait at one server.
inline constexpr std::size_t longest_queue = 99;
/// Puts `command` at the end of a queue, which keeps each by its place: "01", "02".
void put_last(Table& queue, const Text& command);
/// Takes the first `count` commands off a queue, or all that there are.
std::vector<Text> take_first(Table& queue, std::size_t count);

// --- Clients: protocols/service_client.cpp ---

/// Why a client can't take this request now; nothing where it can.
std::optional<Sentence> refuses(const Client& client, NodeId self, const Request& request,
                                const Setup& setup);
void starts(Client& client, Out& out);
void asks(Client& client, const Text& body, Out& out);
/// Its timer went off: it asks again, or for the next command of its load.
void wakes(Client& client, Out& out);
void on(Client& client, NodeId from, const Messages::Reply& reply, Out& out);
/// A client follows the word of the server that it asked, and of no other: so an old or repeated
/// word makes it ask nobody twice.
void on(Client& client, NodeId from, const Messages::Redirect& redirect, Out& out);

}  // namespace synod::service
