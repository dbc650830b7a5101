#include "views/panels/setup_panel.h"

#include <QPushButton>
#include <QScreen>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

#include "model/scenario/parser.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/translated.h"
#include "views/kit/vote_words.h"
#include "views/start/miniature.h"

namespace synod::views {

namespace {

constexpr QSize picture_size(240, 120);
constexpr int usual_width = 760;
constexpr int frame_room = 48;

/// "Proposers P1…, Acceptors A1…".
QString role_list(const Cast& cast) {
  QStringList words;
  for (const RoleInfo* role : {&cast.proposer, &cast.acceptor, &cast.learner})
    if (role->exists())
      words << QStringLiteral("%1 %2%3…")
                   .arg(translated(role->many))
                   .arg(QLatin1Char(role->letter))
                   .arg(1);
  return words.join(QStringLiteral(", "));
}

QLabel* label_of(const QWidget& field) {
  return field.parentWidget()->findChild<QLabel*>(field.objectName() + "_title");
}

}  // namespace

SetupPanel::SetupPanel(std::vector<const ProtocolInfo*> protocols, const Setup& present,
                       QWidget* parent)
    : QDialog(parent), protocols_(std::move(protocols)) {
  setWindowTitle(tr("Cluster"));
  auto* column = new QVBoxLayout(this);
  column->addLayout(build_protocol(present));
  column->addLayout(build_shape(present.shape));
  options_ = new OptionFields(present.options, this);
  column->addWidget(options_->common());
  column->addWidget(build_more(present.seed), 1);
  column->addStretch(0);
  column->addWidget(build_foot());
  connect(options_, &OptionFields::changed_by_hand, this, &SetupPanel::check);
  connect(seed_, &QLineEdit::textChanged, this, &SetupPanel::check);
  connect(protocol_, &QComboBox::currentIndexChanged, this, [this] {
    show_what_fits();
    suggest();
    check();
    fit_screen();
  });
  set_theme(theme_);
  check();
  show_more(false);
}

QLayout* SetupPanel::build_protocol(const Setup& present) {
  auto* row = new QGridLayout;
  protocol_ = new QComboBox(this);
  protocol_->setAccessibleName(tr("Protocol"));
  protocol_->setToolTip(tr("The protocol that the nodes run"));
  for (const ProtocolInfo* info : protocols_) {
    protocol_->addItem(translated(info->title));
    if (present.protocol == info->name) protocol_->setCurrentIndex(protocol_->count() - 1);
  }
  summary_ = plain_label(this);
  summary_->setWordWrap(true);
  auto* label = plain_label(tr("Protocol"), this);
  label->setBuddy(protocol_);
  row->addWidget(label, 0, 0);
  row->addWidget(protocol_, 0, 1);
  row->addWidget(summary_, 1, 1, 1, 2);
  row->setColumnStretch(2, 1);
  return row;
}

QLayout* SetupPanel::build_shape(const Shape& present) {
  together_ = new QRadioButton(tr("Each node plays &every role"), this);
  apart_ = new QRadioButton(tr("Each role has its &own nodes"), this);
  const bool apart = present.apart();
  const int most = static_cast<int>(max_nodes);
  nodes_ = count(1, 9, apart ? 3 : present.together, tr("Nodes"));
  proposers_ = count(1, most, apart ? present.proposers : 2, tr("Proposers"));
  acceptors_ = count(1, most, apart ? present.acceptors : 3, tr("Acceptors"));
  learners_ = count(0, most, apart ? present.learners : 1, tr("Learners"));
  clients_ = count(0, 8, present.clients, tr("Clients"));
  (apart ? apart_ : together_)->setChecked(true);
  connect(together_, &QRadioButton::toggled, this, &SetupPanel::check);
  shape_problem_ = plain_label(this);
  shape_problem_->setWordWrap(true);
  picture_ = plain_label(this);
  picture_->setAccessibleName(tr("Picture of the cluster"));
  auto* left = new QVBoxLayout;
  left->addWidget(together_);
  left->addWidget(apart_);
  left->addWidget(build_counts());
  left->addWidget(shape_problem_);
  left->addStretch(1);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 8, 0, 8);
  row->addLayout(left, 1);
  row->addWidget(picture_, 0, Qt::AlignTop);
  return row;
}

