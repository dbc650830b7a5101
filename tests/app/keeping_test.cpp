// Autosave: what was open before, damaged files, and several programs at once.
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "app/lesson/lesson_keeper.h"
#include "app/open/file_commands.h"
#include "app/open/open_desk.h"
#include "app/session/earlier_sessions.h"
#include "app/session/kept_session.h"
#include "app/session/recent_files.h"
#include "app/session/scenario_run.h"
#include "app/start/start_catalog.h"
#include "app/start/start_screen.h"
#include "app/window/main_window.h"
#include "protocols/catalog.h"
#include "tests/app/synod_command.h"
#include "tests/places.h"
#include "views/kit/error_bar.h"
#include "views/start/start_page.h"

using namespace synod;
using namespace synod::app;

namespace {

constexpr int longest_wait = 60'000;

QByteArray contents(const QString& path) {
  QFile file(path);
  EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
  return file.readAll();
}

const QByteArray scenario =
    "# A title\n# Source: a book\n\nnodes 3  # three\npropose N1 blue\nstep 4\nexpect N1 up\n";

class Keeping : public ::testing::Test {
 protected:
  QString path(const char* name) const { return folder.filePath(name); }
  QString home() const { return path("autosave"); }
  /// Opens a scenario in `window` and changes it by an event.
  void open_and_step(MainWindow& window) const {
    write(path("a.synod"), scenario);
    window.show();
    ASSERT_TRUE(window.session().open(path("a.synod")));
    ASSERT_TRUE(window.session().step());
  }
  void write(const QString& to, const QByteArray& text) const {
    QDir().mkpath(QFileInfo(to).path());
    QFile file(to);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
  }
  QStringList files(const QString& in, const char* pattern) const {
    return QDir(in).entryList({pattern}, QDir::Files, QDir::Name);
  }
  QStringList earlier_files() const { return files(home() + "/earlier", "*.synod"); }
  static void propose(Session& session, const char* value) {
    ASSERT_TRUE(session.act(actions::propose(NodeId{0}, value)));
  }
  /// One program's life: it opens nothing, and something happens.
  void live_once(const char* value) const {
    Session session(home());
    propose(session, value);
  }
  void listen(Session& session) {
    QObject::connect(&session, &Session::refused, &session, [this](const QString& w) { why = w; });
    QObject::connect(&session, &Session::damaged, &session,
                     [this](const QString& w, const std::string& text) {
                       why = w;
                       damaged = text;
                     });
  }

