// Roles of a protocol in its own words: what its nodes are called, and what they do.
#pragma once

#include <cstdint>

#include "model/base/role.h"
#include "model/base/sentence.h"

namespace synod {

/// One role of a protocol.
struct RoleInfo {
  const char* word = nullptr;  ///< "acceptors": the word of the scenario language.
  char letter = 0;             ///< 'A': its nodes are A1, A2, ...
  Roles traits;                ///< What such a node does, in every protocol's terms.
  const char* one = "";        ///< "Acceptor"; a marked source text.
  const char* many = "";       ///< "Acceptors"; a marked source text.
  const char* does = "";       ///< One sentence about it; a marked source text.
  std::uint8_t least = 0;      ///< The fewest nodes of it, where roles have nodes of their own,
  std::uint8_t most = 0;       ///< the most,
  std::uint8_t usual = 0;      ///< and the default number.

  bool exists() const { return word != nullptr; }
};

/// Cast of a protocol: nodes of `node` that do everything, or nodes of the three roles that
/// follow, which stand in columns from left to right; and clients beside either.
struct Cast {
  RoleInfo node;
  RoleInfo proposer;
  RoleInfo acceptor;
  RoleInfo learner;
  RoleInfo client;
  bool acceptors_talk = false;  ///< Nodes of the middle column talk to one another.
};

/// Lamport's agents ("Paxos Made Simple", section 2), and clients.
inline constexpr Cast consensus_cast{
    .node = {"nodes", 'N', Roles::all(), SYNOD_TEXT("Node"), SYNOD_TEXT("Nodes"),
             SYNOD_TEXT("Proposes, accepts and learns."), 1, 9, 3},
    .proposer = {"proposers", 'P', Role::proposer, SYNOD_TEXT("Proposer"), SYNOD_TEXT("Proposers"),
                 SYNOD_TEXT("Asks the acceptors to take a value."), 1, 25, 2},
    .acceptor = {"acceptors", 'A', Role::acceptor, SYNOD_TEXT("Acceptor"), SYNOD_TEXT("Acceptors"),
                 SYNOD_TEXT("Promises and accepts; keeps both on its disk."), 1, 25, 3},
    .learner = {"learners", 'L', Role::learner, SYNOD_TEXT("Learner"), SYNOD_TEXT("Learners"),
                SYNOD_TEXT("Hears what was accepted, and learns what is chosen."), 0, 25, 1},
    .client = {"clients", 'C', Role::client, SYNOD_TEXT("Client"), SYNOD_TEXT("Clients"),
               SYNOD_TEXT("Asks the nodes for commands and waits for the answers."), 0, 8, 0},
};

}  // namespace synod