/// A row in which only those counts stand that matter.
QWidget* SetupPanel::build_counts() {
  auto* page = new QWidget(this);
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(0, 4, 0, 0);
  for (CountBox* box : {nodes_, proposers_, acceptors_, learners_, clients_}) {
    auto* title = plain_label(box->accessibleName(), page);
    title->setObjectName(box->objectName() + "_title");
    title->setBuddy(box);
    row->addWidget(title);
    row->addWidget(box);
    row->addSpacing(8);
  }
  row->addStretch(1);
  return page;
}

CountBox* SetupPanel::count(int least, int most, int value, const QString& name) {
  auto* box = new CountBox(least, most, this);
  box->setValue(value);
  box->setObjectName(name);
  box->setAccessibleName(name);
  box->setToolTip(plain_tip(tr("%1: %2 to %3").arg(name).arg(least).arg(most)));
  connect(box, &QSpinBox::valueChanged, this, &SetupPanel::check);
  return box;
}

QWidget* SetupPanel::build_more(std::uint64_t seed) {
  auto* part = new QWidget(this);
  more_ = new QToolButton(part);
  more_->setCheckable(true);
  more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  more_->setToolTip(tr("All other options"));
  rest_ = new QScrollArea(part);
  rest_->setFrameShape(QFrame::NoFrame);
  rest_->setWidgetResizable(true);
  rest_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  rest_->setFocusPolicy(Qt::NoFocus);
  seed_ = new QLineEdit(QString::number(seed));
  seed_->setAccessibleName(tr("Seed"));
  seed_->setToolTip(tr("The same seed and the same actions give the same run"));
  seed_note_ = plain_label();
  seed_note_->setWordWrap(true);
  auto* chance = new QHBoxLayout;
  auto* label = plain_label(tr("&Seed"));
  label->setBuddy(seed_);
  chance->addWidget(label);
  chance->addWidget(seed_);
  chance->addWidget(seed_note_, 1);
  auto* page = new QWidget;
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 8, 0);
  column->addWidget(options_->more());
  column->addLayout(chance);
  column->addStretch(1);
  rest_->setWidget(page);
  auto* all = new QVBoxLayout(part);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(more_);
  all->addWidget(rest_, 1);
  connect(more_, &QToolButton::toggled, this, &SetupPanel::show_more);
  return part;
}

QWidget* SetupPanel::build_foot() {
  auto* foot = new QWidget(this);
  problem_ = plain_label(foot);
  problem_->setWordWrap(true);
  buttons_ = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, foot);
  for (QAbstractButton* button : buttons_->buttons()) button->setIcon({});
  buttons_->button(QDialogButtonBox::Ok)->setText(tr("Start"));
  buttons_->button(QDialogButtonBox::Ok)->setToolTip(tr("Start a new run with this cluster"));
  buttons_->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
  buttons_->button(QDialogButtonBox::Cancel)->setToolTip(tr("Keep the present cluster"));
  auto* row = new QHBoxLayout(foot);
  row->setContentsMargins(0, 4, 0, 0);
  row->addWidget(problem_, 1);
  row->addWidget(buttons_, 0, Qt::AlignBottom);
  connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
  return foot;
}

const ProtocolInfo* SetupPanel::protocol() const {
  const int chosen = protocol_->currentIndex();
  return chosen < 0 ? nullptr : protocols_[static_cast<std::size_t>(chosen)];
}

std::vector<CountBox*> SetupPanel::counts() const {
  std::vector<CountBox*> counts{nodes_};
  if (apart_->isChecked()) counts = {proposers_, acceptors_};
  if (apart_->isChecked() && protocol() != nullptr && protocol()->cast->learner.exists())
    counts.push_back(learners_);
  if (protocol() != nullptr && protocol()->clients) counts.push_back(clients_);
  return counts;
}

Shape SetupPanel::shape() const {
  const std::vector<CountBox*> wanted = counts();
  const auto small = [&](CountBox* box) {
    const bool counts = std::find(wanted.begin(), wanted.end(), box) != wanted.end();
    return static_cast<std::uint8_t>(counts ? box->value() : 0);
  };
  Shape shape{small(nodes_), small(proposers_), small(acceptors_), small(learners_),
              small(clients_)};
  if (protocol() != nullptr) shape.cast = protocol()->cast;
  return shape;
}

Setup SetupPanel::setup() const {
  Setup setup;
  if (protocol() != nullptr) setup.protocol = protocol()->name;
  setup.shape = shape();
  setup.seed = seed_->text().toULongLong();
  options_->read_into(setup.options);
  return setup;
}

// ---- what is wrong

