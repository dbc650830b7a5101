// Messages of Multi-Paxos. The names in quotes are those on the canvas.
#pragma once

#include <tuple>

#include "protocols/service_parts.h"

namespace synod {

struct MultiPaxosMessages : service::Messages {
  /// "1a": a candidate asks for promises at its ballot, for every slot from its first unknown on.
  struct Prepare {
    static constexpr const char* name = "prepare";
    static constexpr std::uint8_t kind = 3;
    Ballot ballot;
    Slot from;
    static constexpr auto fields() {
      return std::tuple{
          field("ballot", &Prepare::ballot, SYNOD_TEXT("The ballot that it asks promises for"))
              .means(Means::number),
          field("from", &Prepare::from, SYNOD_TEXT("The first slot that it asks about"))};
    }
  };

  /// "1b": a replica promises, and reports what it holds from that slot on.
  struct Promise {
    static constexpr const char* name = "promise";
    static constexpr std::uint8_t kind = 4;
    Ballot ballot;
    SlotLog log;
    static constexpr auto fields() {
      return std::tuple{field("ballot", &Promise::ballot, SYNOD_TEXT("The ballot that is promised"))
                            .means(Means::number),
                        field("log", &Promise::log,
                              SYNOD_TEXT("What the replica accepted, and what it knows chosen"))
                            .means(Means::value)};
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
          field("ballot", &Accept::ballot, SYNOD_TEXT("The leader's ballot")).means(Means::number),
          field("entries", &Accept::entries, SYNOD_TEXT("The commands and their slots"))
              .means(Means::value),
          field("first_unchosen", &Accept::first_unchosen,
                SYNOD_TEXT(
                    "The first slot that the leader does not know chosen at its ballot or below"))};
    }
  };

  /// "2b": a replica accepted them; for the leader.
  struct Accepted {
    static constexpr const char* name = "accepted";
    static constexpr std::uint8_t kind = 6;
    Ballot ballot;
    SlotLog entries;
    static constexpr auto fields() {
      return std::tuple{
          field("ballot", &Accepted::ballot, SYNOD_TEXT("The ballot that was accepted"))
              .means(Means::number),
          field("entries", &Accepted::entries, SYNOD_TEXT("The commands and their slots"))
              .means(Means::value)};
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
      return std::tuple{field("ballot", &Nack::ballot, SYNOD_TEXT("The ballot that is refused"))
                            .means(Means::number),
                        field("promised", &Nack::promised,
                              SYNOD_TEXT("The highest ballot that the replica promised")),
                        field("lease", &Nack::lease,
                              SYNOD_TEXT("It refuses because it granted a lease to another"))};
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
          field("ballot", &Heartbeat::ballot,
                SYNOD_TEXT("The leader's ballot; none where the sender does not lead"))
              .means(Means::number),
          field("first_unchosen", &Heartbeat::first_unchosen,
                SYNOD_TEXT(
                    "The first slot that the leader does not know chosen at its ballot or below")),
          field("sent", &Heartbeat::sent,
                SYNOD_TEXT("When it left, by its sender's clock; 0 without leases")),
          field("round", &Heartbeat::round,
                SYNOD_TEXT("The highest round that the sender promised"))};
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
          field("ballot", &Alive::ballot, SYNOD_TEXT("The ballot of the leader that is answered"))
              .means(Means::number),
          field("sent", &Alive::sent,
                SYNOD_TEXT("When the heartbeat that is answered left, by the leader's clock"))};
    }
  };

  /// "Q": a replica that lags asks what was chosen.
  struct Ask {
    static constexpr const char* name = "ask";
    static constexpr std::uint8_t kind = 10;
    Slot from;
    static constexpr auto fields() {
      return std::tuple{field("from", &Ask::from, SYNOD_TEXT("The first slot that it asks about"))};
    }
  };

  /// "T": what the sender knows to be chosen.
  struct Tell {
    static constexpr const char* name = "tell";
    static constexpr std::uint8_t kind = 11;
    SlotLog log;
    static constexpr auto fields() {
      return std::tuple{field("log", &Tell::log, SYNOD_TEXT("Slots that the sender knows chosen"))
                            .means(Means::value)};
    }
  };

  using Messages = std::tuple<Request, Reply, Redirect, Prepare, Promise, Accept, Accepted, Nack,
                              Heartbeat, Alive, Ask, Tell>;
};

}  // namespace synod
