#include "protocols/catalog.h"

#include <array>

#include "protocols/basic_paxos.h"

namespace synod {

std::span<const Protocol* const> catalog() {
  static const ProtocolOf<BasicPaxos> basic_paxos;
  static const std::array<const Protocol*, 1> list{&basic_paxos};
  return list;
}

const Protocol* find_protocol(std::string_view name) {
  for (const Protocol* protocol : catalog())
    if (protocol->info().name == name) return protocol;
  return nullptr;
}

}  // namespace synod
