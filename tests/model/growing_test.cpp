// Incremental views of a line: they say the same as those made anew.
#include <gmock/gmock.h>

#include "model/base/random.h"
#include "model/line/recovery_course.h"
#include "model/line/vote_grid.h"
#include "model/scenario/script_journal.h"
#include "model/world/service.h"
#include "protocols/catalog.h"
#include "tutorials/scenario_file.h"

namespace synod {
namespace {

/// A cluster with clients, crashes and branches, changed a little by each call.
class Grown {
 public:
  explicit Grown(std::uint64_t seed) : random_(seed), history(start()) {}

  void grow() {
    const auto dice = random_.between(0, 99);
    if (dice < 4) {
      history.seek(
          static_cast<MomentId>(random_.between(0, static_cast<std::int64_t>(history.size()) - 1)));
    } else if (dice < 12) {
      const auto node = static_cast<std::uint8_t>(random_.between(0, 4));
      const bool up = history.world().node({node}).up;
      (void)history.act(actions::on_node(up ? Verb::crash : Verb::restart, {node}));
    } else {
      for (std::int64_t steps = random_.between(1, 9); steps > 0; --steps) history.step();
    }
  }

 private:
  static Cluster start() {
    Setup setup;
    setup.protocol = "multi";
    setup.shape = {.together = 5, .clients = 2};
    setup.options.load = 1'000;
    return make_cluster(*find_protocol("multi"), setup);
  }

  Random random_;

 public:
  History history;
};

TEST(SeenLine, has_as_much_in_common_with_a_line_as_a_look_at_each_moment_says) {
  Grown grown(1);
  SeenLine seen;
  for (int i = 0; i < 300; ++i) {
    grown.grow();
    const std::vector<MomentId>& line = grown.history.line();
    const auto differ =
        std::mismatch(line.begin(), line.end(), seen.moments().begin(), seen.moments().end());
    ASSERT_EQ(seen.common_with(line), static_cast<std::size_t>(differ.first - line.begin()));
    // Not each time: what is new may be long.
    if (i % 3 == 0) {
      seen.take(line);
      ASSERT_EQ(seen.moments(), line);
    }
  }
}

TEST(GrowingScript, is_the_script_of_the_whole_at_any_time) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Grown grown(seed);
    GrowingScript script;
    Bookmarks bookmarks;
    for (int i = 0; i < 120; ++i) {
      grown.grow();
      if (i % 40 == 20) bookmarks.put(grown.history.present(), "here");
      const ScriptSize size = script.size(grown.history, bookmarks);
      const std::string whole = script_text(grown.history, bookmarks);
      ASSERT_EQ(script.text(grown.history, bookmarks), whole);
      ASSERT_EQ(size.lines, size_of(whole).lines);
      ASSERT_EQ(size.bytes, whole.size() + 1) << "one more where an own text ends without its end";
    }
    bookmarks.clear();
    EXPECT_EQ(script.text(grown.history, bookmarks), script_text(grown.history, bookmarks));
  }
}

TEST(GrowingScript, of_another_history_begins_anew) {
  Grown grown(3);
  for (int i = 0; i < 20; ++i) grown.grow();
  GrowingScript script;
  script.text(grown.history, {});
  const Grown fresh(4);
  EXPECT_EQ(script.text(fresh.history, {}), script_text(fresh.history));
}

/// What came of a text, or why nothing did.
std::string told(const std::string& text) {
  const Verdict verdict = verify_text(text, "journal", find_protocol);
  return verdict.error ? verdict.error->why.str()
                       : script_text(*verdict.history, verdict.bookmarks);
}

TEST(ScriptJournal, what_it_has_written_makes_the_history_at_any_time) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Grown grown(seed);
    ScriptJournal journal;
    Bookmarks bookmarks;
    std::string file;
    int wholes = 0;
    for (int i = 0; i < 100; ++i) {
      grown.grow();
      if (i % 50 == 20) bookmarks.put(grown.history.present(), "here");
      if (const auto lines = journal.more(grown.history, bookmarks)) {
        EXPECT_TRUE(lines->empty() || lines->back() == '\n');
        file += *lines;
      } else {
        file = script_text(grown.history, bookmarks);
        journal.begin(grown.history, bookmarks, file);
        ++wholes;
      }
      ASSERT_EQ(told(file), script_text(grown.history, bookmarks)) << file;
    }
    EXPECT_EQ(wholes, 3) << "at the beginning and with each bookmark";
  }
}

TEST(ScriptJournal, gives_only_what_is_new) {
  Grown grown(3);
  ScriptJournal journal;
  EXPECT_FALSE(journal.more(grown.history, {})) << "nothing is there to write behind";
  journal.begin(grown.history, {}, "nodes 3\npropose N1 a");
  EXPECT_FALSE(journal.has_more());
  grown.history.step();
  grown.history.step();
  EXPECT_EQ(journal.more(grown.history, {}), "\ngoto 0\nstep 2\n");
  EXPECT_TRUE(journal.has_more());
  EXPECT_EQ(journal.more(grown.history, {}), "");
  grown.history.back();
  EXPECT_EQ(journal.more(grown.history, {}), "goto 1\n");
}

