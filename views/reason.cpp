#include "views/reason.h"

#include <algorithm>

namespace synod::views {

bool Reason::holds(MomentId moment) const {
  return std::binary_search(moments_.begin(), moments_.end(), moment);
}

bool Reason::holds_message(MessageId message) const {
  return why_ &&
         std::find(why_->messages.begin(), why_->messages.end(), message) != why_->messages.end();
}

void Reason::show(Why why, const History& history, MomentId end) {
  const std::vector<MomentId> path = history.path(end);
  moments_.clear();
  nodes_ = {};
  for (EventNumber number : why.slice) {
    if (number == 0 || number >= path.size()) continue;
    moments_.push_back(path[number]);
    if (const NodeId node = history.moment(path[number]).node; node.exists()) nodes_.insert(node);
  }
  if (why.fact.node.exists()) nodes_.insert(why.fact.node);
  std::sort(moments_.begin(), moments_.end());
  why_ = std::move(why);
  emit changed();
}

void Reason::clear() {
  if (!why_) return;
  why_.reset();
  moments_.clear();
  nodes_ = {};
  emit changed();
}

}  // namespace synod::views
