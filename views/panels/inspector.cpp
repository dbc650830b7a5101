#include "views/panels/inspector.h"

#include <QGridLayout>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

constexpr int panel_width = 276;
constexpr int margin = 20;
constexpr int low = 440;  ///< Below this height, at scale 1, room is short.

/// The button that matters most here: in the accent's colour, but no more than an outline.
QString outlined_style(const Theme& theme) {
  return QStringLiteral("QPushButton { color: %1; border-color: %1; font-weight: 600; }")
      .arg(theme.accent.name());
}

}  // namespace

Inspector::Inspector(Selection* selection, QWidget* parent)
    : QWidget(parent), selection_(selection) {
  setAccessibleName(tr("Inspector"));
  build();
  set_theme(theme_);
  connect(selection_, &Selection::changed, this, &Inspector::refresh);
}

void Inspector::build() {
  auto* column = new QVBoxLayout(this);
  column->setSpacing(0);
  caption_ = plain_label(this);
  title_ = plain_label(this);
  status_ = plain_label(this);
  title_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  title_->setWordWrap(true);
  heading_ = new QHBoxLayout;
  heading_->addWidget(title_, 1);
  heading_->addWidget(status_, 0, Qt::AlignRight | Qt::AlignVCenter);
  column->addWidget(caption_);
  column->addSpacing(4);
  column->addLayout(heading_);
  column->addSpacing(6);

  auto* sheet = new QWidget;
  table_ = new FieldTable;
  table_->setAccessibleName(tr("Fields"));
  body_ = new QVBoxLayout(sheet);
  body_->setContentsMargins(0, 0, 0, 0);
  body_->setSpacing(0);
  body_->addWidget(table_);
  body_->addStretch(1);
  scroll_ = new QScrollArea(this);
  scroll_->setWidget(sheet);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setFocusPolicy(Qt::NoFocus);
  column->addWidget(scroll_, 1);

  button_grid_ = new QGridLayout;
  button_grid_->setSpacing(8);
  why_ = new QPushButton(tr("Why?  W"), this);
  why_->setToolTip(tr("Show the causes of this, and fade all else (W)"));
  why_->setAccessibleName(tr("Why?"));
  connect(why_, &QPushButton::clicked, this, [this] {
    if (page_.why) emit why_requested(Target(*page_.why));
  });
  connect(table_, &FieldTable::asked, this, [this](int row) {
    if (history_ != nullptr && page_.node.exists())
      emit question_asked(question_about_field(
          *history_, page_.node, table_->rows()[static_cast<std::size_t>(row)].name.toStdString()));
  });
  column->addSpacing(8);
  column->addLayout(button_grid_);
  build_truth(*column);
}

void Inspector::build_truth(QVBoxLayout& column) {
  truth_caption_ = plain_label(tr("TRUTH (no node can see this)"), this);
  truth_caption_->setWordWrap(true);
  truth_table_ = new FieldTable(this);
  truth_table_->setAccessibleName(truth_caption_->text());
  violations_ = rich_label(this);
  violations_->setWordWrap(true);
  violations_->setTextInteractionFlags(Qt::TextBrowserInteraction);
  connect(violations_, &QLabel::linkActivated, this, &Inspector::follow_link);
  connect(truth_table_, &FieldTable::asked, this, [this] {
    if (history_ != nullptr) emit question_asked(question_about_chosen(*history_));
  });
  column.addSpacing(18);
  column.addWidget(truth_caption_);
  column.addSpacing(4);
  column.addWidget(truth_table_);
  column.addWidget(violations_);
}

void Inspector::set_theme(const Theme& theme) {
  theme_ = theme;
  const auto scaled = [&](int length) { return static_cast<int>(length * theme.scale); };
  setFixedWidth(scaled(panel_width));
  paint_ground(*this, theme, theme.panel);
  paint_ground(*scroll_->viewport(), theme, theme.panel);
  paint_ground(*scroll_->widget(), theme, theme.panel);
  scroll_->verticalScrollBar()->setStyleSheet(scroll_style(theme));
  dress(*caption_, caption_font(theme), theme.muted);
  dress(*title_, theme.font(15, QFont::DemiBold), theme.text);
  dress(*status_, theme.font(9, QFont::DemiBold), theme.bad);
  dress(*truth_caption_, caption_font(theme), theme.muted);
  dress(*violations_, theme.font(9), theme.bad);
  for (QLabel* label : {caption_, title_, status_, truth_caption_, violations_})
    label->setContentsMargins(scaled(8), 0, scaled(8), 0);
  table_->set_theme(theme);
  truth_table_->set_theme(theme);
  for (QPushButton* button : buttons_) button->setStyleSheet(button_style(theme));
  why_->setStyleSheet(button_style(theme) + outlined_style(theme));
  why_->setFont(theme.font(9.5));
  arrange();
  refresh();
  show_page();
  show_truth();
}

void Inspector::resizeEvent(QResizeEvent*) {
  const bool was_low = low_;
  arrange();
  if (low_ != was_low) show_truth();
}

