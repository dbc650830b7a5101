// Requests that a protocol sets as examples, and kinds of messages that it groups.
#include <gtest/gtest.h>
#include <set>

#include "model/truth/key_command.h"
#include "model/world/protocol.h"
#include "protocols/catalog.h"
#include "tests/model/world.h"

using namespace synod;
using namespace synod::testing;

TEST(Requests, of_one_decision_are_each_asked_for_once) {
  Cluster world = make_cluster(*find_protocol("paxos"), {.shape = {0, 8, 3, 1}});
  std::set<std::string> seen;
  for (NodeId proposer : world.shape().with(Role::proposer)) {
    const Text request = next_request(world);
    EXPECT_TRUE(seen.insert(request.str()).second) << request.str();
    done(world, actions::propose(proposer, request));
  }
  EXPECT_TRUE(seen.contains("blue"));
}

TEST(Requests, of_a_log_are_commands_of_its_store) {
  Cluster world = make_cluster(*find_protocol("multi"),
                               {.protocol = "multi", .shape = {.together = 3, .clients = 1}});
  const Text first = next_request(world);
  EXPECT_NE(parse_key_command(first).kind, KeyCommand::Kind::opaque) << first.str();
  done(world, actions::propose(node(world, "C1"), first));
  EXPECT_NE(next_request(world), first) << "the client's number hides that it was asked for";
}

TEST(Groups, name_kinds_that_the_protocol_has) {
  for (const Protocol* protocol : catalog()) {
    std::set<std::string> kinds;
    for (const MessageKind& kind : protocol->info().messages) kinds.insert(kind.name);
    for (const MessageGroup& group : protocol->info().groups)
      for (const char* kind : group.kinds)
        EXPECT_TRUE(kinds.contains(kind)) << protocol->info().name << ": " << kind;
  }
}
