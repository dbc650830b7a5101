#include "views/explore/explore_form.h"

#include <QVBoxLayout>
#include <algorithm>

#include "model/explore/livelock.h"
#include "model/scenario/condition_parser.h"
#include "model/world/protocol.h"
#include "model/world/quorum.h"
#include "views/explore/explore_words.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

constexpr int columns = 4;
constexpr std::uint64_t million = 1'000'000;
/// As many of the values that were asked for are offered.
constexpr qsizetype most_values = 12;

/// Gives a field its name and its tooltip.
template <class Field>
Field* named(Field* field, const QString& name, const QString& tip) {
  field->setAccessibleName(name);
  field->setToolTip(plain_tip(tip));
  return field;
}

QGridLayout* new_grid() {
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(12);
  grid->setVerticalSpacing(3);
  return grid;
}

}  // namespace

ExploreForm::ExploreForm(QWidget* parent) : QWidget(parent) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 4, 0);  // A scroll bar may stand beside it.
  column->setSpacing(6);
  const auto part = [&](const QString& title) {
    captions_.push_back(plain_label(title, this));
    column->addWidget(captions_.back());
    auto* grid = new_grid();
    column->addLayout(grid);
    column->addSpacing(8);
    return grid;
  };
  problem_label_ = plain_label(this);
  build_aims(*part(tr("QUESTION")));
  build_bounds(*part(tr("WHAT MAY HAPPEN FROM HERE ON")));
  build_more();
  column->addWidget(more_, 0, Qt::AlignLeft);
  column->addWidget(rest_);
  scope_ = plain_label(this);
  scope_->setAccessibleName(tr("What is explored"));
  problem_label_->setAccessibleName(tr("What is wrong"));
  scope_->setWordWrap(true);
  problem_label_->setWordWrap(true);
  column->addWidget(scope_);
  column->addStretch(1);
  set_theme(theme_);
}

QRadioButton* ExploreForm::question(const QString& text, const QString& tip) {
  return named(new QRadioButton(text, this), QString(text).remove('&'), tip);
}

void ExploreForm::build_aims(QGridLayout& grid) {
  violation_ = question(tr("Can &two values be chosen?"),
                        tr("Look for the shortest run that violates agreement or any other "
                           "invariant"));
  value_asked_ = question(tr("Can this value still be c&hosen?"),
                          tr("Look for the shortest run in which this value is chosen"));
  value_ = named(new QComboBox(this), tr("Value"),
                 tr("The value, or the command of a log, to look for"));
  value_->setEditable(true);
  livelock_ = question(tr("Can it go on for e&ver?"),
                       tr("Look for a livelock: messages are delivered, nothing is chosen, and it "
                          "comes back to where it was, with higher ballots"));
  goal_ = question(tr("Can this condition come t&rue?"),
                   tr("Look for the shortest run to a state in which a condition is true"));
  condition_ = named(new QLineEdit(this), tr("Condition"),
                     tr("A condition of the scenario language, as it stands after 'expect'"));
  example_ = named(rich_label(this), tr("An example"), tr("Use this condition"));
  example_->setWordWrap(true);
  example_->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
  grid.addWidget(violation_, 0, 0, 1, 2);
  grid.addWidget(value_asked_, 1, 0);
  grid.addWidget(value_, 1, 1);
  grid.addWidget(livelock_, 2, 0, 1, 2);
  grid.addWidget(goal_, 3, 0);
  grid.addWidget(condition_, 3, 1);
  grid.addWidget(example_, 4, 1);
  grid.addWidget(problem_label_, 5, 0, 1, 2);
  grid.setColumnStretch(1, 1);
  violation_->setChecked(true);
  connect(example_, &QLabel::linkActivated, this, &ExploreForm::take_example);
  connect(livelock_, &QRadioButton::toggled, this, &ExploreForm::check);
  connect(value_asked_, &QRadioButton::toggled, this, &ExploreForm::check);
  connect(goal_, &QRadioButton::toggled, this, [this](bool wanted) {
    if (wanted) condition_->setFocus();
    check();
  });
  connect(condition_, &QLineEdit::textEdited, this, [this] {
    goal_->setChecked(true);
    check();
  });
  const auto value_wanted = [this] {
    value_asked_->setChecked(true);
    check();
  };
  connect(value_, &QComboBox::activated, this, value_wanted);
  connect(value_->lineEdit(), &QLineEdit::textEdited, this, value_wanted);
}

