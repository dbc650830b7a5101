#include "tests/texts/translated_window.h"

#include <QTest>
#include <QTimer>
#include <QtWidgets>

#include "app/session/scenario_run.h"
#include "tests/places.h"
#include "tests/texts/language_words.h"
#include "tests/texts/shown_texts.h"
#include "tutorials/scenario_head.h"

namespace synod::testing {

namespace {

/// What is no text of ours: words of the scenario language, values of the run, names.
const QSet<QString>& allowed() {
  static const QSet<QString> words = [] {
    QSet<QString> all = words_of_the_language();
    for (const char* line : {// Names of products and of formats.
                             "Synod MP4",
                             // Keys.
                             "Ctrl Shift Alt Esc Enter Return Space Home End Left Right Up Down "
                             "PgUp PgDown Backspace Del Tab",
                             // Values.
                             "blue green red"})
      for (const QString& word : QString::fromLatin1(line).split(' ')) all.insert(word);
    return all;
  }();
  return words;
}

/// What shows files, scripts and papers as they stand.
bool shows_foreign_words(const QWidget& widget) {
  static const QSet<QString> names = {"synod::views::ScriptView", "synod::views::LessonText"};
  // Names and times of files.
  if (qobject_cast<QFileDialog*>(widget.window()) != nullptr &&
      (qobject_cast<const QAbstractItemView*>(&widget) != nullptr ||
       widget.objectName() == "lookInCombo"))
    return true;
  return names.contains(widget.metaObject()->className());
}

std::string lines(const std::set<std::string>& all) {
  std::string text;
  for (const std::string& line : all) text += "\n  " + line;
  return text;
}

}  // namespace

void TranslatedWindow::SetUp() {
  window.resize(1440, 900);
  window.show();
  window.appearance().reduce_motion(true);
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
}

void TranslatedWindow::TearDown() {
  window.appearance().reduce_motion(false);
  EXPECT_GE(said, least) << "the test has lost sight of the window";
  for (const QString& text : language.missing())
    ADD_FAILURE() << "looked up, but not extracted under that context: " << text.toStdString();
  if (!untranslated.empty()) ADD_FAILURE() << "nobody can translate:" << lines(untranslated);
  if (!cut.empty()) ADD_FAILURE() << "too tight:" << lines(cut);
}

void TranslatedWindow::look(QWidget& top) {
  QTest::qWait(1);
  for (const ShownText& text : shown_texts(top, shows_foreign_words)) {
    ++(text.where.endsWith("draws") ? drawn : said);
    const QStringList words = foreign_words(text.text, allowed() + content);
    if (!words.isEmpty())
      untranslated.insert(
          (text.where + ": " + words.join(' ') + " in '" + text.text + "'").toStdString());
  }
  for (const ShownText& text : cut_texts(top, shows_foreign_words))
    cut.insert((text.where + ": " + text.text).toStdString());
}

void TranslatedWindow::look_at_dialog(const std::function<void()>& open) {
  bool seen = false;
  QTimer::singleShot(50, [this, &seen] {
    QWidget* dialog = QApplication::activeModalWidget();
    ASSERT_NE(dialog, nullptr);
    seen = true;
    look(*dialog);
    dialog->close();
  });
  open();
  // One that does not wait for an answer.
  EXPECT_TRUE(QTest::qWaitFor([&seen] { return seen; }));
}

void TranslatedWindow::look_at_menu(const std::function<void()>& open) {
  open();
  QWidget* menu = QApplication::activePopupWidget();
  ASSERT_NE(menu, nullptr);
  EXPECT_FALSE(menu->actions().isEmpty());
  look(*menu);
  menu->close();
}

void TranslatedWindow::look_at_tabs() {
  QTabWidget& tabs = *window.parts().tabs;
  for (int i = 0; i < tabs.count(); ++i) {
    if (!tabs.isTabVisible(i)) continue;
    tabs.setCurrentIndex(i);
    look();
  }
  EXPECT_GT(drawn, 50) << "the test has lost sight of what is drawn";
}

void TranslatedWindow::open(const char* text) {
  ASSERT_TRUE(window.session().open(app::run_scenario_text(text, window.session().bounds()), {}));
  window.player().go_to(window.session().history().present());
  QTest::qWait(1);
}

void TranslatedWindow::allow_sources() {
  QDirIterator files(SYNOD_SOURCE_DIR "/tutorials/scenarios", {"*.synod"}, QDir::Files,
                     QDirIterator::Subdirectories);
  while (files.hasNext()) {
    QFile file(files.next());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const ScenarioHead head = read_scenario_head(file.readAll().toStdString());
    for (const std::string& text : {head.mark, head.source})
      for (const QString& word : foreign_words(QString::fromStdString(text), {})) content << word;
  }
}

void TranslatedWindow::allow_words_of(const QString& path) {
  QFile file(path);
  ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
  for (const QString& word : foreign_words(QString::fromUtf8(file.readAll()), {})) content << word;
}

}  // namespace synod::testing
