#include "views/kit/reason.h"

#include <algorithm>

namespace synod::views {

namespace {

std::pair<NodeId, NodeId> ordered(NodeId a, NodeId b) {
  return std::minmax(a, b);
}

}  // namespace

bool Reason::holds(MomentId moment) const {
  return std::binary_search(moments_.begin(), moments_.end(), moment);
}

bool Reason::holds_message(MessageId message) const {
  return why_ &&
         std::find(why_->messages.begin(), why_->messages.end(), message) != why_->messages.end();
}

bool Reason::holds_link(NodeId a, NodeId b) const {
  return std::find(links_.begin(), links_.end(), ordered(a, b)) != links_.end();
}

std::optional<MomentId> Reason::moment_of(EventNumber number) const {
  if (number >= path_.size()) return std::nullopt;
  return path_[number];
}

bool Reason::is_on_line_of(const History& history) const {
  const auto& line = history.line();
  return !path_.empty() && path_.size() <= line.size() && line[path_.size() - 1] == path_.back();
}

void Reason::show(Why why, const History& history, MomentId end) {
  path_ = history.path(end);
  moments_.clear();
  carriers_.clear();
  links_.clear();
  nodes_ = {};
  why_ = std::move(why);
  for (EventNumber number : why_->slice) {
    if (number == 0 || number >= path_.size()) continue;
    moments_.push_back(path_[number]);
    take_event(number, history.event(path_[number]));
  }
  if (why_->fact.node.exists()) nodes_.insert(why_->fact.node);
  std::sort(moments_.begin(), moments_.end());
  // Those that never arrived carry number 0 and come last.
  std::stable_sort(carriers_.begin(), carriers_.end(), [](const Carrier& a, const Carrier& b) {
    return a.arrived - 1 < b.arrived - 1;
  });
  emit changed();
}

void Reason::take_event(EventNumber number, const Event& event) {
  if (event.node.exists()) nodes_.insert(event.node);
  for (const Message& message : event.sent)
    if (holds_message(message.id)) take_message(message, 0);
  if (event.message && holds_message(event.message->id))
    take_message(*event.message, event.arrived ? number : 0);
  const Action& action = event.action;
  if (action.verb == Verb::cut || action.verb == Verb::heal)
    links_.push_back(ordered(action.node, action.peer));
}

void Reason::take_message(const Message& message, EventNumber arrived) {
  nodes_.insert(message.from);
  nodes_.insert(message.to);
  links_.push_back(ordered(message.from, message.to));
  for (Carrier& known : carriers_)
    if (known.message.id == message.id) {
      if (arrived != 0) known.arrived = arrived;
      return;
    }
  carriers_.push_back({message, arrived});
}

void Reason::clear() {
  if (!why_) return;
  why_.reset();
  path_.clear();
  moments_.clear();
  carriers_.clear();
  links_.clear();
  nodes_ = {};
  emit changed();
}

}  // namespace synod::views
