#include "views/why/why_panel.h"

#include <QEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>
#include <QVBoxLayout>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/told_at.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

constexpr int panel_width = 276;  ///< As the inspector, so that the canvas keeps its size.
constexpr int margin = 12;
constexpr int inset = 8;

}  // namespace

WhyPanel::WhyPanel(Selection* selection, Reason* reason, QWidget* parent)
    : QWidget(parent),
      selection_(selection),
      reason_(reason),
      model_(new WhyModel(reason, this)),
      delegate_(new WhyDelegate(this)) {
  setAccessibleName(tr("Why"));
  build();
  set_theme(theme_);
  connect(reason_, &Reason::changed, this, &WhyPanel::show_reason);
  connect(list_, &QListView::clicked, this, &WhyPanel::go_to);
  connect(list_, &QListView::activated, this, &WhyPanel::go_to);
  connect(list_, &QListView::entered, this, &WhyPanel::point_at);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          [this](const QModelIndex& row) {
            if (list_->hasFocus()) point_at(row);
          });
  connect(done_, &QPushButton::clicked, this, &WhyPanel::done);
}

void WhyPanel::build() {
  auto* column = new QVBoxLayout(this);
  column->setSpacing(0);
  caption_ = plain_label(tr("WHY"), this);
  question_ = plain_label(this);
  answer_ = plain_label(this);
  extent_ = plain_label(this);
  for (QLabel* label : {question_, answer_, extent_}) {
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  }
  list_ = new QListView(this);
  list_->setAccessibleName(tr("From the first cause to the fact"));
  list_->setToolTip(tr("Click a step, or press Enter on it: go to its event"));
  list_->setModel(model_);
  list_->setItemDelegate(delegate_);
  list_->setFrameShape(QFrame::NoFrame);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setSelectionMode(QAbstractItemView::SingleSelection);
  list_->setMouseTracking(true);
  list_->setResizeMode(QListView::Adjust);
  list_->viewport()->installEventFilter(this);
  setFocusProxy(list_);
  done_ = new QPushButton(this);
  column->addWidget(caption_);
  column->addSpacing(4);
  column->addWidget(question_);
  column->addSpacing(8);
  column->addWidget(answer_);
  column->addSpacing(6);
  column->addWidget(extent_);
  column->addSpacing(6);
  column->addWidget(list_, 1);
  column->addSpacing(10);
  column->addWidget(done_);
}

void WhyPanel::set_theme(const Theme& theme) {
  theme_ = theme;
  model_->set_detail(theme.detail);
  delegate_->set_theme(theme);
  const auto scaled = [&](int length) { return static_cast<int>(length * theme.scale); };
  setFixedWidth(scaled(panel_width));
  layout()->setContentsMargins(scaled(margin), scaled(24), scaled(margin), scaled(20));
  list_->verticalScrollBar()->setStyleSheet(scroll_style(theme));
  done_->setStyleSheet(button_style(theme));
  done_->setFont(theme.font(9.5));
  paint_ground(*this, theme, theme.panel);
  paint_ground(*list_->viewport(), theme, theme.panel);
  QPalette palette = list_->palette();
  palette.setColor(QPalette::Base, theme.panel);
  list_->viewport()->setPalette(palette);
  show_answer();
  dress(*caption_, caption_font(theme), theme.accent);
  dress(*question_, theme.font(13, QFont::DemiBold), theme.text);
  dress(*answer_, theme.font(10.2), theme.text);
  dress(*extent_, theme.font(8.5), theme.muted);
  for (QLabel* label : {caption_, question_, answer_, extent_})
    label->setContentsMargins(scaled(inset), 0, scaled(inset), 0);
  list_->doItemsLayout();
}

void WhyPanel::set_history(const History* history) {
  model_->set_history(history);
  model_->refresh();
}

void WhyPanel::show_frame(const Frame&) {}

void WhyPanel::show_search() {
  question_->setText(tr("Looking for the cause…"));
  answer_->setText(tr("The whole run is being looked at. All else can be used meanwhile."));
  extent_->clear();
  list_->hide();
  done_->setText(tr("Cancel"));
  done_->setToolTip(tr("Stop looking, and show the inspector again (Esc)"));
}

void WhyPanel::show_reason() {
  model_->refresh();
  list_->show();
  done_->setText(tr("Done  Esc"));
  done_->setAccessibleName(tr("Done"));
  done_->setToolTip(tr("Show everything in full strength again, and the inspector (Esc)"));
  const Why* why = reason_->why();
  if (why == nullptr) {
    // What was pointed at here is not seen any longer.
    selection_->hover({});
    return;
  }
  question_->setText(translated(why->question));
  show_answer();
  extent_->setText(tr("It depends on %1 of %2 events: ● in the Story, framed on the timeline.")
                       .arg(why->slice.size())
                       .arg(reason_->length()));
  // What has not happened at all depends on nothing.
  extent_->setVisible(!why->slice.empty());
  setAccessibleDescription(answer_->text());
  list_->scrollToTop();
}

void WhyPanel::show_answer() {
  if (const Why* why = reason_->why())
    answer_->setText(translated(told_at(theme_.detail, why->answer)));
}

void WhyPanel::point_at(const QModelIndex& row) {
  const auto moment = model_->moment(row.row());
  selection_->hover(moment && *moment != 0 ? Target::at_event(*moment) : Target());
}

void WhyPanel::go_to(const QModelIndex& row) {
  if (const auto moment = model_->moment(row.row())) emit moment_requested(*moment);
}

bool WhyPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == list_->viewport()) {
    if (event->type() == QEvent::Leave) selection_->hover({});
    if (event->type() == QEvent::Resize) {
      delegate_->set_width(static_cast<QResizeEvent*>(event)->size().width());
      QMetaObject::invokeMethod(list_, &QListView::doItemsLayout, Qt::QueuedConnection);
    }
  }
  return QWidget::eventFilter(watched, event);
}

void WhyPanel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(theme_.divider);
  painter.drawLine(0, 0, 0, height());
}

}  // namespace synod::views
