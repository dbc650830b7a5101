// Menu of languages: which one the program speaks from its next start on.
#pragma once

#include <QMenu>
#include <vector>

#include "app/system/language.h"

namespace synod::app {

/// The system's language, and each that there is; the chosen one is kept.
class LanguageMenu : public QMenu {
  Q_OBJECT

 public:
  LanguageMenu(const std::vector<Language>& languages, QWidget* parent);

 signals:
  /// To be told: nothing else shows that something was chosen.
  void notice(const QString& text);

 private:
  void choose(const QString& code);
};

}  // namespace synod::app
