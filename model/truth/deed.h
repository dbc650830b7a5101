// Deeds: what nodes do and claim, as the observer and the judges hear of it.
#pragma once

#include <cstdint>

#include "model/base/ids.h"
#include "model/data/ballot.h"

namespace synod {

/// One thing that the observer sees. What else it needs stands beside its kind.
struct Deed {
  enum class Kind : std::uint8_t {
    asked,      ///< A client asks for `vote.value`.
    by_hand,    ///< `node`, a replica, is asked for `vote.value` by hand.
    proposed,   ///< `node` puts `vote` to the vote in `slot`.
    accepted,   ///< `node` votes for `vote` in `slot`.
    learned,    ///< `node` comes to know that `vote.value` is chosen in `slot`.
    known,      ///< `node` marks or reports `vote.value` as known chosen in `slot`.
    invoked,    ///< `node`, a client, asks for its command `id`: `vote.value`.
    answered,   ///< `node`, a client, received the result `vote.value` for its command `id`.
    applied,    ///< `node` applied `vote.value`, which stands in `slot`.
    stopped,    ///< `node` crashed; where `disk_lost`, its disk is lost as well.
    went_back,  ///< `field` on `node`'s disk fell from `before` to `after`.
    voted,      ///< `node` votes `vote.value` about `slot`, for good.
    decided,    ///< `node` decides `vote.value` about `slot`.
    took,       ///< `node` takes what one node at a time may hold.
    let_go,     ///< It gives that back.
    gave_up,    ///< `node` waits no longer for an answer about `slot`.
    stored,     ///< `node`, acting at `number`, writes `vote` into `slot` of the log on its disk.
    dropped,    ///< It removes `slot` and all behind it from that log.
    leads,      ///< `node` begins to lead at `number`.
    resigned,   ///< It leads no more.
    members,    ///< At `number` the votes of `nodes` count, and those of `others` beside them.
  };
  Kind kind = Kind::asked;
  NodeId node;
  Slot slot;
  Vote vote;
  Ballot number;
  std::uint32_t id = 0;
  bool took_effect = true;
  bool disk_lost = false;
  const char* field = "";
  Ballot before;
  Ballot after;
  NodeSet nodes;
  NodeSet others;

  friend bool operator==(const Deed&, const Deed&) = default;
};

}  // namespace synod