/// Where height is short, what just happened stands before the fields, and less is left free.
void Inspector::arrange() {
  const auto scaled = [&](int length) { return static_cast<int>(length * theme_.scale); };
  low_ = height() < scaled(low);
  layout()->setContentsMargins(scaled(margin - 8), scaled(low_ ? 8 : 24), scaled(margin - 8),
                               scaled(low_ ? 6 : 20));
  const int place = low_ ? body_->count() - 2 : 0;
  if (body_->indexOf(table_) == place) return;
  body_->removeWidget(table_);
  body_->insertWidget(place, table_);
}

void Inspector::set_history(const History* history) {
  history_ = history;
  known_ = 0;
  frame_ = {};
  page_ = {};
  truth_ = {};
  show_page();
  show_truth();
}

void Inspector::set_meaning(const FieldTable::Meaning& meaning) {
  table_->set_meaning(meaning);
  truth_table_->set_meaning(meaning);
}

void Inspector::set_keys(std::map<Verb, QKeySequence> keys) {
  keys_ = std::move(keys);
  show_page();
}

void Inspector::set_histories_key(const QKeySequence& key) {
  histories_key_ = key;
  show_page();
}

void Inspector::show_frame(const Frame& frame) {
  if (history_ == nullptr || frame.world == nullptr) return;
  const bool same = frame_.world != nullptr && frame.moment == frame_.moment &&
                    history_->size() == known_ && frame.losses.size() == frame_.losses.size() &&
                    frame.answers_hidden == frame_.answers_hidden &&
                    frame.covered == frame_.covered;
  if (same) return;
  take(frame);
  refresh();
}

void Inspector::take(const Frame& frame) {
  world_ = *frame.world;
  known_ = history_->size();
  frame_ = frame;
  frame_.world = &world_;
  frame_.next = nullptr;
  if (frame.last == nullptr) return;
  last_ = *frame.last;
  frame_.last = &last_;
}

void Inspector::refresh() {
  if (history_ == nullptr || frame_.world == nullptr) return;
  const Target& target = selection_->shown();
  InspectorPage page = page_about(target, target.exists() && target == selection_->pinned(), frame_,
                                  *history_, theme_.detail);
  if (!(page == page_)) {
    page_ = std::move(page);
    show_page();
  }
  TruthPage truth = truth_page(world_, *history_, theme_.detail);
  if (!(truth == truth_)) {
    truth_ = std::move(truth);
    show_truth();
  }
}

/// Lines break between words alone, so letters get smaller where a word has no room in one.
void Inspector::fit_title() {
  // Beside the margins and the space before the button.
  const double room = panel_width * theme_.scale - why_->sizeHint().width() - 60 * theme_.scale;
  double points = 15;
  const auto has_room = [&](const QString& word) {
    return QFontMetricsF(theme_.font(points, QFont::DemiBold)).horizontalAdvance(word) <= room;
  };
  const QStringList words = page_.title.split(' ');
  while (points > 9 && !std::all_of(words.begin(), words.end(), has_room)) points -= 0.5;
  dress(*title_, theme_.font(points, QFont::DemiBold), theme_.text);
}

void Inspector::show_page() {
  caption_->setText(page_.caption);
  title_->setText(page_.title);
  fit_title();
  status_->setText(page_.status);
  table_->set_rows(page_.rows);
  std::size_t used = 0;
  for (const PageSection& section : page_.sections) {
    QLabel* heading = line(used++);
    dress(*heading, theme_.font(9, QFont::DemiBold), theme_.accent);
    heading->setContentsMargins(8, static_cast<int>(16 * theme_.scale), 8, 2);
    heading->setText(section.title.toHtmlEscaped());
    for (const PageText& text : section.texts) show_text(*line(used++), text);
  }
  for (; used < lines_.size(); ++used) lines_[used]->hide();

  for (std::size_t i = 0; i < page_.buttons.size(); ++i) {
    QPushButton* shown = button(i);
    name_button(*shown, page_.buttons[i], key_shown(i));
    shown->show();
  }
  for (std::size_t i = page_.buttons.size(); i < buttons_.size(); ++i) buttons_[i]->hide();
  why_->setVisible(page_.why.has_value());
  place_buttons();
}

/// The words on a button. Only a key that is hard to guess has room beside them; every other one is
/// in the tooltip.
void Inspector::name_button(QPushButton& shown, const PageButton& button,
                            const QString& key) const {
  const QString text = plain_entry(button.text);
  const bool beside = std::holds_alternative<AskedHistories>(button.wish) && !key.isEmpty();
  shown.setText(beside ? QStringLiteral("%1  %2").arg(text, key) : text);
  const QString help = key.isEmpty() ? button.help : tr("%1 (%2)").arg(button.help, key);
  shown.setToolTip(plain_tip(help));
  shown.setAccessibleName(button.text);
  shown.setAccessibleDescription(help);
}

