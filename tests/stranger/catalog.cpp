// Catalogue of the stranger's tests: the token ring beside a protocol that ships, in the place of
// the program's own list.
#include "protocols/catalog.h"

#include <array>

#include "protocols/basic_paxos.h"
#include "tests/stranger/token_ring.h"

namespace synod {

std::span<const Protocol* const> catalog() {
  static const ProtocolOf<BasicPaxos> basic_paxos;
  static const ProtocolOf<TokenRing> token_ring;
  static const std::array<const Protocol*, 2> list{&basic_paxos, &token_ring};
  return list;
}

}  // namespace synod
