// Packed lessons, courses and brought progress in the window.
#include <QAction>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <gtest/gtest.h>

#include "app/lesson/lesson_desk.h"
#include "app/open/file_commands.h"
#include "app/open/open_desk.h"
#include "app/start/start_screen.h"
#include "app/system/data_folders.h"
#include "app/window/main_window.h"
#include "tutorials/zip_file.h"
#include "views/kit/error_bar.h"
#include "views/lesson/lesson_panel.h"
#include "views/start/start_page.h"

using namespace synod;
using namespace synod::app;
using Kind = views::StartEntry::Kind;

namespace {

constexpr auto lesson_text = R"(---
title: A short one
summary: For trying what a lesson can do.
protocol: paxos
level: 1
minutes: 2
objectives:
- see what happens
---

## Look

![a picture](p/a.svg)

```synod at-once
proposers 1
acceptors 3
learners 1
```

## The end

Nothing more.
)";
constexpr auto drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='7'/>";

class CourseWindow : public testing::Test {
 protected:
  CourseWindow() { QSettings().remove("lesson"); }
  ~CourseWindow() override { QSettings().remove("lesson"); }
  void SetUp() override {
    window.resize(1280, 800);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  }
  QString write(const QString& name, const std::string& bytes) {
    QFile file(folder.filePath(name));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(bytes.data(), static_cast<qint64>(bytes.size()));
    return file.fileName();
  }
  static std::string titled(const std::string& title) {
    std::string text = lesson_text;
    text.replace(text.find("A short one"), 11, title);
    return text.replace(text.find("![a picture](p/a.svg)"), 21, "Some text.");
  }
  /// A packed lesson with a picture and a scenario.
  QString packed(const QString& name) {
    return write(name, *made_zip({{"07-short.md", lesson_text},
                                  {"p/a.svg", drawing},
                                  {"run.synod", "nodes 3\npropose N1 blue\nstep 2\n"}}));
  }
  /// A course of two lessons in a folder, with a third that belongs to nothing; its order is not
  /// that of their names.
  QString course() {
    write("b.md", titled("The first of the course"));
    write("a.md", titled("The second of the course"));
    write("c.md", titled("A stranger"));
    return write("mine.synodcourse",
                 "---\ntitle: My course\nsummary: Two lessons.\n---\n## Week 1\n- b.md\n"
                 "## Week 2\n- a.md\n");
  }
  void drop(const QString& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &enter);
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &drop);
  }
  /// Chooses a file in the dialog that comes, and closes what is told then.
  static void choose_file(const QString& path) {
    QTimer::singleShot(0, [path] {
      auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
      ASSERT_NE(dialog, nullptr);
      auto* field = dialog->findChild<QLineEdit*>("fileNameEdit");
      field->setText(path);
      QTest::keyClick(field, Qt::Key_Return);
      if (dialog->isVisible()) dialog->reject();
    });
  }
  /// The entry of that name in a menu below Lesson, once it is filled.
  QAction* entry(const QString& menu, const QString& name) {
    for (QAction* below : window.lesson_desk().menu().actions()) {
      if (below->text().remove('&') != menu || below->menu() == nullptr) continue;
      emit below->menu()->aboutToShow();
      for (QAction* action : below->menu()->actions())
        if (action->text().remove('&') == name) return action;
    }
    return nullptr;
  }
  QAction* entry(const QString& name) {
    for (QAction* action : window.lesson_desk().menu().actions())
      if (action->text().remove('&') == name) return action;
    return nullptr;
  }
  QStringList titles() {
    QStringList all;
    for (views::Card* card : page().gallery().cards())
      all << card->entry().group + ": " + card->entry().title;
    return all;
  }
  LessonController& lessons() { return window.lessons(); }
  QString message() { return window.parts().errors->message(); }
  views::StartPage& page() { return *window.start_screen().page(); }

  std::int64_t now = 0;
  QTemporaryDir folder;
  MainWindow window{folder.filePath("kept/autosave"), [this] { return now; }};
};

TEST_F(CourseWindow, a_packed_lesson_that_is_dropped_opens_with_its_picture) {
  drop(packed("mine.synodlesson"));
  ASSERT_TRUE(lessons().is_open()) << message().toStdString();
  EXPECT_EQ(lessons().run().lesson().head.title, "A short one");
  const views::LessonPage& shown = window.lesson_desk().panel().page();
  ASSERT_TRUE(shown.pictures.files);
  EXPECT_TRUE(
      *views::LessonPicture(shown.pictures, "p/a.svg", 100).result(std::chrono::seconds(3)));
  EXPECT_FALSE(*views::LessonPicture(shown.pictures, "b.svg", 100).result(std::chrono::seconds(3)));
}

