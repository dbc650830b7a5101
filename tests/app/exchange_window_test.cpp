// Replacing of the run that is shown by another one, whichever tab is in front.
#include <QTabWidget>
#include <QTest>
#include <gtest/gtest.h>

#include "app/lesson/lesson_controller.h"
#include "app/parts/empty_hint.h"
#include "app/session/scenario_run.h"
#include "app/window/main_window.h"
#include "model/line/trace.h"
#include "model/world/protocol.h"
#include "protocols/catalog.h"
#include "protocols/log_options.h"
#include "tests/places.h"
#include "views/canvas/canvas.h"
#include "views/kit/trace_gate.h"
#include "views/votes/vote_table.h"
#include "views/votes/votes_view.h"
#include "views/why/question.h"

using namespace synod;
using namespace synod::app;

namespace {

class ExchangeWindow : public testing::Test {
 protected:
  void SetUp() override {
    window.resize(1280, 800);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  }
  QTabWidget& tabs() { return *window.parts().tabs; }
  /// Begins a run, lets `events` happen and looks at it.
  void run(const synod::Setup& setup, int events) {
    ASSERT_TRUE(window.session().start(setup));
    for (int i = 0; i < events; ++i) window.session().step();
    window.player().go_to(window.session().history().present());
    QTest::qWait(1);
  }
  static synod::Setup log() {
    synod::Setup setup{.protocol = "multi", .shape = {.together = 5, .clients = 2}};
    setup.options.load = 1000;
    setup.options.own.set(log_options::detector, Detector::fixed);
    return setup;
  }

  static synod::Setup two_phase_commit() {
    synod::Setup setup;
    setup.protocol = "2pc";
    setup.shape = usual_shape(find_protocol("2pc")->info());
    return setup;
  }

  const QString lesson = SYNOD_SOURCE_DIR "/tutorials/lessons/01-agreeing-is-hard.md";
  MainWindow window{""};
};

TEST_F(ExchangeWindow, a_run_of_another_protocol_takes_its_place_in_front_of_every_tab) {
  for (int tab = 0; tab < tabs().count(); ++tab) {
    run(log(), 300);
    tabs().setCurrentIndex(tab);
    QTest::qWait(1);
    run(Session::first_setup(), 0);
    EXPECT_EQ(window.session().history().size(), 1u) << tab;
    run(log(), 40);
    EXPECT_GT(window.session().history().size(), 40u) << tab;
  }
}

TEST_F(ExchangeWindow, a_lesson_takes_its_place_in_front_of_every_tab_and_gives_it_back) {
  for (int tab = 0; tab < tabs().count(); ++tab) {
    run(log(), 300);
    tabs().setCurrentIndex(tab);
    QTest::qWait(1);
    ASSERT_TRUE(window.lessons().open(lesson)) << tab;
    QTest::qWait(1);
    EXPECT_LT(window.session().history().size(), 300u) << tab;
    window.lessons().close();
    QTest::qWait(1);
    EXPECT_GT(window.session().history().size(), 300u) << tab;
  }
}

TEST_F(ExchangeWindow, what_to_do_is_about_the_new_run_though_a_page_lay_over_it) {
  tabs().hide();
  run(two_phase_commit(), 0);
  tabs().show();
  EXPECT_TRUE(window.parts().hint->text().contains("T1 begins the transaction a-10-b"))
      << window.parts().hint->text().toStdString();
}

TEST_F(ExchangeWindow, only_what_a_protocol_has_is_told_of_it) {
  const int votes = tabs().indexOf(views::page_of(window.parts().votes));
  EXPECT_TRUE(tabs().isTabVisible(votes));
  run(two_phase_commit(), 8);
  EXPECT_FALSE(tabs().isTabVisible(votes)) << "it has no votes at ballots";
  EXPECT_FALSE(window.actions()[app::Command::outlook]->isEnabled());
  EXPECT_FALSE(answer_to(views::question_about_missing(window.session().history()),
                         run_of(window.session().history(), window.session().history().present()),
                         nullptr));
  run(Session::first_setup(), 0);
  EXPECT_TRUE(tabs().isTabVisible(votes));
}

TEST_F(ExchangeWindow, a_smaller_cluster_comes_while_quorums_of_a_larger_one_are_shown) {
  tabs().setCurrentWidget(views::page_of(window.parts().votes));
  run(log(), 300);
  auto* votes = window.findChild<views::VoteTable*>();
  ASSERT_NE(votes, nullptr);
  votes->setCurrentIndex(votes->model()->index(0, 0));
  QTest::keyClick(votes, Qt::Key_Space);
  ASSERT_TRUE(window.shared().ballots.active());
  run(Session::first_setup(), 0);
  EXPECT_FALSE(window.shared().ballots.active());
  EXPECT_EQ(window.parts().canvas->picture_shown().nodes.size(),
            Session::first_setup().shape.size());
}

TEST_F(ExchangeWindow, nobody_who_hears_of_it_is_shown_the_old_run) {
  run(log(), 100);
  const std::string other = "proposers 1\nacceptors 3\nlearners 1\npropose P1 blue\nstep 30\n";
  Verdict verdict = run_scenario_text(other, window.session().bounds());
  Trace right;
  right.follow(*verdict.history);
  std::vector<std::size_t> told;
  QObject::connect(&window.player(), &Player::frame_changed, &window,
                   [&] { told.push_back(window.shared().line.trace().messages().size()); });
  ASSERT_TRUE(window.session().open(std::move(verdict), QString()));
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.front(), right.messages().size());
}

}  // namespace
