#include "views/votes/votes_view.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "model/world/quorum.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/vote_words.h"
#include "views/votes/vote_table.h"

namespace synod::views {

VotesView::VotesView(Selection* selection, Reason* reason, const LineTrace* line,
                     BallotChoice* ballots, QWidget* parent)
    : QWidget(parent),
      line_(line),
      ballots_(ballots),
      model_(new VoteModel(ballots, line, this)),
      table_(new VoteTable(model_, selection, reason, this)),
      sentence_(plain_label(this)),
      second_(plain_label(this)),
      slot_name_(plain_label(tr("Slot"), this)),
      slot_(new QComboBox(this)),
      apart_(new QPushButton(tr("Show two"), this)) {
  sentence_->setObjectName("votes_sentence");
  second_->setObjectName("votes_comparison");
  apart_->setObjectName("votes_apart");
  slot_->setObjectName("votes_slot");
  sentence_->setWordWrap(true);
  second_->setWordWrap(true);
  apart_->setCheckable(true);
  apart_->setToolTip(tr("Outline two quorums on the canvas that share nobody"));
  apart_->setAccessibleName(tr("Show two quorums that share nobody"));
  // Wide enough for any number, without a look at all of them.
  slot_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  slot_->setMinimumContentsLength(7);
  slot_->setToolTip(tr("The place in the log whose votes are shown"));
  slot_->setAccessibleName(tr("Slot"));
  slot_name_->setBuddy(slot_);

  auto* top = new QHBoxLayout;
  auto* words = new QVBoxLayout;
  words->setSpacing(1);
  words->addWidget(sentence_);
  words->addWidget(second_);
  top->addLayout(words, 1);
  top->addWidget(apart_);
  top->addWidget(slot_name_);
  top->addWidget(slot_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  top->setContentsMargins(24, 5, 24, 3);
  column->addLayout(top);
  // A cell keeps the other half of the margin itself.
  auto* grid = new QHBoxLayout;
  grid->setContentsMargins(12, 0, 12, 0);
  grid->addWidget(table_);
  column->addLayout(grid, 1);
  setFocusProxy(table_);

  connect(table_, &VoteTable::moment_requested, this, &VotesView::moment_requested);
  connect(table_, &VoteTable::toggled, ballots_, &BallotChoice::toggle);
  connect(table_, &VoteTable::given_up, ballots_, &BallotChoice::clear);
  connect(ballots_, &BallotChoice::changed, this, &VotesView::show_choice);
  connect(apart_, &QPushButton::toggled, ballots_, &BallotChoice::show_apart);
  connect(slot_, &QComboBox::activated, this,
          [this](int index) { ballots_->set_slot({slot_->itemData(index).toUInt()}); });
  set_theme(theme_);
}

void VotesView::set_theme(const Theme& theme) {
  theme_ = theme;
  paint_ground(*this, theme, theme.panel);
  table_->set_theme(theme);
  dress(*sentence_, theme.font(9.5, QFont::DemiBold), theme.text);
  dress(*second_, theme.font(9), theme.muted);
  dress(*slot_name_, theme.font(9), theme.muted);
  apart_->setStyleSheet(button_style(theme));
  apart_->setFont(theme.font(9));
  slot_->setStyleSheet(field_style(theme));
  slot_->setFont(theme.font(9));
  update();
}

void VotesView::line_exchanged() {
  exchanged_ = true;
  stale_ = true;
  told_ = false;
}

void VotesView::show_frame(const Frame& frame) {
  const auto at = static_cast<EventNumber>(std::floor(frame.position + 1e-9));
  if (line_->history() == nullptr) return;
  if (!told_) emit available(is_chosen_by_votes(*frame.world));
  told_ = true;
  // What nobody looks at costs nothing; not even the trace is followed.
  if (!isVisible()) {
    at_ = at;
    stale_ = true;
    return;
  }
  if (!stale_ && at == at_ && line_->version() == version_) return;
  at_ = at;
  refresh();
}

void VotesView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_ && line_->history() != nullptr) refresh();
}

void VotesView::refresh() {
  version_ = line_->version();
  stale_ = false;
  model_->show(at_, exchanged_);
  exchanged_ = false;
  show_slots();
  show_sentences();
  table_->follow();
  table_->viewport()->update();
}

void VotesView::show_choice() {
  if (line_->history() == nullptr || !isVisible()) {
    stale_ = true;
    return;
  }
  model_->show(at_, false);
  show_sentences();
  table_->viewport()->update();
  table_->horizontalHeader()->viewport()->update();
}

void VotesView::show_slots() {
  const std::vector<Slot>& slots_known = ballots_->slots_shown();
  const bool several = slots_known.size() > 1;
  slot_->setVisible(several);
  slot_name_->setVisible(several);
  if (!several) return;
  const auto listed = static_cast<std::size_t>(std::max(0, slot_->count() - 1));
  const bool grown = listed > 0 && listed <= slots_known.size() &&
                     slot_->itemData(slot_->count() - 1).toUInt() == slots_known[listed - 1].number;
  if (grown && listed == slots_known.size()) return;
  const QSignalBlocker quiet(slot_);
  if (!grown) {
    slot_->clear();
    slot_->addItem(tr("newest"), 0U);
  }
  for (std::size_t i = grown ? listed : 0; i < slots_known.size(); ++i)
    slot_->addItem(QString::number(slots_known[i].number), slots_known[i].number);
  if (!grown) slot_->setCurrentIndex(std::max(0, slot_->findData(ballots_->slot().number)));
}

void VotesView::show_sentences() {
  sentence_->setText(model_->words().situation());
  const QString apart = quorums_apart_told(*line_->history()->world().setup);
  const QString comparison = model_->words().comparison(ballots_->shown_at(at_));
  second_->setText(comparison.isEmpty() ? apart : comparison);
  second_->setVisible(!second_->text().isEmpty());
  dress(*second_, theme_.font(9),
        comparison.isEmpty() && !apart.isEmpty() ? theme_.bad : theme_.muted);
  apart_->setVisible(!apart.isEmpty());
  const QSignalBlocker quiet(apart_);
  apart_->setChecked(ballots_->apart_shown());
}

}  // namespace synod::views
