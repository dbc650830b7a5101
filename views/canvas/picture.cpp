#include "views/canvas/picture.h"

#include <algorithm>

#include "model/data/field_search.h"
#include "model/world/protocol.h"
#include "views/canvas/fade.h"

namespace synod::views {

namespace {

std::vector<LinkLook> links_of(const Cluster& world) {
  std::vector<LinkLook> links;
  for (NodeId a : world.shape().all())
    for (NodeId b : world.shape().all())
      if (a < b && linked(world.shape(), a, b))
        links.push_back({a, b, world.is_cut(a, b), world.is_cut(b, a), false});
  return links;
}

bool carries(const Message& message, const Adoption& adopted) {
  if (adopted.slot == Slot{}) return headline_value(message.body) == adopted.vote.value;
  const auto log = value_meaning<SlotLog>(message.body, Means::value);
  const LogEntry* entry = log ? log->find(adopted.slot) : nullptr;
  return entry != nullptr && entry->vote.value == adopted.vote.value;
}

std::vector<Recovery> recoveries_of(const Event& event, double strength) {
  std::vector<Recovery> all;
  for (const Adoption& adopted : event.adopted) {
    const auto known = std::find_if(all.begin(), all.end(), [&](const Recovery& recovery) {
      return recovery.reporter == adopted.from;
    });
    if (known != all.end()) {
      ++known->slot_count;
      continue;
    }
    all.push_back({adopted.from, event.node, adopted.vote, adopted.slot, 1, {}, strength});
    for (const Message& message : event.sent)
      if (carries(message, adopted)) all.back().to.push_back(message.to);
  }
  return all;
}

/// What is drawn comes in with the last part of the event's glide and stays until the next one.
double arrival(const Frame& frame) {
  return std::clamp((frame.progress - 0.8) / 0.2, 0.0, 1.0);
}

void set_recoveries(const Frame& frame, Picture& picture) {
  if (frame.next != nullptr && !frame.answers_hidden && arrival(frame) > 0)
    picture.recoveries = recoveries_of(*frame.next, arrival(frame));
  if (picture.recoveries.empty() && frame.last != nullptr)
    picture.recoveries = recoveries_of(*frame.last, frame.next == nullptr ? 1 : 1 - arrival(frame));
}

void set_reading(const Frame& frame, Picture& picture) {
  const auto restarts = [](const Event* e) {
    return e != nullptr && e->action.verb == Verb::restart;
  };
  if (restarts(frame.next)) {
    const NodeId node = frame.next->action.node;
    picture.reading = Reading{node, frame.world->node(node).wiped, frame.progress, 1};
  } else if (restarts(frame.last)) {
    const NodeId node = frame.last->action.node;
    picture.reading = Reading{node, frame.world->node(node).wiped, 1, 1 - frame.progress};
  }
}

/// The slot in which two values are chosen, else the one that was chosen last.
Slot slot_to_tell(const Observer& observer) {
  const SharedLog<Chosen>& all = observer.chosen();
  if (all.empty()) return {};
  const Violation* broken = observer.violation("agreement");
  if (broken == nullptr) return all.back().slot;
  std::size_t low = 0;
  std::size_t high = all.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (all[middle].at < broken->at)
      low = middle + 1;
    else
      high = middle;
  }
  for (std::size_t i = low; i < all.size() && all[i].at == broken->at; ++i)
    if (choice_of(observer.first_choices(), all[i].slot)->vote.value != all[i].vote.value)
      return all[i].slot;
  return {};
}

std::vector<Text> chosen_in(const Cluster& world, Slot slot) {
  const Observer& truth = world.observer;
  if (truth.chosen().empty()) return {};
  // Without a violation the newest one says it all, however long the log is.
  const bool judged = truth.judge().exists();
  const bool torn = judged ? !truth.violations().empty() : truth.violation("agreement") != nullptr;
  if (!torn) return {truth.chosen().back().vote.value};
  std::vector<Text> values;
  const auto add = [&](const Text& value) {
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  };
  if (const Chosen* first = choice_of(truth.first_choices(), slot)) add(first->vote.value);
  if (judged)
    for (const Chosen& decided : truth.chosen())
      if (decided.slot == slot) add(decided.vote.value);
  const auto& counts = truth.votes().counts();
  for (std::size_t i = truth.votes().place_of(slot, {}); i < counts.size(); ++i) {
    if (counts[i].slot != slot) break;
    if (counts[i].acceptors.size() >= world.setup->q2()) add(counts[i].vote.value);
  }
  return values;
}

/// A node stands out with the messages from and to it.
void spotlight(NodeId node, Picture& picture) {
  Lit lit;
  lit.nodes.insert(node);
  lit.message = [node](const Envelope& e) { return e.from == node || e.to == node; };
  fade_all_but(lit, picture);
}

}  // namespace

Picture picture_of(const Frame& frame, const Layout& layout,
                   const std::vector<ShownQuorum>& chosen) {
  Picture picture;
  const Cluster& world = *frame.world;
  const Meeting meeting = meeting_in(world);
  for (NodeId id : world.shape().all())
    picture.nodes.push_back(look_of(frame, meeting, id, layout.detail));
  picture.quorums = quorum_looks(meeting, chosen);
  if (!chosen.empty()) mark_members(picture.nodes, picture.quorums);
  picture.links = links_of(world);
  picture.envelopes = traffic(frame, layout);
  set_recoveries(frame, picture);
  set_reading(frame, picture);
  if (frame.last != nullptr && frame.last->node.exists()) {
    picture.happened = frame.last->node;
    picture.happened_now = 1 - frame.progress;
    if (frame.last->message) picture.happened_ballot = headline_ballot(frame.last->message->body);
  }
  // What it would tell may be what the class is asked for.
  if (frame.covered.empty()) picture.change = leader_change_in(world);
  picture.timers = timers_of(frame);
  picture.sights = sights_of(frame);
  picture.chosen_slot = slot_to_tell(world.observer);
  picture.chosen = chosen_in(world, picture.chosen_slot);
  const DecisionWords& words = world.protocol->info().decision;
  picture.chosen_word = picture.chosen_slot.number == 0 ? words.done : words.done_at;
  if (frame.spotlit.exists()) spotlight(frame.spotlit, picture);
  return picture;
}

}  // namespace synod::views
