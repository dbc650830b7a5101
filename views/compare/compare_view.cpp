#include "views/compare/compare_view.h"

#include <QHBoxLayout>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include "views/compare/difference_words.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

/// More would not fit into the lines that there are.
constexpr std::size_t most_told = 8;

QVBoxLayout* tight_column(QWidget* widget) {
  auto* column = new QVBoxLayout(widget);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  return column;
}

}  // namespace

CompareView::CompareView(const TransportActions& transport, const QList<QAction*>& others,
                         QWidget* parent)
    : QWidget(parent),
      transport_(new TransportBar(transport, others)),
      sides_{new CompareSide(Side::left), new CompareSide(Side::right)},
      claim_(plain_label()),
      propose_(new ProposeBar),
      timeline_(new TwinTimeline),
      errors_(new ErrorBar) {
  setAccessibleName(tr("Side by side"));
  QVBoxLayout* column = tight_column(this);
  column->addWidget(transport_);
  claim_->setAccessibleName(tr("What the two are"));
  claim_->setWordWrap(true);
  claim_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  claim_->hide();
  column->addWidget(claim_);
  QWidget* sides = build_sides();
  column->addWidget(sides, 1);
  below_ = new QWidget(this);
  auto* row = new QHBoxLayout(below_);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  row->addWidget(build_words(), 1);
  row->addWidget(propose_, 0, Qt::AlignVCenter);
  column->addWidget(below_);
  column->addWidget(timeline_);
  errors_->float_over(sides);
  transport_->set_title(tr("Side by side"));
  connect(timeline_, &TwinTimeline::step_requested, this, &CompareView::step_requested);
  connect(timeline_, &TwinTimeline::scrubbed, this, &CompareView::scrubbed);
  connect(sides_.right->chooser(), &QComboBox::activated, this, &CompareView::chosen);
  for (Side side : both_sides) wire(side);
}

QWidget* CompareView::build_sides() {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  divider_ = new QWidget(box);
  divider_->setFixedWidth(1);
  row->addWidget(sides_.left, 1);
  row->addWidget(divider_);
  row->addWidget(sides_.right, 1);
  return box;
}

QWidget* CompareView::build_words() {
  words_ = new QStackedWidget(this);
  words_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  auto* told = new QWidget;
  standing_ = plain_label();
  standing_->setAccessibleName(tr("Where they part"));
  differing_ = plain_label();
  differing_->setAccessibleName(tr("What differs"));
  for (QLabel* label : {standing_, differing_}) {
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  }
  QVBoxLayout* column = tight_column(told);
  column->addWidget(standing_);
  column->addWidget(differing_);
  column->addStretch(1);
  auto* busy = new QWidget;
  auto* row = new QHBoxLayout(busy);
  busy_ = plain_label(tr("The right goes through the same steps…"));
  progress_ = new QProgressBar;
  progress_->setAccessibleName(tr("Steps done on the right"));
  progress_->setToolTip(plain_tip(progress_->accessibleName()));
  cancel_ = new QPushButton(tr("Cancel"));
  cancel_->setToolTip(tr("Stop here, and go back to the explorer"));
  row->addWidget(busy_);
  row->addWidget(progress_, 1);
  row->addWidget(cancel_);
  connect(cancel_, &QPushButton::clicked, this, &CompareView::cancelled);
  words_->addWidget(told);
  words_->addWidget(busy);
  return words_;
}

void CompareView::wire(Side side) {
  ComparedCanvas& canvas = sides_[side]->canvas();
  connect(&canvas, &Canvas::action_requested, this,
          [this, side](const Action& action) { emit action_requested(side, action); });
  connect(&canvas, &Canvas::propose_requested, this,
          [this, side](NodeId node) { emit propose_requested(side, node); });
  AlarmBar& alarm = sides_[side]->alarm();
  connect(&alarm, &AlarmBar::why_requested, this,
          [this, side](const std::string& invariant) { emit why_violated(side, invariant); });
  connect(&alarm, &AlarmBar::event_requested, this, [this, side](EventNumber event) {
    if (twin_ != nullptr) go_to_moment(side, twin_->history(side).at_depth(event));
  });
  connect(&canvas, &Canvas::refused, this, &CompareView::show_error);
  connect(&canvas, &Canvas::moment_requested, this,
          [this, side](MomentId moment) { go_to_moment(side, moment); });
}

/// To the first step after which that side stood there.
void CompareView::go_to_moment(Side side, MomentId moment) {
  for (std::uint32_t step = 0; twin_ != nullptr && step <= twin_->size(); ++step)
    if (twin_->step(step).moment[side] == moment) return emit step_requested(step);
}

