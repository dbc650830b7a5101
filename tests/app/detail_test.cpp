// Level of detail: what each one leaves out, and how a lesson sets it and gives it back.
#include <QFile>
#include <QLabel>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/explore/why_desk.h"
#include "app/lesson/lesson_desk.h"
#include "app/parts/detail_menu.h"
#include "app/parts/shown_tabs.h"
#include "app/window/main_window.h"
#include "model/walk/random_walk.h"
#include "protocols/catalog.h"
#include "tests/app/shown_window.h"
#include "tests/places.h"
#include "views/canvas/canvas.h"
#include "views/charts/charts_view.h"
#include "views/diagram/diagram_view.h"
#include "views/kit/error_bar.h"
#include "views/kit/trace_gate.h"
#include "views/lesson/ask_card.h"
#include "views/lesson/lesson_panel.h"
#include "views/log/log_view.h"
#include "views/panels/alarm_bar.h"
#include "views/panels/inspector.h"
#include "views/panels/script_view.h"
#include "views/panels/story.h"
#include "views/votes/votes_view.h"
#include "views/why/question.h"
#include "views/why/why_model.h"
#include "views/why/why_panel.h"

using namespace synod;
using namespace synod::app;
using views::LevelOfDetail;

namespace {

constexpr std::array every_level{LevelOfDetail::basic, LevelOfDetail::intermediate,
                                 LevelOfDetail::full};
constexpr std::size_t moments_looked_at = 12;
const QString lessons_folder = SYNOD_SOURCE_DIR "/tutorials/lessons/";

class DetailTest : public ::testing::Test {
 protected:
  void SetUp() override {
    forget();
    window = std::make_unique<MainWindow>(folder.filePath("autosave"));
    ASSERT_TRUE(synod::testing::bring_up(*window));
  }
  void TearDown() override { forget(); }
  static void forget() {
    QSettings().remove("view/detail");
    QSettings().remove("lesson");
  }
  void start_again() {
    window.reset();
    window = std::make_unique<MainWindow>(folder.filePath("autosave"));
    ASSERT_TRUE(synod::testing::bring_up(*window));
  }
  DetailMenu& menu() { return *window->menuBar()->findChild<DetailMenu*>(); }
  void choose(LevelOfDetail level) { menu().entry(level)->trigger(); }
  LevelOfDetail shown() { return window->appearance().theme().detail; }
  bool shows(QWidget* view) { return window->parts().shown_tabs->shows(views::page_of(view)); }
  void open(const QString& name) { ASSERT_TRUE(window->lessons().open(lessons_folder + name)); }

  /// The inspector shows that node.
  void pin(NodeId node) {
    views::Canvas& canvas = *window->parts().canvas;
    QTest::mouseClick(canvas.viewport(), Qt::LeftButton, Qt::ControlModifier,
                      canvas.node_point(node));
  }

  const History& history() { return window->session().history(); }
  /// The words that are to be read of the present event and of the cluster.
  QStringList words() {
    const views::Inspector& inspector = *window->parts().inspector;
    QStringList all{views::caption_of(window->player().frame(), shown()).text.text(),
                    window->parts().alarm->message()};
    const views::StoryModel& story = window->parts().story->model();
    const QModelIndex row = story.index(story.present_row());
    for (const int role :
         {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(views::StoryModel::rule_role)})
      all << story.data(row, role).toString();
    for (const views::FieldRow& field : window->parts().inspector->truth_table().rows())
      all << field.name << views::plain(field.value) << field.help;
    for (const views::FieldRow& field : inspector.page().rows)
      all << field.name << views::plain(field.value);
    for (const views::PageSection& section : inspector.page().sections)
      for (const views::PageText& text : section.texts) all << text.text << text.rule;
    return all;
  }
  /// Takes up a run of `protocol`, as random walks make them.
  void walk(const Protocol& protocol, std::uint64_t seed) {
    const WalkReport walk =
        random_walk(protocol, random_setup(protocol, seed), seed, {.steps = 80});
    History run(make_cluster(protocol, walk.setup));
    for (const Action& action : walk.actions) ASSERT_TRUE(run.act(action));
    window->session().open_run(std::move(run), "a run");
  }