  QTemporaryDir folder;
  QString why;
  std::string damaged;
};

// Files that were opened

TEST_F(Keeping, what_the_author_wrote_is_saved_again) {
  write(path("a.synod"), scenario);
  Session session(home());
  ASSERT_TRUE(session.open(path("a.synod")));
  ASSERT_TRUE(session.save());
  EXPECT_EQ(contents(path("a.synod")), scenario);
  ASSERT_TRUE(session.step());
  ASSERT_TRUE(session.save());
  EXPECT_TRUE(contents(path("a.synod")).startsWith(scenario));
  Session again{QString()};
  ASSERT_TRUE(again.open(path("a.synod")));
  EXPECT_EQ(again.history().size(), session.history().size());
}

TEST_F(Keeping, what_the_author_wrote_outlives_a_restart) {
  write(path("a.synod"), scenario);
  {
    Session session(home());
    ASSERT_TRUE(session.open(path("a.synod")));
    session.go_to(2);
  }
  {
    Session next(home());
    ASSERT_TRUE(next.restore());
    EXPECT_FALSE(next.modified()) << "nothing was changed";
    EXPECT_EQ(next.history().present(), 2u);
    ASSERT_TRUE(next.act(actions::on_node(Verb::crash, NodeId{1})));
    EXPECT_TRUE(next.modified());
  }
  Session last(home());
  ASSERT_TRUE(last.restore());
  EXPECT_TRUE(last.modified());
  ASSERT_TRUE(last.save());
  EXPECT_TRUE(contents(path("a.synod")).startsWith(scenario));
  EXPECT_TRUE(contents(path("a.synod")).contains("crash N2"));
}

TEST_F(Keeping, a_scenario_that_was_stepped_through_is_saved_with_its_comments) {
  write(path("a.synod"), scenario);
  Session session{QString()};
  ASSERT_TRUE(session.open_example(path("a.synod"), "An example"));
  ASSERT_TRUE(session.save_as(path("b.synod")));
  EXPECT_EQ(contents(path("b.synod")), scenario);
}

TEST_F(Keeping, a_lesson_in_between_takes_nothing_from_the_file) {
  write(path("a.synod"), scenario);
  Session session{QString()};
  ASSERT_TRUE(session.open(path("a.synod")));
  session.begin_lesson("A lesson");
  session.stage_exchanged();
  session.end_lesson();
  ASSERT_TRUE(session.save());
  EXPECT_EQ(contents(path("a.synod")), scenario);
}

TEST_F(Keeping, recording_onto_the_opened_file_keeps_what_stands_there) {
  write(path("a.synod"), scenario);
  Session session{QString()};
  ASSERT_TRUE(session.open(path("a.synod")));
  session.record_to(path("a.synod"));
  session.wait_for_writing();
  EXPECT_EQ(contents(path("a.synod")), scenario);
  ASSERT_TRUE(session.step());
  session.flush();
  session.wait_for_writing();
  EXPECT_TRUE(contents(path("a.synod")).startsWith(scenario));
  EXPECT_GT(contents(path("a.synod")).size(), scenario.size());
}

TEST_F(Keeping, what_was_recorded_stays_when_another_session_comes) {
  write(path("b.synod"), scenario);
  Session session{QString()};
  listen(session);
  session.record_to(path("r.synod"));
  propose(session, "blue");
  session.flush();
  session.wait_for_writing();
  EXPECT_TRUE(contents(path("r.synod")).contains("propose P1 blue"));
  ASSERT_TRUE(session.open(path("b.synod")));
  session.flush();
  session.wait_for_writing();
  EXPECT_TRUE(contents(path("r.synod")).endsWith("propose P1 blue\n"));
  EXPECT_EQ(contents(path("r-2.synod")), scenario);
  EXPECT_TRUE(why.contains("r-2.synod")) << why.toStdString();
}

TEST_F(Keeping, a_file_that_somebody_else_wrote_meanwhile_is_noticed) {
  write(path("a.synod"), scenario);
  Session session{QString()};
  ASSERT_TRUE(session.open(path("a.synod")));
  EXPECT_FALSE(session.file_changed_outside());
  write(path("a.synod"), scenario + "# more\n");
  EXPECT_TRUE(session.file_changed_outside());
  ASSERT_TRUE(session.save());
  EXPECT_FALSE(session.file_changed_outside());
}

/// Presses the button whose text contains `text` once a box asks.
void answer(const char* text) {
  QTimer::singleShot(50, qApp, [text] {
    auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
    ASSERT_NE(box, nullptr);
    for (QAbstractButton* button : box->buttons())
      if (button->text().remove('&').contains(text)) return button->click();
    ADD_FAILURE() << text << " is not offered";
    box->reject();
  });
}

TEST_F(Keeping, saving_over_what_somebody_else_wrote_asks_first) {
  MainWindow window{QString()};
  open_and_step(window);
  const QByteArray theirs = scenario + "# theirs\n";
  write(path("a.synod"), theirs);
  answer("Cancel");
  EXPECT_FALSE(window.files().save());
  EXPECT_EQ(contents(path("a.synod")), theirs);
  answer("Save anyway");
  EXPECT_TRUE(window.files().save());
  EXPECT_NE(contents(path("a.synod")), theirs);
  EXPECT_TRUE(window.files().save()) << "it is ours now, and nobody asks";
}

/// Types a name into the dialog that asks for a file, and leaves it with Enter.
void type_file_name(const QString& name) {
  QTimer::singleShot(0, [name] {
    auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
    ASSERT_NE(dialog, nullptr);
    auto* field = dialog->findChild<QLineEdit*>("fileNameEdit");
    ASSERT_NE(field, nullptr);
    field->setText(name);
    QTest::keyClick(field, Qt::Key_Return);
    if (dialog->isVisible()) dialog->reject();
  });
}

TEST_F(Keeping, ANameWithoutAnEndingIsSavedAsSynod) {
  MainWindow window{QString()};
  open_and_step(window);
  type_file_name(path("mine"));
  EXPECT_TRUE(window.files().save_as());
  EXPECT_EQ(window.session().file(), path("mine.synod"));
  EXPECT_TRUE(QFile::exists(path("mine.synod")));
  EXPECT_FALSE(QFile::exists(path("mine")));
  type_file_name(path("other.txt"));
  EXPECT_TRUE(window.files().save_as());
  EXPECT_EQ(window.session().file(), path("other.txt")) << "an ending that was typed stays";
}

TEST_F(Keeping, AFileThatGetsItsEndingAfterwardsIsReplacedOnlyWhenAsked) {
  write(path("mine.synod"), scenario);
  MainWindow window{QString()};
  open_and_step(window);
  type_file_name(path("mine"));
  QTimer::singleShot(0, [] { answer("No"); });
  EXPECT_FALSE(window.files().save_as());
  EXPECT_EQ(contents(path("mine.synod")), scenario);
  type_file_name(path("mine"));
  QTimer::singleShot(0, [] { answer("Yes"); });
  EXPECT_TRUE(window.files().save_as());
  EXPECT_NE(contents(path("mine.synod")), scenario);
}

// Earlier sessions

TEST_F(Keeping, a_session_that_was_never_saved_is_kept_when_a_file_is_opened_at_the_start) {
  write(path("b.synod"), scenario);
  live_once("blue");
  Session next(home());
  ASSERT_TRUE(next.open(path("b.synod")));
  next.flush();
  const auto earlier = next.earlier();
  ASSERT_EQ(earlier.size(), 1);
  EXPECT_EQ(earlier[0].events, 1u);
  EXPECT_TRUE(earlier[0].title.contains("2 P")) << earlier[0].title.toStdString();
  ASSERT_TRUE(next.open_previous());
  EXPECT_TRUE(next.script().contains("propose P1 blue"));
  EXPECT_TRUE(next.file().isEmpty());
  EXPECT_TRUE(next.modified());
}

TEST_F(Keeping, the_last_ten_are_kept_and_the_latest_comes_first) {
  Session session(home());
  for (int i = 0; i < 14; ++i) {
    ASSERT_TRUE(session.start(Session::first_setup()));
    for (int k = 0; k <= i; ++k) propose(session, "v");
    session.flush();
    session.kept();
  }
  ASSERT_TRUE(session.start(Session::first_setup()));
  session.flush();
  session.kept();
  const auto earlier = session.earlier();
  ASSERT_EQ(earlier.size(), 10);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(earlier[i].events, static_cast<quint64>(14 - i));
}

TEST_F(Keeping, those_kept_in_the_same_moment_come_in_the_order_in_which_they_were_kept) {
  const EarlierSessions sessions(path("earlier"));
  const QDateTime moment = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000);
  for (int i = 0; i < 12; ++i) {
    write(path("kept.synod"), scenario + QByteArray("propose P1 v") + QByteArray::number(i) + "\n");
    QFile file(path("kept.synod"));
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    ASSERT_TRUE(file.setFileTime(moment, QFileDevice::FileModificationTime));
    file.close();
    ASSERT_TRUE(sessions.take_in(path("kept.synod")));
  }
  const auto list = sessions.list();
  ASSERT_EQ(list.size(), 12);
  for (int i = 0; i < 12; ++i) {
    QFile file(list[i].path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray last = "propose P1 v" + QByteArray::number(11 - i) + "\n";
    EXPECT_TRUE(file.readAll().endsWith(last)) << i;
  }
}

TEST_F(Keeping, the_same_run_is_there_once_and_one_without_anything_is_not) {
  Session session(home());
  ASSERT_TRUE(session.start(Session::first_setup()));
  EXPECT_TRUE(session.earlier().isEmpty());
  propose(session, "blue");
  ASSERT_TRUE(session.start(Session::first_setup()));
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(session.open_previous());
    session.back();
    ASSERT_TRUE(session.start(Session::first_setup()));
    session.flush();
  }
  EXPECT_EQ(session.earlier().size(), 1);
}

