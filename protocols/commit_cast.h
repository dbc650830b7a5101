// Roles of commit protocols: one coordinator, and participants that vote.
#pragma once

#include "model/base/cast.h"

namespace synod {

/// A transaction manager T and resource managers R (Gray and Lamport, "Consensus on Transaction
/// Commit", ACM TODS 31 (1), 2006, section 2).
inline constexpr Cast commit_cast{
    .proposer = {"coordinators", 'T', Role::proposer, SYNOD_TEXT("Coordinator"),
                 SYNOD_TEXT("Coordinators"),
                 SYNOD_TEXT("Asks all participants for their votes, and decides."), 1, 1, 1},
    .acceptor = {"participants", 'R', Roles(Role::acceptor) | Role::learner,
                 SYNOD_TEXT("Participant"), SYNOD_TEXT("Participants"),
                 SYNOD_TEXT("Votes, and does what is decided."), 1, 8, 3},
    .acceptors_talk = true,
};

}  // namespace synod
