#include "views/compare/compare_side.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

CompareSide::CompareSide(Side side, QWidget* parent)
    : QWidget(parent),
      side_(side),
      alarm_(new AlarmBar(this)),
      name_(plain_label(this)),
      canvas_(new ComparedCanvas(&selection_, this)),
      happened_(plain_label(this)),
      traffic_(plain_label(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* head = new QHBoxLayout;
  head->addWidget(name_);
  if (side == Side::right) {
    chooser_ = new QComboBox(this);
    chooser_->setAccessibleName(tr("The cluster on the right"));
    chooser_->setToolTip(tr("Which cluster goes through the same steps on the right"));
    chooser_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    chooser_->setFocusPolicy(Qt::StrongFocus);
    head->addWidget(chooser_, 1);
    name_->setBuddy(chooser_);
  }
  head->addStretch(side == Side::left ? 1 : 0);
  name_->setTextFormat(Qt::PlainText);
  canvas_->setAccessibleName(side == Side::left ? tr("The cluster on the left")
                                                : tr("The cluster on the right"));
  happened_->setWordWrap(true);
  happened_->setTextFormat(Qt::PlainText);
  happened_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  happened_->setAccessibleName(tr("What just happened"));
  traffic_->setAccessibleName(tr("Messages and decisions"));
  traffic_->setMinimumWidth(0);
  traffic_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  canvas_->set_filter(&filter_);
  column->addLayout(head);
  column->addWidget(alarm_);
  column->addWidget(canvas_, 1);
  column->addWidget(happened_);
  column->addWidget(traffic_);
}

QString CompareSide::side_name() const {
  return side_ == Side::left ? tr("Left") : tr("Right");
}

void CompareSide::set_name(const QString& name) {
  name_->setText(tr("%1: %2").arg(side_name(), name).trimmed());
  name_->setToolTip(plain_tip(name));
}

void CompareSide::set_theme(const Theme& theme) {
  const auto scaled = [&](double length) { return static_cast<int>(length * theme.scale); };
  if (chooser_ != nullptr) {
    chooser_->setFont(theme.font(9.5));
    chooser_->setMinimumHeight(scaled(28));
    chooser_->setStyleSheet(field_style(theme) +
                            QStringLiteral("QComboBox, QAbstractItemView "
                                           "{ color: %1; background-color: %2; }")
                                .arg(theme.text.name(), theme.raised.name()));
  }
  paint_ground(*this, theme, theme.panel);
  QLayout* head = layout()->itemAt(0)->layout();
  head->setContentsMargins(scaled(18), scaled(6), scaled(18), scaled(6));
  head->setSpacing(scaled(8));
  dress(*name_, theme.font(10, QFont::DemiBold), theme.text);
  name_->setMinimumHeight(scaled(28));
  alarm_->set_theme(theme);
  canvas_->set_theme(theme);
  dress(*happened_, theme.font(9.5), theme.text);
  happened_->setContentsMargins(scaled(18), scaled(6), scaled(18), scaled(4));
  // As high for a short sentence as for a long one, so that nothing moves. Large letters need more
  // lines.
  const int lines = theme.scale > 1.4 ? 3 : 2;
  happened_->setFixedHeight(QFontMetrics(theme.font(9.5)).lineSpacing() * lines + scaled(10));
  dress(*traffic_, theme.font(9), theme.muted);
  traffic_->setContentsMargins(scaled(18), 0, scaled(18), scaled(4));
  canvas_->setMinimumSize(240, 120);
}

void CompareSide::show_frame(const Frame& frame) {
  canvas_->show_frame(frame);
  if (frame.world != nullptr)
    alarm_->show_frame(frame);
  else
    alarm_->hide();
}

void CompareSide::outline(NodeId node) {
  selection_.pin(node.exists() ? Target::at_node(node) : Target());
}

void CompareSide::tell(const QString& happened, const QString& traffic,
                       std::vector<Difference> differences) {
  traffic_->setText(traffic);
  traffic_->setToolTip(plain_tip(traffic));
  happened_->setText(happened);
  happened_->setToolTip(plain_tip(happened));
  canvas_->set_differences(std::move(differences));
}

}  // namespace synod::views