TEST(ScriptJournal, begins_anew_before_the_file_is_mostly_what_came_later) {
  Grown grown(2);
  ScriptJournal journal;
  journal.begin(grown.history, {}, script_text(grown.history));
  std::size_t most = 0;
  std::size_t added = 0;
  for (int i = 0; i < 100'000; ++i) {
    grown.history.seek(static_cast<MomentId>(i % 2));
    if (i == 0) grown.history.step();
    const auto lines = journal.more(grown.history, {});
    added = lines ? added + lines->size() : 0;
    if (!lines) journal.begin(grown.history, {}, script_text(grown.history));
    most = std::max(most, added);
  }
  EXPECT_GT(most, 30'000u);
  EXPECT_LT(most, 100'000u);
}

/// A grid in words.
std::string told(const VoteGrid& grid, EventNumber at) {
  std::string text;
  for (const VoteRow& row : grid.rows()) {
    text += row.ballot.str() + " since " + std::to_string(row.since) + ":";
    for (const ProposedValue& proposed : row.proposed)
      text += " " + proposed.value.str() + "@" + std::to_string(proposed.at);
    for (std::size_t column = 0; column < grid.acceptors().size(); ++column)
      for (const VoteMark& mark : grid.marks(row, column, at))
        text += " " + std::to_string(column) + "/" + std::to_string(static_cast<int>(mark.kind)) +
                mark.value.str() + mark.instead.str() + "@" + std::to_string(mark.at);
    text += '\n';
  }
  return text;
}

TEST(VoteIndex, that_grew_gives_the_grids_of_a_new_one) {
  Grown grown(5);
  Trace trace;
  VoteIndex index;
  const synod::Setup& setup = *grown.history.world().setup;
  for (int i = 0; i < 150; ++i) {
    grown.grow();
    trace.follow(grown.history);
    index.follow(trace, setup);
    if (i % 10 != 0) continue;
    VoteIndex fresh;
    fresh.follow(trace, setup);
    ASSERT_EQ(index.known_slots(), fresh.known_slots());
    for (const Slot& slot : fresh.known_slots())
      ASSERT_EQ(told(VoteGrid(trace, index, setup, slot), trace.length()),
                told(VoteGrid(trace, setup, slot), trace.length()));
  }
  EXPECT_GT(index.known_slots().size(), 5u);
}

TEST(VoteGrid, of_a_slot_holds_what_acceptors_answered_about_it_and_about_none) {
  Grown grown(6);
  for (int i = 0; i < 150; ++i) grown.grow();
  Trace trace;
  trace.follow(grown.history);
  const synod::Setup& setup = *grown.history.world().setup;
  const Slot slot{2};
  const VoteGrid grid(trace, setup, slot);
  for (EventNumber number = 1; number <= trace.length(); ++number)
    for (const Response& response : trace.responses_of(number)) {
      if (response.slot != slot && response.slot != Slot{}) continue;
      const VoteRow* row = grid.row(response.ballot);
      ASSERT_NE(row, nullptr);
      EXPECT_LE(row->since, number);
      const auto marks = grid.marks(*row, response.acceptor.index, number);
      EXPECT_TRUE(std::any_of(marks.begin(), marks.end(), [&](const VoteMark& mark) {
        return mark.kind == response.kind && mark.value == response.value;
      }));
    }
}

TEST(Observer, knows_what_a_look_at_all_operations_would_say) {
  Grown grown(7);
  for (int i = 0; i < 400; ++i) {
    grown.grow();
    const Cluster& world = grown.history.world();
    const auto& all = world.observer.operations();
    std::optional<Wait> longest;
    std::optional<std::size_t> last[2];
    for (std::size_t place = 0; place < all.size(); ++place) {
      const SimTime length = all[place].answered.value_or(world.now) - all[place].invoked;
      if (!longest || length > longest->length) longest = Wait{all[place], length};
      last[all[place].client.index - 5] = place;
    }
    const auto told = longest_wait(world);
    ASSERT_EQ(told.has_value(), longest.has_value());
    if (told) {
      ASSERT_EQ(told->length, longest->length);
      ASSERT_EQ(told->operation, longest->operation);
    }
    for (std::uint8_t client = 0; client < 2; ++client)
      ASSERT_EQ(world.observer.last_operation({static_cast<std::uint8_t>(client + 5)}),
                last[client]);
  }
}

TEST(Observer, finds_the_first_choice_of_each_slot) {
  Grown grown(8);
  for (int i = 0; i < 200; ++i) grown.grow();
  const Observer& truth = grown.history.world().observer;
  ASSERT_GT(truth.first_choices().size(), 3u);
  for (std::uint32_t slot = 0; slot < 40; ++slot) {
    const Chosen* first = nullptr;
    for (const Chosen& chosen : truth.chosen())
      if (first == nullptr && chosen.slot == Slot{slot}) first = &chosen;
    const Chosen* found = choice_of(truth.first_choices(), {slot});
    ASSERT_EQ(found == nullptr, first == nullptr) << slot;
    if (found != nullptr) {
      EXPECT_EQ(*found, *first);
    }
  }
}

TEST(Observer, finds_the_last_vote_below_a_ballot) {
  Grown grown(9);
  for (int i = 0; i < 300; ++i) {
    grown.grow();
    const Observer& truth = grown.history.world().observer;
    for (std::uint32_t round = 1; round < 9; ++round) {
      const Ballot limit{round, 3};
      const VoteCount* last = nullptr;
      for (const VoteCount& count : truth.votes().counts())
        if (count.vote.ballot < limit &&
            (last == nullptr || count.vote.ballot >= last->vote.ballot))
          last = &count;
      const VoteCount* found = truth.last_vote_below(limit);
      ASSERT_EQ(found == nullptr, last == nullptr);
      if (found != nullptr) {
        ASSERT_EQ(*found, *last);
      }
    }
  }
}

}  // namespace
}  // namespace synod
