#include "views/panels/propose_bar.h"

#include <QHBoxLayout>
#include <QRegularExpression>

#include "model/scenario/request_parser.h"
#include "model/world/protocol.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

/// With more proposers than this, one field serves them all; and with more than that where every
/// node proposes, for their fields would leave no room for the tabs beside them.
constexpr std::size_t most_fields = 4;
constexpr std::size_t most_fields_of_nodes = 2;

/// "put x 5" as the command x=5, "get x" as x? and "add x 1" as x+=1; anything else as it is.
QString command_of(const QString& value) {
  static const QRegularExpression put(QStringLiteral("^put\\s+(\\S+)\\s+(\\S+)$"));
  static const QRegularExpression get(QStringLiteral("^get\\s+(\\S+)$"));
  static const QRegularExpression add(QStringLiteral("^add\\s+(\\S+)\\s+(-?\\d+)$"));
  if (const auto match = put.match(value); match.hasMatch())
    return match.captured(1) + QLatin1Char('=') + match.captured(2);
  if (const auto match = get.match(value); match.hasMatch())
    return match.captured(1) + QLatin1Char('?');
  if (const auto match = add.match(value); match.hasMatch())
    return match.captured(1) + QStringLiteral("+=") + match.captured(2);
  return value;
}

/// Who may be asked: clients, and all that propose.
NodeSet askable(const Shape& shape) {
  return shape.with(Role::client) | shape.with(Role::proposer);
}

}  // namespace

ProposeBar::ProposeBar(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Propose"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row_ = new QWidget(this);
  error_ = plain_label(this);
  error_->setWordWrap(true);
  error_->hide();
  row->addWidget(row_);
  row->addWidget(error_, 1);
  row->addStretch();
  dress_all();
}

void ProposeBar::show_frame(const Frame& frame) {
  if (frame.world == nullptr) return;
  const Shape& shape = frame.world->shape();
  NodeSet up;
  NodeSet paused;
  for (NodeId node : askable(shape)) {
    if (frame.world->node(node).runs()) up.insert(node);
    if (frame.world->node(node).paused) paused.insert(node);
  }
  const std::vector<const char*>& requests = frame.world->protocol->info().requests;
  const bool rebuilt = !(shape == shape_) || requests != requests_;
  requests_ = requests;
  words_ = frame.world->protocol->info().request;
  is_log_ = frame.world->protocol->info().noop.exists();
  if (rebuilt) build(shape);
  if (!rebuilt && up == up_ && paused == paused_) return;
  up_ = up;
  paused_ = paused;
  refresh();
}

void ProposeBar::build(const Shape& shape) {
  shape_ = shape;
  proposers_.clear();
  for (NodeId node : shape.with(Role::client)) proposers_.push_back(node);
  for (NodeId node : shape.with(Role::proposer)) proposers_.push_back(node);
  askers_.clear();
  chooser_ = nullptr;
  delete row_;
  row_ = new QWidget(this);
  auto* row = new QHBoxLayout(row_);
  row->setContentsMargins(0, 0, 0, 0);
  const std::size_t most = shape.apart() ? most_fields : most_fields_of_nodes;
  if (proposers_.size() > most || shape.clients > 0) {
    chooser_ = new QComboBox(row_);
    chooser_->setAccessibleName(shape.clients > 0 ? tr("Client or proposer") : tr("Proposer"));
    chooser_->setToolTip(tr("Who is asked"));
    for (NodeId node : proposers_) chooser_->addItem(QString::fromStdString(shape.name(node)));
    connect(chooser_, &QComboBox::currentIndexChanged, this, &ProposeBar::refresh);
    row->addWidget(chooser_);
    askers_.push_back(add_asker());
  } else {
    for (std::size_t i = 0; i < proposers_.size(); ++i) askers_.push_back(add_asker());
  }
  static_cast<QHBoxLayout*>(layout())->insertWidget(0, row_);
  error_->hide();
  dress_all();
}

ProposeBar::Asker ProposeBar::add_asker() {
  auto* row = static_cast<QHBoxLayout*>(row_->layout());
  const std::size_t place = askers_.size();
  Asker asker{plain_label(row_), new QLineEdit(row_), new QPushButton(row_)};
  asker.field->setMaxLength(static_cast<int>(Text::max_size) + 14);
  asker.name->setBuddy(asker.field);
  asker.name->setVisible(chooser_ == nullptr);
  if (place > 0) row->addSpacing(14);
  row->addWidget(asker.name);
  row->addWidget(asker.field);
  row->addWidget(asker.button);
  connect(asker.field, &QLineEdit::returnPressed, this, [this, place] { ask(place); });
  connect(asker.button, &QPushButton::clicked, this, [this, place] { ask(place); });
  connect(asker.field, &QLineEdit::textEdited, this, [this] { error_->hide(); });
  return asker;
}