  QTemporaryDir folder;
  std::unique_ptr<MainWindow> window;
};

/// Whether any number at which nodes act is on a card, in a caption or on a message.
bool draws_numbers(const views::Picture& picture) {
  for (const views::Envelope& envelope : picture.envelopes)
    if (envelope.face.ballot.exists() || envelope.face.reported.exists()) return true;
  for (const views::NodeLook& look : picture.nodes) {
    for (const views::DiskRow& row : look.disk)
      if (row.ballot.exists() || row.is_number) return true;
    for (const views::CaptionLine& line : look.caption)
      for (const views::CaptionPiece& piece : line)
        if (piece.is_number || piece.ballot.exists()) return true;
  }
  return false;
}

/// What must not be read below the full level.
struct Untaught {
  QStringList rules;
  bool invariant = false;
};

/// The rules and the invariants in `words`.
Untaught untaught_in(const QStringList& words, const Event& event, const ProtocolInfo& protocol) {
  Untaught found;
  const QString all = words.join('\n');
  for (const Note& note : event.notes) {
    const QString rule = QString::fromUtf8(note.rule);
    // "Learning" is a word of its own too.
    const bool alone = words.contains(rule) || all.contains('(' + rule + ')');
    if (!rule.isEmpty() && alone) found.rules << rule;
  }
  found.invariant = all.contains("invariant") || words.contains("safe") ||
                    words.contains("not safe") || all.contains("is violated");
  for (const Invariant& invariant : protocol.invariants)
    if (all.contains(QString("%1: ").arg(invariant.title))) found.invariant = true;
  return found;
}

TEST_F(DetailTest, below_the_full_level_names_no_rule_and_no_invariant_of_any_protocol) {
  int rules = 0;
  for (const Protocol* protocol : catalog()) {
    SCOPED_TRACE(protocol->info().name);
    walk(*protocol, 3);
    const std::vector<MomentId> line = history().line();
    ASSERT_GT(line.size(), moments_looked_at);
    for (LevelOfDetail level : every_level) {
      choose(level);
      QStringList named;
      for (std::size_t i = 1; i < moments_looked_at; ++i) {
        window->player().go_to(line[i]);
        const Untaught found = untaught_in(words(), history().event(line[i]), protocol->info());
        named << found.rules;
        EXPECT_EQ(found.invariant,
                  level == LevelOfDetail::full && !protocol->info().invariants.empty())
            << words().join('\n').toStdString();
      }
      EXPECT_TRUE(named.isEmpty() || level == LevelOfDetail::full)
          << named.join(", ").toStdString();
      rules += static_cast<int>(named.size());
    }
  }
  EXPECT_GT(rules, 0) << "the full level names them";
}

TEST_F(DetailTest, basic_shows_no_number_of_a_ballot_anywhere) {
  const QRegularExpression ballot("\\d\\.\\d");
  walk(*find_protocol("paxos"), 5);
  for (LevelOfDetail level : {LevelOfDetail::basic, LevelOfDetail::intermediate}) {
    choose(level);
    bool told = false;
    bool drawn = false;
    for (std::size_t i = 0; i < moments_looked_at; ++i) {
      window->player().go_to(history().line()[i]);
      pin(NodeId{0});
      told |= words().join('\n').contains(ballot);
      drawn |= draws_numbers(window->parts().canvas->picture_shown());
    }
    EXPECT_EQ(told, level != LevelOfDetail::basic);
    EXPECT_EQ(drawn, level != LevelOfDetail::basic);
  }
}

TEST_F(DetailTest, basic_gives_all_ballots_one_colour) {
  choose(LevelOfDetail::basic);
  const views::Theme& theme = window->appearance().theme();
  EXPECT_EQ(theme.ballot(1).fill, theme.ballot(2).fill);
  choose(LevelOfDetail::intermediate);
  EXPECT_NE(theme.ballot(1).fill, theme.ballot(2).fill);
}

TEST_F(DetailTest, leaves_out_tabs_and_brings_the_one_in_front_back) {
  const WindowParts& parts = window->parts();
  parts.tabs->setCurrentWidget(views::page_of(parts.charts));
  choose(LevelOfDetail::basic);
  EXPECT_FALSE(shows(parts.diagram) || shows(parts.votes) || shows(parts.charts));
  EXPECT_EQ(parts.tabs->currentWidget(), parts.script) << "the nearest that is shown";
  choose(LevelOfDetail::intermediate);
  EXPECT_TRUE(shows(parts.diagram));
  EXPECT_FALSE(shows(parts.votes) || shows(parts.charts));
  choose(LevelOfDetail::full);
  EXPECT_TRUE(shows(parts.diagram) && shows(parts.votes) && shows(parts.charts));
  EXPECT_EQ(parts.tabs->currentWidget(), views::page_of(parts.charts));
  EXPECT_FALSE(shows(parts.log)) << "Basic Paxos has none at any level";
}

TEST_F(DetailTest, a_key_for_a_tab_that_is_left_out_says_where_it_is) {
  choose(LevelOfDetail::basic);
  window->actions()[app::Command::turn_diagram]->trigger();
  EXPECT_TRUE(window->parts().errors->message().contains("View > Detail"))
      << window->parts().errors->message().toStdString();
  EXPECT_NE(window->parts().tabs->currentWidget(), views::page_of(window->parts().diagram));
}

TEST_F(DetailTest, what_is_wrong_is_told_at_each_level) {
  ASSERT_TRUE(window->session().open_example(
      QStringLiteral(SYNOD_SOURCE_DIR "/tutorials/scenarios/wrong/WV-01.synod"), "Wrong"));
  window->player().go_to(history().line().back());
  const views::AlarmBar& alarm = *window->parts().alarm;
  EXPECT_TRUE(alarm.message().startsWith("Agreement is violated"));
  const QString why = alarm.message().section(". ", 1);
  choose(LevelOfDetail::basic);
  EXPECT_TRUE(alarm.isVisible());
  EXPECT_EQ(alarm.message(), "This must never happen. " + why);
}

TEST_F(DetailTest, that_is_chosen_is_remembered) {
  EXPECT_EQ(shown(), LevelOfDetail::full) << "where nobody chose";
  choose(LevelOfDetail::intermediate);
  start_again();
  EXPECT_EQ(shown(), LevelOfDetail::intermediate);
  EXPECT_TRUE(menu().entry(LevelOfDetail::intermediate)->isChecked());
}

TEST_F(DetailTest, a_lesson_sets_its_level_and_gives_the_former_one_back) {
  choose(LevelOfDetail::intermediate);
  open("01-agreeing-is-hard.md");
  EXPECT_EQ(shown(), LevelOfDetail::basic);
  EXPECT_TRUE(menu().entry(LevelOfDetail::basic)->isChecked());
  open("04-promise.md");
  EXPECT_EQ(shown(), LevelOfDetail::intermediate);
  open("05-the-heart.md");
  EXPECT_EQ(shown(), LevelOfDetail::full) << "a lesson that names none has all";
  window->lessons().close();
  EXPECT_EQ(shown(), LevelOfDetail::intermediate);
  EXPECT_TRUE(menu().entry(LevelOfDetail::intermediate)->isChecked());
}

TEST_F(DetailTest, another_level_in_a_lesson_is_chosen_for_that_lesson_alone) {
  open("01-agreeing-is-hard.md");
  EXPECT_FALSE(shows(window->parts().diagram));
  const std::size_t step = window->lessons().run().step();
  const std::size_t events = history().size();
  choose(LevelOfDetail::full);
  EXPECT_TRUE(shows(window->parts().diagram));
  EXPECT_EQ(window->lessons().run().step(), step);
  EXPECT_EQ(history().size(), events) << "nothing of the lesson is lost";
  open("04-promise.md");
  EXPECT_EQ(shown(), LevelOfDetail::intermediate);
  window->lessons().close();
  EXPECT_EQ(shown(), LevelOfDetail::full);
  start_again();
  open("01-agreeing-is-hard.md");
  EXPECT_EQ(shown(), LevelOfDetail::full) << "chosen there before";
  choose(LevelOfDetail::basic);
  window->lessons().close();
  open("01-agreeing-is-hard.md");
  EXPECT_EQ(shown(), LevelOfDetail::basic);
}

TEST_F(DetailTest, in_a_lesson_stands_in_its_menu_too) {
  EXPECT_TRUE(window->lesson_desk().menu().actions().contains(menu().menuAction()));
  for (LevelOfDetail level : every_level) EXPECT_FALSE(menu().entry(level)->toolTip().isEmpty());
}

TEST_F(DetailTest, names_the_rule_behind_an_answer_at_the_full_level_alone) {
  QFile file(folder.filePath("asked.md"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write(R"(---
title: A question
summary: For trying what an answer tells.
protocol: paxos
level: 1
minutes: 1
objectives:
- answer one question
detail: intermediate
---

## One question

```ask
What carries a value?
kind: quiz
- [x] an Accept :: So it is.
- [ ] a Prepare :: It carries none.
rule: Phase 2a
```
)");
  file.close();
  ASSERT_TRUE(window->lessons().open(file.fileName()));
  QApplication::processEvents();
  views::LessonPanel& panel = window->lesson_desk().panel();
  panel.ask_card(0)->rows().at(0)->click();
  panel.next_button()->click();
  QApplication::processEvents();
  const auto names_rule = [&] {
    QStringList all;
    for (const QLabel* label : panel.ask_card(0)->findChildren<QLabel*>()) all << label->text();
    return all.join('\n').contains("Phase 2a");
  };
  EXPECT_FALSE(names_rule());
  choose(LevelOfDetail::full);
  QApplication::processEvents();
  EXPECT_TRUE(names_rule());
}

TEST_F(DetailTest, why_names_rules_at_the_full_level_alone) {
  walk(*find_protocol("paxos"), 5);
  window->why_desk().ask(views::question_about_chosen(history()));
  ASSERT_TRUE(QTest::qWaitFor([&] { return window->shared().reason.active(); }));
  const QAbstractItemModel& steps = *window->parts().why->list().model();
  const auto rules = [&] {
    QStringList all;
    for (int row = 0; row < steps.rowCount(); ++row)
      all << steps.index(row, 0).data(views::WhyModel::rule_role).toString();
    all.removeAll(QString());
    return all;
  };
  EXPECT_FALSE(rules().isEmpty());
  choose(LevelOfDetail::intermediate);
  EXPECT_TRUE(rules().isEmpty()) << rules().join(", ").toStdString();
  choose(LevelOfDetail::full);
  EXPECT_FALSE(rules().isEmpty());
}

}  // namespace
