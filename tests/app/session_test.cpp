// Sessions and their files.
#include "app/session/session.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "app/lesson/lesson_keeper.h"
#include "model/scenario/script.h"
#include "tests/full_disk.h"

using namespace synod;
using namespace synod::app;

namespace {

QByteArray contents(const QString& path) {
  QFile file(path);
  EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
  return file.readAll();
}

class SessionTest : public ::testing::Test {
 protected:
  QString path(const char* name) const { return folder.filePath(name); }
  void write(const char* name, const QByteArray& text) {
    QFile file(path(name));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
  }
  /// Something happened, something was taken back, and something else happened.
  static void live(Session& session) {
    ASSERT_TRUE(session.act(actions::propose(NodeId{0}, "blue")));
    ASSERT_TRUE(session.step());
    ASSERT_TRUE(session.step());
    ASSERT_TRUE(session.back());
    ASSERT_TRUE(session.act(actions::on_node(Verb::crash, NodeId{2})));
  }
  static void expect_same(const Session& a, const Session& b) {
    ASSERT_EQ(a.history().size(), b.history().size());
    EXPECT_EQ(a.history().present(), b.history().present());
    for (MomentId id = 0; id < a.history().size(); ++id)
      EXPECT_EQ(fingerprint(a.history().world_at(id)), fingerprint(b.history().world_at(id)));
  }
  /// Keeps what a session refuses.
  void listen(Session& session) {
    QObject::connect(&session, &Session::refused, &session, [this](const QString& w) { why = w; });
  }

