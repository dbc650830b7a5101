#include "model/side_by_side/twin.h"

#include <algorithm>
#include <numeric>

#include "model/side_by_side/pairing.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

/// Whether an action lets something happen that was under way, or harms it.
bool is_from_the_network(const Action& action) {
  switch (action.verb) {
    case Verb::deliver:
    case Verb::drop:
    case Verb::duplicate:
    case Verb::redeliver:
    case Verb::hold:
    case Verb::release:
    case Verb::fire: return true;
    default: return false;
  }
}

}  // namespace

Twin::Twin(const Cluster& left, const Cluster& right)
    : lanes_{Lane(left), Lane(right)},
      own_clocks_(left.shape().cast != right.shape().cast),
      comparison_(left, right),
      steps_(1),
      differing_(std::max(left.nodes.size(), right.nodes.size())) {}

void Twin::seek(std::uint32_t number) {
  present_ = std::min(number, size());
  for (Side side : both_sides) lanes_[side].history.seek(steps_[present_].moment[side]);
}

std::vector<Difference> Twin::differences() const {
  return comparison_.differences(lanes_.left.world(), lanes_.right.world());
}

std::optional<Sentence> Twin::act(Side side, const Action& action) {
  if (auto why = refusal(lanes_[side].history.world(), action)) return why;
  drop_what_follows();
  const Side other = across(side);
  const Result<Action> same = translated(side, action);
  TwinStep step{.moment = steps_.back().moment, .traffic = steps_.back().traffic};
  step.by_own_clock = own_clocks_ && is_from_the_network(action);
  std::optional<Sentence> why = same ? refusal(lanes_[other].world(), *same) : same.error();
  // Both are found before either is done: doing one changes what its ledger knows.
  do_on(side, action, step);
  if (why) {
    step.still = std::move(why);
  } else {
    do_on(other, *same, step);
  }
  add(std::move(step));
  return std::nullopt;
}

void Twin::add(TwinStep step) {
  compare(step);
  steps_.push_back(std::move(step));
  present_ = size();
  if (parting_ == 0 && steps_.back().apart()) parting_ = present_;
}

Twin Twin::of_runs(const Run& left, const Run& right) {
  Twin twin(left.start, right.start);
  for (const PairedStep& actions : paired(left, right)) {
    TwinStep step{.moment = twin.steps_.back().moment, .traffic = twin.steps_.back().traffic};
    for (Side side : both_sides)
      if (actions[side]) twin.do_on(side, *actions[side], step);
    if (!actions.left) step.still = say(SYNOD_TEXT("this happens on the right alone"));
    if (!actions.right) step.still = say(SYNOD_TEXT("this happens on the left alone"));
    twin.add(std::move(step));
  }
  return twin;
}

/// When what is due next there happens; nothing where it is quiet.
std::optional<SimTime> Twin::next_time(Side side) const {
  const Cluster& world = lanes_[side].world();
  const auto due = next_due(world);
  if (!due) return std::nullopt;
  const SimTime at =
      due->verb == Verb::fire ? world.timer(due->message)->due : world.message(due->message)->due;
  return std::max(at, world.now);
}

Side Twin::due_first() const {
  const auto left = next_time(Side::left);
  const auto right = next_time(Side::right);
  return right && (!left || *right < *left) ? Side::right : Side::left;
}

bool Twin::act_by_clock() {
  if (own_clocks_) {
    const Side side = due_first();
    const auto due = next_due(lanes_[side].world());
    if (due) act(side, *due);
    return due.has_value();
  }
  for (Side side : both_sides)
    if (const auto due = next_due(lanes_[side].history.world())) {
      act(side, *due);
      return true;
    }
  return false;
}

bool Twin::follow(const std::vector<Action>& actions,
                  const std::function<bool(std::size_t done)>& go_on) {
  constexpr std::size_t pace = 256;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    if (i % pace == 0 && go_on && !go_on(i)) return false;
    act(Side::left, actions[i]);
    if (own_clocks_) catch_up(Side::right, lanes_.left.world().now);
  }
  return true;
}

/// What is due there before `until`, or then, happens.
void Twin::catch_up(Side side, SimTime until) {
  for (auto next = next_time(side); next && *next <= until; next = next_time(side))
    act(side, *next_due(lanes_[side].world()));
}

void Twin::do_on(Side side, const Action& action, TwinStep& step) {
  Lane& lane = lanes_[side];
  Cluster world = lane.world();
  Event event{.detail = Detail::summary};
  synod::act(world, action, &event);
  lane.ledger.add(size() + 1, event);
  step.traffic[side].add(event, world);
  step.moment[side] = *lane.history.act(action);
  step.acted[side] = true;
}

