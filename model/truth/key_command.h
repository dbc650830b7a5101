// Commands of a small key-value store, as texts: "C1.3 x=5", "C1.4 x?", "C1.5 x+=1".
#pragma once

#include <cstdint>
#include <optional>

#include "model/base/text.h"

namespace synod {

/// A command for a store of keys and values, read from its text.
///  1. "x=5" puts, "x?" gets, "x+=1" adds a whole number; anything else is opaque, without an
///     effect.
///  2. "C1.3 " in front says that it is the third command of client C1, however often it is sent.
///  3. A client that lost its disk and counts from 1 again takes another name: "C1b.3 ", then
///  "C1c.3 ". So no two commands have one name (as each client of RIFL has an id that is never used
///  again: Lee et al., "Implementing Linearizability at Large Scale and Low Latency", SOSP 2015).
struct KeyCommand {
  enum class Kind : std::uint8_t { opaque, put, get, add };
  std::uint32_t client = 0;  ///< 1 for C1; 0 where no client sent it.
  std::uint32_t life = 0;    ///< How many disks it had lost by then.
  std::uint32_t id = 0;      ///< Counted up from 1 by its client; 0 where no client sent it.
  Kind kind = Kind::opaque;
  Text key;
  Text value;               ///< Of a put.
  std::int64_t amount = 0;  ///< Of an add.

  friend bool operator==(const KeyCommand&, const KeyCommand&) = default;
};

KeyCommand parse_key_command(const Text& text);

/// "C1", and "C1b" once client 1 has lost a disk.
Text client_name(std::uint32_t client, std::uint32_t life);

/// The text of command `id` of client number `client`; nothing where it is too long for a Text.
std::optional<Text> client_command(std::uint32_t client, std::uint32_t life, std::uint32_t id,
                                   const Text& body);

/// What a command does to the value under its key: `value` is none where there is no such key.
/// Returns what its client is told: "ok" for a put, the value (or "none") for a get, the sum for an
/// add. An add to what is no number, or to a sum that does not fit, changes nothing and says so.
Text execute(const KeyCommand& command, Text& value);

}  // namespace synod
