#include "views/kit/trace_gate.h"

#include <QElapsedTimer>
#include <QLabel>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

/// Reading fewer events than these is over before anybody sees it.
constexpr EventNumber few = 8'192;
/// Events of one piece: about 2 ms.
constexpr EventNumber piece = 2'048;
/// How long reading goes on before the window may do something else, in milliseconds.
constexpr qint64 slice_ms = 12;

}  // namespace

TraceGate::TraceGate(QWidget* view, LineTrace* line, QWidget* parent)
    : QStackedWidget(parent), view_(view), line_(line), words_(plain_label(this)) {
  words_->setObjectName(QStringLiteral("reading"));
  words_->setAlignment(Qt::AlignCenter);
  addWidget(view_);
  addWidget(words_);
  setFocusProxy(view_);
  pump_.setInterval(0);
  connect(&pump_, &QTimer::timeout, this, &TraceGate::read_on);
}

void TraceGate::set_theme(const Theme& theme) {
  paint_ground(*words_, theme, theme.panel);
  words_->setStyleSheet(QStringLiteral("QLabel { color: %1; }").arg(theme.muted.name()) +
                        font_style(theme, 10));
}

void TraceGate::look() {
  if (line_->behind() > few)
    hide_view();
  else
    show_view();
}

void TraceGate::hide_view() {
  if (is_open()) {
    QWidget* focus = view_->isVisible() ? window()->focusWidget() : nullptr;
    had_focus_ = focus != nullptr && isAncestorOf(focus) ? focus : nullptr;
    setCurrentWidget(words_);
  }
  tell();
  if (isVisible()) pump_.start();
}

void TraceGate::show_view() {
  pump_.stop();
  if (is_open()) return;
  setCurrentWidget(view_);
  if (had_focus_ != nullptr) had_focus_->setFocus();
  had_focus_ = nullptr;
}

void TraceGate::finish() {
  line_->trace();
  show_view();
}

void TraceGate::read_on() {
  QElapsedTimer time;
  time.start();
  do line_->read(piece);
  while (line_->behind() > 0 && time.elapsed() < slice_ms);
  if (line_->behind() == 0)
    show_view();
  else
    tell();
}

void TraceGate::tell() {
  const double all = static_cast<double>(line_->history()->line().size());
  const int percent = static_cast<int>(100 * (1 - line_->behind() / all));
  words_->setText(tr("Reading the run: %1 %").arg(percent));
}

void TraceGate::showEvent(QShowEvent* event) {
  QStackedWidget::showEvent(event);
  // Another gate may have read meanwhile.
  if (!is_open()) look();
}

void TraceGate::hideEvent(QHideEvent* event) {
  QStackedWidget::hideEvent(event);
  pump_.stop();
}

QWidget* page_of(QWidget* view) {
  QWidget* above = view->parentWidget();
  auto* gate = qobject_cast<TraceGate*>(above);
  return gate != nullptr ? gate : view;
}

QWidget* view_of(QWidget* page) {
  auto* gate = qobject_cast<TraceGate*>(page);
  return gate != nullptr ? gate->view() : page;
}

}  // namespace synod::views
