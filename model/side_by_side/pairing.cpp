#include "model/side_by_side/pairing.h"

#include <algorithm>
#include <string_view>

#include "model/world/protocol.h"

namespace synod {

namespace {

/// An action as both sides would tell it: without ids and times.
struct Told {
  Action action;          ///< Its message and its time are cleared.
  std::string_view what;  ///< The kind of its message, or its timer.
  NodeId from;
  NodeId to;

  friend bool operator==(const Told&, const Told&) = default;
};

const Message* message_of(const Cluster& before, const Action& action) {
  if (action.verb != Verb::redeliver) return before.message(action.message);
  for (const Message& message : before.delivered)
    if (message.id == action.message) return &message;
  return nullptr;
}

Told told(const Cluster& before, const Action& action) {
  Told told{action, {}, {}, {}};
  told.action.message = {};
  told.action.at = {};
  const ProtocolInfo& protocol = before.protocol->info();
  if (action.verb == Verb::fire) {
    const Timer& timer = *before.timer(action.message);
    told.what = protocol.timers[timer.kind];
    told.from = timer.node;
  } else if (const Message* message = message_of(before, action)) {
    told.what = protocol.messages[message->kind].name;
    told.from = message->from;
    told.to = message->to;
  }
  return told;
}

/// All of a run from its event `first` on, counted from 0.
std::vector<Told> told_from(const Run& run, std::size_t first) {
  std::vector<Told> all;
  Cluster world = run.start;
  for (std::size_t i = 0; i < run.actions.size(); ++i) {
    if (i >= first) all.push_back(told(world, run.actions[i]));
    act(world, run.actions[i]);
  }
  return all;
}

/// How many events two runs have in common from any two places on: those of `left` make rows.
class CommonLengths {
 public:
  CommonLengths(const std::vector<Told>& left, const std::vector<Told>& right)
      : columns_(right.size() + 1), lengths_((left.size() + 1) * columns_) {
    for (std::size_t l = left.size(); l-- > 0;)
      for (std::size_t r = right.size(); r-- > 0;)
        lengths_[l * columns_ + r] =
            left[l] == right[r] ? at(l + 1, r + 1) + 1 : std::max(at(l + 1, r), at(l, r + 1));
  }

  std::uint32_t at(std::size_t l, std::size_t r) const { return lengths_[l * columns_ + r]; }

 private:
  std::size_t columns_;
  std::vector<std::uint32_t> lengths_;
};

}  // namespace

std::vector<PairedStep> paired(const Run& left, const Run& right) {
  const auto [left_end, right_end] = std::mismatch(left.actions.begin(), left.actions.end(),
                                                   right.actions.begin(), right.actions.end());
  std::vector<PairedStep> steps;
  for (auto each = left.actions.begin(); each != left_end; ++each) steps.push_back({*each, *each});
  const std::size_t common = steps.size();
  const std::vector<Told> on_left = told_from(left, common);
  const std::vector<Told> on_right = told_from(right, common);
  const CommonLengths lengths(on_left, on_right);
  std::size_t l = 0;
  std::size_t r = 0;
  while (l < on_left.size() || r < on_right.size()) {
    PairedStep step;
    const bool both = l < on_left.size() && r < on_right.size() && on_left[l] == on_right[r];
    const bool left_alone = !both && l < on_left.size() &&
                            (r == on_right.size() || lengths.at(l + 1, r) >= lengths.at(l, r + 1));
    if (both || left_alone) step.left = left.actions[common + l++];
    if (!left_alone) step.right = right.actions[common + r++];
    steps.push_back(step);
  }
  return steps;
}

}  // namespace synod
