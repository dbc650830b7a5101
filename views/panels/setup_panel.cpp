#include "views/panels/setup_panel.h"

#include <QFormLayout>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <algorithm>

#include "views/panels/style.h"
#include "views/plain_text.h"
#include "views/translated.h"
#include "views/votes/vote_words.h"

namespace synod::views {

SetupPanel::SetupPanel(std::vector<const ProtocolInfo*> protocols, const Setup& present,
                       QWidget* parent)
    : QDialog(parent), protocols_(std::move(protocols)) {
  setWindowTitle(tr("Cluster"));
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  protocol_ = new QComboBox(this);
  protocol_->setAccessibleName(tr("Protocol"));
  protocol_->setToolTip(tr("The protocol that the nodes run"));
  for (const ProtocolInfo* info : protocols_) {
    protocol_->addItem(translated(info->title));
    if (present.protocol == info->name) protocol_->setCurrentIndex(protocol_->count() - 1);
  }
  summary_ = plain_label(this);
  summary_->setWordWrap(true);
  form->addRow(tr("&Protocol"), protocol_);
  form->addRow(QString(), summary_);
  seed_ = new QLineEdit(QString::number(present.seed), this);
  seed_->setValidator(
      new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{1,20}")), seed_));
  seed_->setAccessibleName(tr("Seed"));
  seed_->setToolTip(tr("The same seed and the same actions give the same run"));
  column->addLayout(form);
  column->addLayout(build_shape(present.shape));
  auto* chance = new QFormLayout;
  chance->addRow(tr("&Seed"), seed_);
  column->addLayout(chance);
  column->addLayout(build_options(present.options));
  problem_ = plain_label(this);
  problem_->setWordWrap(true);
  problem_->setMinimumHeight(problem_->fontMetrics().height() * 5 / 2);
  buttons_ = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
  for (QAbstractButton* button : buttons_->buttons()) button->setIcon({});
  buttons_->button(QDialogButtonBox::Ok)->setText(tr("Start"));
  buttons_->button(QDialogButtonBox::Ok)->setToolTip(tr("Start anew with this cluster"));
  buttons_->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
  buttons_->button(QDialogButtonBox::Cancel)->setToolTip(tr("Keep the present cluster"));
  column->addWidget(problem_);
  column->addWidget(buttons_);
  connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(protocol_, &QComboBox::currentIndexChanged, this, [this] {
    offer_variants(variant_->currentData().toString());
    suggest();
    check();
  });
  connect(seed_, &QLineEdit::textChanged, this, &SetupPanel::check);
  set_theme(theme_);
  check();
}

QLayout* SetupPanel::build_shape(const Shape& present) {
  auto* grid = new QGridLayout;
  grid->setContentsMargins(0, 8, 0, 8);
  together_ = new QRadioButton(tr("&Together: each node plays every role"), this);
  apart_ = new QRadioButton(tr("&Apart: each role has its own nodes"), this);
  together_->setToolTip(tr("Nodes N1 to N9"));
  apart_->setToolTip(tr("Proposers P1…, acceptors A1… and learners L1…"));
  const bool apart = present.apart();
  const int most = static_cast<int>(max_nodes);
  nodes_ = count(1, 9, apart ? 3 : present.together, tr("Nodes"));
  proposers_ = count(1, most, apart ? present.proposers : 2, tr("Proposers"));
  acceptors_ = count(1, most, apart ? present.acceptors : 3, tr("Acceptors"));
  learners_ = count(0, most, apart ? present.learners : 1, tr("Learners"));
  grid->addWidget(together_, 0, 0, 1, 5);
  clients_ = count(0, 8, present.clients, tr("Clients"));
  grid->addWidget(plain_label(tr("Nodes"), this), 1, 1);
  grid->addWidget(nodes_, 2, 1);
  grid->addWidget(plain_label(tr("Clients"), this), 1, 2);
  grid->addWidget(clients_, 2, 2);
  grid->addWidget(apart_, 3, 0, 1, 5);
  int place = 1;
  for (QSpinBox* spin : {proposers_, acceptors_, learners_}) {
    grid->addWidget(plain_label(spin->accessibleName(), this), 4, place);
    grid->addWidget(spin, 5, place++);
  }
  grid->setColumnMinimumWidth(0, 18);
  grid->setColumnStretch(4, 1);
  (apart ? apart_ : together_)->setChecked(true);
  connect(together_, &QRadioButton::toggled, this, &SetupPanel::check);
  return grid;
}

QSpinBox* SetupPanel::count(int least, int most, int value, const QString& name) {
  auto* spin = new QSpinBox(this);
  spin->setRange(least, most);
  spin->setValue(value);
  spin->setAccessibleName(name);
  spin->setToolTip(plain_tip(tr("%1: %2 to %3").arg(name).arg(least).arg(most)));
  connect(spin, &QSpinBox::valueChanged, this, &SetupPanel::check);
  return spin;
}

QLayout* SetupPanel::build_options(const Options& present) {
  auto* grid = new QGridLayout;
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(14);
  for (const OptionKind& kind : option_kinds()) {
    QWidget* widget = build_field(kind, QString::fromStdString(kind.print(present)));
    const QString help = translated(kind.help);
    widget->setObjectName(QString::fromUtf8(kind.name));
    widget->setAccessibleName(QString::fromUtf8(kind.name));
    widget->setAccessibleDescription(help);
    widget->setToolTip(plain_tip(help));
    auto* label = plain_label(QString::fromUtf8(kind.name), this);
    auto* note = plain_label(help, this);
    note->setObjectName(QStringLiteral("note"));
    note->setWordWrap(true);
    label->setBuddy(widget);
    const int row = grid->rowCount();
    grid->addWidget(label, row, 0);
    if (widget == variant_) {
      // Its sentence is long, and has a row of its own.
      grid->addWidget(widget, row, 1, 1, 2);
      grid->addWidget(note, row + 1, 1, 1, 2);
      note->setMinimumHeight(note->fontMetrics().height() * 7 / 2);
      note->setAlignment(Qt::AlignTop);
    } else {
      grid->addWidget(widget, row, 1);
      grid->addWidget(note, row, 2);
    }
    options_.push_back({&kind, widget, label, note});
  }
  grid->setColumnStretch(2, 1);
  return grid;
}

QWidget* SetupPanel::build_field(const OptionKind& kind, const QString& value) {
  const bool variants = kind.name == std::string_view("bug");
  if (kind.words.empty() && !variants) {
    auto* field = new QLineEdit(value, this);
    field->setPlaceholderText(QString::fromUtf8(kind.example));
    connect(field, &QLineEdit::textChanged, this, &SetupPanel::check);
    return field;
  }
  auto* chooser = new QComboBox(this);
  for (const char* choice : kind.words) {
    const QString word = QString::fromUtf8(choice);
    chooser->addItem(word == u"on" ? tr("on") : word == u"off" ? tr("off") : word, word);
  }
  chooser->setCurrentIndex(chooser->findData(value));
  if (variants) {
    variant_ = chooser;
    // Long titles must not take the room of what stands beside them.
    chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    chooser->setMinimumContentsLength(12);
    offer_variants(value);
  }
  connect(chooser, &QComboBox::currentIndexChanged, this, &SetupPanel::check);
  return chooser;
}

void SetupPanel::offer_variants(const QString& chosen) {
  const QSignalBlocker quiet(variant_);
  variant_->clear();
  variant_->addItem(tr("none: every rule is kept"), QStringLiteral("none"));
  if (protocol() != nullptr)
    for (const Variant& variant : protocol()->variants) {
      variant_->addItem(translated(variant.title), QString::fromUtf8(variant.name));
      variant_->setItemData(variant_->count() - 1, plain_tip(translated(variant.rule)),
                            Qt::ToolTipRole);
    }
  variant_->setCurrentIndex(std::max(0, variant_->findData(chosen)));
}

void SetupPanel::explain_variant() {
  const Variant* variant =
      protocol() == nullptr ? nullptr : find_variant(*protocol(), setup().options.bug);
  for (const OptionField& field : options_) {
    if (field.widget != variant_) continue;
    auto* note = qobject_cast<QLabel*>(field.note);
    note->setText(variant == nullptr ? translated(field.kind->help) : translated(variant->rule));
    note->setToolTip(
        plain_tip(variant == nullptr ? QString() : QString::fromUtf8(variant->source)));
    variant_->setToolTip(plain_tip(note->text()));
    variant_->setAccessibleDescription(note->text());
  }
}

const ProtocolInfo* SetupPanel::protocol() const {
  const int chosen = protocol_->currentIndex();
  return chosen < 0 ? nullptr : protocols_[static_cast<std::size_t>(chosen)];
}

bool SetupPanel::knows(const OptionField& field) const {
  return protocol() == nullptr || knows_option(*protocol(), field.kind->name);
}

QString SetupPanel::value_of(const OptionField& field) {
  if (const auto* chooser = qobject_cast<const QComboBox*>(field.widget))
    return chooser->currentData().toString();
  return qobject_cast<const QLineEdit*>(field.widget)->text().trimmed();
}

Setup SetupPanel::setup() const {
  Setup setup;
  if (protocol() != nullptr) setup.protocol = protocol()->name;
  const auto small = [](const QSpinBox* spin) { return static_cast<std::uint8_t>(spin->value()); };
  setup.shape = {};
  if (together_->isChecked()) {
    setup.shape.together = small(nodes_);
  } else {
    setup.shape.proposers = small(proposers_);
    setup.shape.acceptors = small(acceptors_);
    setup.shape.learners = small(learners_);
  }
  setup.seed = seed_->text().toULongLong();
  if (clients_->isEnabled()) setup.shape.clients = small(clients_);
  for (const OptionField& field : options_)
    if (knows(field)) field.kind->parse(value_of(field).toStdString(), setup.options);
  return setup;
}

QString SetupPanel::problem() const {
  bool seed_fits = false;
  seed_->text().toULongLong(&seed_fits);
  if (!seed_fits) return tr("seed: expected a whole number below 2 to the 64th");
  Options scratch;
  for (const OptionField& field : options_)
    if (const auto why = !knows(field) ? std::nullopt
                                       : field.kind->parse(value_of(field).toStdString(), scratch))
      return QStringLiteral("%1: %2").arg(QString::fromUtf8(field.kind->name), translated(*why));
  if (protocol() == nullptr) return {};
  const auto why = setup_problem(*protocol(), setup());
  return why ? translated(*why) : QString();
}

QString SetupPanel::warning() const {
  return quorums_apart_told(setup());
}

void SetupPanel::check() {
  if (buttons_ == nullptr) return;  // Still being built.
  show_what_fits();
  nodes_->setEnabled(together_->isChecked());
  for (QSpinBox* spin : {proposers_, acceptors_, learners_}) spin->setEnabled(apart_->isChecked());
  if (protocol() != nullptr) summary_->setText(translated(protocol()->summary));
  explain_variant();
  const QString wrong = problem();
  buttons_->button(QDialogButtonBox::Ok)->setEnabled(wrong.isEmpty());
  problem_->setText(wrong.isEmpty() ? warning() : wrong);
}

void SetupPanel::show_what_fits() {
  if (protocol() == nullptr) return;
  if (!protocol()->apart) together_->setChecked(true);
  apart_->setEnabled(protocol()->apart);
  clients_->setEnabled(protocol()->clients);
  for (const OptionField& field : options_)
    for (QWidget* part : {field.label, field.widget, field.note}) part->setVisible(knows(field));
}

void SetupPanel::suggest() {
  if (protocol() == nullptr || !protocol()->clients || clients_->value() != 0) return;
  together_->setChecked(true);
  nodes_->setValue(5);
  clients_->setValue(2);
  suggest("detector", QStringLiteral("fixed"));
  suggest("load", QStringLiteral("20"));
}

void SetupPanel::suggest(const char* option, const QString& value) {
  for (const OptionField& field : options_) {
    if (std::string_view(field.kind->name) != option || !knows(field)) continue;
    if (value_of(field).toStdString() != field.kind->print({})) continue;
    if (auto* chooser = qobject_cast<QComboBox*>(field.widget))
      chooser->setCurrentIndex(chooser->findData(value));
    if (auto* text = qobject_cast<QLineEdit*>(field.widget)) text->setText(value);
  }
}

void SetupPanel::set_theme(const Theme& theme) {
  theme_ = theme;
  paint_ground(*this, theme, theme.panel);
  setMinimumWidth(static_cast<int>(640 * theme.scale));
  setStyleSheet(field_style(theme) + button_style(theme) +
                QStringLiteral("QLabel, QRadioButton { color: %1; }"
                               "QLabel#note { color: %2; }"
                               "QComboBox, QSpinBox, QAbstractItemView "
                               "{ color: %1; background-color: %3; }")
                    .arg(theme.text.name(), theme.muted.name(), theme.raised.name()));
  for (QWidget* field : findChildren<QWidget*>()) field->setFont(theme.font(9.5));
  summary_->setStyleSheet(QStringLiteral("color: %1").arg(theme.muted.name()));
  problem_->setStyleSheet(QStringLiteral("color: %1; font-weight: 600").arg(theme.bad.name()));
  buttons_->button(QDialogButtonBox::Ok)->setStyleSheet(primary_button_style(theme));
}

}  // namespace synod::views
