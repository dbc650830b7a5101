#include "model/walk/walk_plan.h"

#include <algorithm>
#include <array>

#include "model/walk/walk.h"

namespace synod {

namespace {

/// A fault, how many of 10,000 runs use it, and how often those try it: from `low` on up to 16
/// times as often. Deliveries have a share of 1,000.
struct Fault {
  Verb verb;
  std::int64_t used;
  std::int64_t low;
};
constexpr std::array faults{
    Fault{Verb::drop, 4'000, 20},      Fault{Verb::duplicate, 3'000, 20},
    Fault{Verb::redeliver, 5'000, 40}, Fault{Verb::hold, 2'000, 20},
    Fault{Verb::crash, 4'000, 10},     Fault{Verb::cut, 2'500, 10},
    Fault{Verb::partition, 2'000, 5},  Fault{Verb::fire, 6'000, 20},
    Fault{Verb::pause, 3'000, 10},
};

/// What mends a fault, which a run that uses the fault uses too, and how much more often.
struct Mend {
  Verb fault;
  Verb mend;
  std::int64_t times;
};
constexpr std::array mends{
    Mend{Verb::hold, Verb::release, 2},       Mend{Verb::crash, Verb::restart, 3},
    Mend{Verb::pause, Verb::resume, 3},       Mend{Verb::cut, Verb::heal, 2},
    Mend{Verb::partition, Verb::heal_all, 2},
};

/// SplitMix64's last step: one number's bits spread over all.
constexpr std::uint64_t mixed(std::uint64_t number) {
  return Random(number).next();
}

}  // namespace

void MessageOrder::draw(const Shape& shape, Random& random) {
  all_ = shape.all();
  servers_ = NodeSet::range(0, shape.servers());
  // Who is awake says most: in half of the runs.
  class_ = random.chance(5'000) ? Class::awake : static_cast<Class>(random.between(0, 6));
  constexpr std::array<std::int64_t, 4> out_of_turn{0, 100, 300, 1'000};
  out_of_turn_ = out_of_turn[static_cast<std::size_t>(random.between(0, 3))];
  constexpr std::uint64_t quarter = std::uint64_t{1} << 62;
  still_ = static_cast<std::uint64_t>(random.between(0, 3)) * quarter;
  change(random);
}

void MessageOrder::change(Random& random) {
  salt_ = random.next();
  awake_ = all_;
  if (class_ != Class::awake) return;
  do {
    awake_ = all_ - servers_;
    for (NodeId node : servers_)
      if (random.chance(5'000)) awake_.insert(node);
  } while ((awake_ & servers_).size() < std::min<std::size_t>(2, servers_.size()));
}

std::size_t MessageOrder::next(const std::vector<Message>& messages, Random& random) const {
  if (class_ == Class::all || random.chance(out_of_turn_))
    return static_cast<std::size_t>(
        random.between(0, static_cast<std::int64_t>(messages.size()) - 1));
  std::size_t best = messages.size();
  std::uint64_t highest = 0;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (messages[i].held) continue;
    const std::uint64_t own = priority(messages[i]);
    if (own < still_ || own == 0 || (best != messages.size() && own <= highest)) continue;
    best = i;
    highest = own;
  }
  return best;
}

std::uint64_t MessageOrder::priority(const Message& message) const {
  std::uint64_t key = 0;
  switch (class_) {
    case Class::all: break;
    case Class::each: key = message.id.number; break;
    case Class::sender: key = message.from.index; break;
    case Class::receiver: key = message.to.index; break;
    case Class::link: key = message.from.index * 256u + message.to.index; break;
    case Class::kind: key = message.kind; break;
    case Class::sender_and_kind: key = message.from.index * 256u + message.kind; break;
    case Class::awake:
      if (!awake_.contains(message.from) || !awake_.contains(message.to)) return 0;
      return mixed(salt_ ^ message.id.number) | still_;
  }
  return mixed(salt_ ^ key);
}

Verb WalkPlan::verb(Random& random) const {
  std::int64_t ticket = random.between(0, total - 1);
  for (const Share& share : shares)
    if ((ticket -= share.share) < 0) return share.verb;
  return Verb::propose;
}

namespace {

/// What may happen where messages keep to time: much of it, as nothing else does.
constexpr std::array timely_faults{Fault{Verb::drop, 5'000, 20}, Fault{Verb::crash, 9'000, 10},
                                   Fault{Verb::fire, 10'000, 80}};

void draw_timely_shares(WalkPlan& plan, Random& random) {
  const auto add = [&](Verb verb, std::int64_t share) {
    plan.shares.push_back({verb, share});
    plan.total += share;
  };
  add(Verb::deliver, 1'000);
  add(Verb::propose, std::int64_t{5} << random.between(0, 3));
  for (const Fault& fault : timely_faults) {
    if (!random.chance(fault.used)) continue;
    const std::int64_t share = fault.low << random.between(0, 4);
    add(fault.verb, share);
    // Some runs have no restarts: then those that are left must end it.
    if (fault.verb == Verb::crash && random.chance(7'000)) add(Verb::restart, share);
  }
}

/// Acts do the work of most faults: in runs that are made of them each fault is rarer.
void draw_shares(WalkPlan& plan, bool wipe, Random& random) {
  const auto add = [&](Verb verb, std::int64_t share) {
    plan.shares.push_back({verb, share});
    plan.total += share;
  };
  add(Verb::deliver, 1'000);
  const std::int64_t asked = std::int64_t{20} << random.between(0, 3);
  if (!plan.acts) add(Verb::propose, asked);
  for (const Fault& fault : faults) {
    if (!random.chance(plan.acts ? fault.used * 3 / 20 : fault.used)) continue;
    const std::int64_t share = fault.low << random.between(0, 4);
    add(fault.verb, share);
    for (const Mend& mend : mends)
      if (mend.fault == fault.verb) add(mend.mend, mend.times * share);
  }
  if (wipe) add(Verb::wipe, 20);
}

void draw_changes(WalkPlan& plan, std::size_t done, std::size_t steps, Random& random) {
  const std::int64_t most = plan.order.by() == MessageOrder::Class::awake ? 12 : 4;
  for (std::int64_t left = random.between(0, most); left > 0; --left)
    plan.changes.push_back(static_cast<std::size_t>(
        random.between(static_cast<std::int64_t>(done), static_cast<std::int64_t>(steps))));
  std::sort(plan.changes.begin(), plan.changes.end());
}

void draw_proposers(WalkPlan& plan, const Shape& shape, Random& random) {
  const NodeSet all = shape.with(Role::proposer);
  const bool few = random.chance(5'000);
  for (NodeId node : all)
    if (!few || random.chance(5'000)) plan.proposers.insert(node);
  if (plan.proposers.empty()) plan.proposers = all;
}

}  // namespace

WalkPlan draw_plan(const Setup& setup, const ProtocolInfo& protocol, std::size_t done,
                   std::size_t steps, const WalkLimits& limits, Random& random) {
  WalkPlan plan;
  if (limits.synchronous) {
    draw_timely_shares(plan, random);
  } else {
    if (random.chance(6'000)) plan.acts.emplace(setup, protocol, random);
    draw_shares(plan, limits.wipe, random);
  }
  constexpr std::array<std::int64_t, 5> by_clock{0, 0, 0, 5'000, 9'500};
  plan.by_clock = by_clock[static_cast<std::size_t>(random.between(0, 4))];
  plan.order.draw(setup.shape, random);
  draw_changes(plan, done, steps, random);
  draw_proposers(plan, setup.shape, random);
  constexpr std::array<std::int64_t, 4> rates{0, 1'000, 3'000, 8'000};
  plan.with_round = rates[static_cast<std::size_t>(random.between(0, 3))];
  plan.by_client = rates[static_cast<std::size_t>(random.between(0, 3))];
  plan.haunts = rates[static_cast<std::size_t>(random.between(0, 3))];
  plan.on_a_store = random.chance(5'000);
  plan.one_key = random.chance(6'000);
  return plan;
}

}  // namespace synod
