#include "views/diagram/diagram_view.h"

#include <QHBoxLayout>
#include <QSettings>
#include <QVBoxLayout>

#include "views/kit/icons.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/traffic_menu.h"

namespace synod::views {

namespace {

const char* const direction_key = "diagram/time-down";
const char* const scale_key = "diagram/by-time";

QString tool_style(const Theme& theme) {
  return QStringLiteral(
             "QToolButton { background: %1; color: %2; border: 1px solid %3; border-radius: %5px; "
             "padding: 0 %6px; min-height: %7px; min-width: %8px; }"
             "QToolButton:hover, QToolButton:focus { border-color: %4; }"
             "QToolButton:checked { border-color: %4; color: %4; font-weight: 600; }")
             .arg(theme.raised.name(), theme.text.name(), theme.divider.name(), theme.accent.name())
             .arg(4 * theme.scale)
             .arg(5 * theme.scale)
             .arg(19 * theme.scale)
             .arg(12 * theme.scale) +
         font_style(theme, 8.5);
}

}  // namespace

DiagramView::DiagramView(Selection* selection, Reason* reason, const LineTrace* line,
                         QWidget* parent)
    : QWidget(parent),
      pane_(new DiagramPane(selection, reason, line, this)),
      tools_(new QWidget(this)),
      turn_(nullptr) {
  // Beside the diagram: above it they would take what is scarcest.
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  row->addWidget(pane_, 1);
  row->addWidget(tools_);
  setFocusProxy(pane_);
  tools_->setObjectName(QStringLiteral("diagram-tools"));
  tools_->setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout(tools_);
  column->setContentsMargins(4, 4, 6, 4);
  column->setSpacing(2);
  turn_ = add_tool(tr("Time downwards"), tr("Time downwards, or to the right (T)"));
  turn_->setCheckable(true);
  by_time_ = add_tool(tr("By simulated time"),
                      tr("By simulated time, or the same space for each event (Shift+T)"));
  by_time_->setCheckable(true);
  zoom_out_ = add_tool(tr("Zoom out"), tr("Less space along time (-)"));
  fit_ = add_tool(tr("Fit"), tr("The whole run (0)"));
  zoom_in_ = add_tool(tr("Zoom in"), tr("More space along time (+)"));
  // Side by side: height is scarce.
  auto* zoom = new QHBoxLayout;
  zoom->setSpacing(2);
  for (QToolButton* tool : {zoom_out_, zoom_in_}) {
    column->removeWidget(tool);
    zoom->addWidget(tool);
  }
  column->insertLayout(column->indexOf(fit_), zoom);
  column->addStretch(1);
  by_time_->setText(tr("ms"));
  zoom_out_->setText(QStringLiteral("−"));
  fit_->setText(tr("Fit"));
  zoom_in_->setText(QStringLiteral("+"));

  const QSettings settings;
  turn_->setChecked(settings.value(direction_key, false).toBool());
  by_time_->setChecked(settings.value(scale_key, false).toBool());
  connect(turn_, &QToolButton::toggled, this, [this] {
    show_tools();
    remember();
  });
  connect(by_time_, &QToolButton::toggled, this, [this] {
    show_tools();
    remember();
  });
  connect(zoom_out_, &QToolButton::clicked, this,
          [this] { pane_->zoom_by(1 / DiagramPane::zoom_step); });
  connect(zoom_in_, &QToolButton::clicked, this,
          [this] { pane_->zoom_by(DiagramPane::zoom_step); });
  connect(fit_, &QToolButton::clicked, this, [this] { pane_->fit(); });
  connect(pane_, &DiagramPane::moment_requested, this, &DiagramView::moment_requested);
  connect(pane_, &DiagramPane::scrubbed, this, &DiagramView::scrubbed);
  set_theme(theme_);
}

void DiagramView::set_filter(TrafficFilter& filter) {
  pane_->set_filter(&filter);
  filter_ = add_tool(tr("Messages shown"), tr("Which messages the diagram and the canvas show"));
  auto* column = qobject_cast<QVBoxLayout*>(tools_->layout());
  column->removeWidget(filter_);
  column->insertWidget(column->indexOf(fit_) + 1, filter_);  // Above the stretch.
  filter_->setPopupMode(QToolButton::InstantPopup);
  filter_->setMenu(new TrafficMenu(filter, filter_));
  const auto show = [this, &filter] { filter_->setChecked(filter.hides_any()); };
  filter_->setCheckable(true);  // Lit while something is hidden.
  connect(&filter, &TrafficFilter::changed, filter_, show);
  connect(filter_->menu(), &QMenu::aboutToHide, filter_, show);
  show();
  set_theme(theme_);
}

QToolButton* DiagramView::add_tool(const QString& name, const QString& help) {
  auto* tool = new QToolButton(tools_);
  tool->setAccessibleName(name);
  tool->setToolTip(plain_tip(help));
  tool->setFocusPolicy(Qt::TabFocus);
  tool->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  tool->setAutoRaise(true);
  tools_->layout()->addWidget(tool);
  return tool;
}

/// What the tools say is what the pane does.
void DiagramView::show_tools() {
  turn_->setText(turn_->isChecked() ? QStringLiteral("↓") : QStringLiteral("→"));
  pane_->set_direction(turn_->isChecked() ? TimeDirection::down : TimeDirection::right);
  pane_->set_scale(by_time_->isChecked() ? TimeScale::by_time : TimeScale::by_event);
}

void DiagramView::remember() const {
  QSettings settings;
  settings.setValue(direction_key, turn_->isChecked());
  settings.setValue(scale_key, by_time_->isChecked());
}

void DiagramView::set_theme(const Theme& theme) {
  theme_ = theme;
  if (filter_ != nullptr) filter_->setIcon(icon(QStringLiteral("filter"), theme.text));
  tools_->setStyleSheet(
      QStringLiteral("#diagram-tools { background: %1; }").arg(theme.panel.name()) +
      tool_style(theme));
  // A second sheet before the first was used would be forgotten.
  tools_->ensurePolished();
  pane_->set_theme(theme);
  show_tools();
}

void DiagramView::line_exchanged() {
  pane_->line_exchanged();
}

void DiagramView::show_frame(const Frame& frame) {
  pane_->show_frame(frame);
}

}  // namespace synod::views
