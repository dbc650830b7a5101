// Menus of places, dialogs, questions and messages of the window in the language of the tests.
#include <QContextMenuEvent>
#include <QTest>
#include <QtWidgets>
#include <gtest/gtest.h>

#include "app/cluster/bookmarks.h"
#include "app/cluster/cluster_commands.h"
#include "app/lesson/lesson_controller.h"
#include "app/open/file_commands.h"
#include "app/parts/ask_popup.h"
#include "app/play/pause_points.h"
#include "tests/places.h"
#include "tests/texts/translated_window.h"
#include "views/canvas/canvas.h"
#include "views/charts/charts_view.h"
#include "views/clients/clients_view.h"
#include "views/kit/error_bar.h"
#include "views/log/log_view.h"
#include "views/panels/story.h"
#include "views/panels/timeline.h"

using namespace synod;
using namespace synod::app;
using synod::testing::TranslatedWindow;

namespace {

/// What Qt makes opens menus of Qt's.
bool is_ours(const QWidget& widget) {
  const QWidget* at = &widget;
  if (qobject_cast<QAbstractScrollArea*>(at->parentWidget()) != nullptr) at = at->parentWidget();
  return at->metaObject()->className()[0] != 'Q';
}

class TranslatedMenus : public TranslatedWindow {
 protected:
  TranslatedMenus() { least = 3; }

