#include "model/why/slice_replay.h"

#include <algorithm>

namespace synod {

namespace {

bool same_body(const Body& a, const Body& b) {
  if (&a.type() != &b.type()) return false;
  for (std::size_t i = 0; i < a.infos().size(); ++i)
    if (a.value(i) != b.value(i)) return false;
  return true;
}

/// The world at the start of a replay: whatever the run lost by chance is told, not drawn again.
Cluster without_chance(Cluster start) {
  Setup setup = *start.setup;
  setup.options.loss = 0;
  setup.options.duplicate = 0;
  start.setup = std::make_shared<const Setup>(std::move(setup));
  return start;
}

}  // namespace

bool same_message(const Message& a, const Message& b) {
  return a.from == b.from && a.to == b.to && a.kind == b.kind && same_body(a.body, b.body);
}

SliceReplay::SliceReplay(const Past& past)
    : past_(past), world_(without_chance(past.start())), done_(past.size() + 1) {
  // What was under way at the start is there in every replay.
  done_[0].sent = past.start().in_flight;
}

const SliceReplay::Done* SliceReplay::done(EventNumber number) const {
  const Done& done = done_[number];
  const bool here = number == 0 || done.turn == turn_ || (done.turn != 0 && number < kept_below_);
  return here ? &done : nullptr;
}

bool SliceReplay::play(EventNumber number, Event* event) {
  const PastEvent& past = past_[number];
  Action action = past.action;
  action.at = std::max(action.at, world_.now);
  world_.in_flight.clear();
  misfit_ = !refit(past, action);
  if (misfit_) return false;
  if (refusal(world_, action)) {
    misfit_ = action.verb == Verb::propose;
    return false;
  }
  // What is there before the event was put there for it.
  const std::uint32_t newest = world_.last_id;
  world_.random = past.random;
  act(world_, action, event);
  Done& done = done_[number];
  done.turn = turn_;
  done.number = world_.events;
  std::erase_if(world_.in_flight, [&](const Message& m) { return m.id.number <= newest; });
  done.sent.clear();
  done.sent.swap(world_.in_flight);
  return true;
}

void SliceReplay::rewind(const Cluster& world, EventNumber number) {
  world_ = world;
  kept_below_ = number;
  ++turn_;
}

/// Makes `action` mean in this world what it meant in the run, and puts what it needs in place.
bool SliceReplay::refit(const PastEvent& past, Action& action) {
  switch (action.verb) {
    case Verb::redeliver: action.verb = Verb::deliver; [[fallthrough]];
    case Verb::deliver: {
      const Message& message = *past.message;
      if (world_.node(message.to).paused) return false;
      const bool arrives = world_.node(message.to).up && !world_.is_cut(message.from, message.to);
      return arrives == past.arrived && put_in_flight(message, false, action);
    }
    case Verb::release: return put_in_flight(*past.message, true, action);
    case Verb::drop:
    case Verb::duplicate:
    case Verb::hold: return put_in_flight(*past.message, false, action);
    case Verb::fire: return set_timer_of(past, action);
    case Verb::cut:
    case Verb::partition: {
      Action ignored;
      for (const Message& message : past.cut_off) put_in_flight(message, false, ignored);
      return true;
    }
    default: return true;
  }
}

bool SliceReplay::put_in_flight(const Message& message, bool held, Action& action) {
  const Done* sender = done(message.sent_by);
  if (sender == nullptr) return false;
  const auto sent = std::find_if(sender->sent.begin(), sender->sent.end(),
                                 [&](const Message& m) { return same_message(m, message); });
  if (sent == sender->sent.end()) return false;
  Message again = *sent;
  again.id = {++world_.last_id};
  again.held = held;
  again.copy = message.copy;
  again.due = message.due;  // Of two copies either one may have been found.
  action.message = again.id;
  world_.in_flight.push_back(std::move(again));
  return true;
}

bool SliceReplay::set_timer_of(const PastEvent& past, Action& action) const {
  const Done* setter = done(past.cause);
  if (setter == nullptr) return false;
  for (const Timer& timer : world_.timers)
    if (timer.node == past.node && timer.kind == past.timer && timer.set_by == setter->number) {
      action.message = timer.id;
      return !world_.node(timer.node).paused;
    }
  return false;
}

SliceEnd replay_slice(const Run& run, std::span<const EventNumber> slice) {
  SliceEnd end;
  if (slice.empty()) return {.complete = true, .last = {}, .world = run.start};
  const auto on = [] { return true; };
  const Past past(
      run, slice.back(), [](const Event&) {}, on, Detail::summary);
  SliceReplay replay(past);
  end.complete = past.size() == slice.back();
  for (std::size_t i = 0; i < slice.size() && end.complete; ++i)
    end.complete = replay.play(slice[i], i + 1 == slice.size() ? &end.last : nullptr);
  end.world = replay.world();
  return end;
}

}  // namespace synod