TEST_F(CourseWindow, what_is_done_in_a_packed_lesson_is_remembered_by_the_lesson_s_own_name) {
  ASSERT_TRUE(lessons().open(packed("anything (1).synodlesson")));
  EXPECT_NE(lessons().keeper().find({"07-short", LessonForm::worked}), nullptr);
  EXPECT_EQ(lessons().hand_in("Ada").lesson, "07-short");
}

TEST_F(CourseWindow, a_scenario_that_came_with_a_lesson_opens_from_the_menu) {
  EXPECT_FALSE(entry("Scenarios of this lesson")->isVisible());
  ASSERT_TRUE(lessons().open(packed("mine.synodlesson")));
  EXPECT_TRUE(entry("Scenarios of this lesson")->isVisible());
  QAction* scenario = entry("Scenarios of this lesson", "run.synod");
  ASSERT_NE(scenario, nullptr);
  scenario->trigger();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !window.open_desk().busy(); }));
  EXPECT_EQ(window.session().history().world().shape().together, 3);
  EXPECT_EQ(window.session().title(), "run.synod");
}

TEST_F(CourseWindow, a_packed_lesson_that_is_broken_is_refused_and_the_present_one_stays) {
  ASSERT_TRUE(lessons().open(packed("mine.synodlesson")));
  EXPECT_FALSE(lessons().open(write("bad.synodlesson", "no zip")));
  EXPECT_TRUE(message().contains("bad.synodlesson: this is no zip file"))
      << message().toStdString();
  EXPECT_TRUE(lessons().is_open());
}

TEST_F(CourseWindow, packed_lessons_in_the_own_folder_stand_in_the_lists) {
  const QString own = QString::fromStdString(lesson_folders().back().string());
  ASSERT_TRUE(QDir().mkpath(own));
  ASSERT_TRUE(QFile::copy(packed("x.synodlesson"), own + "/x.synodlesson"));
  window.start_screen().show();
  page().open_door(Kind::lesson);
  EXPECT_EQ(titles().last(), "Your lessons: A short one");
  EXPECT_EQ(titles().first(), "Basic Paxos: Agreeing is hard");
  EXPECT_NE(entry("Open a lesson", "7 · A short one"), nullptr);
  QFile::remove(own + "/x.synodlesson");
}

TEST_F(CourseWindow, the_open_dialog_takes_lessons_and_courses) {
  choose_file(packed("mine.synodlesson"));
  window.files().open();
  EXPECT_TRUE(lessons().is_open());
  choose_file(course());
  window.files().open();
  EXPECT_EQ(window.course().course().title, "My course");
}

TEST_F(CourseWindow, a_course_that_is_dropped_shows_its_lessons_and_how_far_it_is) {
  const QString kept = QString::fromStdString(progress_file().string());
  ASSERT_TRUE(QDir().mkpath(QFileInfo(kept).path()));
  QFile::remove(kept);
  ASSERT_TRUE(QFile::copy(write("progress.txt", "lesson b worked\nstep 0\ndone\n"), kept));
  drop(course());
  QFile::remove(kept);
  ASSERT_TRUE(window.start_screen().shown());
  EXPECT_EQ(page().heading(), "My course: 1 of 2 done");
  EXPECT_TRUE(page().gallery().cards()[0]->entry().done);
  EXPECT_EQ(titles().mid(0, 3),
            (QStringList{"Week 1: The first of the course", "Week 2: The second of the course",
                         "Other lessons: Agreeing is hard"}));
  QTest::keyClick(&page().close_course(), Qt::Key_Return);
  EXPECT_FALSE(window.course().is_open());
  EXPECT_EQ(page().heading(), "Lessons");
  EXPECT_FALSE(page().close_course().isVisible());
  EXPECT_EQ(titles().first(), "Basic Paxos: Agreeing is hard");
}

TEST_F(CourseWindow, the_big_button_and_the_counts_are_about_the_course) {
  views::StartEntries entries(3);
  for (auto& each : entries) each.kind = Kind::lesson;
  entries[0].done = true;
  entries[2].step = 1;
  entries[2].outside = true;
  EXPECT_EQ(views::next_lesson(entries), &entries[1]);
  EXPECT_EQ(views::lesson_count(entries).done, 1);
  EXPECT_EQ(views::lesson_count(entries).all, 2);
}

TEST_F(CourseWindow, next_lesson_follows_the_course_and_elsewhere_the_folder) {
  const QString file = course();
  const QString folder_of_it = folder.path();
  EXPECT_EQ(window.course().behind(folder_of_it + "/a.md"), folder_of_it + "/b.md");
  ASSERT_TRUE(window.course().open(file));
  EXPECT_EQ(window.course().behind(folder_of_it + "/b.md"), folder_of_it + "/a.md");
  EXPECT_EQ(window.course().behind(folder_of_it + "/a.md"), "") << "the last of the course";
  EXPECT_EQ(window.course().behind(folder_of_it + "/c.md"), "") << "the last of the folder";
  const auto built_in = lessons_of(window.course().built_in());
  EXPECT_EQ(window.course().behind(QString::fromStdString(built_in[0].string())).toStdString(),
            built_in[1].string());
}

