// Hand-outs as files: PDF and HTML of lessons, from the command line and from the window.
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/export/hand_out_export.h"
#include "app/lesson/hand_out_dialog.h"
#include "app/lesson/lesson_desk.h"
#include "app/window/main_window.h"
#include "tests/app/synod_command.h"
#include "tests/places.h"
#include "tests/tutorials/lesson_files.h"
#include "tutorials/lesson_parser.h"
#include "tutorials/markdown_html.h"
#include "views/lesson/lesson_text.h"

namespace synod::app {
namespace {

using synod::testing::Outcome;

const QString heart = SYNOD_SOURCE_DIR "/tutorials/lessons/05-the-heart.md";
const QString scenario = SYNOD_SOURCE_DIR "/tutorials/scenarios/textbook/BP-05.synod";

QByteArray contents_of(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// How many pages a PDF says that it has.
int pages_of(const QByteArray& pdf) {
  static const QRegularExpression count(QStringLiteral("/Count (\\d+)"));
  return count.match(QString::fromLatin1(pdf)).captured(1).toInt();
}

class HandOutCommand : public ::testing::Test {
 protected:
  Outcome synod(const QStringList& arguments) {
    return synod::testing::call_synod(arguments, folder.path());
  }
  QByteArray made(const QString& name) const { return contents_of(folder.filePath(name)); }

  QTemporaryDir folder;
};

TEST_F(HandOutCommand, makes_a_pdf_of_several_pages_and_fewer_without_answers) {
  ASSERT_EQ(synod({"export", heart, "--as", "pdf", "-o", "a.pdf"}).code, 0);
  ASSERT_EQ(synod({"export", heart, "--as", "pdf", "--without-answers", "-o", "b.pdf"}).code, 0);
  EXPECT_GT(pages_of(made("b.pdf")), 3);
  EXPECT_GT(pages_of(made("a.pdf")), pages_of(made("b.pdf")));
}

TEST_F(HandOutCommand, makes_the_same_bytes_twice) {
  for (const char* format : {"pdf", "html"}) {
    ASSERT_EQ(synod({"export", heart, "--as", format, "-o", "a"}).code, 0);
    ASSERT_EQ(synod({"export", heart, "--as", format, "-o", "b"}).code, 0);
    EXPECT_FALSE(made("a").isEmpty());
    EXPECT_EQ(made("a"), made("b")) << format;
  }
}

TEST_F(HandOutCommand, makes_a_page_that_asks_for_nothing_outside_it) {
  const Outcome printed = synod({"export", heart, "--as", "html", "-o", "-"});
  ASSERT_EQ(printed.code, 0);
  EXPECT_TRUE(printed.out.contains("<svg role=\"img\" aria-label=\"Picture 1\""));
  EXPECT_TRUE(printed.out.contains("blue, because A1 reported it"));
  for (const char* outside : {"src=\"http", "url(http", "@import", "<script", "<link"})
    EXPECT_FALSE(printed.out.contains(outside)) << outside;
  static const QRegularExpression id(QStringLiteral(" id=\"([^\"]+)\""));
  QSet<QString> ids;
  for (auto at = id.globalMatch(printed.out); at.hasNext();) {
    const QString name = at.next().captured(1);
    EXPECT_FALSE(ids.contains(name)) << name.toStdString() << " stands there twice";
    ids.insert(name);
  }
  EXPECT_FALSE(ids.isEmpty());
}

TEST_F(HandOutCommand, without_answers_prints_none) {
  const Outcome printed = synod({"export", heart, "--as", "html", "--without-answers", "-o", "-"});
  ASSERT_EQ(printed.code, 0);
  EXPECT_TRUE(printed.out.contains("blue, because A1 reported it"));
  for (const char* told : {"A1&#39;s Promise carries", "A1's Promise carries", "✓", "Answers",
                           "deliver prepare", "P2 has finished what P1 began"})
    EXPECT_FALSE(printed.out.contains(told)) << told;
}

TEST_F(HandOutCommand, of_a_broken_lesson_tells_line_and_column) {
  QFile file(folder.filePath("broken.md"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("---\nlevel: many\n---\n");
  file.close();
  const Outcome told = synod({"export", "broken.md", "--as", "pdf", "-o", "a.pdf"});
  EXPECT_EQ(told.code, 1);
  EXPECT_TRUE(told.err.contains("broken.md:2:8")) << told.err.toStdString();
  EXPECT_TRUE(made("a.pdf").isEmpty());
  EXPECT_EQ(synod({"export", "gone.md", "--as", "html", "-o", "-"}).code, 1);
}

TEST_F(HandOutCommand, refuses_what_does_not_fit_and_says_what_does) {
  const auto refused = [this](const QStringList& arguments, const char* words) {
    const Outcome told = synod(QStringList{"export"} + arguments + QStringList{"-o", "out"});
    EXPECT_EQ(told.code, 2) << arguments.join(' ').toStdString();
    EXPECT_TRUE(told.err.contains(words)) << told.err.toStdString();
    EXPECT_FALSE(QFile::exists(folder.filePath("out")));
  };
  refused({heart, "--as", "mp4"}, "pdf or html");
  refused({heart, "--as", "strip"}, "pdf or html");
  refused({scenario, "--as", "html"}, "png, svg, pdf");
  refused({scenario, "--as", "pdf", "--without-answers"}, "are for lessons");
  refused({heart, "--as", "pdf", "--size", "800x600"}, "A4");
  refused({heart, "--as", "html", "--theme", "dark"}, "--theme is for runs");
  refused({heart, "--as", "pdf", "--at", "3"}, "whole lesson");
  refused({heart, "--as", "pdf", "--with-notes", "--without-answers"}, "excludes");
}

TEST_F(HandOutCommand, leaves_the_pdf_of_a_run_a_picture_of_it) {
  ASSERT_EQ(synod({"export", scenario, "--as", "pdf", "-o", "a.pdf"}).code, 0);
  EXPECT_EQ(pages_of(made("a.pdf")), 1);
}

/// The words of a text, whatever stands between them.
QString words_of(const QString& text) {
  return QString(text).replace(QChar::ObjectReplacementCharacter, u' ').simplified();
}

TEST(Markdown_of_a_hand_out, says_on_a_page_what_it_says_in_the_window) {
  std::size_t texts = 0;
  for (const auto& file : synod::testing::lesson_files())
    for (const LessonStep& step : load_lesson(file).lesson.steps)
      for (const Block& block : step.blocks) {
        std::string markdown;
        if (const auto* prose = std::get_if<Prose>(&block)) markdown = prose->markdown;
        if (const auto* notes = std::get_if<NotesBlock>(&block)) markdown = notes->markdown;
        if (const auto* ask = std::get_if<AskBlock>(&block)) markdown = ask->question;
        QTextDocument window;
        views::read_markdown(window, QString::fromStdString(markdown));
        QTextDocument page;
        page.setHtml(QString::fromStdString(markdown_html(markdown)));
        EXPECT_EQ(words_of(page.toPlainText()).toStdString(),
                  words_of(window.toPlainText()).toStdString());
        ++texts;
      }
  EXPECT_GT(texts, 500u) << "the test has lost sight of the texts";
}

class HandOutWindow : public ::testing::Test {
 protected:
  HandOutWindow() : window(QString()) { window.show(); }

  QAction* entry() {
    for (QAction* action : window.lesson_desk().menu().actions())
      if (action->text().remove('&') == "Export hand-out…") return action;
    return nullptr;
  }
  void open_dialog() {
    ASSERT_TRUE(window.lesson_desk().lessons().open(heart));
    ASSERT_NE(entry(), nullptr);
    entry()->trigger();
    dialog = window.findChild<HandOutDialog*>();
    ASSERT_NE(dialog, nullptr);
  }
  QLineEdit* place() const { return dialog->findChild<QLineEdit*>(); }
  QCheckBox* box(const QString& text) const {
    for (auto* each : dialog->findChildren<QCheckBox*>())
      if (each->text().remove('&') == text) return each;
    return nullptr;
  }
  QString said() const {
    for (auto* label : dialog->findChildren<QLabel*>())
      if (label->accessibleName() == "How it went") return label->text();
    return {};
  }
  void save_to(const QString& path) {
    place()->setText(path);
    QTest::keyClick(place(), Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !said().isEmpty(); }, 60'000));
  }

  QTemporaryDir folder;
  MainWindow window;
  HandOutDialog* dialog = nullptr;
};

TEST_F(HandOutWindow, has_an_entry_in_the_menu_that_needs_a_lesson) {
  ASSERT_NE(entry(), nullptr);
  EXPECT_FALSE(entry()->isEnabled());
  EXPECT_FALSE(entry()->toolTip().isEmpty());
  ASSERT_TRUE(window.lesson_desk().lessons().open(heart));
  EXPECT_TRUE(entry()->isEnabled());
}

TEST_F(HandOutWindow, writes_a_pdf_of_several_pages_beside_the_window) {
  ASSERT_NO_FATAL_FAILURE(open_dialog());
  EXPECT_TRUE(place()->text().endsWith("05-the-heart.pdf"));
  ASSERT_NO_FATAL_FAILURE(save_to(folder.filePath("a.pdf")));
  EXPECT_TRUE(said().startsWith("Written")) << said().toStdString();
  const int whole = pages_of(contents_of(folder.filePath("a.pdf")));
  box("With answers")->click();
  ASSERT_NO_FATAL_FAILURE(save_to(folder.filePath("b.pdf")));
  const int bare = pages_of(contents_of(folder.filePath("b.pdf")));
  EXPECT_GT(bare, 1);
  EXPECT_GT(whole, bare);
}

TEST_F(HandOutWindow, writes_a_page_with_notes_and_never_notes_without_answers) {
  ASSERT_NO_FATAL_FAILURE(open_dialog());
  dialog->findChild<QComboBox*>()->setCurrentIndex(1);
  EXPECT_TRUE(place()->text().endsWith("05-the-heart.html"));
  box("With the notes for the teacher")->click();
  ASSERT_NO_FATAL_FAILURE(save_to(folder.filePath("a.html")));
  EXPECT_TRUE(contents_of(folder.filePath("a.html")).contains("Say it before the class does"));
  box("With answers")->click();
  EXPECT_FALSE(box("With the notes for the teacher")->isEnabled());
  EXPECT_FALSE(box("With the notes for the teacher")->isChecked());
}

TEST_F(HandOutWindow, says_why_nothing_can_be_written) {
  ASSERT_NO_FATAL_FAILURE(open_dialog());
  ASSERT_NO_FATAL_FAILURE(save_to(folder.filePath("nowhere/a.pdf")));
  EXPECT_TRUE(said().contains("can't be written")) << said().toStdString();
  for (QWidget* field : dialog->findChildren<QWidget*>())
    if (qobject_cast<QAbstractButton*>(field) || qobject_cast<QComboBox*>(field) ||
        qobject_cast<QLineEdit*>(field)) {
      if (field->objectName().startsWith("qt_")) continue;
      EXPECT_FALSE(field->toolTip().isEmpty()) << field->accessibleName().toStdString();
    }
}

}  // namespace
}  // namespace synod::app
