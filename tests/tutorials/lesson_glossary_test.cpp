// Glossary: every term is whole, and is found by all of its names.
#include "tutorials/glossary.h"

namespace synod {
namespace {

TEST(Glossary, has_every_word_that_lessons_need) {
  const std::set<std::string> ids = Glossary::built_in().ids();
  for (const char* id :
       {"proposer", "acceptor", "learner", "ballot", "quorum",    "promised", "accepted", "chosen",
        "learned",  "prepare",  "promise", "accept", "nack",      "round",    "slot",     "leader",
        "no-op",    "majority", "crash",   "wipe",   "partition", "safety",   "liveness"})
    EXPECT_THAT(ids, ::testing::Contains(id));
}

TEST(Glossary, gives_each_term_a_meaning_of_whole_sentences_and_other_names) {
  for (const GlossaryTerm& term : Glossary::built_in().terms()) {
    EXPECT_TRUE(term.meaning.ends_with('.')) << term.name;
    EXPECT_FALSE(term.other_names.empty()) << term.name;
    EXPECT_EQ(Glossary::built_in().find(term.name), &term);
    for (const std::string& other : term.other_names)
      EXPECT_NE(Glossary::built_in().find(other), nullptr) << other;
  }
}

TEST(Glossary, finds_a_term_by_what_other_books_call_it) {
  const Glossary& glossary = Glossary::built_in();
  ASSERT_NE(glossary.find("Proposal Number"), nullptr);
  EXPECT_EQ(glossary.find("Proposal Number")->id, "ballot");
  EXPECT_EQ(glossary.find("quorums")->id, "quorum");
  EXPECT_EQ(glossary.find("voters")->id, "acceptor");
  EXPECT_EQ(glossary.find("coordinator")->id, "coordinator") << "a term before another's name";
  EXPECT_EQ(glossary.find("banana"), nullptr);
  EXPECT_EQ(glossary.find(""), nullptr);
}

TEST(Glossary, refuses_a_term_without_meaning_or_a_second_one) {
  const auto empty = Glossary::read("## Quorum\nAlso: majority\n");
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().line, 1u);
  const auto twice = Glossary::read("## Quorum\nA set.\n\n## quorum\nA set.\n", "g.md");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().str(), "g.md:4:1: the term 'quorum' stands here for the second time");
}

}  // namespace
}  // namespace synod