void ExploreForm::place(QGridLayout& grid, QWidget* field, int row, int column) {
  auto* label = plain_label(field->accessibleName(), this);
  label->setBuddy(field);
  label->setToolTip(field->toolTip());
  grid.addWidget(label, 2 * row, column);
  grid.addWidget(field, 2 * row + 1, column);
  grid.setColumnStretch(column, 1);
}

QSpinBox* ExploreForm::count(int most, int value, const QString& name, const QString& tip) {
  auto* spin = named(new QSpinBox(this), name, tip);
  spin->setRange(0, most);
  spin->setValue(value);
  spin->setGroupSeparatorShown(true);
  connect(spin, &QSpinBox::valueChanged, this, &ExploreForm::check);
  return spin;
}

void ExploreForm::build_bounds(QGridLayout& grid) {
  const int most = static_cast<int>(explore::most_faults);
  ballots_ = count(static_cast<int>(explore::most_ballots), 1, tr("Proposals each"),
                   tr("How often each proposer, and each client, may ask for a value"));
  crashes_ = count(most, 0, tr("Crashes"), tr("How many crashes may happen"));
  restarts_ = count(most, 0, tr("Restarts"), tr("How many restarts may happen"));
  drops_ = count(most, 0, tr("Messages lost"), tr("How many messages the network may lose"));
  lossy_ = named(new QCheckBox(tr("Any &loss and any repetition"), this),
                 tr("Any loss and any repetition"),
                 tr("Any message may be lost, and may arrive again, however often"));
  synchronous_ =
      named(new QCheckBox(tr("Messages keep to ti&me"), this), tr("Messages keep to time"),
            tr("A timer goes off only once no message is under way, and only messages "
               "of nodes that are down are lost: who is silent has crashed. For "
               "protocols that trust in time"));
  QWidget* fields[] = {ballots_, crashes_, restarts_, drops_};
  for (int i = 0; i < columns; ++i) place(grid, fields[i], 0, i);
  grid.addWidget(lossy_, 2, 0, 1, columns / 2);
  grid.addWidget(synchronous_, 2, columns / 2, 1, columns / 2);
  connect(synchronous_, &QCheckBox::toggled, this, &ExploreForm::check);
  connect(lossy_, &QCheckBox::toggled, this, &ExploreForm::check);
}

/// What only few change, and when to give up.
void ExploreForm::build_more() {
  const int most = static_cast<int>(explore::most_faults);
  rest_ = new QWidget(this);
  more_ = named(new QToolButton(this), tr("More options"),
                tr("Other faults, the values that are asked for, and when to give up"));
  more_->setText(more_->accessibleName());
  more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  more_->setArrowType(Qt::RightArrow);
  more_->setCheckable(true);
  more_->setAutoRaise(true);
  duplicates_ =
      count(most, 0, tr("Messages doubled"), tr("How many messages the network may deliver twice"));
  timers_ = count(most, 0, tr("Timers"),
                  tr("How many timers may go off; where messages keep to time, 0 stands for any "
                     "number"));
  wipes_ = count(most, 0, tr("Disks lost"), tr("How many nodes may crash and lose their disk"));
  values_ = named(new QLineEdit(this), tr("Values"),
                  tr("What any proposer may ask for, such as blue, green; empty: each asks for a "
                     "value of its own"));
  values_->setPlaceholderText(tr("its own"));
  auto* column = new QVBoxLayout(rest_);
  column->setContentsMargins(0, 0, 0, 0);
  auto* faults = new_grid();
  column->addLayout(faults);
  QWidget* fields[] = {duplicates_, timers_, wipes_, values_};
  for (int i = 0; i < columns; ++i) place(*faults, fields[i], 0, i);
  captions_.push_back(plain_label(tr("WHEN TO GIVE UP"), rest_));
  column->addSpacing(4);
  column->addWidget(captions_.back());
  auto* limits = new_grid();
  column->addLayout(limits);
  build_limits(*limits);
  rest_->hide();
  connect(values_, &QLineEdit::textEdited, this, &ExploreForm::check);
  connect(symmetry_, &QCheckBox::toggled, this, &ExploreForm::check);
  connect(more_, &QToolButton::toggled, this, [this](bool shown) {
    rest_->setVisible(shown);
    more_->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
    check();
  });
}