TEST_F(Keeping, sessions_that_follow_each_other_at_once_are_each_kept_as_what_they_are) {
  for (int i = 0; i < 20; ++i) {
    Session session(path(("home" + std::to_string(i)).c_str()));
    propose(session, "old");
    session.flush();
    propose(session, "old");
    session.flush();
    ASSERT_TRUE(session.start(Session::first_setup()));
    propose(session, "new");
    session.flush();
    const auto text = session.kept();
    ASSERT_TRUE(text) << i;
    EXPECT_NE(text->find("new"), std::string::npos) << i;
    const auto earlier = session.earlier();
    ASSERT_EQ(earlier.size(), 1) << i;
    EXPECT_EQ(earlier[0].events, 2u);
  }
}

TEST_F(Keeping, what_no_file_has_outlives_what_was_only_looked_at) {
  Session session(home());
  propose(session, "precious");
  for (int i = 0; i < 15; ++i) {
    const QString name = folder.filePath(QStringLiteral("f%1.synod").arg(i));
    write(name, QByteArray("nodes 3\npropose N1 v") + QByteArray::number(i) + "\n");
    ASSERT_TRUE(session.open(name));
    session.flush();
    session.kept();
  }
  const auto earlier = session.earlier();
  EXPECT_LE(earlier.size(), 10);
  bool found = false;
  for (const auto& entry : earlier) found = found || contents(entry.path).contains("precious");
  EXPECT_TRUE(found);
}

