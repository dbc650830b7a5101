// What the nodes of Multi-Paxos say to one another. The names in quotes are those on the canvas.
#pragma once

#include <tuple>

#include "model/world/protocol.h"

namespace synod {

struct MultiPaxosMessages {
  /// "Rq": a client, or a replica that passes it on, asks for a command.
  struct Request {
    static constexpr const char* name = "request";
    static constexpr std::uint8_t kind = 0;
    Text command;
    bool again = false;
    NodeSet tried;
    static constexpr auto fields() {
      return std::tuple{field(
                            "command", SYNOD_TEXT("The command that is asked for"),
                            [](auto& m) -> auto& { return m.command; }),
                        field(
                            "again", SYNOD_TEXT("The client asked for it before, without a result"),
                            [](auto& m) -> auto& { return m.again; }),
                        field(
                            "tried", SYNOD_TEXT("Which replicas gave the client no result twice"),
                            [](auto& m) -> auto& { return m.tried; })};
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
      return std::tuple{field(
                            "id", SYNOD_TEXT("Which of the client's commands it answers"),
                            [](auto& m) -> auto& { return m.id; }),
                        field(
                            "life", SYNOD_TEXT("How many disks the client had lost by then"),
                            [](auto& m) -> auto& { return m.life; }),
                        field(
                            "result", SYNOD_TEXT("What the command came to"),
                            [](auto& m) -> auto& { return m.result; })};
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
      return std::tuple{field(
                            "id", SYNOD_TEXT("Which of the client's commands it is about"),
                            [](auto& m) -> auto& { return m.id; }),
                        field(
                            "life", SYNOD_TEXT("How many disks the client had lost by then"),
                            [](auto& m) -> auto& { return m.life; }),
                        field(
                            "leader", SYNOD_TEXT("Who leads, as far as the sender knows"),
                            [](auto& m) -> auto& { return m.leader; })};
    }
  };

  /// "1a": a candidate asks for promises at its ballot, for every slot from its first unknown on.
  struct Prepare {
    static constexpr const char* name = "prepare";
    static constexpr std::uint8_t kind = 3;
    Ballot ballot;
    Slot from;
    static constexpr auto fields() {
      return std::tuple{field(
                            "ballot", SYNOD_TEXT("The ballot that it asks promises for"),
                            [](auto& m) -> auto& { return m.ballot; }),
                        field(
                            "from", SYNOD_TEXT("The first slot that it asks about"),
                            [](auto& m) -> auto& { return m.from; })};
    }
  };

  /// "1b": a replica promises, and reports what it holds from that slot on.
  struct Promise {
    static constexpr const char* name = "promise";
    static constexpr std::uint8_t kind = 4;
    Ballot ballot;
    SlotLog log;
    static constexpr auto fields() {
      return std::tuple{
          field(
              "ballot", SYNOD_TEXT("The ballot that is promised"),
              [](auto& m) -> auto& { return m.ballot; }),
          field(
              "log", SYNOD_TEXT("What the replica accepted, and what it knows chosen"),
              [](auto& m) -> auto& { return m.log; })};
    }
  };

  /// "2a": the leader puts commands to the vote, each in its slot.
  struct Accept {
    static constexpr const char* name = "accept";
    static constexpr std::uint8_t kind = 5;
    Ballot ballot;
    SlotLog entries;
    Slot first_unchosen;
    static constexpr auto fields() {
      return std::tuple{
          field(
              "ballot", SYNOD_TEXT("The leader's ballot"),
              [](auto& m) -> auto& { return m.ballot; }),
          field(
              "entries", SYNOD_TEXT("The commands and their slots"),
              [](auto& m) -> auto& { return m.entries; }),
          field(
              "first_unchosen",
              SYNOD_TEXT(
                  "The first slot that the leader does not know chosen at its ballot or below"),
              [](auto& m) -> auto& { return m.first_unchosen; })};
    }
  };