/// A moment to go to, or the name of an invariant whose violation is asked about.
void Inspector::follow_link(const QString& link) {
  bool is_moment = false;
  const MomentId moment = link.toUInt(&is_moment);
  if (is_moment) {
    emit moment_requested(moment);
  } else if (history_ != nullptr) {
    emit question_asked(question_about_violation(*history_, link.toStdString()));
  }
}

/// "Why?" comes first, the others follow; alone it needs no row of its own.
void Inspector::place_buttons() {
  int place = 0;
  const auto put = [&](QPushButton* shown) {
    button_grid_->addWidget(shown, place / 2, place % 2);
    ++place;
  };
  if (page_.why && page_.buttons.empty()) heading_->addWidget(why_);
  if (page_.why && !page_.buttons.empty()) put(why_);
  for (QPushButton* shown : buttons_) put(shown);
}

void Inspector::show_text(QLabel& label, const PageText& text) const {
  dress(label, theme_.font(9.5), text.bad ? theme_.bad : theme_.text);
  label.setContentsMargins(8, 2, 8, 2);
  QString html = text.text.toHtmlEscaped();
  if (!text.rule.isEmpty())
    html += QStringLiteral(" <span style='color:%1'>%2</span>")
                .arg(theme_.muted.name(), text.rule.toHtmlEscaped());
  if (text.moment)
    html += QStringLiteral(" <a href='%1' style='color:%2'>%3</a>")
                .arg(*text.moment)
                .arg(theme_.accent.name(), tr("Go there").toHtmlEscaped());
  label.setText(html);
}

QLabel* Inspector::line(std::size_t index) {
  if (index == lines_.size()) {
    auto* label = rich_label(scroll_->widget());
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    connect(label, &QLabel::linkActivated, this,
            [this](const QString& link) { emit moment_requested(link.toUInt()); });
    // Before the stretch, and before the fields where these come last.
    body_->insertWidget(body_->count() - (low_ ? 2 : 1), label);
    lines_.push_back(label);
  }
  lines_[index]->show();
  return lines_[index];
}

QPushButton* Inspector::button(std::size_t index) {
  if (index == buttons_.size()) {
    auto* fresh = new QPushButton(this);
    fresh->setStyleSheet(button_style(theme_));
    fresh->setFont(theme_.font(9.5));
    connect(fresh, &QPushButton::clicked, this, [this, index] { ask(index); });
    buttons_.push_back(fresh);
  }
  return buttons_[index];
}

void Inspector::ask(std::size_t button) {
  if (button >= page_.buttons.size()) return;
  // A copy: whoever hears of it may change the page.
  const auto wish = page_.buttons[button].wish;
  if (const auto* proposer = std::get_if<NodeId>(&wish)) emit propose_requested(*proposer);
  if (const auto* action = std::get_if<Action>(&wish)) emit action_requested(*action);
  if (const auto* asked = std::get_if<AskedHistories>(&wish)) emit histories_requested(asked->node);
}

QString Inspector::key_hint(const PageButton& button) const {
  if (std::holds_alternative<AskedHistories>(button.wish))
    return histories_key_.toString(QKeySequence::NativeText);
  const auto* action = std::get_if<Action>(&button.wish);
  if (action != nullptr && !is_done_by_key(*action)) return {};
  const auto found = keys_.find(action != nullptr ? action->verb : Verb::propose);
  return found == keys_.end() ? QString() : found->second.toString(QKeySequence::NativeText);
}

/// Keys act on what the page is about, and on both directions of a link.
bool Inspector::is_done_by_key(const Action& action) const {
  if (action.peer.exists()) return action.both_ways;
  return !action.node.exists() || action.node == page_.node;
}

/// The key of a button. One that does two things does what is offered first.
QString Inspector::key_shown(std::size_t button) const {
  QString key = key_hint(page_.buttons[button]);
  for (std::size_t before = 0; before < button; ++before)
    if (key_hint(page_.buttons[before]) == key) return {};
  return key;
}

void Inspector::show_truth() {
  truth_table_->set_rows(truth_.rows, false);
  QStringList lines;
  for (const PageText& violation : truth_.violations) {
    QString html = violation.text.toHtmlEscaped();
    if (violation.moment)
      html += QStringLiteral(" <a href='%1' style='color:%2'>%3</a>")
                  .arg(*violation.moment)
                  .arg(theme_.accent.name(), tr("Go there").toHtmlEscaped());
    if (!violation.violated.empty())
      html += QStringLiteral(" <a href='%1' style='color:%2'>%3</a>")
                  .arg(QString::fromStdString(violation.violated).toHtmlEscaped(),
                       theme_.accent.name(), tr("Why?").toHtmlEscaped());
    lines << html;
  }
  violations_->setText(lines.join(QStringLiteral("<br>")));
  // Where room is short, the alarm above the canvas says it alone.
  violations_->setVisible(!lines.isEmpty() && !low_);
}

void Inspector::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(theme_.divider);
  painter.drawLine(0, 0, 0, height());
}

}  // namespace synod::views