TEST_F(Keeping, two_programs_at_once_share_the_earlier_sessions) {
  Session a(home());
  Session b(home());
  for (int i = 0; i < 8; ++i) {
    propose(a, "a");
    for (int k = 0; k <= i; ++k) propose(a, "more");
    propose(b, "b");
    for (int k = 0; k <= i; ++k) propose(b, "even more");
    a.start(Session::first_setup());
    b.start(Session::first_setup());
    a.flush();
    b.flush();
  }
  a.kept();
  b.kept();
  EXPECT_EQ(a.earlier().size(), 10);
}

TEST_F(Keeping, the_one_that_an_older_version_set_aside_is_an_earlier_session) {
  write(home() + "/session-1-previous.synod", "# file: /somewhere/a.synod\nnodes 3\n");
  Session session(home());
  const auto earlier = session.earlier();
  ASSERT_EQ(earlier.size(), 1);
  EXPECT_EQ(earlier[0].title, "a.synod");
  EXPECT_TRUE(session.open_previous());
}

TEST_F(Keeping, where_no_earlier_session_can_be_put_it_is_still_not_written_over) {
  write(home() + "/earlier", "no folder");
  Session session(home());
  propose(session, "precious");
  ASSERT_TRUE(session.start(Session::first_setup()));
  session.flush();
  session.kept();
  EXPECT_TRUE(contents(home() + "/session-1.broken.synod").contains("precious"));
}

TEST_F(Keeping, who_leaves_before_the_last_session_is_there_finds_it_again) {
  live_once("blue");
  {
    MainWindow window(home());
    window.show();
    window.close();
  }
  Session next(home());
  ASSERT_TRUE(next.restore());
  EXPECT_TRUE(next.script().contains("blue"));
}

TEST_F(Keeping, who_begins_before_the_last_session_is_there_finds_it_among_the_earlier) {
  live_once("blue");
  Session session(home());
  propose(session, "green");
  session.flush();
  ASSERT_EQ(session.earlier().size(), 1);
  EXPECT_TRUE(contents(session.earlier()[0].path).contains("blue"));
}

TEST_F(Keeping, the_menu_offers_them_and_opens_one) {
  live_once("blue");
  MainWindow window(home());
  ASSERT_TRUE(window.session().start(Session::first_setup()));
  QMenu* menu = nullptr;
  for (QMenu* found : window.menuBar()->findChildren<QMenu*>())
    if (found->title().contains("Earlier sessions")) menu = found;
  ASSERT_NE(menu, nullptr);
  emit menu->aboutToShow();
  ASSERT_EQ(menu->actions().size(), 1);
  EXPECT_TRUE(menu->actions()[0]->text().contains("1 event"));
  menu->actions()[0]->trigger();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !window.open_desk().busy(); }, longest_wait));
  EXPECT_TRUE(window.session().script().contains("blue"));
}

TEST_F(Keeping, a_lesson_in_between_does_not_let_a_recording_be_written_over) {
  write(path("b.synod"), scenario);
  Session session{QString()};
  session.record_to(path("r.synod"));
  propose(session, "blue");
  session.flush();
  session.wait_for_writing();
  EXPECT_TRUE(contents(path("r.synod")).contains("propose P1 blue"));
  session.begin_lesson("A lesson");
  session.stage_exchanged();
  ASSERT_TRUE(session.open(path("b.synod")));
  session.flush();
  session.wait_for_writing();
  EXPECT_TRUE(contents(path("r.synod")).endsWith("propose P1 blue\n"));
}

// Damage

TEST_F(Keeping, a_damaged_session_is_told_and_each_copy_is_kept) {
  const QString last = home() + "/session-1.synod";
  for (int i = 1; i <= 3; ++i) {
    write(last, "nodes 3\npropose N1 blue\nfly away" + QByteArray::number(i) + "\n");
    Session session(home());
    listen(session);
    why.clear();
    EXPECT_FALSE(session.restore());
    EXPECT_TRUE(why.contains("line 3") && why.contains("broken")) << why.toStdString();
    EXPECT_EQ(files(home(), "*.broken*.synod").size(), i);
  }
  EXPECT_TRUE(contents(home() + "/session-1.broken.synod").contains("away1"));
  EXPECT_TRUE(contents(home() + "/session-1.broken-2.synod").contains("away2"));
}

TEST_F(Keeping, the_line_of_the_damage_is_that_of_the_file) {
  live_once("blue");
  const QString last = home() + "/session-1.synod";
  const QByteArray good = contents(last);
  write(last, good + "fly away\n");
  Session session(home());
  listen(session);
  EXPECT_FALSE(session.restore());
  EXPECT_TRUE(why.contains(QStringLiteral("line %1").arg(good.count('\n') + 1)))
      << why.toStdString();
}

