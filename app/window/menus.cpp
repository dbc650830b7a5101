#include "app/window/menus.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

#include "app/parts/actions.h"
#include "app/parts/appearance.h"
#include "app/parts/detail_menu.h"
#include "app/window/language_menu.h"
#include "views/kit/traffic_menu.h"

namespace synod::app {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Menus)
};

/// Before these a new part of their menu begins.
constexpr Command firsts[] = {
    Command::save,         Command::copy_script,  Command::quit,          Command::step,
    Command::step_phase,   Command::until_chosen, Command::undo,          Command::why,
    Command::faster,       Command::crash,        Command::cut,           Command::show_inspector,
    Command::deliver,      Command::quorum,       Command::click_selects, Command::larger_text,
    Command::hide_answers, Command::bookmark,     Command::about};

QMenu* menu_of(QMenuBar& bar, const QAction& action) {
  const QString title = action.property("menu").toString();
  for (QAction* entry : bar.actions())
    if (entry->text() == title) return entry->menu();
  QMenu* menu = bar.addMenu(title);
  menu->setToolTipsVisible(true);
  return menu;
}

QMenu* menu_before(QAction* before, const QString& title, QMenu* file) {
  auto* menu = new QMenu(title, file);
  menu->setToolTipsVisible(true);
  file->insertMenu(before, menu);
  return menu;
}

void add_themes(QMenu* view, Appearance& appearance) {
  QMenu* themes = view->addMenu(Texts::tr("&Theme"));
  auto* group = new QActionGroup(themes);
  const std::pair<Appearance::Choice, QString> choices[] = {
      {Appearance::Choice::desktop, Texts::tr("As the &desktop")},
      {Appearance::Choice::light, Texts::tr("&Light")},
      {Appearance::Choice::dark, Texts::tr("&Dark")}};
  for (const auto& [choice, name] : choices) {
    QAction* entry = group->addAction(name);
    entry->setCheckable(true);
    entry->setChecked(appearance.choice() == choice);
    themes->addAction(entry);
    QObject::connect(entry, &QAction::triggered, &appearance,
                     [&appearance, wanted = choice] { appearance.choose(wanted); });
  }
}

LanguageMenu* add_languages(QMenu* view) {
  const std::vector<Language> all = languages();
  if (all.size() == 1) return nullptr;
  auto* menu = new LanguageMenu(all, view);
  view->addMenu(menu);
  return menu;
}

}  // namespace

FilledMenus fill_menus(QMenuBar& bar, const Actions& actions, Appearance& appearance,
                       views::TrafficFilter& traffic) {
  for (QAction* action : actions.in_menus()) {
    QMenu* menu = menu_of(bar, *action);
    for (Command first : firsts)
      if (actions[first] == action) menu->addSeparator();
    menu->addAction(action);
  }
  QMenu* view = menu_of(bar, *actions[Command::zoom_in]);
  view->insertMenu(actions[Command::show_inspector], new views::TrafficMenu(traffic, view));
  auto* detail = new DetailMenu(appearance, view);
  view->insertMenu(actions[Command::show_inspector], detail);
  view->addSeparator();
  add_themes(view, appearance);
  LanguageMenu* languages = add_languages(view);
  QMenu* file = menu_of(bar, *actions[Command::open]);
  QAction* before = actions[Command::open_previous];
  return {menu_before(before, Texts::tr("Open &recent"), file),
          menu_before(before, Texts::tr("&Earlier sessions"), file), detail, languages};
}

}  // namespace synod::app