void CompareView::set_theme(const Theme& theme) {
  theme_ = theme;
  const auto scaled = [&](double length) { return static_cast<int>(length * theme.scale); };
  // A style sheet comes before the palettes: it resets those of what stands in it.
  cancel_->setStyleSheet(button_style(theme));
  cancel_->setFont(theme.font(9.5));
  paint_ground(*this, theme, theme.panel);
  transport_->set_theme(theme);
  for (Side side : both_sides) sides_[side]->set_theme(theme);
  paint_ground(*claim_, theme, theme.soft);
  dress(*claim_, theme.font(10.5), theme.text);
  claim_->setContentsMargins(scaled(18), scaled(8), scaled(18), scaled(8));
  paint_ground(*divider_, theme, theme.divider);
  paint_ground(*below_, theme, theme.raised);
  paint_ground(*words_, theme, theme.raised);
  below_->layout()->setContentsMargins(0, 0, scaled(18), 0);
  propose_->set_theme(theme);
  dress(*standing_, theme.font(10.5, QFont::DemiBold), theme.text);
  dress(*differing_, theme.font(9.5), theme.text);
  dress(*busy_, theme.font(9.5), theme.text);
  for (int page = 0; page < words_->count(); ++page)
    words_->widget(page)->layout()->setContentsMargins(scaled(18), scaled(6), scaled(18),
                                                       scaled(6));
  words_->widget(0)->layout()->setSpacing(scaled(3));
  words_->setFixedHeight(QFontMetrics(theme.font(10.5)).lineSpacing() +
                         QFontMetrics(theme.font(9.5)).lineSpacing() * 2 + scaled(16));
  timeline_->set_theme(theme);
  errors_->set_theme(theme);
}

void CompareView::set_names(const QString& left, const std::vector<CompareChoice>& choices,
                            int chosen) {
  sides_.left->set_name(left);
  sides_.right->set_name({});
  QComboBox* chooser = sides_.right->chooser();
  chooser->clear();
  for (const CompareChoice& choice : choices) {
    chooser->addItem(choice.name);
    const int row = chooser->count() - 1;
    chooser->setItemData(row, plain_tip(choice.problem.isEmpty() ? choice.help : choice.problem),
                         Qt::ToolTipRole);
    auto* model = qobject_cast<QStandardItemModel*>(chooser->model());
    model->item(row)->setEnabled(choice.problem.isEmpty());
  }
  chooser->setCurrentIndex(chosen);
}

void CompareView::set_claim(const QString& claim, NodeId about) {
  claim_->setText(claim);
  claim_->setVisible(!claim.isEmpty());
  for (Side side : both_sides) sides_[side]->outline(about);
}

void CompareView::set_twin(const Twin* twin) {
  twin_ = twin;
  told_size_ = UINT32_MAX;
  timeline_->set_twin(twin);
  propose_->setEnabled(twin != nullptr);
  words_->setCurrentIndex(twin == nullptr ? 1 : 0);
  for (Side side : both_sides) {
    sides_[side]->set_history(twin == nullptr ? nullptr : &twin->history(side));
    sides_[side]->setEnabled(twin != nullptr);
    if (twin == nullptr) sides_[side]->show_frame({});
  }
  if (twin == nullptr) show_progress(0, 0);
}

void CompareView::show_frames(const Both<Frame>& frames, double position) {
  for (Side side : both_sides) sides_[side]->show_frame(frames[side]);
  propose_->show_frame(frames.left);
  timeline_->show_position(position);
  if (told_step_ == twin_->present() && told_size_ == twin_->size()) return;
  told_step_ = twin_->present();
  told_size_ = twin_->size();
  tell();
}

QString CompareView::nothing_differs(const Twin& twin) {
  return twin.by_own_clocks() ? tr("Their fields mean different things, and are not compared.")
                              : tr("Nothing differs now.");
}

void CompareView::tell() {
  const std::vector<Difference> differences = twin_->differences();
  for (Side side : both_sides)
    sides_[side]->tell(happened_told(*twin_, side), traffic_told(*twin_, side), differences);
  standing_->setText(standing_told(*twin_));
  const Cluster& world = twin_->history(Side::left).world();
  QStringList words;
  for (std::size_t i = 0; i < std::min(differences.size(), most_told); ++i)
    words << synod::views::told(differences[i], world);
  if (differences.size() > most_told)
    words << tr("and %1 more").arg(differences.size() - most_told);
  differing_->setText(words.isEmpty() ? nothing_differs(*twin_)
                                      : words.join(QStringLiteral("   ·   ")));
  differing_->setToolTip(plain_tip(words.join(u'\n')));
}

void CompareView::show_progress(int done, int total) {
  progress_->setRange(0, total);
  progress_->setValue(done);
}

void CompareView::zoom_in() {
  for (Side side : both_sides) sides_[side]->canvas().zoom_in();
}

void CompareView::zoom_out() {
  for (Side side : both_sides) sides_[side]->canvas().zoom_out();
}

void CompareView::zoom_reset() {
  for (Side side : both_sides) sides_[side]->canvas().zoom_reset();
}

}  // namespace synod::views
