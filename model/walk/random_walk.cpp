#include "model/walk/random_walk.h"

#include <utility>

#include "model/world/protocol.h"

namespace synod {

WalkReport random_walk(const Protocol& protocol, const Setup& setup, std::uint64_t seed,
                       const WalkLimits& limits) {
  Walk walk({seed, setup, {}, {}, make_cluster(protocol, setup)}, seed, limits.steps, limits);
  while (!walk.is_over()) walk.step();
  return std::move(walk).take();
}

void WalkTotals::add(WalkReport walk) {
  const Observer& truth = walk.end.observer;
  ++runs;
  events += walk.end.events;
  chosen += truth.chosen().empty() ? 0u : 1u;
  chosen_again += truth.chosen().size() > 1 ? 1u : 0u;
  learned += truth.learned().empty() ? 0u : 1u;
  delivered.resize(walk.end.protocol->info().messages.size());
  for (const Message& message : walk.end.delivered) ++delivered[message.kind];
  if (!walk.violation) return;
  ++violated;
  if (!failure) failure = std::move(walk);
}

WalkTotals random_walks(const Protocol& protocol, std::uint64_t first_seed, std::uint64_t runs,
                        const WalkLimits& limits) {
  WalkTotals totals;
  for (std::uint64_t seed = first_seed; seed < first_seed + runs; ++seed)
    totals.add(random_walk(protocol, random_setup(protocol, seed), seed, limits));
  return totals;
}

}  // namespace synod
