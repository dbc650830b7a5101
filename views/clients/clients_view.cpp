#include "views/clients/clients_view.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "views/kit/icons.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

QString tool_style(const Theme& theme) {
  return QStringLiteral(
             "QToolButton { background: %1; color: %2; border: 1px solid %3; border-radius: %5px; "
             "padding: 0 %6px; min-height: %7px; min-width: %8px; }"
             "QToolButton:hover, QToolButton:focus { border-color: %4; }")
             .arg(theme.raised.name(), theme.text.name(), theme.divider.name(), theme.accent.name())
             .arg(4 * theme.scale)
             .arg(5 * theme.scale)
             .arg(19 * theme.scale)
             .arg(12 * theme.scale) +
         font_style(theme, 8.5);
}

}  // namespace

ClientsView::ClientsView(Selection* selection, Reason* reason, const LineTrace* line,
                         QWidget* parent)
    : QWidget(parent),
      line_(line),
      pane_(new ClientsPane(selection, reason, line, this)),
      strip_(new QWidget(this)),
      tools_(new QWidget(this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  auto* column = new QVBoxLayout;
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(strip_);
  column->addWidget(pane_, 1);
  row->addLayout(column, 1);
  row->addWidget(tools_);
  setFocusProxy(pane_);
  build_verdict();

  tools_->setObjectName(QStringLiteral("clients-tools"));
  tools_->setAttribute(Qt::WA_StyledBackground);
  auto* tool_column = new QVBoxLayout(tools_);
  tool_column->setContentsMargins(4, 4, 6, 4);
  tool_column->setSpacing(2);
  tool_column->addStretch(1);
  zoom_out_ = add_tool(QStringLiteral("−"), tr("Zoom out"), tr("Less space along time (-)"));
  fit_ = add_tool(tr("Fit"), tr("Fit"), tr("The whole run (0)"));
  zoom_in_ = add_tool(QStringLiteral("+"), tr("Zoom in"), tr("More space along time (+)"));
  connect(zoom_out_, &QToolButton::clicked, this,
          [this] { pane_->zoom_by(1 / ClientsPane::zoom_step); });
  connect(zoom_in_, &QToolButton::clicked, this,
          [this] { pane_->zoom_by(ClientsPane::zoom_step); });
  connect(fit_, &QToolButton::clicked, this, [this] { pane_->fit(); });
  connect(pane_, &ClientsPane::moment_requested, this, &ClientsView::moment_requested);
  connect(pane_, &ClientsPane::why_requested, this, &ClientsView::why_requested);
  set_theme(theme_);
}

void ClientsView::build_verdict() {
  strip_->setObjectName(QStringLiteral("clients-verdict"));
  strip_->setAttribute(Qt::WA_StyledBackground);
  auto* row = new QHBoxLayout(strip_);
  row->setContentsMargins(24, 2, 8, 2);
  row->setSpacing(8);
  sign_ = plain_label(strip_);
  verdict_ = plain_label(strip_);
  verdict_->setTextFormat(Qt::PlainText);
  verdict_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  verdict_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  why_ = new QPushButton(tr("Why?"), strip_);
  why_->setObjectName(QStringLiteral("clients_why"));
  why_->setAccessibleName(tr("Why do these operations have no order?"));
  why_->setToolTip(tr("Shows the events on which this depends"));
  connect(why_, &QPushButton::clicked, this, &ClientsView::violation_asked);
  row->addWidget(sign_);
  row->addWidget(verdict_, 1);
  row->addWidget(why_);
  strip_->hide();
}

QToolButton* ClientsView::add_tool(const QString& text, const QString& name, const QString& help) {
  auto* tool = new QToolButton(tools_);
  tool->setText(text);
  tool->setAccessibleName(name);
  tool->setToolTip(plain_tip(help));
  tool->setFocusPolicy(Qt::TabFocus);
  tool->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  tool->setAutoRaise(true);
  tools_->layout()->addWidget(tool);
  return tool;
}

void ClientsView::set_theme(const Theme& theme) {
  theme_ = theme;
  tools_->setStyleSheet(
      QStringLiteral("#clients-tools { background: %1; }").arg(theme.panel.name()) +
      tool_style(theme));
  tools_->ensurePolished();
  strip_->setStyleSheet(
      QStringLiteral("#clients-verdict { background: %1; border-bottom: 1px solid %2; }")
          .arg(theme.soft.name(), theme.divider.name()) +
      button_style(theme));
  strip_->ensurePolished();
  dress(*verdict_, theme.font(9.5, QFont::DemiBold), theme.text);
  const int side = static_cast<int>(16 * theme.scale);
  sign_->setPixmap(icon(QStringLiteral("warning"), theme.bad).pixmap(side, side));
  pane_->set_theme(theme);
}

void ClientsView::line_exchanged() {
  told_ = false;
  shown_at_ = 0;
  strip_->hide();
  pane_->line_exchanged();
}

void ClientsView::show_frame(const Frame& frame) {
  if (line_->history() == nullptr) return;
  if (!told_) emit available(has_clients(*frame.world));
  told_ = true;
  show_verdict(*frame.world);
  pane_->show_frame(frame);
}

/// As it stands at the present moment: before the violation there is none.
void ClientsView::show_verdict(const Cluster& world) {
  const Violation* violation = world.observer.violation("linearizable");
  const auto* unknown = world.observer.watch().unknown();
  if (violation == nullptr && unknown == nullptr) {
    shown_at_ = 0;
    return strip_->hide();
  }
  why_->setVisible(violation != nullptr);
  if (violation == nullptr) {
    verdict_->setText(tr("Whether the operations on %1 have an order is not known: there are too "
                         "many orders to try.")
                          .arg(QString::fromStdString(unknown->key.str())));
    return strip_->show();
  }
  if (shown_at_ == violation->at && strip_->isVisibleTo(this)) return;
  shown_at_ = violation->at;
  const QString text = tr("Not linearizable: %1").arg(translated(violation->why));
  verdict_->setText(text);
  verdict_->setToolTip(plain_tip(text));
  strip_->show();
  if (!world.observer.without_order().empty())
    pane_->bring_into_sight(world.observer.without_order().back());
}

}  // namespace synod::views