TEST_F(Keeping, an_empty_or_an_endless_last_session_is_told) {
  const QString last = home() + "/session-1.synod";
  write(last, "");
  {
    Session session(home());
    listen(session);
    EXPECT_FALSE(session.restore());
    EXPECT_TRUE(why.contains("empty")) << why.toStdString();
  }
  QFile::remove(last);
  ASSERT_EQ(::mkfifo(last.toLocal8Bit().data(), 0600), 0);
  Session session(home());
  listen(session);
  EXPECT_FALSE(session.restore());
  EXPECT_TRUE(why.contains("not a file")) << why.toStdString();
}

TEST_F(Keeping, what_stands_before_the_damage_is_offered_and_opens) {
  write(home() + "/session-1.synod",
        "nodes 3\npropose N1 blue\nstep 2\ncrash N9\nstep\nfly away\n");
  MainWindow window(home());
  window.show();
  window.files().restore([](bool) {});
  ASSERT_TRUE(QTest::qWaitFor([&] { return !window.open_desk().busy(); }, longest_wait));
  QMessageBox* box = nullptr;
  ASSERT_TRUE(QTest::qWaitFor(
      [&] {
        box = window.findChild<QMessageBox*>();
        return box != nullptr && box->isVisible();
      },
      longest_wait));
  EXPECT_TRUE(box->text().contains("broken")) << box->text().toStdString();
  QAbstractButton* open = nullptr;
  for (QAbstractButton* button : box->buttons())
    if (button->text().contains("can be read")) open = button;
  ASSERT_NE(open, nullptr);
  open->click();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !window.open_desk().busy(); }, longest_wait));
  EXPECT_EQ(window.session().history().size(), 4u) << window.session().script().toStdString();
  EXPECT_TRUE(window.session().modified());
}

TEST(RunBeforeDamage, ends_before_the_first_line_that_can_not_be_run) {
  EXPECT_EQ(run_before_damage("nodes 3\npropose N1 a\nfly", {}).history->size(), 2u);
  EXPECT_EQ(
      run_before_damage(std::string("nodes 3\npropose N1 a\n\0\0\0\0", 25), {}).history->size(),
      2u);
  EXPECT_TRUE(run_before_damage("fly\n", {}).error);
}

// Bounds

TEST_F(Keeping, whatever_is_saved_is_no_longer_than_what_opens_again) {
  const ScriptBounds narrow{.bytes = 4'000, .lines = 100};
  Session session{QString()};
  listen(session);
  session.set_script_bounds(narrow);
  for (int i = 0; i < 300; ++i) {
    session.go_to(0);
    if (!session.act(actions::propose(NodeId{0}, ("value" + std::to_string(i)).c_str()))) break;
  }
  EXPECT_TRUE(why.contains("as long as a run may be")) << why.toStdString();
  for (MomentId moment = 0; moment < session.history().size(); ++moment)
    session.put_bookmark(moment, QString(300, 'x'));
  EXPECT_TRUE(why.contains("no bookmark fits")) << why.toStdString();
  ASSERT_TRUE(session.save_as(path("a.synod"))) << why.toStdString();
  EXPECT_FALSE(is_too_long(size_of(contents(path("a.synod")).toStdString()), narrow));
  session.record_to(path("r.synod"));
  session.wait_for_writing();
  EXPECT_FALSE(is_too_long(size_of(contents(path("r.synod")).toStdString()), narrow));
}

TEST_F(Keeping, a_run_that_is_too_long_is_not_saved_as_what_never_opens) {
  Session session{QString()};
  listen(session);
  for (int i = 0; i < 50; ++i) propose(session, "value");
  session.set_script_bounds({.bytes = 300, .lines = 100});
  EXPECT_FALSE(session.save_as(path("a.synod")));
  EXPECT_TRUE(why.contains("opens again")) << why.toStdString();
  EXPECT_FALSE(QFile::exists(path("a.synod")));
  session.record_to(path("r.synod"));
  session.wait_for_writing();
  EXPECT_FALSE(QFile::exists(path("r.synod")));
}

// What is added

TEST_F(Keeping, what_happens_next_is_added_to_what_is_kept) {
  const QString last = home() + "/session-1.synod";
  Session session(home());
  propose(session, "blue");
  session.flush();
  session.wait_for_writing();
  QByteArray before = contents(last);
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(i % 7 == 6 ? session.back() && session.step() : session.step());
    if (i % 5 == 4) propose(session, "green");
    session.flush();
    session.wait_for_writing();
    const QByteArray now = contents(last);
    EXPECT_TRUE(now.startsWith(before)) << now.toStdString();
    EXPECT_LT(now.size() - before.size(), 100);
    before = now;
  }
}