  QTemporaryDir folder;
  QString why;
};

TEST_F(SessionTest, a_saved_session_opens_as_the_same_history_branches_included) {
  Session session{QString()};
  live(session);
  EXPECT_TRUE(session.modified());
  ASSERT_TRUE(session.save_as(path("a.synod")));
  EXPECT_FALSE(session.modified());
  EXPECT_EQ(session.title(), "a.synod");

  Session other{QString()};
  ASSERT_TRUE(other.open(path("a.synod")));
  expect_same(session, other);
  EXPECT_FALSE(other.modified());
  EXPECT_EQ(other.script(), session.script());
}

TEST_F(SessionTest, a_broken_file_shows_its_line_and_the_session_stays) {
  write("broken.synod", "acceptors 3\nproposers 1\nlearners 1\npropose P1 blue\nfly away\n");
  Session session{QString()};
  listen(session);
  live(session);
  const std::size_t size = session.history().size();
  EXPECT_FALSE(session.open(path("broken.synod")));
  EXPECT_TRUE(why.contains("line 5")) << why.toStdString();
  EXPECT_TRUE(why.contains("broken.synod")) << why.toStdString();
  EXPECT_EQ(session.history().size(), size);
  EXPECT_TRUE(session.file().isEmpty());
}

TEST_F(SessionTest, a_file_that_can_not_be_run_is_refused_at_its_line) {
  write("late.synod", "acceptors 3\nproposers 1\nlearners 1\nrestart A1\n");
  Session session{QString()};
  listen(session);
  EXPECT_FALSE(session.open(path("late.synod")));
  EXPECT_TRUE(why.contains("line 4")) << why.toStdString();
}

TEST_F(SessionTest, a_file_over_the_bound_or_not_there_is_refused_by_name) {
  write("big.synod", QByteArray(1'000'001, '#'));
  Session session{QString()};
  listen(session);
  EXPECT_FALSE(session.open(path("big.synod")));
  EXPECT_TRUE(why.contains("big.synod") && why.contains("10000")) << why.toStdString();
  EXPECT_FALSE(session.open(path("nowhere.synod")));
  EXPECT_TRUE(why.contains("nowhere.synod")) << why.toStdString();
}

TEST_F(SessionTest, opening_may_be_called_off_once_the_file_is_known_to_be_whole) {
  write("fine.synod", "nodes 3\n");
  Session session{QString()};
  EXPECT_FALSE(session.open(path("fine.synod"), [] { return false; }));
  EXPECT_TRUE(session.history().world().shape().apart());
  EXPECT_TRUE(session.open(path("fine.synod"), [] { return true; }));
  EXPECT_EQ(session.history().world().shape().together, 3);
}

TEST_F(SessionTest, after_a_crash_the_next_session_takes_up_what_the_last_one_did) {
  Session lost(path("autosave"));
  live(lost);
  lost.flush();
  // A program that crashed holds no lock and says no goodbye: its files are all there is.
  ASSERT_TRUE(QDir().mkpath(path("after")));
  lost.kept();  // Waits for it.
  ASSERT_TRUE(QFile::copy(path("autosave/session-1.synod"), path("after/session-1.synod")));

  Session found(path("after"));
  ASSERT_TRUE(found.restore());
  expect_same(lost, found);
  EXPECT_TRUE(found.modified());
}

TEST_F(SessionTest, leaving_keeps_the_session_and_its_file_for_the_next_time) {
  {
    Session session(path("autosave"));
    live(session);
    ASSERT_TRUE(session.save_as(path("a.synod")));
  }
  Session next(path("autosave"));
  ASSERT_TRUE(next.restore());
  EXPECT_EQ(next.file(), QDir(path("a.synod")).absolutePath());
  EXPECT_FALSE(next.modified());
}

TEST_F(SessionTest, two_that_run_at_once_do_not_share_an_autosave) {
  Session first(path("autosave"));
  live(first);
  first.flush();
  Session second(path("autosave"));
  EXPECT_FALSE(second.restore());
}

TEST_F(SessionTest, a_new_cluster_keeps_the_run_before_it) {
  Session session(path("autosave"));
  live(session);
  const QString script = session.script();
  EXPECT_TRUE(session.has_something_to_lose());
  synod::Setup setup;
  setup.shape = {.together = 5};
  ASSERT_TRUE(session.start(setup));
  EXPECT_EQ(session.history().size(), 1u);
  EXPECT_FALSE(session.has_something_to_lose());
  ASSERT_TRUE(session.open_previous());
  EXPECT_EQ(session.script(), script);
}

TEST_F(SessionTest, a_setup_that_makes_no_cluster_is_refused) {
  Session session{QString()};
  listen(session);
  synod::Setup setup;
  setup.shape = {};
  EXPECT_FALSE(session.start(setup));
  EXPECT_FALSE(why.isEmpty());
}

TEST_F(SessionTest, on_a_full_disk_the_saved_file_stays_and_the_session_is_not_called_saved) {
  Session session{QString()};
  listen(session);
  live(session);
  ASSERT_TRUE(session.save_as(path("a.synod")));
  const QByteArray saved = contents(path("a.synod"));
  ASSERT_TRUE(session.act(actions::propose(NodeId{1}, "green")));
  {
    const synod::testing::FullDisk full;
    EXPECT_FALSE(session.save());
  }
  EXPECT_TRUE(session.modified());
  EXPECT_TRUE(why.contains("a.synod") && why.contains("somewhere else")) << why.toStdString();
  EXPECT_EQ(contents(path("a.synod")), saved);
  EXPECT_TRUE(session.save());
  EXPECT_NE(contents(path("a.synod")), saved);
}

TEST_F(SessionTest, on_a_full_disk_what_was_kept_before_stays) {
  {
    Session session(path("autosave"));
    live(session);
    session.flush();
    session.kept();  // Waits for it.
    const synod::testing::FullDisk full;
    ASSERT_TRUE(session.act(actions::propose(NodeId{1}, "green")));
    session.flush();
    session.kept();
  }
  Session next(path("autosave"));
  ASSERT_TRUE(next.restore());
  EXPECT_GT(next.history().size(), 3u);
}

TEST_F(SessionTest, on_a_full_disk_what_was_done_in_lessons_stays) {
  LessonKeeper keeper(path("progress.txt"));
  keeper.set({"one", LessonForm::worked}, {.step = 3});
  const QByteArray kept = contents(path("progress.txt"));
  const synod::testing::FullDisk full;
  keeper.set({"two", LessonForm::worked}, {.step = 4});
  EXPECT_EQ(contents(path("progress.txt")), kept);
}

TEST_F(SessionTest, a_recorded_session_writes_its_script_as_it_grows) {
  QByteArray script;
  {
    Session session{QString()};
    session.record_to(path("record.synod"));
    session.wait_for_writing();
    EXPECT_EQ(contents(path("record.synod")), session.script().toUtf8());
    live(session);
    session.flush();
    session.wait_for_writing();
    EXPECT_TRUE(contents(path("record.synod")).contains("crash A1"));
    script = session.script().toUtf8();
  }
  EXPECT_EQ(contents(path("record.synod")), script);
}

}  // namespace