SetupPanel::Problem SetupPanel::problem() const {
  if (Problem wrong = count_problem(); !wrong.why.isEmpty()) return wrong;
  bool seed_fits = false;
  seed_->text().toULongLong(&seed_fits);
  if (!seed_fits)
    return {Problem::Place::seed, tr("expected a whole number from 0 to 18446744073709551615")};
  return option_problem();
}

SetupPanel::Problem SetupPanel::count_problem() const {
  for (const CountBox* box : counts())
    if (!box->fits())
      return {Problem::Place::shape, tr("%1: from %2 to %3, not %4")
                                         .arg(box->accessibleName())
                                         .arg(box->least())
                                         .arg(box->most())
                                         .arg(box->value())};
  if (protocol() == nullptr) return {};
  Setup bare{.protocol = protocol()->name, .shape = shape(), .options = {}};
  const auto why = bare.problem();
  return why ? Problem{Problem::Place::shape, translated(*why)} : Problem{};
}

/// What is wrong belongs to the first option with which it is.
SetupPanel::Problem SetupPanel::option_problem() const {
  const std::vector<OptionField>& fields = options_->fields();
  Setup whole;
  if (protocol() != nullptr) whole.protocol = protocol()->name;
  whole.shape = shape();
  Setup some = whole;
  for (const OptionField& field : fields)
    if (const auto why = field.kind->parse(field.value().toStdString(), whole.options))
      return {Problem::Place::option, translated(*why), field.kind};
  if (protocol() == nullptr || !setup_problem(*protocol(), whole)) return {};
  for (const OptionField& field : fields) {
    field.kind->parse(field.value().toStdString(), some.options);
    if (const auto why = setup_problem(*protocol(), some))
      return {Problem::Place::option, translated(*why), field.kind};
  }
  return {Problem::Place::none, translated(*setup_problem(*protocol(), whole))};
}

void SetupPanel::tell(const Problem& problem) {
  using Place = Problem::Place;
  shape_problem_->setText(problem.place == Place::shape ? problem.why : QString());
  shape_problem_->setVisible(problem.place == Place::shape);
  for (CountBox* box : {nodes_, proposers_, acceptors_, learners_, clients_}) {
    box->setProperty("wrong", problem.place == Place::shape && !box->fits());
    box->style()->unpolish(box);
    box->style()->polish(box);
  }
  seed_note_->setText(problem.place == Place::seed
                          ? problem.why
                          : tr("The same seed and the same actions give the same run"));
  dress(*seed_note_, theme_.font(9), problem.place == Place::seed ? theme_.bad : theme_.muted);
  options_->tell_wrong(problem.option, problem.why);
  const QString where = problem.option != nullptr      ? option_title(*problem.option)
                        : problem.place == Place::seed ? tr("Seed")
                                                       : QString();
  const QString sentence = where.isEmpty() ? problem.why : tr("%1: %2").arg(where, problem.why);
  problem_->setText(problem.why.isEmpty() ? quorums_apart_told(setup()) : sentence);
  buttons_->button(QDialogButtonBox::Ok)->setEnabled(problem.why.isEmpty());
}

void SetupPanel::check() {
  if (buttons_ == nullptr) return;  // Still being built.
  show_what_fits();
  if (protocol() != nullptr) summary_->setText(translated(protocol()->summary));
  tell(problem());
  const int changed = options_->changed();
  more_->setText(changed == 0 ? tr("More options")
                              : tr("More options (%n changed)", nullptr, changed));
  draw_cluster();
}

// ---- what is shown

/// Has the box count nodes of that role, by its protocol's word.
void SetupPanel::name_count(CountBox& box, const RoleInfo& role) {
  if (!role.exists()) return;
  const QString name = translated(role.many);
  if (box.accessibleName() == name) return;
  box.setAccessibleName(name);
  label_of(box)->setText(name);
  box.set_bounds(role.least, role.most);
  box.setToolTip(plain_tip(tr("%1: %2 to %3").arg(name).arg(role.least).arg(role.most)));
  if (!box.fits()) box.setValue(role.usual);
}