TEST_F(Keeping, a_bookmark_and_leaving_write_all_anew) {
  const QString last = home() + "/session-1.synod";
  {
    Session session(home());
    propose(session, "blue");
    for (int i = 0; i < 4; ++i) {
      ASSERT_TRUE(session.step());
      session.flush();
    }
    ASSERT_TRUE(session.put_bookmark(0, "the start"));
    session.flush();
    session.wait_for_writing();
    EXPECT_TRUE(contents(last).contains("step 4\n"));
    ASSERT_TRUE(session.step());
    session.flush();
    session.wait_for_writing();
    EXPECT_FALSE(contents(last).contains("step 5\n"));
  }
  EXPECT_TRUE(contents(last).contains("step 5\n"));
}

TEST_F(Keeping, what_was_cut_off_while_it_was_added_is_no_damage) {
  const QString last = home() + "/session-1.synod";
  write(path("a.synod"), "nodes 3\npropose N1 blue");  // Without the end of its line.
  QByteArray text;
  std::vector<qsizetype> whole;  // The bytes after which so many events are there.
  {
    Session session(home());
    ASSERT_TRUE(session.open(path("a.synod")));
    for (int i = 0; i < 3; ++i) {
      session.flush();
      session.wait_for_writing();
      text = contents(last);
      whole.push_back(text.size());
      ASSERT_TRUE(session.step());
    }
  }
  for (qsizetype cut = whole[0]; cut <= whole[2]; ++cut) {
    write(last, text.left(cut));
    Session session(home());
    listen(session);
    why.clear();
    ASSERT_TRUE(session.restore()) << why.toStdString();
    EXPECT_TRUE(why.isEmpty()) << why.toStdString();
    std::size_t flushes = 0;
    while (flushes < whole.size() && whole[flushes] <= cut) ++flushes;
    EXPECT_GE(session.history().size(), 1 + flushes) << cut;
    EXPECT_LE(session.history().size(), 2 + flushes) << cut;
  }
  EXPECT_TRUE(files(home(), "*.broken*.synod").isEmpty());
}

TEST_F(Keeping, what_was_cut_off_is_still_an_earlier_session_with_its_events) {
  live_once("blue");
  const QString last = home() + "/session-1.synod";
  QByteArray text = contents(last);
  const qsizetype foot = text.lastIndexOf("# events");
  write(last, text.left(foot) + "# events: 1\nstep\nste");
  Session session(home());
  ASSERT_TRUE(session.start(Session::first_setup()));
  ASSERT_EQ(session.earlier().size(), 1);
  EXPECT_EQ(session.earlier()[0].events, 1u);
}

TEST_F(Keeping, where_somebody_wrote_on_it_meanwhile_all_is_written_anew) {
  const QString last = home() + "/session-1.synod";
  Session session(home());
  propose(session, "blue");
  session.flush();
  session.wait_for_writing();
  write(last, "something else");
  ASSERT_TRUE(session.step());
  session.flush();
  ASSERT_TRUE(QTest::qWaitFor(
      [&] {
        session.wait_for_writing();
        return contents(last).contains("propose P1 blue\n");
      },
      longest_wait));
  EXPECT_TRUE(session.keep_problem().isEmpty() ||
              QTest::qWaitFor([&] { return session.keep_problem().isEmpty(); }));
}

TEST_F(Keeping, a_recording_is_added_to_and_ends_as_a_script_that_was_saved) {
  {
    Session session{QString()};
    session.record_to(path("r.synod"));
    propose(session, "blue");
    for (int i = 0; i < 3; ++i) {
      ASSERT_TRUE(session.step());
      session.flush();
      session.wait_for_writing();
      Session other{QString()};
      ASSERT_TRUE(other.open(path("r.synod")));
      EXPECT_EQ(other.history().size(), session.history().size());
    }
    EXPECT_FALSE(contents(path("r.synod")).contains("step 3\n"));
  }
  EXPECT_TRUE(contents(path("r.synod")).contains("step 3\n"));
}

TEST_F(Keeping, a_lesson_is_recorded_beside_what_was_recorded_before_it) {
  Session session{QString()};
  session.record_to(path("r.synod"));
  propose(session, "blue");
  History& stage = session.begin_lesson("A lesson");
  synod::Setup setup;
  setup.shape = {.together = 3};
  stage = History(make_cluster(*find_protocol(setup.protocol), setup));
  session.stage_exchanged();
  ASSERT_TRUE(session.act(actions::propose(NodeId{0}, "green")));
  session.end_lesson();
  session.flush();
  session.wait_for_writing();
  EXPECT_TRUE(contents(path("r.synod")).contains("blue"));
  EXPECT_TRUE(contents(path("r-2.synod")).contains("green"));
  EXPECT_TRUE(contents(path("r-3.synod")).contains("blue"));
}

