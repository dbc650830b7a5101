#include "views/panels/option_fields.h"

#include <QStyle>
#include <algorithm>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

constexpr int title_column = 0;
constexpr int field_name_column = 1;
constexpr int field_column = 2;
constexpr int note_column = 3;
constexpr int field_width = 150;

constexpr OptionTopic topics_in_order[] = {
    OptionTopic::asked,   OptionTopic::lost,   OptionTopic::rule,   OptionTopic::quorums,
    OptionTopic::retries, OptionTopic::leader, OptionTopic::repair, OptionTopic::log};

QGridLayout* grid_of(QWidget* page) {
  return static_cast<QGridLayout*>(page->layout());
}

/// An empty grid in place of what stood on the page.
void lay_grid(QWidget* page) {
  delete page->layout();
  auto* grid = new QGridLayout(page);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(12);
  grid->setVerticalSpacing(5);
  grid->setColumnStretch(note_column, 1);
}

void mark_wrong(QWidget& widget, bool wrong) {
  if (widget.property("wrong").toBool() == wrong) return;
  widget.setProperty("wrong", wrong);
  widget.style()->unpolish(&widget);
  widget.style()->polish(&widget);
}

}  // namespace

QString OptionField::value() const {
  if (const auto* chooser = qobject_cast<const QComboBox*>(widget))
    return chooser->currentData().toString();
  return static_cast<const QLineEdit*>(widget)->text().trimmed();
}

void OptionField::set_value(const QString& value) {
  if (auto* chooser = qobject_cast<QComboBox*>(widget))
    chooser->setCurrentIndex(chooser->findData(value));
  else
    static_cast<QLineEdit*>(widget)->setText(value);
}

OptionFields::OptionFields(const Options& present, QWidget* owner)
    : QObject(owner), present_(present), common_(new QWidget(owner)), more_(new QWidget(owner)) {
  build();
}

void OptionFields::build() {
  kinds_ = protocol_ != nullptr ? options_of(*protocol_) : option_kinds();
  lay_grid(common_);
  lay_grid(more_);
  for (const OptionTopic topic : topics_in_order) {
    const auto about = [topic](const OptionKind& kind) { return kind.topic == topic; };
    if (std::any_of(kinds_.begin(), kinds_.end(), about)) head_topic(topic);
    for (const OptionKind& kind : kinds_)
      if (about(kind)) add(kind);
  }
}

void OptionFields::clear() {
  for (const OptionField& field : fields_) {
    typed_[field.kind->name] = field.value();
    for (QWidget* part : {field.widget, static_cast<QWidget*>(field.title),
                          static_cast<QWidget*>(field.name), static_cast<QWidget*>(field.note)})
      delete part;
  }
  for (QLabel* heading : headings_) delete heading;
  fields_.clear();
  headings_.clear();
  wrong_ = nullptr;
  variant_ = nullptr;
}

void OptionFields::head_topic(OptionTopic topic) {
  if (is_common(topic)) return;
  QLabel* heading = plain_label(topic_title(topic).toUpper(), more_);
  grid_of(more_)->addWidget(heading, grid_of(more_)->rowCount(), 0, 1, note_column + 1);
  headings_.push_back(heading);
}

void OptionFields::add(const OptionKind& kind) {
  QWidget* page = is_common(kind.topic) ? common_ : more_;
  const auto typed = typed_.find(kind.name);
  const QString value =
      typed != typed_.end() ? typed->second : QString::fromStdString(kind.print(present_));
  OptionField field{&kind, make_widget(kind, value), plain_label(option_title(kind), page),
                    plain_label(QString::fromUtf8(kind.name), page), plain_label(page)};
  field.widget->setParent(page);
  field.widget->setObjectName(QString::fromUtf8(kind.name));
  field.widget->setAccessibleName(field.title->text());
  field.title->setBuddy(field.widget);
  field.name->setToolTip(tr("Its name in scripts"));
  field.note->setWordWrap(true);
  QGridLayout* grid = grid_of(page);
  const int row = grid->rowCount();
  grid->addWidget(field.title, row, title_column);
  grid->addWidget(field.name, row, field_name_column);
  if (field.widget == variant_) {
    // Its sentence is long, and has a row of its own.
    grid->addWidget(field.widget, row, field_column, 1, 2);
    grid->addWidget(field.note, row + 1, field_column, 1, 2);
    field.note->setAlignment(Qt::AlignTop);
  } else {
    grid->addWidget(field.widget, row, field_column);
    grid->addWidget(field.note, row, note_column);
  }
  fields_.push_back(field);
}