void SetupPanel::show_what_fits() {
  if (protocol() == nullptr) return;
  if (!protocol()->apart) together_->setChecked(true);
  if (!protocol()->together) apart_->setChecked(true);
  apart_->setEnabled(protocol()->apart);
  together_->setEnabled(protocol()->together);
  const Cast& cast = *protocol()->cast;
  together_->setToolTip(plain_tip(tr("%1, %2 to %3: %4")
                                      .arg(translated(cast.node.many))
                                      .arg(cast.node.least)
                                      .arg(cast.node.most)
                                      .arg(translated(cast.node.does))));
  apart_->setToolTip(plain_tip(
      protocol()->apart ? role_list(cast) : tr("In this protocol each node plays every role")));
  name_count(*nodes_, cast.node);
  name_count(*proposers_, cast.proposer);
  name_count(*acceptors_, cast.acceptor);
  name_count(*learners_, cast.learner);
  const std::vector<CountBox*> wanted = counts();
  for (CountBox* box : {nodes_, proposers_, acceptors_, learners_, clients_}) {
    const bool counts = std::find(wanted.begin(), wanted.end(), box) != wanted.end();
    box->setVisible(counts);
    label_of(*box)->setVisible(counts);
  }
  options_->show_for(*protocol());
  options_->order_tabs(clients_, more_);
}

void SetupPanel::show_more(bool shown) {
  rest_->setVisible(shown);
  more_->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
  fit_screen();
}

void SetupPanel::fit_screen() {
  layout()->activate();
  const QSize room = screen()->availableSize() - QSize(0, frame_room);
  const int width = std::min(static_cast<int>(usual_width * theme_.scale), room.width());
  int wanted = layout()->totalHeightForWidth(width);
  if (wanted < 0) wanted = sizeHint().height();
  if (more_->isChecked()) {
    const int inner = width - 4 * layout()->contentsMargins().left();
    const int page = rest_->widget()->layout()->totalHeightForWidth(inner);
    wanted += std::max(0, page - rest_->sizeHint().height());
  }
  resize(width, std::min(wanted, room.height()));
}

void SetupPanel::draw_cluster() {
  const Problem wrong = count_problem();
  picture_->setVisible(wrong.why.isEmpty());
  if (!wrong.why.isEmpty()) return;
  const QImage image =
      miniature(shape(), theme_, {picture_size * theme_.scale, devicePixelRatioF()});
  picture_->setPixmap(QPixmap::fromImage(image));
}

void SetupPanel::suggest() {
  if (protocol() == nullptr || !protocol()->clients || clients_->value() != 0) return;
  (protocol()->together ? together_ : apart_)->setChecked(true);
  for (const Preset& preset : protocol()->presets)
    if (const auto lines = parse_scenario(preset.setup, preset.title)) return suggest(*lines);
}

/// The nodes that a script asks for, and its options where nobody has chosen others.
void SetupPanel::suggest(const Scenario& script) {
  for (const ScenarioLine& line : script.lines) {
    const auto* command = std::get_if<SetupCommand>(&line.command);
    if (command == nullptr) continue;
    const QString value = QString::fromStdString(command->value);
    if (command->key == "option") options_->suggest(command->option.c_str(), value);
    for (const Seats& seats : seats_of(*protocol()->cast))
      if (seats.role->word == command->key) box_of(*seats.role)->setValue(value.toInt());
  }
}

CountBox* SetupPanel::box_of(const RoleInfo& role) {
  const Cast& cast = *protocol()->cast;
  if (&role == &cast.node) return nodes_;
  if (&role == &cast.proposer) return proposers_;
  if (&role == &cast.acceptor) return acceptors_;
  return &role == &cast.learner ? learners_ : clients_;
}

void SetupPanel::set_theme(const Theme& theme) {
  theme_ = theme;
  setStyleSheet(
      field_style(theme) + button_style(theme) + scroll_style(theme) +
      QStringLiteral("QRadioButton { color: %1; }"
                     "QRadioButton:disabled, QLabel:disabled { color: %4; }"
                     "QComboBox, QSpinBox, QAbstractItemView { color: %1; background-color: %2; }"
                     "QSpinBox[wrong=\"true\"] { color: %3; }"
                     "QComboBox:disabled, QSpinBox:disabled "
                     "{ color: %4; background-color: transparent; }")
          .arg(theme.text.name(), theme.raised.name(), theme.bad.name(), theme.muted.name()));
  paint_ground(*this, theme, theme.panel);
  paint_ground(*rest_->widget(), theme, theme.panel);
  for (QWidget* field : findChildren<QWidget*>()) field->setFont(theme.font(9.5));
  options_->set_theme(theme);
  dress(*summary_, theme.font(9.5), theme.muted);
  dress(*shape_problem_, theme.font(9.5, QFont::DemiBold), theme.bad);
  dress(*problem_, theme.font(9.5, QFont::DemiBold), theme.bad);
  more_->setAutoRaise(true);
  buttons_->button(QDialogButtonBox::Ok)->setStyleSheet(primary_button_style(theme));
  tell(problem());
  draw_cluster();
  fit_screen();
}

}  // namespace synod::views