TEST_F(Keeping, a_recording_that_can_not_be_written_is_told) {
  Session session{QString()};
  listen(session);
  session.record_to(path("nowhere/r.synod"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return why.contains("Nothing is recorded"); }, longest_wait));
}

// Two programs, and places where nothing can be kept

TEST_F(Keeping, two_windows_keep_each_other_s_lessons) {
  LessonKeeper a(path("progress.txt"));
  LessonKeeper b(path("progress.txt"));
  a.set({"one", LessonForm::worked}, {.step = 3});
  b.set({"two", LessonForm::worked}, {.step = 4});
  a.set({"three", LessonForm::worked}, {.step = 5});
  b.reset("one");
  const LessonKeeper next(path("progress.txt"));
  EXPECT_EQ(next.find({"one", LessonForm::worked}), nullptr);
  ASSERT_NE(next.find({"two", LessonForm::worked}), nullptr);
  ASSERT_NE(next.find({"three", LessonForm::worked}), nullptr);
  EXPECT_EQ(next.find({"three", LessonForm::worked})->step, 5u);
}

TEST_F(Keeping, damaged_progress_is_copied_before_it_is_written_over) {
  const QByteArray found = "lesson one worked\nstep 3\nwhat is this\n";
  write(path("progress.txt"), found);
  LessonKeeper keeper(path("progress.txt"));
  keeper.set({"two", LessonForm::worked}, {.step = 4});
  keeper.set({"two", LessonForm::worked}, {.step = 5});
  EXPECT_EQ(contents(path("progress.broken.txt")), found);
  EXPECT_EQ(files(folder.path(), "*.broken*").size(), 1);
  EXPECT_TRUE(contents(path("progress.txt")).contains("step 3"));
}

TEST_F(Keeping, progress_that_is_a_pipe_stops_nobody_and_is_told) {
  ASSERT_EQ(::mkfifo(path("progress.txt").toLocal8Bit().data(), 0600), 0);
  LessonKeeper keeper(path("progress.txt"));
  keeper.set({"two", LessonForm::worked}, {.step = 4});
  EXPECT_TRUE(keeper.problem().contains("progress.txt")) << keeper.problem().toStdString();
}

TEST_F(Keeping, the_window_that_was_closed_last_comes_back) {
  {
    auto first = std::make_unique<Session>(home());
    auto second = std::make_unique<Session>(home());
    propose(*first, "first");
    propose(*second, "second");
    first.reset();
    QTest::qWait(20);
    second.reset();
  }
  Session next(home());
  ASSERT_TRUE(next.restore());
  EXPECT_TRUE(next.script().contains("second"));
  const auto earlier = next.earlier();
  ASSERT_EQ(earlier.size(), 1);
  EXPECT_TRUE(contents(earlier[0].path).contains("first"));
}

TEST_F(Keeping, a_tenth_program_and_a_twentieth_keep_what_they_do) {
  std::vector<std::unique_ptr<Session>> programs;
  for (int i = 0; i < 20; ++i) {
    programs.push_back(std::make_unique<Session>(home()));
    propose(*programs.back(), "here");
    programs.back()->flush();
    EXPECT_TRUE(programs.back()->kept()) << i;
  }
}

TEST_F(Keeping, where_nothing_can_be_kept_the_window_says_so_for_as_long_as_it_is_so) {
  write(path("autosave"), "a file where the folder should be");
  MainWindow window(home());
  window.show();
  EXPECT_TRUE(window.keeping().isVisible());
  EXPECT_TRUE(window.keeping().text().contains("not kept"));
  EXPECT_TRUE(window.keeping().toolTip().contains("autosave"));
  MainWindow good(path("elsewhere"));
  good.show();
  EXPECT_FALSE(good.keeping().isVisible());
}

TEST_F(Keeping, a_disk_that_refuses_later_is_told_until_it_takes_it_again) {
  MainWindow window(home());
  window.show();
  Session& session = window.session();
  propose(session, "blue");
  session.flush();
  session.kept();
  const QString last = home() + "/session-1.synod";
  QFile::remove(last);
  ASSERT_TRUE(QDir().mkpath(last));
  propose(session, "green");
  session.flush();
  EXPECT_TRUE(QTest::qWaitFor([&] { return window.keeping().isVisible(); }));
  QDir().rmdir(last);
  session.flush();
  EXPECT_TRUE(QTest::qWaitFor([&] { return !window.keeping().isVisible(); }));
}

TEST_F(Keeping, a_burst_of_texts_ends_with_the_newest) {
  Session session(home());
  for (int i = 0; i < 50; ++i) {
    propose(session, "v");
    session.flush();
  }
  const auto text = session.kept();
  ASSERT_TRUE(text);
  EXPECT_EQ(read_kept(*text).events, 50u);
}