  /// "2b": a replica accepted them; for the leader.
  struct Accepted {
    static constexpr const char* name = "accepted";
    static constexpr std::uint8_t kind = 6;
    Ballot ballot;
    SlotLog entries;
    static constexpr auto fields() {
      return std::tuple{field(
                            "ballot", SYNOD_TEXT("The ballot that was accepted"),
                            [](auto& m) -> auto& { return m.ballot; }),
                        field(
                            "entries", SYNOD_TEXT("The commands and their slots"),
                            [](auto& m) -> auto& { return m.entries; })};
    }
  };

  /// "N": a replica refuses, and says what it promised.
  struct Nack {
    static constexpr const char* name = "nack";
    static constexpr std::uint8_t kind = 7;
    Ballot ballot;
    Ballot promised;
    bool lease = false;
    static constexpr auto fields() {
      return std::tuple{field(
                            "ballot", SYNOD_TEXT("The ballot that is refused"),
                            [](auto& m) -> auto& { return m.ballot; }),
                        field(
                            "promised", SYNOD_TEXT("The highest ballot that the replica promised"),
                            [](auto& m) -> auto& { return m.promised; }),
                        field(
                            "lease", SYNOD_TEXT("It refuses because it granted a lease to another"),
                            [](auto& m) -> auto& { return m.lease; })};
    }
  };

  /// "H": I am here. From a leader with its ballot, from others without.
  struct Heartbeat {
    static constexpr const char* name = "heartbeat";
    static constexpr std::uint8_t kind = 8;
    Ballot ballot;
    Slot first_unchosen;
    std::int64_t sent = 0;
    std::uint32_t round = 0;
    static constexpr auto fields() {
      return std::tuple{
          field(
              "ballot", SYNOD_TEXT("The leader's ballot; none where the sender does not lead"),
              [](auto& m) -> auto& { return m.ballot; }),
          field(
              "first_unchosen",
              SYNOD_TEXT(
                  "The first slot that the leader does not know chosen at its ballot or below"),
              [](auto& m) -> auto& { return m.first_unchosen; }),
          field(
              "sent", SYNOD_TEXT("When it left, by its sender's clock; 0 without leases"),
              [](auto& m) -> auto& { return m.sent; }),
          field(
              "round", SYNOD_TEXT("The highest round that the sender promised"),
              [](auto& m) -> auto& { return m.round; })};
    }
  };

  /// "Ha": the answer to a leader's heartbeat.
  struct Alive {
    static constexpr const char* name = "alive";
    static constexpr std::uint8_t kind = 9;
    Ballot ballot;
    std::int64_t sent = 0;
    static constexpr auto fields() {
      return std::tuple{
          field(
              "ballot", SYNOD_TEXT("The ballot of the leader that is answered"),
              [](auto& m) -> auto& { return m.ballot; }),
          field(
              "sent", SYNOD_TEXT("When the heartbeat that is answered left, by the leader's clock"),
              [](auto& m) -> auto& { return m.sent; })};
    }
  };

  /// "Q": a replica that lags asks what was chosen.
  struct Ask {
    static constexpr const char* name = "ask";
    static constexpr std::uint8_t kind = 10;
    Slot from;
    static constexpr auto fields() {
      return std::tuple{field(
          "from", SYNOD_TEXT("The first slot that it asks about"),
          [](auto& m) -> auto& { return m.from; })};
    }
  };

  /// "T": what the sender knows to be chosen.
  struct Tell {
    static constexpr const char* name = "tell";
    static constexpr std::uint8_t kind = 11;
    SlotLog log;
    static constexpr auto fields() {
      return std::tuple{field(
          "log", SYNOD_TEXT("Slots that the sender knows chosen"),
          [](auto& m) -> auto& { return m.log; })};
    }
  };

  using Messages = std::tuple<Request, Reply, Redirect, Prepare, Promise, Accept, Accepted, Nack,
                              Heartbeat, Alive, Ask, Tell>;
};

}  // namespace synod