/// What comes after the present state is forgotten: the schedule goes on from there.
void Twin::drop_what_follows() {
  if (present_ == size()) return;
  steps_.resize(present_ + 1u);
  if (parting_ > present_) parting_ = 0;
  for (Side side : both_sides) lanes_[side].ledger.cut_after(present_);
  recount();
}

void Twin::recount() {
  chosen_ = {};
  for (Side side : both_sides) chosen_.read(side, lanes_[side].world());
  for (NodeId node : lanes_.left.world().shape().all()) recount(node);
}

void Twin::recount(NodeId node) {
  differing_[node.index] = comparison_.count(lanes_.left.world(), lanes_.right.world(), node);
}

/// Counts anew where the step happened: nothing else can have changed.
void Twin::compare(TwinStep& step) {
  for (Side side : both_sides) {
    const NodeId node = lanes_[side].history.moment(step.moment[side]).node;
    if (step.acted[side] && node.exists()) recount(node);
    chosen_.read(side, lanes_[side].world());
  }
  if (own_clocks_) return;
  step.differing =
      std::accumulate(differing_.begin(), differing_.end(), std::size_t{chosen_.differing()});
}

// ---- what an action of one side means on the other

Result<Action> Twin::translated(Side from, const Action& action) const {
  const Cluster& there = lanes_[across(from)].world();
  Action same = action;
  // Each side has its own clock; what is in its past happens now.
  if (same.at.ms >= 0) same.at = std::max(same.at, there.now);
  if (own_clocks_) return by_hand(from, same);
  switch (action.verb) {
    case Verb::deliver:
    case Verb::drop:
    case Verb::duplicate:
    case Verb::redeliver:
    case Verb::hold:
    case Verb::release: return of_message(from, same);
    case Verb::fire: return of_timer(from, same);
    default: return same;
  }
}

/// Both take what a person does, but for what means something to one protocol alone.
Result<Action> Twin::by_hand(Side from, const Action& action) const {
  if (is_from_the_network(action)) return say(SYNOD_TEXT("each side goes by its own clock"));
  if (action.verb != Verb::propose) return action;
  const ProtocolInfo& protocol = lanes_[from].world().protocol->info();
  if (wish_of(protocol, action.value) != nullptr)
    return say(SYNOD_TEXT("'%1' means something to %2 alone"), action.value.str(),
               Sentence(say(protocol.title)));
  Action same = action;
  same.round = 0;
  return same;
}

Result<Action> Twin::of_message(Side from, Action action) const {
  const Lane& here = lanes_[from];
  const Lane& there = lanes_[across(from)];
  const auto origin = here.ledger.origin(action.message);
  if (!origin) return say(SYNOD_TEXT("nothing is known of that message"));
  const auto same = there.ledger.find(*origin);
  if (same && (action.verb == Verb::redeliver || there.world().message(*same) != nullptr)) {
    action.message = *same;
    return action;
  }
  if (same)
    return say(SYNOD_TEXT("the %1 from %2 to %3 is no longer under way"), std::string(origin->kind),
               here.world().name(origin->from), here.world().name(origin->to));
  if (const auto stray = stray_like(from, *origin)) {
    action.message = *stray;
    return action;
  }
  return say(SYNOD_TEXT("no such %1 from %2 to %3 was sent"), std::string(origin->kind),
             here.world().name(origin->from), here.world().name(origin->to));
}

/// A message that was sent on the other side alone, of that kind, from and to these nodes: the
/// oldest that is under way.
std::optional<MessageId> Twin::stray_like(Side from, const Origin& origin) const {
  const Lane& there = lanes_[across(from)];
  for (const Message& message : there.world().in_flight) {
    const auto other = there.ledger.origin(message.id);
    if (other && other->kind == origin.kind && other->from == origin.from &&
        other->to == origin.to && !lanes_[from].ledger.find(*other))
      return message.id;
  }
  return std::nullopt;
}

Result<Action> Twin::of_timer(Side from, Action action) const {
  const Lane& here = lanes_[from];
  const Cluster& there = lanes_[across(from)].world();
  const Timer& timer = *here.world().timer(action.message);
  const std::string_view name = here.world().protocol->info().timers[timer.kind];
  for (const Timer& other : there.timers)
    if (other.node == timer.node && there.protocol->info().timers[other.kind] == name) {
      action.message = other.id;
      return action;
    }
  return say(SYNOD_TEXT("%1 has set no timer '%2'"), here.world().name(timer.node),
             std::string(name));
}

}  // namespace synod