QWidget* OptionFields::make_widget(const OptionKind& kind, const QString& value) {
  const bool variants = kind.name == std::string_view("bug");
  if (kind.choices.empty() && !variants) {
    auto* edit = new QLineEdit(value);
    edit->setPlaceholderText(QString::fromUtf8(kind.example));
    connect(edit, &QLineEdit::textChanged, this, &OptionFields::changed_by_hand);
    return edit;
  }
  auto* chooser = new QComboBox;
  for (const OptionChoice& choice : kind.choices)
    chooser->addItem(choice_title(choice), QString::fromUtf8(choice.word));
  chooser->setCurrentIndex(chooser->findData(value));
  // Long titles must not take the room of what stands beside them.
  chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  chooser->setMinimumContentsLength(12);
  if (variants) {
    variant_ = chooser;
    offer_variants(value);
  }
  connect(chooser, &QComboBox::currentIndexChanged, this, &OptionFields::changed_by_hand);
  return chooser;
}

void OptionFields::offer_variants(const QString& chosen) {
  const QSignalBlocker quiet(variant_);
  variant_->clear();
  variant_->addItem(tr("none: every rule is kept"), QStringLiteral("none"));
  if (protocol_ != nullptr)
    for (const Variant& variant : protocol_->variants) {
      variant_->addItem(translated(variant.title), QString::fromUtf8(variant.name));
      variant_->setItemData(variant_->count() - 1, plain_tip(translated(variant.rule)),
                            Qt::ToolTipRole);
    }
  // What the present protocol does not have may be one of the next.
  const int known = variant_->findData(chosen);
  if (known < 0 && protocol_ == nullptr) variant_->addItem(chosen, chosen);
  variant_->setCurrentIndex(std::max(0, variant_->findData(chosen)));
}

void OptionFields::show_for(const ProtocolInfo& protocol) {
  if (protocol_ != &protocol) {
    protocol_ = &protocol;
    clear();
    build();
    set_theme(theme_);
  }
  show_what_rests();
  tell_wrong(wrong_, why_);
}

/// What would change nothing as other options stand.
void OptionFields::show_what_rests() {
  for (const OptionField& one : fields_) {
    const char* needs = one.kind->needs;
    const OptionField* other = needs != nullptr ? field(needs) : nullptr;
    const bool means_something = other == nullptr || other->value() != QStringLiteral("off");
    one.widget->setEnabled(means_something);
    one.title->setEnabled(means_something);
    one.name->setEnabled(means_something);
    one.note->setEnabled(means_something);
  }
}

const OptionField* OptionFields::field(std::string_view name) const {
  for (const OptionField& one : fields_)
    if (name == one.kind->name) return &one;
  return nullptr;
}

void OptionFields::order_tabs(QWidget* common, QWidget* more) {
  for (const OptionField& field : fields_) {
    QWidget*& before = is_common(field.kind->topic) ? common : more;
    QWidget::setTabOrder(before, field.widget);
    before = field.widget;
  }
}

int OptionFields::changed() const {
  return static_cast<int>(
      std::count_if(fields_.begin(), fields_.end(), [](const OptionField& field) {
        return !is_common(field.kind->topic) &&
               field.value().toStdString() != field.kind->print({});
      }));
}

void OptionFields::read_into(Options& options) const {
  for (const OptionField& field : fields_) field.kind->parse(field.value().toStdString(), options);
}

void OptionFields::suggest(const char* option, const QString& value) {
  for (OptionField& one : fields_)
    if (std::string_view(one.kind->name) == option &&
        one.value().toStdString() == one.kind->print({}))
      one.set_value(value);
}

void OptionFields::tell_wrong(const OptionKind* kind, const QString& why) {
  wrong_ = kind;
  why_ = why;
  for (const OptionField& field : fields_) {
    const bool wrong = field.kind == kind;
    const Variant* variant = field.widget == variant_ && protocol_ != nullptr
                                 ? find_variant(*protocol_, field.value().toStdString())
                                 : nullptr;
    const QString help = translated(variant != nullptr ? variant->rule : field.kind->help);
    field.note->setText(wrong ? why : help);
    field.note->setToolTip(
        plain_tip(variant != nullptr ? QString::fromUtf8(variant->source) : QString()));
    dress(*field.note, theme_.font(9, wrong ? QFont::DemiBold : QFont::Normal),
          wrong ? theme_.bad : theme_.muted);
    field.widget->setToolTip(plain_tip(field.note->text()));
    field.widget->setAccessibleDescription(field.note->text());
    mark_wrong(*field.widget, wrong);
  }
}

void OptionFields::set_theme(const Theme& theme) {
  theme_ = theme;
  for (const OptionField& field : fields_) {
    dress(*field.title, theme.font(9.5), theme.text);
    dress(*field.name, theme.font(8.5), theme.muted);
    field.widget->setFont(theme.font(9.5));
    if (field.widget != variant_)
      field.widget->setFixedWidth(static_cast<int>(field_width * theme.scale));
  }
  for (QLabel* heading : headings_) dress(*heading, caption_font(theme), theme.muted);
  tell_wrong(wrong_, why_);
}

}  // namespace synod::views
