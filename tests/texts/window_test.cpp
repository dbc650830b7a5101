// Window in a language of the tests: what it shows in English nobody can translate, and what is cut
// has no room for languages with longer words.
#include <QTest>
#include <QtWidgets>
#include <gtest/gtest.h>

#include "app/compare/compare_desk.h"
#include "app/explore/explore_desk.h"
#include "app/export/export_dialog.h"
#include "app/lesson/lesson_controller.h"
#include "app/open/file_commands.h"
#include "app/start/start_screen.h"
#include "tests/places.h"
#include "tests/texts/translated_window.h"
#include "views/canvas/canvas.h"
#include "views/explore/explore_panel.h"

using namespace synod;
using namespace synod::app;
using synod::testing::TranslatedWindow;

namespace {

TEST_F(TranslatedWindow, has_every_text_of_a_new_run) {
  look();
}

TEST_F(TranslatedWindow, has_every_text_of_a_run_of_paxos_in_each_tab) {
  open(
      "proposers 2\nacceptors 3\nlearners 1\npropose P1 blue\ndeliver prepare P1->*\n"
      "deliver promise *->P1\npropose P2 green\ncrash A1\nrun for 400ms\n");
  look_at_tabs();
}

TEST_F(TranslatedWindow, has_every_text_of_a_log_with_clients_in_each_tab) {
  open("protocol multi\nnodes 3\nclients 2\noption load 3\nrun for 2000ms\n");
  look_at_tabs();
}

TEST_F(TranslatedWindow, has_every_text_of_a_commit_that_is_blocked) {
  open(
      "protocol 2pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->*\ncrash T1\n"
      "run for 400ms\n");
  look_at_tabs();
}

TEST_F(TranslatedWindow, has_every_text_of_what_can_be_pointed_at) {
  open(
      "proposers 2\nacceptors 3\nlearners 1\npropose P1 blue\ndeliver prepare P1->A1\n"
      "deliver prepare P1->A2\ncut P1-A3\n");
  const Cluster& world = window.session().history().world();
  views::Canvas& canvas = *window.parts().canvas;
  std::vector<QPoint> places = {canvas.link_point(NodeId{0}, NodeId{2})};
  for (NodeId node : world.shape().all()) places.push_back(canvas.node_point(node));
  for (const Message& message : world.in_flight) places.push_back(canvas.message_point(message.id));
  for (QPoint place : places) {
    QTest::mouseMove(canvas.viewport(), place);
    QTest::mouseClick(canvas.viewport(), Qt::LeftButton, Qt::ControlModifier, place);
    look();
  }
}

TEST_F(TranslatedWindow, has_every_text_of_its_dialogs) {
  look_at_dialog([this] { trigger(app::Command::new_cluster); });
  look_at_dialog([this] { trigger(app::Command::legend); });
  look_at_dialog([this] { trigger(app::Command::keys); });
  look_at_dialog([this] { trigger(app::Command::about); });
}

TEST_F(TranslatedWindow, has_every_text_of_the_export) {
  open("proposers 2\nacceptors 3\nlearners 1\npropose P1 blue\nrun for 400ms\n");
  trigger(app::Command::export_);
  auto* dialog = window.findChild<ExportDialog*>();
  ASSERT_NE(dialog, nullptr);
  for (const ExportInfo& info : export_formats()) {
    dialog->choose(info.format);
    look(*dialog);
  }
}

TEST_F(TranslatedWindow, has_every_text_of_the_start_page) {
  allow_sources();
  window.start_screen().show();
  look();
  EXPECT_GT(drawn, 100) << "the test has lost sight of the cards";
}

TEST_F(TranslatedWindow, has_every_text_of_a_scenario_that_says_what_it_is_about) {
  allow_sources();
  bool opened = false;
  window.files().open_file(SYNOD_SOURCE_DIR "/tutorials/scenarios/textbook/BP-04.synod",
                           [&](bool good) { opened = good; });
  ASSERT_TRUE(QTest::qWaitFor([&] { return opened; }));
  content << "synod";
  look();
}

TEST_F(TranslatedWindow, has_every_text_of_the_checker) {
  open("proposers 2\nacceptors 3\nlearners 1\npropose P1 blue\n");
  // An example in the scenario language.
  content << "and"
          << "not"
          << "chosen";
  trigger(app::Command::explore);
  look(window.explore_desk().panel());
}

TEST_F(TranslatedWindow, has_every_text_of_a_comparison) {
  open("proposers 2\nacceptors 3\nlearners 1\npropose P1 blue\nrun for 200ms\n");
  trigger(app::Command::compare);
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.compare_desk().ready(); }));
  look();
}

TEST_F(TranslatedWindow, has_every_text_of_an_explanation) {
  open("proposers 2\nacceptors 3\nlearners 1\npropose P1 blue\nrun for 200ms\ncrash P1\n");
  for (const auto command : {app::Command::why, app::Command::why_not}) {
    trigger(command);
    QTest::qWait(200);
    look();
  }
}

TEST_F(TranslatedWindow, has_every_text_around_a_lesson) {
  const QString lesson = SYNOD_SOURCE_DIR "/tutorials/lessons/05-the-heart.md";
  allow_words_of(lesson);
  ASSERT_TRUE(window.lessons().open(lesson));
  for (int i = 0; i < 4; ++i) {
    look();
    window.lessons().next();
    QTest::qWait(20);
  }
}

}  // namespace
