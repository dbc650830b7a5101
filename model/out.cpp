#include "model/out.h"

#include <algorithm>

namespace synod {

void Out::post(NodeId to, std::uint8_t kind, const Body& body) {
  if (to == self_) {
    local_.push_back({kind, body});
    return;
  }
  Message message;
  message.from = self_;
  message.to = to;
  message.kind = kind;
  message.sent_by = world_.events;
  message.sent = world_.now;
  message.body = body;
  const Options& options = world_.setup->options;
  const bool twice = options.duplicate > 0 && world_.random.chance(options.duplicate);
  put_in_flight(message);
  if (!twice) return;
  message.copy = true;
  put_in_flight(std::move(message));
}

void Out::put_in_flight(Message message) {
  const Options& options = world_.setup->options;
  message.id = {++world_.last_id};
  message.due = world_.now + SimTime{random(options.latency)};
  const bool unlucky = options.loss > 0 && world_.random.chance(options.loss);
  const bool at_cut = world_.is_cut(message.from, message.to);
  if (event_ != nullptr) {
    event_->sent.push_back(message);
    if (at_cut || unlucky) event_->lost.push_back({message, at_cut ? Loss::cut : Loss::chance});
  }
  if (!at_cut && !unlucky) world_.in_flight.push_back(std::move(message));
}

void Out::set_timer(std::uint8_t kind, SimTime delay) {
  cancel_timer(kind);
  world_.timers.push_back(
      {{++world_.last_id}, self_, kind, world_.events, world_.now, world_.now + delay});
}

void Out::cancel_timer(std::uint8_t kind) {
  std::erase_if(world_.timers, [&](const Timer& t) { return t.node == self_ && t.kind == kind; });
}

void Out::promised(const Ballot& ballot) {
  if (event_ != nullptr)
    event_->responses.push_back({Response::Kind::promised, self_, {}, ballot, {}, {}});
}

void Out::refused(const Ballot& ballot, const Ballot& instead) {
  if (event_ != nullptr)
    event_->responses.push_back({Response::Kind::refused, self_, {}, ballot, {}, instead});
}

void Out::proposed(Slot slot, const Vote& vote) {
  world_.observer.proposed(shape(), self_, slot, vote, world_.events);
}

void Out::accepted(Slot slot, const Vote& vote) {
  if (event_ != nullptr)
    event_->responses.push_back(
        {Response::Kind::accepted, self_, slot, vote.ballot, vote.value, {}});
  world_.observer.accepted(shape(), self_, slot, vote, setup().q2(), world_.events);
}

void Out::learned(Slot slot, const Text& value) {
  world_.observer.learned(shape(), self_, slot, value, world_.events);
}

void Out::suspicion(NodeId of, bool began) {
  if (event_ != nullptr) event_->suspicions.push_back({self_, of, began, world_.node(of).up});
}

void Out::asked(const Text& value) {
  world_.observer.asked(value);
}

void Out::invoked(NodeId client, std::uint32_t id, const Text& command) {
  world_.observer.invoked(client, id, command, world_.now);
}

void Out::answered(NodeId client, std::uint32_t id, const Text& result) {
  world_.observer.answered(shape(), client, id, result, world_.now, world_.events);
}

void Out::applied(Slot slot, const Text& value, bool took_effect) {
  world_.observer.applied(shape(), self_, slot, value, took_effect, world_.events);
}

void Out::adopted(NodeId from, const Vote& vote) {
  if (event_ != nullptr) event_->adopted = Adoption{from, vote};
}

}  // namespace synod
