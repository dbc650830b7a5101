// Translations: a file of them that is found, chosen and shown, in the window and in a picture.
#include <QDir>
#include <QLocale>
#include <QMenuBar>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/session/scenario_run.h"
#include "app/system/data_folders.h"
#include "app/system/language.h"
#include "app/window/language_menu.h"
#include "app/window/main_window.h"
#include "tests/app/synod_command.h"
#include "tests/texts/shown_texts.h"
#include "views/kit/error_bar.h"
#include "views/kit/translated.h"

using namespace synod;
using namespace synod::app;
using synod::testing::call_synod;
using synod::testing::Outcome;
using synod::testing::shown_texts;
using synod::testing::ShownText;

namespace {

struct Translated {
  const char* context;
  const char* source;
  std::vector<const char*> forms;  ///< One; or, of a text that counts, all that the language has.
};

QString message(const Translated& text) {
  const bool counts = text.forms.size() > 1;
  QString forms;
  for (const char* form : text.forms) {
    const QString words = QString::fromUtf8(form).toHtmlEscaped();
    forms += counts ? QStringLiteral("<numerusform>%1</numerusform>").arg(words) : words;
  }
  return QStringLiteral("<context><name>%1</name><message%2><source>%3</source>")
             .arg(text.context, counts ? " numerus=\"yes\"" : "",
                  QString(text.source).toHtmlEscaped()) +
         QStringLiteral("<translation>%1</translation></message></context>\n").arg(forms);
}

/// Makes what a translator would, with the tool for it.
void release(const QString& path, const QString& code, std::initializer_list<Translated> texts) {
  QString all = QStringLiteral("<!DOCTYPE TS>\n<TS version=\"2.1\" language=\"%1\">\n").arg(code);
  for (const Translated& text : texts) all += message(text);
  const QTemporaryDir folder;
  QFile file(folder.filePath("texts.ts"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write((all + "</TS>\n").toUtf8());
  file.close();
  ASSERT_TRUE(QDir().mkpath(QFileInfo(path).path()));
  QProcess tool;
  tool.start("sh", {"-c", R"(PATH="$PATH:/usr/lib/qt6/bin"; exec lrelease -silent "$0" -qm "$1")",
                    file.fileName(), path});
  ASSERT_TRUE(tool.waitForFinished(60'000));
  ASSERT_TRUE(QFile::exists(path)) << tool.readAllStandardError().toStdString();
}

QStringList codes(const std::vector<Language>& all) {
  QStringList found;
  for (const Language& language : all) found << language.code;
  return found;
}

/// A person's own folder of data, with a little German in it.
class Translation : public ::testing::Test {
 protected:
  void SetUp() override {
    before = qgetenv("XDG_DATA_HOME");
    qputenv("XDG_DATA_HOME", folder.path().toUtf8());
    // The tests have another name than the program.
    for (const char* name : {"synod-tests/synod-tests", "synod/synod"}) {
      const QString place = folder.filePath(QString(name) + "/translations/");
      release(place + "synod_de.qm", "de",
              {{"core", "&File", {"&Datei"}},
               {"core",
                "%1 wants %2. It starts ballot %3 and asks every acceptor for a promise.",
                {"Mit Ballot %3 fragt %1 wegen %2 jeden Acceptor."}},
               {"Menus", "Open &recent", {"&Zuletzt geöffnet"}}});
      release(place + "qtbase_de.qm", "de", {{"QPlatformTheme", "OK", {"Jawohl"}}});
    }
  }
  void TearDown() override {
    qputenv("XDG_DATA_HOME", before);
    keep_language({});
  }
  QString broken_file() const {
    const QString path = folder.filePath("synod/synod/translations/synod_fr.qm");
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("no translation");
    return path;
  }
  QString scenario() const {
    QFile file(folder.filePath("a.synod"));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("proposers 1\nacceptors 3\nlearners 1\npropose P1 blue\n");
    return file.fileName();
  }
  Outcome picture(const QStringList& more) const {
    return call_synod(
        QStringList{"picture", scenario(), "-o", folder.filePath("a.png"), "--size", "1000x600"} +
        more);
  }

  QTemporaryDir folder;
  QByteArray before;
};

TEST_F(Translation, is_shown_by_menus_sentences_of_the_core_and_buttons_of_qt) {
  const auto german = find_language(languages(), "de");
  ASSERT_TRUE(german);
  const Speech speech(*german);
  ASSERT_TRUE(speech.works());
  MainWindow window{folder.filePath("autosave")};
  window.resize(1440, 900);
  window.show();
  ASSERT_TRUE(window.session().open(
      run_scenario_text("proposers 1\nacceptors 3\nlearners 1\npropose P1 blue\n",
                        window.session().bounds()),
      {}));
  window.player().go_to(window.session().history().present());
  QTest::qWait(1);
  QStringList all;
  for (const ShownText& text : shown_texts(window, [](const QWidget&) { return false; }))
    all << text.text;
  EXPECT_TRUE(all.contains("&Datei"));
  EXPECT_FALSE(all.contains("&File"));
  EXPECT_TRUE(all.contains("&Zuletzt geöffnet"));
  EXPECT_TRUE(all.contains("&View")) << "what has no translation stays English";
  EXPECT_FALSE(all.filter("fragt P1 wegen blue jeden Acceptor.").isEmpty());
  EXPECT_TRUE(all.filter("asks every acceptor").isEmpty());
  QMessageBox box;
  EXPECT_EQ(box.addButton(QMessageBox::Ok)->text().remove('&'), "Jawohl");
  EXPECT_EQ(QLocale().language(), QLocale::German);
}

/// Polish has a form for one, one for 2 to 4 and the like, and one for all others.
TEST_F(Translation, takes_the_form_that_a_language_has_for_a_count) {
  const QString file = folder.filePath("forms/synod_pl.qm");
  release(file, "pl", {{"core", "%1 timers are running", {"%1 zegar", "%1 zegary", "%1 zegarów"}}});
  QTranslator polish;
  ASSERT_TRUE(polish.load(file));
  QCoreApplication::installTranslator(&polish);
  const auto told = [](std::uint64_t count) {
    return views::translated(say("%1 timers are running", Sentence::Argument::count(count)));
  };
  EXPECT_EQ(told(1), "1 zegar");
  EXPECT_EQ(told(3), "3 zegary");
  EXPECT_EQ(told(5), "5 zegarów");
  EXPECT_EQ(told(22), "22 zegary");
}

TEST_F(Translation, is_spoken_for_as_long_as_it_is_wanted) {
  { const Speech speech(*find_language(languages(), "de")); }
  EXPECT_EQ(MainWindow{QString()}.menuBar()->actions().front()->text(), "&File");
  EXPECT_EQ(QLocale(), QLocale::system());
}

TEST_F(Translation, is_found_in_the_first_folder_that_has_it) {
  const std::filesystem::path other = folder.filePath("other").toStdString();
  const std::filesystem::path own = translation_folders().back();
  release(folder.filePath("other/synod_de.qm"), "de", {});
  release(folder.filePath("other/synod_pt_BR.qm"), "pt_BR", {});
  const auto all = languages_in({folder.filePath("nowhere").toStdString(), own, other});
  EXPECT_EQ(codes(all), QStringList({"en", "de", "pt_BR"}));
  EXPECT_EQ(all[1].file.toStdString(), (own / "synod_de.qm").string());
  EXPECT_TRUE(find_language(all, "pt-br"));
  EXPECT_FALSE(find_language(all, "pt"));
  EXPECT_EQ(all[0].name(), "English");
  EXPECT_EQ(all[1].name(), "Deutsch");
}

TEST_F(Translation, is_the_first_that_the_system_asks_for) {
  const auto all = languages();
  EXPECT_EQ(first_of(all, {"de-AT", "de-Latn-AT"}).code, "de");
  EXPECT_EQ(first_of(all, {"fr-FR", "fr", "de-DE"}).code, "de");
  EXPECT_EQ(first_of(all, {"en-GB", "de-DE"}).code, "en");
  EXPECT_EQ(first_of(all, {"fr"}).code, "en");
  EXPECT_EQ(first_of(all, {"C"}).code, "en");
}

TEST_F(Translation, that_is_chosen_in_the_menu_is_kept_for_the_next_start) {
  MainWindow window{QString()};
  auto* menu = window.findChild<LanguageMenu*>();
  ASSERT_NE(menu, nullptr);
  ASSERT_EQ(menu->actions().size(), 3);
  EXPECT_TRUE(menu->actions()[0]->isChecked());
  menu->actions()[2]->trigger();
  EXPECT_EQ(kept_language(), "de");
  EXPECT_EQ(language_at_start(languages()).code, "de");
  EXPECT_EQ(window.parts().errors->message(), "The language changes when Synod is started again.");
  EXPECT_TRUE(MainWindow{QString()}.findChild<LanguageMenu*>()->actions()[2]->isChecked());
  menu->actions()[0]->trigger();
  EXPECT_EQ(kept_language(), QString());
  keep_language("xx");
  EXPECT_EQ(language_at_start(languages()).code, "en") << "one that is gone is passed over";
}

TEST_F(Translation, that_is_not_there_leaves_no_menu_of_languages) {
  qputenv("XDG_DATA_HOME", folder.filePath("empty").toUtf8());
  EXPECT_EQ(codes(languages()), QStringList{"en"});
  EXPECT_EQ(MainWindow{QString()}.findChild<LanguageMenu*>(), nullptr);
}

TEST_F(Translation, is_spoken_by_the_program_that_is_asked_for_it) {
  const Outcome german = picture({"--language", "de", "--menu", "Datei"});
  EXPECT_EQ(german.code, 0) << german.err.toStdString();
  const Outcome english = picture({"--menu", "Datei"});
  EXPECT_EQ(english.code, 1);
  EXPECT_TRUE(english.err.contains("File")) << english.err.toStdString();
}

TEST_F(Translation, that_nobody_has_is_an_error_that_names_the_known_ones) {
  const QString told = "synod: there is no language 'xx' here; there is: en, de\n";
  const Outcome window = call_synod({"--language", "xx", "--startup-time"});
  EXPECT_EQ(window.code, 2);
  EXPECT_TRUE(window.err.contains(told)) << window.err.toStdString();
  const Outcome drawn = picture({"--language", "xx"});
  EXPECT_EQ(drawn.code, 2);
  EXPECT_EQ(drawn.err, told);
}

TEST_F(Translation, that_is_broken_is_told_and_the_window_opens_in_english) {
  const QString told = "synod: '" + broken_file() + "' is no translation; the texts stay English\n";
  const Outcome window = call_synod({"--language", "fr", "--startup-time"});
  EXPECT_EQ(window.code, 0);
  EXPECT_TRUE(window.err.contains(told)) << window.err.toStdString();
  EXPECT_EQ(picture({"--language", "fr"}).code, 1);
}

TEST_F(Translation, is_told_of_in_the_help) {
  EXPECT_TRUE(call_synod({"--help"}).out.contains("--language CODE"));
  EXPECT_TRUE(call_synod({"picture", "--help"}).out.contains("--language CODE"));
}

}  // namespace