  views::Canvas& canvas() { return *window.parts().canvas; }
  const Cluster& world() { return window.session().history().world(); }
  NodeId node(const char* name) {
    for (NodeId id : world().shape().all())
      if (world().name(id) == name) return id;
    ADD_FAILURE() << name;
    return {};
  }
  void look_at_menu_of_canvas(QPoint place) {
    look_at_menu([&] { QTest::mouseClick(canvas().viewport(), Qt::RightButton, {}, place); });
  }
  /// As the key for menus asks for it, or the mouse at `place`.
  void ask_for_menu(QWidget& widget, QPoint place, QContextMenuEvent::Reason reason) {
    QContextMenuEvent event(reason, place, widget.mapToGlobal(place));
    QApplication::sendEvent(&widget, &event);
  }
  void look_at_menu_of(QWidget& widget, QPoint place,
                       QContextMenuEvent::Reason reason = QContextMenuEvent::Mouse) {
    look_at_menu([&] { ask_for_menu(widget, place, reason); });
  }
  void look_at_menu_of_timeline(MomentId moment) {
    views::Timeline& timeline = *window.parts().timeline;
    look_at_menu_of(timeline, timeline.place_of(moment).toPoint());
  }
  void look_at_popup() {
    auto* popup = window.findChild<AskPopup*>();
    ASSERT_NE(popup, nullptr);
    look(*popup);
    delete popup;
  }
  /// The last thing that the window said.
  void look_at_message() {
    EXPECT_NE(window.parts().errors->message(), QString());
    look(*window.parts().errors);
    window.parts().errors->show_message({});
  }
  QString write(const char* name, const QByteArray& text) {
    QFile file(folder.filePath(name));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
    content << QFileInfo(name).completeBaseName() << QFileInfo(name).suffix();
    return file.fileName();
  }
};

TEST_F(TranslatedMenus, have_every_text_about_nodes_links_messages_and_the_ground) {
  open(
      "proposers 2\nacceptors 3\nlearners 1\npropose P1 blue\ndeliver prepare P1->A1\n"
      "deliver prepare P1->A2\ncrash A3\npause A2\ncut P2-A1\nhold promise A1->P1\n");
  for (NodeId id : world().shape().all()) look_at_menu_of_canvas(canvas().node_point(id));
  look_at_menu_of_canvas(canvas().link_point(node("P1"), node("A1")));
  look_at_menu_of_canvas(canvas().link_point(node("P2"), node("A1")));
  for (const Message& message : world().in_flight)
    look_at_menu_of_canvas(canvas().message_point(message.id));
  look_at_menu_of_canvas(canvas().viewport()->rect().topLeft() + QPoint(4, 4));
}

TEST_F(TranslatedMenus, have_every_text_about_nodes_of_a_commit_that_is_blocked) {
  open(
      "protocol 2pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->*\ncrash T1\n"
      "run for 400ms\n");
  for (NodeId id : world().shape().all()) look_at_menu_of_canvas(canvas().node_point(id));
}

TEST_F(TranslatedMenus, have_every_text_about_nodes_of_a_log) {
  open("protocol multi\nnodes 3\nclients 1\noption load 3\nrun for 1000ms\n");
  for (NodeId id : world().shape().all()) look_at_menu_of_canvas(canvas().node_point(id));
}

TEST_F(TranslatedMenus, have_every_text_about_moments) {
  open("proposers 1\nacceptors 3\nlearners 1\npropose P1 blue\nrun for 200ms\n");
  look_at_menu_of_timeline(1);
  window.session().put_bookmark(2, "blue");
  look_at_menu_of_timeline(2);
  look_at_menu_of(*window.parts().timeline, {}, QContextMenuEvent::Keyboard);
  trigger(app::Command::bookmark);
  look_at_popup();
}

TEST_F(TranslatedMenus, have_every_text_about_slots_operations_and_charts) {
  open("protocol multi\nnodes 3\nclients 2\noption load 3\nrun for 2000ms\n");
  QTabWidget& tabs = *window.parts().tabs;
  int menus = 0;
  for (int i = 0; i < tabs.count(); ++i) {
    if (!tabs.isTabVisible(i)) continue;
    tabs.setCurrentIndex(i);
    QTest::qWait(20);
    for (QWidget* widget : tabs.currentWidget()->findChildren<QWidget*>()) {
      if (!widget->isVisible() || !is_ours(*widget)) continue;
      widget->setFocus();
      for (const auto reason : {QContextMenuEvent::Mouse, QContextMenuEvent::Keyboard}) {
        // Some come back when they are closed only.
        QTimer::singleShot(0, &window, [&] {
          QWidget* menu = QApplication::activePopupWidget();
          if (menu == nullptr) return;
          look(*menu);
          menu->close();
          ++menus;
        });
        ask_for_menu(*widget, widget->rect().center(), reason);
        QTest::qWait(2);
      }
    }
  }
  EXPECT_GT(menus, 10);
}

TEST_F(TranslatedMenus, have_every_text_that_they_are_filled_with_when_they_open) {
  for (const QFileInfo& lesson :
       QDir(SYNOD_SOURCE_DIR "/tutorials/lessons").entryInfoList({"*.md"}))
    allow_words_of(lesson.filePath());
  for (int month = 1; month <= 12; ++month)
    content << QLocale().monthName(month, QLocale::ShortFormat);
  const QString file =
      write("first.synod", "proposers 1\nacceptors 3\nlearners 1\npropose P1 blue\nstep 2\n");
  bool opened = false;
  window.files().open_file(file, [&](bool good) { opened = good; });
  ASSERT_TRUE(QTest::qWaitFor([&] { return opened; }));
  window.session().put_bookmark(1, "blue");
  open("proposers 1\nacceptors 3\nlearners 1\npropose P1 blue\nstep 2\n");
  window.session().put_bookmark(1, "blue");
  const auto open_all = [this] {
    for (QMenu* menu : window.findChildren<QMenu*>()) {
      emit menu->aboutToShow();
      look(*menu);
    }
  };
  open_all();
  ASSERT_TRUE(window.lessons().open(SYNOD_SOURCE_DIR "/tutorials/lessons/05-the-heart.md"));
  open_all();
}

TEST_F(TranslatedMenus, have_every_text_of_popups_that_ask) {
  open("proposers 2\nacceptors 3\nlearners 1\npropose P1 blue\nrun for 200ms\n");
  canvas().mark_first_node();
  trigger(app::Command::propose);
  look_at_popup();
  trigger(app::Command::partition);
  look_at_popup();
  open("protocol 2pc\nparticipants 2\n");
  QTest::mouseClick(canvas().viewport(), Qt::LeftButton, Qt::ControlModifier,
                    canvas().node_point(node("R1")));
  trigger(app::Command::propose);
  look_at_popup();
}

TEST_F(TranslatedMenus, have_every_text_of_questions_about_files) {
  const QString file =
      write("first.synod", "proposers 1\nacceptors 3\nlearners 1\npropose P1 blue\nstep 2\n");
  allow_words_of(file);
  bool opened = false;
  window.files().open_file(file, [&](bool good) { opened = good; });
  ASSERT_TRUE(QTest::qWaitFor([&] { return opened; }));
  window.player().step();
  write("first.synod", "proposers 1\nacceptors 3\nlearners 1\n");
  look_at_dialog([this] { trigger(app::Command::save); });
  look_at_dialog([this] { window.files().start(window.session().setup()); });
}

TEST_F(TranslatedMenus, have_every_text_of_a_session_that_is_damaged) {
  look_at_dialog([this] {
    emit window.session().damaged(QStringLiteral("~"), "proposers 1\nacceptors 3\nlearners 1\n");
  });
}

TEST_F(TranslatedMenus, have_every_text_of_dialogs_for_files) {
  QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
  for (const auto command : {app::Command::open, app::Command::save_as})
    look_at_dialog([this, command] { trigger(command); });
  QApplication::setAttribute(Qt::AA_DontUseNativeDialogs, false);
}

TEST_F(TranslatedMenus, have_every_text_of_the_question_before_lessons_are_forgotten) {
  QAction* forget = nullptr;
  for (QMenu* menu : window.findChildren<QMenu*>())
    for (QAction* entry : menu->actions())
      if (entry->text().contains(synod::testing::pseudo("Reset all lessons…"))) forget = entry;
  ASSERT_NE(forget, nullptr);
  look_at_dialog([&] { forget->trigger(); });
}

TEST_F(TranslatedMenus, have_every_text_of_what_is_refused) {
  open("proposers 2\nacceptors 3\nlearners 1\npropose P1 blue\nrun for 2000ms\ncrash A1\n");
  for (const auto command :
       {app::Command::crash, app::Command::deliver, app::Command::cut, app::Command::spotlight,
        app::Command::step, app::Command::until_chosen}) {
    SCOPED_TRACE(window.actions()[command]->text().toStdString());
    trigger(command);
    look_at_message();
  }
  canvas().mark_first_node();
  trigger(app::Command::deliver);
  look_at_message();
}

}  // namespace
