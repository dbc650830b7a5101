#include "app/window/language_menu.h"

#include <QActionGroup>

namespace synod::app {

LanguageMenu::LanguageMenu(const std::vector<Language>& languages, QWidget* parent)
    : QMenu(tr("Lang&uage"), parent) {
  setToolTipsVisible(true);
  auto* group = new QActionGroup(this);
  const auto kept = find_language(languages, kept_language());
  const auto add = [&](const QString& name, const QString& code) {
    QAction* entry = group->addAction(name);
    entry->setCheckable(true);
    entry->setChecked(kept ? kept->code == code : code.isEmpty());
    entry->setToolTip(tr("From the next start of Synod on"));
    connect(entry, &QAction::triggered, this, [this, code] { choose(code); });
    addAction(entry);
  };
  add(tr("As the &system"), {});
  for (const Language& language : languages) add(language.name(), language.code);
}

void LanguageMenu::choose(const QString& code) {
  keep_language(code);
  emit notice(tr("The language changes when Synod is started again."));
}

}  // namespace synod::app
