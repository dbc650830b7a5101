// Window in a language of the tests: what it shows in English nobody can translate, and what is cut
// has no room for languages with longer words.
#include <QMenuBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QtWidgets>
#include <gtest/gtest.h>

#include "app/compare/compare_desk.h"
#include "app/explore/explore_desk.h"
#include "app/export/export_dialog.h"
#include "app/lesson/lesson_controller.h"
#include "app/session/scenario_run.h"
#include "app/start/start_screen.h"
#include "app/window/main_window.h"
#include "protocols/catalog.h"
#include "tests/texts/pseudo_language.h"
#include "tests/texts/shown_texts.h"
#include "views/canvas/canvas.h"
#include "views/explore/explore_panel.h"

using namespace synod;
using namespace synod::app;
using synod::testing::cut_texts;
using synod::testing::foreign_words;
using synod::testing::PseudoLanguage;
using synod::testing::shown_texts;
using synod::testing::ShownText;

namespace {

/// The words of the scenario language that a window shows: of fields, timers, options, values.
void add_language(QSet<QString>& words) {
  for (const Protocol* protocol : catalog()) {
    const ProtocolInfo& info = protocol->info();
    for (const char* timer : info.timers) words << timer;
    for (const Wish& wish : info.wishes) words << wish.word;
    for (const FieldInfo& field : protocol->fresh(NodeId{0}, synod::Setup()).infos()) {
      words << field.name;
      for (const PhaseWord& phase : field.phases) words << phase.word;
    }
    for (const MessageKind& kind : info.messages) words << kind.label;
  }
  for (const OptionKind& option : option_kinds()) words << option.name;
  // What commands come to.
  words << "ok"
        << "none";
}

/// What is no text of ours: words of the scenario language, values of the run, names.
const QSet<QString>& allowed() {
  static const QSet<QString> words = [] {
    QSet<QString> all;
    add_language(all);
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
  static const QSet<QString> names = {"synod::views::ScriptView", "synod::views::ScenarioPanel",
                                      "synod::views::LessonText", "synod::views::Card"};
  return names.contains(widget.metaObject()->className());
}

std::string lines(const std::set<std::string>& all) {
  std::string text;
  for (const std::string& line : all) text += "\n  " + line;
  return text;
}

class TranslatedWindow : public ::testing::Test {
 protected:
  void SetUp() override {
    window.resize(1440, 900);
    window.show();
    window.appearance().reduce_motion(true);
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
  }
  void TearDown() override {
    window.appearance().reduce_motion(false);
    EXPECT_GT(said, 50) << "the test has lost sight of the window";
    for (const QString& text : language.missing())
      ADD_FAILURE() << "looked up, but not extracted under that context: " << text.toStdString();
    if (!untranslated.empty()) ADD_FAILURE() << "nobody can translate:" << lines(untranslated);
    if (!cut.empty()) ADD_FAILURE() << "too tight:" << lines(cut);
  }
  void look(QWidget& top) {
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
  void look() { look(window); }
  /// Looks at the dialog that `open` opens, and closes it.
  void look_at_dialog(const std::function<void()>& open) {
    QTimer::singleShot(50, [this] {
      QWidget* dialog = QApplication::activeModalWidget();
      ASSERT_NE(dialog, nullptr);
      look(*dialog);
      dialog->close();
    });
    open();
  }
  void open(const char* text) {
    ASSERT_TRUE(window.session().open(run_scenario_text(text, window.session().bounds()), {}));
    window.player().go_to(window.session().history().present());
    QTest::qWait(1);
  }
  /// What is shown comes from that file: its words are no texts of ours.
  void allow_words_of(const QString& path) {
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    for (const QString& word : foreign_words(QString::fromUtf8(file.readAll()), {}))
      content << word;
  }
  void look_at_tabs() {
    QTabWidget& tabs = *window.parts().tabs;
    for (int i = 0; i < tabs.count(); ++i) {
      if (!tabs.isTabVisible(i)) continue;
      tabs.setCurrentIndex(i);
      look();
    }
    EXPECT_GT(drawn, 50) << "the test has lost sight of what is drawn";
  }
  void trigger(app::Command command) { window.actions()[command]->trigger(); }

  PseudoLanguage language;
  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave")};
  QSet<QString> content;
  int said = 0;
  int drawn = 0;
  std::set<std::string> untranslated;
  std::set<std::string> cut;
};

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
  allow_words_of(SYNOD_SOURCE_DIR "/tutorials/lessons/01-agreeing-is-hard.md");
  window.start_screen().show();
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
