#include "protocols/catalog.h"

#include <array>

#include "protocols/basic_paxos.h"
#include "protocols/multi_paxos.h"
#include "protocols/raft.h"
#include "protocols/three_phase_commit.h"
#include "protocols/two_phase_commit.h"

namespace synod {

std::span<const Protocol* const> catalog() {
  static const ProtocolOf<BasicPaxos> basic_paxos;
  static const ProtocolOf<MultiPaxos> multi_paxos;
  static const ProtocolOf<TwoPhaseCommit> two_phase_commit;
  static const ProtocolOf<ThreePhaseCommit> three_phase_commit;
  static const ProtocolOf<Raft> raft;
  static const std::array<const Protocol*, 5> list{&basic_paxos, &multi_paxos, &raft,
                                                   &two_phase_commit, &three_phase_commit};
  return list;
}

}  // namespace synod
