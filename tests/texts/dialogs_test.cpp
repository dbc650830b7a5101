// Dialogs, windows and results in the language of the tests, with what a person has done in them.
#include <QTest>
#include <QtWidgets>
#include <gtest/gtest.h>

#include "app/compare/compare_desk.h"
#include "app/explore/explore_desk.h"
#include "app/lesson/lesson_controller.h"
#include "tests/places.h"
#include "tests/texts/translated_window.h"
#include "views/canvas/canvas.h"
#include "views/charts/many_runs_panel.h"
#include "views/explore/explore_panel.h"
#include "views/kit/error_bar.h"
#include "views/panels/branch_list.h"
#include "views/panels/setup_panel.h"

using namespace synod;
using namespace synod::app;
using synod::testing::pseudo;
using synod::testing::TranslatedWindow;

namespace {

constexpr int patience_ms = 60'000;

class TranslatedDialogs : public TranslatedWindow {
 protected:
  TranslatedDialogs() { least = 10; }

  /// Looks at the set-up panel with each protocol in it, and all of its options.
  void look_at_each_setup() {
    auto* panel = qobject_cast<views::SetupPanel*>(QApplication::activeModalWidget());
    ASSERT_NE(panel, nullptr);
    panel->more().click();
    auto* protocols = panel->findChild<QComboBox*>();
    ASSERT_NE(protocols, nullptr);
    EXPECT_GT(protocols->count(), 3);
    for (int i = 0; i < protocols->count(); ++i) {
      protocols->setCurrentIndex(i);
      look(*panel);
    }
    panel->close();
  }
  void press_start(QWidget& panel, const char* text) {
    for (auto* button : panel.findChildren<QPushButton*>())
      if (button->text() == pseudo(text)) return button->click();
    ADD_FAILURE() << "no button " << text;
  }
  void search(const char* run, const QString& aim) {
    open(run);
    // An example in the scenario language.
    content << "and"
            << "not"
            << "chosen";
    trigger(app::Command::explore);
    views::ExplorePanel& panel = window.explore_desk().panel();
    for (auto* radio : panel.findChildren<QRadioButton*>())
      if (radio->accessibleName() == aim) radio->click();
    look(panel);
    press_start(panel, "&Explore");
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return panel.has_answer() && !panel.running(); }, patience_ms));
    look(panel);
    look();
  }
};

TEST_F(TranslatedDialogs, have_every_text_about_each_protocol_that_is_set_up) {
  QTimer::singleShot(50, &window, [this] { look_at_each_setup(); });
  trigger(app::Command::new_cluster);
  EXPECT_GT(said, 200);
}

TEST_F(TranslatedDialogs, have_every_text_of_branches) {
  open(
      "proposers 2\nacceptors 3\nlearners 1\npropose P1 blue\nrun for 200ms\ngoto 1\ncrash A1\n"
      "propose P2 green\nstep 3\n");
  trigger(app::Command::branches);
  auto* list = window.findChild<views::BranchList*>();
  ASSERT_NE(list, nullptr);
  QTest::qWait(250);
  look(*list);
}

TEST_F(TranslatedDialogs, have_every_text_of_a_search_that_finds_a_run) {
  search(
      "proposers 2\nacceptors 3\nlearners 1\noption bug no-adopt\npropose P1 blue\n"
      "propose P2 green\n",
      {});
}

TEST_F(TranslatedDialogs, have_every_text_of_a_search_that_finds_none) {
  search("proposers 1\nacceptors 1\nlearners 1\npropose P1 blue\n", {});
}

TEST_F(TranslatedDialogs, have_every_text_of_many_runs) {
  open("proposers 2\nacceptors 3\nlearners 1\noption loss 15%\npropose P1 blue\n");
  auto* panel = window.findChild<views::ManyRunsPanel*>();
  ASSERT_NE(panel, nullptr);
  QTabWidget& tabs = *window.parts().tabs;
  for (int i = 0; i < tabs.count(); ++i)
    if (tabs.widget(i)->isAncestorOf(panel)) tabs.setCurrentIndex(i);
  for (QWidget* at = panel; at != &window; at = at->parentWidget())
    if (auto* stack = qobject_cast<QStackedWidget*>(at->parentWidget()))
      stack->setCurrentWidget(at);
  trigger(app::Command::large_tab);
  ASSERT_TRUE(panel->isVisible());
  panel->findChild<QSpinBox*>()->setValue(40);
  const auto run = [&] {
    press_start(*panel, "&Run");
    ASSERT_TRUE(QTest::qWaitFor([&] { return !panel->running() && panel->result(); }, patience_ms));
    look();
  };
  run();
  auto* varied = panel->findChild<QComboBox*>();
  ASSERT_NE(varied, nullptr);
  for (int i = 1; i < varied->count(); ++i) {
    varied->setCurrentIndex(i);
    run();
  }
  EXPECT_GT(said, 300);
}

TEST_F(TranslatedDialogs, have_every_text_for_a_class) {
  // What a projector has, with text for a hall.
  window.resize(1920, 1080);
  allow_words_of(SYNOD_SOURCE_DIR "/tutorials/lessons/05-the-heart.md");
  ASSERT_TRUE(window.lessons().open(SYNOD_SOURCE_DIR "/tutorials/lessons/05-the-heart.md"));
  trigger(app::Command::lesson_teacher);
  trigger(app::Command::projector);
  trigger(app::Command::hide_answers);
  for (int i = 0; i < 12; ++i) {
    look();
    window.lessons().next();
    QTest::qWait(20);
  }
  trigger(app::Command::projector);
}

TEST_F(TranslatedDialogs, have_every_text_where_two_clusters_part) {
  open("proposers 2\nacceptors 3\nlearners 1\npropose P1 blue\nrun for 200ms\n");
  trigger(app::Command::compare);
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.compare_desk().ready(); }));
  const auto step = [this] {
    window.compare_desk().player().step();
    QTest::qWait(20);
    look();
  };
  for (int i = 0; i < 3; ++i) step();
}

}  // namespace
