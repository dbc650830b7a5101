#include "model/world/out.h"

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
    event_->responses.push_back(
        {Response::Kind::promised, self_, {}, ballot, {}, {}, event_->notes.size()});
}

void Out::refused(const Ballot& ballot, const Ballot& instead) {
  if (event_ != nullptr)
    event_->responses.push_back({Response::Kind::refused,
                                 self_,
                                 {},
                                 ballot,
                                 {},
                                 instead,
                                 event_->notes.empty() ? 0 : event_->notes.size() - 1});
}

void Out::tell(Deed deed, NodeId node) {
  deed.node = node;
  world_.observer.see(deed, setup(), world_.now, world_.events);
  if (event_ != nullptr) event_->deeds.push_back(std::move(deed));
}

void Out::proposed(Slot slot, const Vote& vote) {
  tell({.kind = Deed::Kind::proposed, .slot = slot, .vote = vote}, self_);
}

void Out::accepted(Slot slot, const Vote& vote) {
  if (event_ != nullptr)
    event_->responses.push_back(
        {Response::Kind::accepted, self_, slot, vote.ballot, vote.value, {}, event_->notes.size()});
  tell({.kind = Deed::Kind::accepted, .slot = slot, .vote = vote}, self_);
}

void Out::learned(Slot slot, const Text& value) {
  tell({.kind = Deed::Kind::learned, .slot = slot, .vote = {{}, value}}, self_);
}

void Out::known(Slot slot, const Text& value) {
  tell({.kind = Deed::Kind::known, .slot = slot, .vote = {{}, value}}, self_);
}

void Out::voted(Slot slot, const Text& value) {
  tell({.kind = Deed::Kind::voted, .slot = slot, .vote = {{}, value}}, self_);
}

void Out::decided(Slot slot, const Text& value) {
  tell({.kind = Deed::Kind::decided, .slot = slot, .vote = {{}, value}}, self_);
}

/// What is written at the vote's own number is a vote for it; what is written later is a copy.
void Out::stored(Slot slot, const Vote& vote, const Ballot& number) {
  if (event_ != nullptr && vote.ballot.bare() == number.bare())
    event_->responses.push_back(
        {Response::Kind::accepted, self_, slot, vote.ballot, vote.value, {}, event_->notes.size()});
  tell({.kind = Deed::Kind::stored, .slot = slot, .vote = vote, .number = number}, self_);
}

void Out::dropped(Slot first) {
  tell({.kind = Deed::Kind::dropped, .slot = first}, self_);
}

void Out::leads(const Ballot& number) {
  tell({.kind = Deed::Kind::leads, .number = number}, self_);
}

void Out::members(const Ballot& number, NodeSet now, NodeSet before) {
  tell({.kind = Deed::Kind::members, .number = number, .nodes = now, .others = before}, self_);
}

void Out::resigned() {
  tell({.kind = Deed::Kind::resigned}, self_);
}

void Out::took() {
  tell({.kind = Deed::Kind::took}, self_);
}

void Out::let_go() {
  tell({.kind = Deed::Kind::let_go}, self_);
}

void Out::gave_up(Slot slot) {
  tell({.kind = Deed::Kind::gave_up, .slot = slot}, self_);
}

void Out::suspicion(NodeId of, bool began) {
  if (event_ != nullptr) event_->suspicions.push_back({self_, of, began, world_.node(of).up});
}

void Out::asked(const Text& value) {
  tell({.kind = Deed::Kind::asked, .vote = {{}, value}}, self_);
}

void Out::invoked(NodeId client, std::uint32_t id, const Text& command) {
  tell({.kind = Deed::Kind::invoked, .vote = {{}, command}, .id = id}, client);
}

void Out::answered(NodeId client, std::uint32_t id, const Text& result) {
  tell({.kind = Deed::Kind::answered, .vote = {{}, result}, .id = id}, client);
}

void Out::applied(Slot slot, const Text& value, bool took_effect) {
  tell({.kind = Deed::Kind::applied, .slot = slot, .vote = {{}, value}, .took_effect = took_effect},
       self_);
}

void Out::adopted(NodeId from, const Vote& vote, Slot slot) {
  if (event_ != nullptr) event_->adopted.push_back({from, vote, slot});
}

}  // namespace synod
