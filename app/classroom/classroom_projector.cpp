#include "app/classroom/classroom_projector.h"

#include <QBoxLayout>
#include <QEvent>
#include <QMainWindow>
#include <QMenuBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTimer>
#include <algorithm>

#include "app/parts/actions.h"
#include "app/parts/appearance.h"
#include "views/classroom/story_line.h"
#include "views/panels/story.h"
#include "views/panels/timeline.h"

namespace synod::app {

namespace {

/// The smallest words at scale 1: on the canvas in pixels, elsewhere in points.
constexpr double least_pixels = 11;
constexpr double least_points = 8.5;
constexpr double share_of_height = 1.0 / 50;
/// How wide a lesson's panel is, at scale 1, and how much of the window it may take.
constexpr int lesson_width = 320;
constexpr double lesson_share = 0.36;
/// By then a desktop has given a window its size back.
constexpr int settling_ms = 1500;

}  // namespace

Projector::Projector(QMainWindow& window, const WindowParts& parts, const Actions& actions,
                     Appearance& appearance)
    : QObject(&window),
      window_(window),
      parts_(parts),
      actions_(actions),
      appearance_(appearance),
      line_(new views::StoryLine(&parts.story->model())) {
  auto* below = static_cast<QVBoxLayout*>(parts_.down->widget(1)->layout());
  below->insertWidget(1, line_);
  line_->hide();
  line_->set_theme(appearance_.theme());
  connect(&appearance_, &Appearance::changed, line_, &views::StoryLine::set_theme);
  // What another command unfolds is folded again.
  connect(actions_[Command::large_tab], &QAction::triggered, this, [this] {
    if (on()) fold();
  });
  window_.installEventFilter(this);
}

double Projector::scale_for(int height, double dots_per_inch) {
  const double smallest = std::min(least_pixels, least_points * dots_per_inch / 72);
  return height * share_of_height / smallest;
}

void Projector::set_on(bool on) {
  if (on == this->on()) return;
  on ? enter() : put_back();
  actions_[Command::projector]->setChecked(on);
  emit changed(on);
}

void Projector::enter() {
  settling_.reset();
  const auto* beside = qobject_cast<QSplitter*>(parts_.down->parentWidget());
  before_ = Before{window_.windowState(),
                   window_.size(),
                   parts_.across->saveState(),
                   parts_.down->saveState(),
                   beside != nullptr ? beside->saveState() : QByteArray(),
                   !window_.menuBar()->isHidden(),
                   !parts_.right->isHidden(),
                   !parts_.down->widget(1)->isHidden()};
  window_.menuBar()->hide();
  parts_.right->hide();
  parts_.down->widget(1)->show();
  parts_.timeline->set_thin(true);
  line_->show();
  actions_[Command::show_inspector]->setChecked(false);
  actions_[Command::show_below]->setChecked(true);
  window_.setWindowState(window_.windowState() | Qt::WindowFullScreen);
  fit();
}

void Projector::fold() {
  parts_.tabs->setVisible(actions_[Command::large_tab]->isChecked());
  const int below = parts_.timeline->sizeHint().height() + line_->sizeHint().height();
  parts_.down->widget(1)->setMaximumHeight(below);
  // A splitter asks for a new maximum only when its parts want other sizes.
  parts_.down->setSizes({QWIDGETSIZE_MAX / 2, below});
  auto* beside = qobject_cast<QSplitter*>(parts_.down->parentWidget());
  if (beside == nullptr) return;
  const int width = std::min(static_cast<int>(lesson_width * appearance_.theme().scale),
                             static_cast<int>(window_.width() * lesson_share));
  beside->setSizes({width, std::max(1, window_.width() - width)});
}

void Projector::fit() {
  appearance_.project(scale_for(window_.height(), window_.logicalDpiY()));
  fold();
}

void Projector::put_back() {
  const Before before = *std::exchange(before_, std::nullopt);
  appearance_.project(std::nullopt);
  line_->hide();
  parts_.timeline->set_thin(false);
  parts_.tabs->show();
  const bool large = actions_[Command::large_tab]->isChecked();
  parts_.down->widget(1)->setMaximumHeight(large ? parts_.timeline->sizeHint().height()
                                                 : QWIDGETSIZE_MAX);
  parts_.right->setVisible(before.right);
  parts_.down->widget(1)->setVisible(before.below);
  window_.menuBar()->setVisible(before.menu);
  actions_[Command::show_inspector]->setChecked(before.right);
  actions_[Command::show_below]->setChecked(before.below);
  window_.setWindowState(before.state);
  restore_splitters(before);
  // A desktop gives the size back when it comes to it.
  settling_ = before;
  QTimer::singleShot(settling_ms, this, [this] { settling_.reset(); });
}

void Projector::restore_splitters(const Before& before) {
  parts_.across->restoreState(before.across);
  parts_.down->restoreState(before.down);
  if (auto* beside = qobject_cast<QSplitter*>(parts_.down->parentWidget()))
    beside->restoreState(before.beside);
}

bool Projector::eventFilter(QObject* watched, QEvent* event) {
  if (watched == &window_ && event->type() == QEvent::Resize) {
    if (on()) fit();
    // Once the layout has followed.
    if (settling_ && window_.size() == settling_->size)
      QMetaObject::invokeMethod(
          this,
          [this] {
            if (settling_) restore_splitters(*settling_);
          },
          Qt::QueuedConnection);
  }
  // Left by the desktop's own means.
  if (watched == &window_ && event->type() == QEvent::WindowStateChange && on() &&
      !window_.isFullScreen() && !window_.isMinimized())
    leave();
  return QObject::eventFilter(watched, event);
}

}  // namespace synod::app