void ExploreForm::build_limits(QGridLayout& grid) {
  states_ =
      count(4'000, 100, tr("States"), tr("Give up after so many million states in one stage"));
  states_->setMinimum(1);
  states_->setSuffix(tr(" million"));
  memory_ =
      count(1'000'000, 2'000, tr("Memory"),
            tr("Give up above so many megabytes; at first a quarter of what this machine has"));
  memory_->setMinimum(16);
  memory_->setSuffix(tr(" MB"));
  threads_ = count(64, 0, tr("Threads"),
                   tr("How many threads search at the same time; automatic: one for each core"));
  threads_->setSpecialValueText(tr("automatic"));
  symmetry_ = named(new QCheckBox(tr("Treat acceptors ali&ke"), this), tr("Treat acceptors alike"),
                    tr("Treat states as equal that differ in the names of acceptors alone: fewer "
                       "states, the same answer. Not with a condition, as that names nodes"));
  symmetry_->setChecked(true);
  QWidget* fields[] = {states_, memory_, threads_};
  for (int i = 0; i < 3; ++i) place(grid, fields[i], 0, i);
  grid.addWidget(symmetry_, 1, columns - 1);
  grid.setColumnStretch(columns - 1, 1);
}

void ExploreForm::set_memory_limit(std::uint64_t bytes) {
  memory_->setValue(static_cast<int>(std::min<std::uint64_t>(bytes >> 20, 1'000'000)));
}

void ExploreForm::set_world(const Cluster& world) {
  world_ = world;
  offer_questions();
  example_goal_ = example_goal(world);
  show_example();
  offer_values();
  check();
}

/// Where no votes choose a value, nobody asks which.
void ExploreForm::offer_questions() {
  const bool votes = is_chosen_by_votes(*world_);
  const QString first =
      votes ? tr("Can &two values be chosen?") : tr("Can an &invariant be violated?");
  violation_->setText(first);
  violation_->setAccessibleName(QString(first).remove('&'));
  for (QWidget* question : std::initializer_list<QWidget*>{value_asked_, value_, livelock_})
    question->setVisible(votes);
  if (!votes && (value_asked_->isChecked() || livelock_->isChecked())) violation_->setChecked(true);
}

/// Those that somebody asked for; what was typed stays.
void ExploreForm::offer_values() {
  const QString present = value_->currentText();
  QStringList values;
  for (const Text& value : world_->observer.asked()) {
    const QString word = QString::fromStdString(value.str());
    if (!values.contains(word) && values.size() < most_values) values << word;
  }
  if (values.isEmpty())
    values << (world_->protocol->info().noop.exists() ? QStringLiteral("x=1")
                                                      : QStringLiteral("blue"));
  const QSignalBlocker quiet(value_);
  value_->clear();
  value_->addItems(values);
  if (value_asked_->isChecked() && !present.isEmpty()) value_->setEditText(present);
}

void ExploreForm::show_example() {
  example_->setText(tr("For example: %1")
                        .toHtmlEscaped()
                        .arg(QStringLiteral("<a href='#' style='color: %1; text-decoration: none'>"
                                            "%2</a>")
                                 .arg(theme_.accent.name(), example_goal_.toHtmlEscaped())));
}

void ExploreForm::take_example() {
  goal_->setChecked(true);
  condition_->setText(example_goal_);
  condition_->setFocus();
  check();
}

ExploreAim ExploreForm::aim() const {
  if (asks_for_state()) return ExploreAim::goal;
  return livelock_->isChecked() ? ExploreAim::livelock : ExploreAim::violation;
}

std::vector<Text> ExploreForm::values() const {
  std::vector<Text> values;
  for (const QString& word : values_->text().split(',', Qt::SkipEmptyParts))
    if (const auto value = Text::from(word.trimmed().toStdString())) values.push_back(*value);
  return values;
}

std::optional<Condition> ExploreForm::goal() const {
  if (value_asked_->isChecked())
    if (const auto value = Text::from(value_->currentText().trimmed().toStdString()))
      return Condition{{Term{false, ChosenTest{{Wanted::Form::value, *value}, {}, {}}}}};
  if (goal_->isChecked())
    if (const auto goal = parse_condition(condition_->text().toStdString())) return *goal;
  return std::nullopt;
}

ExploreRequest ExploreForm::request() const {
  ExploreRequest request;
  request.aim = aim();
  request.question.goal = goal();
  const auto of = [](const QSpinBox* field) { return static_cast<std::uint32_t>(field->value()); };
  const bool breaks = request.aim == ExploreAim::violation;
  const bool livelock = request.aim == ExploreAim::livelock;
  const bool in_time = synchronous_->isChecked() && !livelock;
  const bool lossy = lossy_->isChecked() && !in_time;
  request.bounds = {.ballots = of(ballots_),
                    .values = values(),
                    .drops = in_time ? 0 : of(drops_),
                    .duplicates = of(duplicates_),
                    .lossy = lossy,
                    .synchronous = in_time,
                    .crashes = of(crashes_),
                    .restarts = of(restarts_),
                    .wipes = of(wipes_),
                    .timers = of(timers_),
                    .any_timers = livelock || (in_time && of(timers_) == 0),
                    .symmetry = breaks && symmetry_->isChecked(),
                    .merge_quiet = breaks && lossy};
  request.limits.states = of(states_) * million;
  request.limits.bytes = std::uint64_t{of(memory_)} << 20;
  request.limits.threads = of(threads_);
  return request;
}

QString ExploreForm::reading_problem() const {
  if (goal_->isChecked()) {
    const auto goal = parse_condition(condition_->text().toStdString());
    if (!goal && condition_->text().isEmpty()) return tr("Type the condition to be reached.");
    if (!goal)
      return tr("Column %1: %2").arg(goal.error().column).arg(translated(goal.error().why));
  }
  const QString wanted = value_->currentText().trimmed();
  if (value_asked_->isChecked() && (wanted.isEmpty() || !Text::from(wanted.toStdString())))
    return tr("Type the value to look for: it has 1 to %1 bytes.").arg(Text::max_size);
  for (const QString& word : values_->text().split(',', Qt::SkipEmptyParts))
    if (word.trimmed().isEmpty() || !Text::from(word.trimmed().toStdString()))
      return tr("A value has 1 to %1 bytes, '%2' has not.").arg(Text::max_size).arg(word);
  return {};
}

std::optional<Sentence> ExploreForm::world_problem(const ExploreRequest& asked) const {
  const Run here{*world_, {}};
  if (asked.aim == ExploreAim::livelock) return explore::livelock_problem(here, asked.bounds);
  return explore::explore_problem(here, asked.question, asked.bounds);
}

void ExploreForm::check() {
  if (!world_) return;
  const ExploreRequest asked = request();
  problem_ = reading_problem();
  if (problem_.isEmpty())
    if (const auto problem = world_problem(asked)) problem_ = translated(*problem);
  condition_->setProperty("wrong", goal_->isChecked() && !problem_.isEmpty());
  symmetry_->setEnabled(asked.aim == ExploreAim::violation);
  timers_->setEnabled(asked.aim != ExploreAim::livelock);
  synchronous_->setEnabled(asked.aim != ExploreAim::livelock);
  lossy_->setEnabled(!asked.bounds.synchronous);
  drops_->setEnabled(!asked.bounds.lossy && !asked.bounds.synchronous);
  duplicates_->setEnabled(!asked.bounds.lossy);
  const QString scope = scope_words(asked.bounds, world_->shape());
  scope_->setText(more_->isChecked() ? scope + u' ' + limit_words(asked.limits) : scope);
  problem_label_->setText(problem_);
  problem_label_->setVisible(!problem_.isEmpty());
  example_->setVisible(problem_.isEmpty() || condition_->text().isEmpty());
  emit checked();
}

void ExploreForm::set_theme(const Theme& theme) {
  theme_ = theme;
  for (QLabel* caption : captions_) dress(*caption, caption_font(theme), theme.muted);
  dress(*example_, theme.font(9), theme.muted);
  show_example();
  dress(*scope_, theme.font(9.5), theme.text);
  dress(*problem_label_, theme.font(9.5, QFont::DemiBold), theme.bad);
}

}  // namespace synod::views
