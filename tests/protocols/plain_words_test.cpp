// Plain words of Basic Paxos: what beginners read in the place of sentences about ballots.
#include <gtest/gtest.h>
#include <regex>

#include "model/line/history.h"
#include "model/walk/random_walk.h"
#include "protocols/catalog.h"
#include "tests/effort.h"

namespace synod {
namespace {

TEST(PlainWords, of_basic_paxos_name_no_ballot_in_any_walk) {
  const Protocol& protocol = *find_protocol("paxos");
  const std::regex ballot("[0-9]\\.[0-9]|ballot|quorum");
  std::size_t with_ballots = 0;
  for (std::uint64_t seed = 1; seed <= effort(100); ++seed) {
    const WalkReport walk = random_walk(protocol, random_setup(protocol, seed), seed);
    History history(make_cluster(protocol, walk.setup));
    for (const Action& action : walk.actions) ASSERT_TRUE(history.act(action));
    for (MomentId id = 1; id < history.size(); ++id)
      for (const Note& note : history.event(id).notes) {
        // What the network does is told of a message in a place of its own.
        if (*note.rule == '\0') continue;
        const std::string plain = note.text.plainly().str();
        EXPECT_FALSE(std::regex_search(plain, ballot)) << plain;
        EXPECT_EQ(plain.find('%'), std::string::npos) << plain;
        with_ballots += std::regex_search(note.text.str(), ballot) ? 1u : 0u;
      }
  }
  EXPECT_GT(with_ballots, 100u);
}

TEST(PlainWords, are_the_sentence_itself_where_it_has_none) {
  const Sentence told = say("%1 starts", "P1");
  EXPECT_EQ(told.plainly().str(), "P1 starts");
  const Sentence both{"%1 starts ballot %2", {"P1", "1.1"}, "%1 starts"};
  EXPECT_EQ(both.plainly().str(), "P1 starts");
  EXPECT_EQ(both.str(), "P1 starts ballot 1.1");
}

}  // namespace
}  // namespace synod
