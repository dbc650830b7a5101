// Window of the tests in the language of the tests: what is looked at must be translated and fit.
#pragma once

#include <QSet>
#include <QTemporaryDir>
#include <functional>
#include <gtest/gtest.h>
#include <set>
#include <string>

#include "app/window/main_window.h"
#include "tests/texts/pseudo_language.h"

namespace synod::testing {

/// Each test fails at its end for what it has seen of texts that are English or cut.
class TranslatedWindow : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  void look(QWidget& top);
  void look() { look(window); }
  /// Looks at the dialog that `open` opens, and closes it.
  void look_at_dialog(const std::function<void()>& open);
  /// Looks at the menu that `open` opens, and closes it.
  void look_at_menu(const std::function<void()>& open);
  void look_at_tabs();
  /// Opens a run and goes to its end.
  void open(const char* text);
  /// What is shown comes from that file: its words are no texts of ours.
  void allow_words_of(const QString& path);
  /// Marks of scenarios and where they are from: "BP-04", names of papers.
  void allow_sources();
  void trigger(app::Command command) { window.actions()[command]->trigger(); }

  PseudoLanguage language;
  QTemporaryDir folder;
  app::MainWindow window{folder.filePath("autosave")};
  QSet<QString> content;  ///< Words of files and of examples.
  int least = 50;         ///< So many texts are seen at least.
  int said = 0;
  int drawn = 0;
  std::set<std::string> untranslated;
  std::set<std::string> cut;
};

}  // namespace synod::testing