TEST_F(Keeping, file_names_of_any_kind_come_back) {
  const QString odd = path("a\nb\\n %1 ü.synod");
  KeptHead head{.file = odd, .title = "t", .changed = true, .own_bytes = 3};
  const std::string text = head_text(head) + "nodes 3\n# file: other\n" + foot_text(7);
  const KeptSession kept = read_kept(text);
  EXPECT_EQ(kept.head.file, odd);
  EXPECT_EQ(kept.events, 7u);
  EXPECT_EQ(kept.script, "nodes 3\n# file: other\n");
}

// Recent files

TEST_F(Keeping, a_recent_file_that_became_a_pipe_or_is_one_endless_line_stops_nobody) {
  ASSERT_EQ(::mkfifo(path("pipe.synod").toLocal8Bit().data(), 0600), 0);
  QFile large(path("large.synod"));
  ASSERT_TRUE(large.open(QIODevice::WriteOnly));
  large.write("#");
  ASSERT_TRUE(large.resize(qint64{8} << 30));
  write(path("good.synod"), scenario);
  const auto entries = recent_entries({path("pipe.synod"), large.fileName(), path("good.synod")});
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[1].title, "good.synod");
  remember_file(path("pipe.synod"));
  EXPECT_FALSE(recent_files().contains(path("pipe.synod")));
  MainWindow window{QString()};
  window.start_screen().show();
  EXPECT_TRUE(window.start_screen().shown());
}

// Signals

class Program : public Keeping {
 protected:
  void begin(const QStringList& arguments) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    environment.insert("XDG_CONFIG_HOME", path("config"));
    environment.insert("XDG_DATA_HOME", path("data"));
    process.setProcessEnvironment(environment);
    process.start(SYNOD_BINARY, arguments);
    ASSERT_TRUE(process.waitForStarted());
  }
  QString kept() const { return path("data/synod/synod/autosave/session-1.synod"); }
  bool comes(const QString& file) {
    return QTest::qWaitFor([&] { return QFileInfo(file).size() > 0; }, longest_wait);
  }

  QProcess process;
};

TEST_F(Program, asked_to_end_by_a_signal_keeps_the_session_and_says_by_which) {
  write(path("a.synod"), scenario);
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) {
    QFile::remove(kept());
    begin({path("a.synod")});
    ASSERT_TRUE(comes(kept()));
    QFile::remove(kept());
    synod::testing::send_signal(process, number);
    ASSERT_TRUE(process.waitForFinished(longest_wait));
    EXPECT_EQ(process.exitStatus(), QProcess::NormalExit);
    EXPECT_EQ(process.exitCode(), 128 + number);
    EXPECT_TRUE(QFile::exists(kept()));
  }
}

TEST_F(Program, records_onto_the_file_that_it_opens_and_never_over_one_that_it_can_not) {
  write(path("a.synod"), scenario);
  begin({path("a.synod"), "--record", path("a.synod")});
  ASSERT_TRUE(comes(kept()));
  process.terminate();
  ASSERT_TRUE(process.waitForFinished(longest_wait));
  EXPECT_EQ(contents(path("a.synod")), scenario);
  const QByteArray bad = "nodes 3\nfly away\n";
  write(path("bad.synod"), bad);
  begin({path("bad.synod"), "--record", path("bad.synod")});
  QTest::qWait(1'000);
  process.terminate();
  ASSERT_TRUE(process.waitForFinished(longest_wait));
  EXPECT_EQ(contents(path("bad.synod")), bad);
}

TEST_F(Program, records_over_no_other_file_that_is_there) {
  write(path("a.synod"), scenario);
  write(path("r.synod"), "precious");
  write(path("lesson.md"), "# A lesson\n");
  write(path("empty.synod"), "");
  for (const QStringList& asked : {QStringList{"--record", path("r.synod")},
                                   {path("a.synod"), "--record", path("r.synod")},
                                   {path("lesson.md"), "--record", path("lesson.md")},
                                   {"--record", path("nowhere/r.synod")},
                                   {"--record", folder.path()}}) {
    begin(asked);
    ASSERT_TRUE(process.waitForFinished(longest_wait));
    EXPECT_EQ(process.exitCode(), 2) << asked.join(' ').toStdString();
    EXPECT_TRUE(process.readAllStandardError().contains("file"));
  }
  EXPECT_EQ(contents(path("r.synod")), "precious");
  begin({path("a.synod"), "--record", path("empty.synod")});
  ASSERT_TRUE(comes(path("empty.synod")));
  process.terminate();
  ASSERT_TRUE(process.waitForFinished(longest_wait));
  EXPECT_EQ(contents(path("empty.synod")), scenario);
}

}  // namespace
