#include "views/charts/chart_card.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "views/charts/chart_style.h"
#include "views/kit/elided_label.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

constexpr QSize saved_size(1000, 480);
constexpr int saved_head = 36;

}  // namespace

ChartCard::ChartCard(ChartKind kind, const LineTrace* line, Selection* selection, bool torn,
                     QWidget* parent)
    : QWidget(parent),
      kind_(kind),
      line_(line),
      title_(new ElidedLabel),
      tear_(new QToolButton),
      save_(new QToolButton),
      menu_(new QMenu(this)),
      chart_(new TimeChart(line, selection)) {
  title_->setText(chart_help(kind));
  title_->setToolTip(plain_tip(title_->text()));
  title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  tear_->setText(tr("Own window"));
  tear_->setToolTip(tr("Open this chart in a window of its own, which follows the run"));
  tear_->setAccessibleName(tr("%1: own window").arg(chart_title(kind)));
  tear_->setVisible(!torn);
  connect(tear_, &QToolButton::clicked, this, &ChartCard::tear_off_requested);
  save_->setText(tr("Save"));
  save_->setToolTip(tr("Save this chart as a picture, as a drawing or as numbers"));
  save_->setAccessibleName(tr("%1: save").arg(chart_title(kind)));
  save_->setPopupMode(QToolButton::InstantPopup);
  add_save_actions(*menu_, this, [this] { return file(); });
  save_->setMenu(menu_);
  chart_->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(chart_, &QWidget::customContextMenuRequested, this,
          [this](QPoint at) { menu_->popup(chart_->mapToGlobal(at)); });

  auto* head = new QHBoxLayout;
  head->setContentsMargins(6, 0, 0, 0);
  head->addWidget(title_, 1);
  head->addWidget(tear_);
  head->addWidget(save_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(head);
  column->addWidget(chart_, 1);
}

void ChartCard::set_theme(const Theme& theme) {
  theme_ = theme;
  for (QToolButton* button : {tear_, save_}) {
    button->setStyleSheet(QStringLiteral("QToolButton { color: %1; border: 1px solid transparent; "
                                         "border-radius: 4px; padding: 1px 6px; }"
                                         "QToolButton:hover { background: %2; }"
                                         "QToolButton:focus { border-color: %1; }"
                                         "QToolButton::menu-indicator { image: none; }")
                              .arg(theme.accent.name(), theme.soft.name()));
    button->setFont(theme.font(8.5));
  }
  menu_->setPalette(ground_palette(theme, theme.raised));
  menu_->setFont(theme.font(9.5));
  paint_ground(*this, theme, theme.panel);
  dress(*title_, theme.font(8.5, QFont::DemiBold), theme.text);
  chart_->set_theme(theme);
}

void ChartCard::draw_line() {
  if (line_->history() != nullptr)
    chart_->set_plot(plot_of(kind_, line_->trace(), line_->history()->world()));
}

ChartFile ChartCard::file() const {
  ChartFile file;
  file.name = QString(chart_title(kind_)).toLower().replace(u' ', u'-');
  file.title = chart_help(kind_);
  file.size = saved_size;
  file.ground = theme_.panel;
  file.paint = [plot = chart_->plot(), theme = theme_, line = line_,
                title = file.title](QPainter& painter) {
    TimeChart chart(line);
    chart.resize(saved_size.width() - 16, saved_size.height() - saved_head - 8);
    chart.set_theme(theme);
    chart.set_plot(plot);
    chart.grab();  // Lays everything out, as showing it would.
    painter.setFont(theme.font(11, QFont::DemiBold));
    painter.setPen(theme.text);
    painter.drawText(QRect(14, 0, saved_size.width() - 28, saved_head), Qt::AlignVCenter, title);
    const QRect room(QPoint(8, saved_head), chart.size());
    chart.render(&painter, room, chart.rect());
  };
  file.table = table_of(chart_->plot(), line_->trace());
  return file;
}

}  // namespace synod::views
