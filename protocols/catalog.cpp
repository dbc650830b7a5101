#include "protocols/catalog.h"

#include <array>

#include "protocols/basic_paxos.h"
#include "protocols/multi_paxos.h"

namespace synod {

std::span<const Protocol* const> catalog() {
  static const ProtocolOf<BasicPaxos> basic_paxos;
  static const ProtocolOf<MultiPaxos> multi_paxos;
  static const std::array<const Protocol*, 2> list{&basic_paxos, &multi_paxos};
  return list;
}

const Protocol* find_protocol(std::string_view name) {
  for (const Protocol* protocol : catalog())
    if (protocol->info().name == name) return protocol;
  return nullptr;
}

}  // namespace synod
