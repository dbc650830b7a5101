#include "model/explore/parts.h"

#include "model/world/protocol.h"

namespace synod::explore {

namespace {

/// The start with nothing in it that differs from world to world, and without chance: what may be
/// lost or doubled is explored, not drawn.
Cluster bare(const Cluster& start) {
  Cluster world = start;
  Setup setup = *start.setup;
  setup.options.loss = 0;
  setup.options.duplicate = 0;
  world.setup = std::make_shared<const Setup>(std::move(setup));
  for (NodeId node : world.shape().all())
    world.nodes[node.index] = {world.protocol->fresh(node, *world.setup)};
  world.in_flight.clear();
  world.timers.clear();
  world.delivered.clear();
  world.observer = {};
  return world;
}

std::uint32_t broken_by(const Observer& truth) {
  std::uint32_t broken = 0;
  for (std::size_t i = 0; i < invariants().size(); ++i)
    if (truth.violation(invariants()[i].name) != nullptr) broken |= 1u << i;
  return broken;
}

/// Without a log there is no state machine that a crash could empty.
bool is_about_logs(const Deed& deed) {
  return deed.kind == Deed::Kind::stopped;
}

}  // namespace

Event Parts::Workbench::summary() {
  Event event;
  event.detail = Detail::summary;
  return event;
}

Parts::Parts(const Cluster& start, std::vector<Text> values, std::vector<Renaming> renamings,
             bool forget)
    : bare_(bare(start)),
      values_(std::move(values)),
      renamings_(std::move(renamings)),
      forget_(forget) {
  of_deeds({});
}

template <class Part, class Facts, class AddBytes>
PartId Parts::keep(Kind<Part, Facts>& kind, const Part& part, Facts facts, AddBytes add_bytes) {
  for (const Renaming& renaming : renamings_) {
    Canonical bytes(renaming);
    add_bytes(bytes);
    facts.hashes.push_back(bytes.hash());
  }
  const std::lock_guard lock(mutex_);
  const auto [place, fresh] =
      kind.known.insert({facts.hashes.front(), static_cast<PartId>(kind.parts.size())});
  if (fresh) {
    kind.parts.push_back(part);
    kind.facts.push_back(std::move(facts));
  }
  return place->second;
}

void add_part(Canonical& bytes, const NodePart& part) {
  bytes.add(part.node);
  bytes.add(std::uint64_t{part.up} | std::uint64_t{part.wiped} << 1 |
            std::uint64_t{part.timers} << 2 | std::uint64_t{part.asked} << 34);
  if (part.disks_lost != 0) bytes.add(std::uint64_t{part.disks_lost});
  bytes.add_record(part.state);
}

void add_part(Canonical& bytes, const Message& message) {
  bytes.add(message.from);
  bytes.add(message.to);
  bytes.add(std::uint64_t{message.kind});
  bytes.add_record(message.body);
}

PartId Parts::of_node(const NodePart& part) {
  return keep(nodes_, part, NodeFacts{part.node, part.up, part.timers, part.asked, {}},
              [&](Canonical& bytes) { add_part(bytes, part); });
}

PartId Parts::of_message(const Message& message) {
  return keep(messages_, message, MessageFacts{message.from, message.to, message.kind, {}},
              [&](Canonical& bytes) { add_part(bytes, message); });
}

PartId Parts::of_truth(const Observer& truth) {
  return keep(truths_, truth, TruthFacts{broken_by(truth), {}},
              [&](Canonical& bytes) { bytes.add(truth, bare_.shape()); });
}

PartId Parts::of_deeds(const std::vector<Deed>& deeds) {
  return keep(deeds_, deeds, NoFacts{}, [&](Canonical& bytes) {
    for (const Deed& deed : deeds) bytes.add(deed);
  });
}

const Outcome& Parts::outcome(PartId part, const Happening& happening, Workbench& bench) {
  const std::uint64_t key = happening_key(part, happening);
  {
    const std::lock_guard lock(mutex_);
    const auto known = known_outcomes_.find(key);
    if (known != known_outcomes_.end()) return *known->second;
  }
  Outcome made = outcome_of(node(part), happening, bench);
  const std::lock_guard lock(mutex_);
  const auto [place, fresh] = known_outcomes_.insert({key, nullptr});
  if (fresh) place.value() = &outcomes_.emplace_back(std::move(made));
  return *place->second;
}

Outcome Parts::outcome_of(const NodePart& before, const Happening& happening, Workbench& bench) {
  Cluster& world = bench.world_;
  Node& node = world.nodes[before.node.index];
  node = {before.state, before.up, before.wiped, before.disks_lost};
  world.in_flight.clear();
  world.timers.clear();
  for (std::uint8_t kind = 0; before.timers >> kind != 0; ++kind)
    if ((before.timers >> kind & 1) != 0)
      world.timers.push_back({{kind + 1u}, before.node, kind, 0, world.now, world.now});
  world.last_id = 64;
  world.random = bare_.random;
  world.now = bare_.now;

  bench.event_ = Workbench::summary();
  const Action action = action_of(before, happening, world);
  if (act(world, action, &bench.event_))
    return {.possible = false, .after = 0, .deeds = 0, .sent = {}};

  if (forget_) world.protocol->forget(node.state, *world.setup);
  const ProtocolInfo& info = world.protocol->info();
  if (!info.noop.exists() && info.judge == nullptr)
    std::erase_if(bench.event_.deeds, is_about_logs);
  NodePart after{before.node, node.state, node.up, node.wiped, node.disks_lost, 0, before.asked};
  if (happening.kind == Happening::Kind::propose) ++after.asked;
  for (const Timer& timer : world.timers) after.timers |= 1u << timer.kind;
  Outcome outcome;
  outcome.after = of_node(after);
  outcome.deeds = of_deeds(bench.event_.deeds);
  for (const Message& sent : world.in_flight) outcome.sent.push_back(of_message(sent));
  node = {world.protocol->fresh(before.node, *world.setup)};
  world.delivered.clear();
  world.observer = {};
  return outcome;
}

Action Parts::action_of(const NodePart& part, const Happening& happening, Cluster& world) const {
  switch (happening.kind) {
    case Happening::Kind::deliver: {
      Message arriving = message(happening.what);
      arriving.id = {++world.last_id};
      arriving.due = world.now;
      arriving.held = false;
      world.in_flight.push_back(arriving);
      return actions::on_message(Verb::deliver, arriving.id);
    }
    case Happening::Kind::propose: return actions::propose(part.node, values_[happening.what]);
    case Happening::Kind::fire: return actions::fire({happening.what + 1});
    case Happening::Kind::crash: return actions::on_node(Verb::crash, part.node);
    case Happening::Kind::restart: return actions::on_node(Verb::restart, part.node);
    case Happening::Kind::wipe: return actions::on_node(Verb::wipe, part.node);
    default: return {};  // Nothing else happens to a node.
  }
}

Truth Parts::truth_after(PartId id, PartId deeds) {
  Observer after = truth(id);
  for (const Deed& deed : get(deeds_, deeds)) after.see(deed, *bare_.setup, bare_.now, 0);
  return {of_truth(after), broken_by(after)};
}

std::uint64_t Parts::bytes() const {
  const std::lock_guard lock(mutex_);
  const auto of = [&](const auto& kind, std::size_t part) {
    return kind.parts.size() * (part + renamings_.size() * sizeof(Key128) + 96);
  };
  // A truth holds lists on the heap: about a kilobyte.
  return of(nodes_, sizeof(NodePart)) + of(messages_, sizeof(Message)) + of(truths_, 1'600) +
         of(deeds_, 256) + outcomes_.size() * (sizeof(Outcome) + 64);
}

}  // namespace synod::explore
