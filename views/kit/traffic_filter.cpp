#include "views/kit/traffic_filter.h"

#include <QSettings>
#include <algorithm>

#include "views/kit/translated.h"

namespace synod::views {

namespace {
constexpr auto kinds_setting = "view/hidden-messages";
constexpr auto learners_setting = "view/hidden-to-learners";
}  // namespace

void TrafficFilter::remember() {
  const QSettings settings;
  names_.clear();
  for (const QString& name : settings.value(kinds_setting).toStringList())
    names_.insert(name.toStdString());
  to_learners_ = settings.value(learners_setting, false).toBool();
  count();
  connect(this, &TrafficFilter::changed, this, &TrafficFilter::store);
}

void TrafficFilter::store() const {
  QStringList names;
  for (const std::string& name : names_) names << QString::fromStdString(name);
  QSettings settings;
  settings.setValue(kinds_setting, names);
  settings.setValue(learners_setting, to_learners_);
}

void TrafficFilter::share_with(TrafficFilter& other) {
  take_over(other);
  connect(&other, &TrafficFilter::changed, this, [this, &other] { take_over(other); });
  connect(this, &TrafficFilter::changed, &other, [this, &other] { other.take_over(*this); });
}

void TrafficFilter::take_over(const TrafficFilter& other) {
  if (names_ == other.names_ && to_learners_ == other.to_learners_) return;
  names_ = other.names_;
  to_learners_ = other.to_learners_;
  count();
  emit changed();
}

void TrafficFilter::set_protocol(const ProtocolInfo& protocol, const Shape& shape) {
  const NodeSet learners = shape.apart() ? shape.column(Role::learner) : NodeSet();
  if (protocol_ == &protocol && learners_ == learners) return;
  protocol_ = &protocol;
  learners_ = learners;
  parts_.clear();
  for (const MessageGroup& group : protocol.groups)
    parts_.push_back({translated(group.title),
                      tr("Several kinds of messages at once"),
                      {group.kinds.begin(), group.kinds.end()},
                      false});
  if (!learners.empty())
    parts_.push_back({tr("All messages to learners"), tr("Whatever their kind"), {}, true});
  for (const MessageKind& kind : protocol.messages)
    parts_.push_back({tr("%1 (%2)", "a kind of message and its letter")
                          .arg(translated(kind.title), QString::fromUtf8(kind.label)),
                      translated(kind.help),
                      {kind.name},
                      false});
  count();
}

bool TrafficFilter::hides(const Part& part) const {
  if (part.to_learners) return to_learners_;
  return std::all_of(part.kinds.begin(), part.kinds.end(),
                     [&](const std::string& kind) { return names_.contains(kind); });
}

void TrafficFilter::hide(const Part& part, bool hidden) {
  if (part.to_learners) to_learners_ = hidden;
  for (const std::string& kind : part.kinds) {
    if (hidden)
      names_.insert(kind);
    else
      names_.erase(kind);
  }
  count();
  emit changed();
}

void TrafficFilter::show_all() {
  names_.clear();
  to_learners_ = false;
  count();
  emit changed();
}

void TrafficFilter::count() {
  hidden_kinds_ = 0;
  if (protocol_ == nullptr) return;
  for (std::size_t kind = 0; kind < protocol_->messages.size(); ++kind)
    if (names_.contains(protocol_->messages[kind].name)) hidden_kinds_ |= 1ULL << kind;
}

}  // namespace synod::views
