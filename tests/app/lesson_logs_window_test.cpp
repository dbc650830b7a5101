// Lessons about logs in the window: every question answered, every goal reached.
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/lesson/lesson_desk.h"
#include "app/window/main_window.h"
#include "tests/places.h"
#include "tutorials/lesson_play.h"
#include "views/lesson/lesson_panel.h"

using namespace synod;
using namespace synod::app;

namespace {

using Wait = LessonRun::Wait;

struct LogLesson {
  const char* file;
  const char* typed;  ///< The answer to its question without choices.
};

void PrintTo(const LogLesson& lesson, std::ostream* out) {
  *out << lesson.file;
}

class LogLessonTest : public testing::TestWithParam<LogLesson> {
 protected:
  void SetUp() override {
    QSettings().remove("lesson");  // The form that was taken last.
    window.resize(1280, 800);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    ASSERT_TRUE(window.lessons().open(
        QString(SYNOD_SOURCE_DIR "/tutorials/lessons/%1.md").arg(GetParam().file)));
    QApplication::processEvents();
  }
  void click(QWidget* widget) {
    ASSERT_NE(widget, nullptr);
    QTest::mouseClick(widget, Qt::LeftButton);
    QApplication::processEvents();
  }
  void next() {
    click(panel().next_button());
    land();
  }
  /// Until what is under way on the canvas has come to its end, and what it leads to is told.
  void land() {
    int most = 10'000;
    do {
      now += 10;
      window.player().tick();
    } while (--most > 0 && (window.player().moving() || most > 9'950));
    QApplication::processEvents();
  }
  void answer() {
    const std::size_t block = run().block();
    const auto& ask = std::get<AskBlock>(run().lesson().steps[run().step()].blocks[block]);
    if (ask.has_choices()) {
      for (std::size_t i = 0; i < ask.choices.size(); ++i)
        EXPECT_FALSE(panel().ask_card(block)->rows().at(static_cast<int>(i))->text().contains('`'));
      const std::vector<std::size_t> shown = run().choices_shown(block);
      for (std::size_t i = 0; i < shown.size(); ++i)
        if (ask.choices[shown[i]].right)
          click(panel().ask_card(block)->rows().at(static_cast<int>(i)));
    } else {
      QTest::keyClicks(panel().ask_card(block)->field(), GetParam().typed);
    }
    next();
    const std::size_t played = run().block();
    while (run().waits() == Wait::events && run().block() == played) next();
    const views::LessonAsk& graded = panel().ask_card(block)->ask();
    EXPECT_EQ(graded.state, views::LessonAsk::State::graded) << ask.question;
    EXPECT_TRUE(graded.right) << ask.question;
  }
  /// What the solution does, tried on a copy: nobody was shown it.
  std::vector<Action> solution() {
    History copy = window.session().history();
    const MomentId start = copy.present();
    EXPECT_FALSE(BlockPlayer(*run().goal()->goal->solution, copy).play());
    std::vector<Action> actions;
    for (MomentId at = copy.present(); at != start; at = copy.moment(at).parent)
      actions.insert(actions.begin(), copy.moment(at).action);
    return actions;
  }
  void reach() {
    for (const Action& action : solution()) {
      ASSERT_TRUE(window.player().act(action));
      land();
    }
    EXPECT_TRUE(run().goal()->met);
    next();
  }
  const LessonRun& run() { return window.lessons().run(); }
  views::LessonPanel& panel() { return window.lesson_desk().panel(); }

  std::int64_t now = 0;
  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave"), [this] { return now; }};
};

TEST_P(LogLessonTest, is_taken_from_start_to_end) {
  int goals = 0;
  int answers = 0;
  for (int guard = 0; run().waits() != Wait::end; ++guard) {
    ASSERT_LT(guard, 400) << "the lesson does not go on";
    ASSERT_FALSE(HasFatalFailure());
    if (run().waits() == Wait::answer) {
      answer();
      ++answers;
    } else if (run().waits() == Wait::goal) {
      reach();
      ++goals;
    } else {
      next();
    }
  }
  EXPECT_GE(answers, 8);
  EXPECT_EQ(goals, 1);
  EXPECT_TRUE(run().progress().done);
}

INSTANTIATE_TEST_SUITE_P(all, LogLessonTest,
                         testing::Values(LogLesson{"14-from-one-decision-to-a-log", "2"},
                                         LogLesson{"15-a-stable-leader", ""},
                                         LogLesson{"16-the-leader-dies", ""},
                                         LogLesson{"17-holes-and-no-ops", "6"},
                                         LogLesson{"18-two-leaders-and-leases", ""}));

}  // namespace
