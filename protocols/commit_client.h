// Clients of commit protocols: they begin transactions, and ask again until they hear the outcome.
//
// A client has one transaction under way at a time. Its transactions have names, and a coordinator
// keeps the last one of each client on its disk, so that what is asked for twice begins once (after
// Lee et al., "Implementing Linearizability at Large Scale and Low Latency", SOSP 2015, section 3).
// That a coordinator lets others wait in turn, and forgets in a crash that they wait, are Synod's
// own choices.
#pragma once

#include <optional>
#include <tuple>

#include "model/world/protocol.h"

namespace synod::commit_client {

/// "B": a client asks for a transaction.
struct Begin {
  static constexpr const char* name = "begin";
  static constexpr std::uint8_t kind = 5;
  Text command;
  static constexpr auto fields() {
    return std::tuple{
        field("command", &Begin::command, SYNOD_TEXT("The transaction that is asked for"))
            .means(Means::value)};
  }
};

/// "O": a client hears what became of its transaction.
struct Outcome {
  static constexpr const char* name = "outcome";
  static constexpr std::uint8_t kind = 6;
  Text transaction;  ///< Its name: "C1.3".
  Text outcome;
  static constexpr auto fields() {
    return std::tuple{
        field("transaction", &Outcome::transaction, SYNOD_TEXT("The name of the transaction")),
        field("outcome", &Outcome::outcome, SYNOD_TEXT("Commit or abort")).means(Means::value)};
  }
};

struct Client {
  std::uint32_t id = 0;    ///< Of its last transaction. On disk, so that no name stands for two.
  std::uint32_t life = 0;  ///< How many disks it has lost: a part of its transactions' names.
  Text command;            ///< What it waits for; none while it does not.
  Text outcome;

  static constexpr auto fields() {
    return std::tuple{
        field("id", &Client::id, SYNOD_TEXT("The number of its last transaction")).on_disk(),
        field("life", &Client::life,
              SYNOD_TEXT("How many disks it has lost: its transactions bear another name since"))
            .rare(),
        field("command", &Client::command, SYNOD_TEXT("The transaction that it waits for")),
        field("result", &Client::outcome, SYNOD_TEXT("What became of the last one"))};
  }
};

/// What a coordinator keeps of its clients.
struct Served {
  Table told;   ///< Of each client its last transaction, and what became of it: "3 commit".
  Table queue;  ///< Those that wait for their turn.

  static constexpr auto fields() {
    return std::tuple{
        field("served", &Served::told,
              SYNOD_TEXT("Of each client its last transaction, and what became of it"))
            .on_disk()
            .rare(),
        field("waiting", &Served::queue, SYNOD_TEXT("Transactions of clients that wait in turn"))
            .rare()
            .means(Means::waiting)};
  }
};

/// The client's timer: the fourth of every commit protocol's.
inline constexpr std::uint8_t for_answer = 3;

/// Why a client can't take this request now; nothing where it can.
std::optional<Sentence> refuses(const Client& client, NodeId self, const Request& request,
                                const Setup& setup);
void starts(Client& client, Out& out);
void asks(Client& client, const Text& what, Out& out);
/// Its timer went off: it asks again, or for the next transaction of its load.
void wakes(Client& client, Out& out);
void on(Client& client, NodeId from, const Outcome& outcome, Out& out);

/// What a coordinator that hears a client is to begin; nothing where it is `busy`, so that the
/// client waits in turn, or where it took that transaction up before.
std::optional<Text> take(Served& served, NodeId from, const Begin& begin, bool busy, Out& out);
/// What a coordinator that is free is to begin next; nothing where no client waits.
std::optional<Text> next(Served& served, Out& out);
/// A transaction is decided: the client whose it is, if it is one's, is told.
void tell(Served& served, const Text& outcome, Out& out);

}  // namespace synod::commit_client
