#include "app/lesson/lesson_desk.h"

#include <QLayout>
#include <QMainWindow>
#include <QMenuBar>
#include <QSettings>
#include <QSplitter>
#include <memory>

#include "app/lesson/hand_out_dialog.h"
#include "app/parts/appearance.h"
#include "views/kit/error_bar.h"
#include "views/lesson/lesson_panel.h"
#include "views/panels/inspector.h"
#include "views/panels/transport_bar.h"

namespace synod::app {

namespace {
constexpr int panel_width = 340;
constexpr int least_rest = 480;
constexpr auto width_setting = "lesson/width";
}  // namespace

LessonDesk::LessonDesk(QMainWindow& window, Session& session, Player& player,
                       const WindowParts& parts, const Actions& actions, Appearance& appearance,
                       OpenCourse& course, const QString& progress_file)
    : QObject(&window),
      panel_(new views::LessonPanel),
      beside_(new QSplitter(Qt::Horizontal)),
      lessons_(new LessonController(session, player, *panel_, *parts.canvas, course, progress_file,
                                    this)),
      windows_(new LessonWindows(*lessons_, &window)),
      menu_(new LessonMenu(*lessons_, *windows_, course, actions, &window)) {
  put_panel_beside(*parts.down);
  panel_->set_terms(glossary_terms());
  parts.inspector->set_meaning(meaning_of);
  panel_->set_menu(menu_);
  connect(actions[Command::lesson_menu], &QAction::triggered, panel_,
          &views::LessonPanel::open_menu);
  // Before the last menu, which is help.
  const QList<QAction*> menus = window.menuBar()->actions();
  window.menuBar()->insertMenu(menus.isEmpty() ? nullptr : menus.last(), menu_);
  connect(panel_, &views::LessonPanel::term_clicked, windows_, &LessonWindows::show_glossary);
  connect(lessons_, &LessonController::refused, parts.errors, &views::ErrorBar::show_message);
  connect(&course, &OpenCourse::refused, parts.errors, &views::ErrorBar::show_message);
  connect(menu_, &LessonMenu::told, parts.errors, &views::ErrorBar::show_message);
  connect(menu_, &LessonMenu::hand_out_wanted, this, [this, &window, &appearance] {
    open_hand_out(lessons_->file(), appearance.theme(), &window);
  });
  connect(lessons_, &LessonController::running_changed, parts.transport,
          &views::TransportBar::set_playing);
  connect(&appearance, &Appearance::changed, this, &LessonDesk::set_theme);
  set_theme(appearance.theme());
}

void LessonDesk::put_panel_beside(QSplitter& rest) {
  beside_->setHandleWidth(1);
  beside_->setChildrenCollapsible(false);
  // The layout hands the item of what stood there back to us.
  const std::unique_ptr<QLayoutItem> freed(
      rest.parentWidget()->layout()->replaceWidget(&rest, beside_));
  beside_->addWidget(panel_);
  beside_->addWidget(&rest);
  beside_->setStretchFactor(1, 1);
  rest.show();
  // A cluster with many proposers must not push the panel, whose buttons never move.
  rest.setMinimumWidth(least_rest);
  const int width = QSettings().value(width_setting, panel_width).toInt();
  beside_->setSizes({width, 10'000});
}

void LessonDesk::set_theme(const views::Theme& theme) {
  // First: a style sheet gives the palettes back that were there before it.
  beside_->setStyleSheet(
      QStringLiteral("QSplitter::handle { background: %1; }").arg(theme.divider.name()));
  panel_->set_theme(theme);
  windows_->set_theme(theme);
}

void LessonDesk::remember_geometry() const {
  if (panel_->isVisible()) QSettings().setValue(width_setting, panel_->width());
}

}  // namespace synod::app