NodeId ProposeBar::proposer_of(std::size_t asker) const {
  const auto place =
      chooser_ != nullptr ? static_cast<std::size_t>(chooser_->currentIndex()) : asker;
  return place < proposers_.size() ? proposers_[place] : NodeId::none();
}

QString ProposeBar::suggestion(NodeId proposer) const {
  const std::uint32_t number = shape_.number(proposer);
  if (requests_.empty()) return QStringLiteral("v%1").arg(number);
  // The words of the scenario language's values are never translated.
  const QString word = QString::fromUtf8(requests_[(number - 1) % requests_.size()]);
  // A single decision is asked for different words; a log takes the same command again.
  return number > requests_.size() && !is_log_ ? word + QString::number(number) : word;
}

QString ProposeBar::help(NodeId node) const {
  const QString name = QString::fromStdString(shape_.name(node));
  if (paused_.contains(node)) return tr("%1 is paused; resume it first").arg(name);
  if (!up_.contains(node)) return tr("%1 is down; restart it first").arg(name);
  if (is_client(node))
    return tr("What %1 asks for: 'put x 5' (or x=5), 'get x' (x?), 'add x 1' (x+=1).").arg(name);
  return translated(words_.help).arg(name);
}

void ProposeBar::refresh() {
  for (std::size_t i = 0; i < askers_.size(); ++i) {
    const NodeId node = proposer_of(i);
    if (!node.exists()) continue;
    const QString name = QString::fromStdString(shape_.name(node));
    const bool up = up_.contains(node);
    const QString told = help(node);
    const Asker& asker = askers_[i];
    asker.name->setText(name);
    asker.field->setPlaceholderText(suggestion(node));
    asker.button->setText(is_client(node) ? tr("Ask") : translated(words_.title));
    asker.field->setAccessibleName(is_client(node) ? tr("Command of %1").arg(name)
                                                   : tr("Value for %1").arg(name));
    asker.button->setAccessibleName(is_client(node) ? tr("Ask as %1").arg(name)
                                                    : translated(words_.asks).arg(name));
    for (QWidget* widget : std::initializer_list<QWidget*>{asker.field, asker.button}) {
      widget->setEnabled(up);
      widget->setToolTip(plain_tip(told));
      widget->setAccessibleDescription(told);
    }
  }
}

void ProposeBar::ask(std::size_t asker) {
  const NodeId node = proposer_of(asker);
  if (!node.exists() || !up_.contains(node)) return;
  QLineEdit* field = askers_[asker].field;
  const QString typed = field->text().trimmed();
  const QString asked = typed.isEmpty() ? field->placeholderText() : command_of(typed);
  const auto request = parse_request(asked.toStdString());
  if (!request) return show_error(node, translated(request.error().why));
  error_->hide();
  field->clear();
  emit propose(node, request->value, request->round);
}

void ProposeBar::focus(NodeId proposer) {
  for (std::size_t i = 0; i < proposers_.size(); ++i) {
    if (proposers_[i] != proposer) continue;
    if (chooser_ != nullptr) chooser_->setCurrentIndex(static_cast<int>(i));
    QLineEdit* field = askers_[chooser_ != nullptr ? 0 : i].field;
    field->setFocus(Qt::OtherFocusReason);
    field->selectAll();
  }
}

void ProposeBar::show_error(NodeId proposer, const QString& why) {
  error_->setText(why);
  error_->setAccessibleName(tr("%1: %2").arg(QString::fromStdString(shape_.name(proposer)), why));
  error_->setVisible(!why.isEmpty());
}

void ProposeBar::set_theme(const Theme& theme) {
  theme_ = theme;
  dress_all();
}

void ProposeBar::dress_all() {
  setStyleSheet(field_style(theme_) + button_style(theme_));
  dress(*error_, theme_.font(9), theme_.bad);
  error_->setStyleSheet(QStringLiteral("color: %1").arg(theme_.bad.name()));
  if (chooser_ != nullptr) chooser_->setFont(theme_.font(9.5));
  for (const Asker& asker : askers_) {
    asker.name->setFont(theme_.font(9.5, QFont::DemiBold));
    asker.name->setStyleSheet(QStringLiteral("color: %1").arg(theme_.text.name()));
    asker.field->setFont(theme_.font(9.5));
    asker.field->setFixedWidth(static_cast<int>(92 * theme_.scale));
    asker.button->setFont(theme_.font(9.5));
  }
}

}  // namespace synod::views