TEST_F(CourseWindow, the_end_of_a_lesson_names_the_next_of_the_course) {
  ASSERT_TRUE(window.course().open(course()));
  ASSERT_TRUE(lessons().open(folder.filePath("b.md")));
  for (int guard = 0; guard < 50 && lessons().file().endsWith("b.md"); ++guard) {
    lessons().next();
    QApplication::processEvents();
  }
  EXPECT_TRUE(lessons().file().endsWith("/a.md")) << lessons().file().toStdString();
}

TEST_F(CourseWindow, the_course_is_there_again_at_the_next_start) {
  ASSERT_TRUE(window.course().open(course()));
  EXPECT_EQ(OpenCourse().course().title, "My course");
  QFile::remove(folder.filePath("mine.synodcourse"));
  const OpenCourse gone;
  EXPECT_FALSE(gone.is_open());
  EXPECT_TRUE(gone.problem().contains("mine.synodcourse can't be opened: there is no such file"))
      << gone.problem().toStdString();
}

TEST_F(CourseWindow, a_broken_course_is_refused_with_its_line_and_the_present_one_stays) {
  ASSERT_TRUE(window.course().open(course()));
  drop(write("bad.synodcourse", "---\ntitle: Bad\n---\n- ../a.md\n"));
  EXPECT_TRUE(message().contains("bad.synodcourse can't be opened: line 4, column 3"))
      << message().toStdString();
  EXPECT_EQ(window.course().course().title, "My course");
}

TEST_F(CourseWindow, the_menu_changes_between_courses) {
  ASSERT_TRUE(window.course().open(course()));
  ASSERT_NE(entry("Open a course", "My course"), nullptr);
  EXPECT_TRUE(entry("Open a course", "My course")->isChecked());
  entry("Open a course", "Synod's lessons")->trigger();
  EXPECT_FALSE(window.course().is_open());
  EXPECT_TRUE(window.start_screen().shown());
  choose_file(course());
  entry("Open a course", "From a file…")->trigger();
  EXPECT_EQ(window.course().course().title, "My course");
}

TEST_F(CourseWindow, a_lesson_of_a_course_that_is_missing_says_so_in_its_place) {
  drop(write("mine.synodcourse", "---\ntitle: My course\n---\n- gone.md\n"));
  ASSERT_TRUE(window.start_screen().shown());
  const views::StartEntry& shown = page().gallery().cards().front()->entry();
  EXPECT_EQ(shown.title, "gone");
  EXPECT_EQ(shown.text, "there is no such file");
}

TEST_F(CourseWindow, progress_from_a_file_is_added_and_nothing_is_lost) {
  ASSERT_TRUE(lessons().open(packed("mine.synodlesson")));
  lessons().next();
  lessons().next();
  const std::size_t step = lessons().run().step();
  ASSERT_GT(step, 0u);
  LessonProgress here;
  here.best[{1, 1}] = 5;
  lessons().keeper().set({"mine", LessonForm::worked}, here);
  choose_file(write("other.txt",
                    "lesson mine worked\nstep 1\ndone\nbest 1 1 7\nnonsense\n"
                    "lesson 07-short worked\nstep 0\ndone\nseconds 0 1 99\n"));
  entry("Import progress…")->trigger();
  const LessonProgress* mine = lessons().keeper().find({"mine", LessonForm::worked});
  ASSERT_NE(mine, nullptr);
  EXPECT_TRUE(mine->done);
  EXPECT_EQ(mine->best.at({1, 1}), 5u);
  EXPECT_TRUE(message().contains(
      "progress was added: 2. Lines that could not be read and were left out: 1."))
      << message().toStdString();
  // The lesson that is open goes on where it was, and does not write its own over it.
  EXPECT_EQ(lessons().run().step(), step);
  EXPECT_TRUE(lessons().run().progress().done);
  const LessonProgress* open = lessons().keeper().find({"07-short", LessonForm::worked});
  EXPECT_TRUE(open->done);
  EXPECT_EQ(open->seconds.at({0, 1}), 99u);
}

TEST_F(CourseWindow, a_file_that_holds_no_progress_is_refused_with_a_way_out) {
  const auto none = lessons().keeper().import_from(write("x.txt", "nothing of it\n"));
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().str().find("Export progress"), std::string::npos);
  EXPECT_FALSE(lessons().keeper().import_from(write("x.txt", std::string(1'000'001, '#'))));
  EXPECT_FALSE(lessons().keeper().import_from(folder.filePath("not-there.txt")));
}

}  // namespace
