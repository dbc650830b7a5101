// Vector clocks: they say exactly what could have influenced what.
#include "model/line/causality.h"

#include <gmock/gmock.h>

#include "tests/model/walked.h"

namespace synod {
namespace {

/// The causal order as it is defined, worked out without clocks: which events reach which by steps
/// along a node's own line or along a message.
std::vector<std::vector<bool>> reached(const History& history) {
  const std::size_t count = history.line().size();
  std::vector<std::vector<bool>> reach(count, std::vector<bool>(count, false));
  std::vector<EventNumber> last_at(max_nodes, 0);
  history.replay(1, Detail::full, [&](const Event& event, const Cluster&) {
    const bool handled = event.node.exists() && event.arrived;
    if (!handled) return;
    std::vector<EventNumber> from = {last_at[event.node.index]};
    if (event.message) from.push_back(event.message->sent_by);
    for (EventNumber cause : from) {
      if (cause == 0) continue;
      reach[cause][event.number] = true;
      for (std::size_t i = 1; i < count; ++i)
        if (reach[i][cause]) reach[i][event.number] = true;
    }
    last_at[event.node.index] = event.number;
  });
  return reach;
}

TEST(Vector_clocks, order_two_events_exactly_where_one_reaches_the_other) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const History history = walked(seed);
    Trace trace;
    trace.follow(history);
    const Causality causality(trace);
    const auto reach = reached(history);
    std::size_t ordered = 0;
    for (EventNumber a = 1; a <= trace.length(); ++a)
      for (EventNumber b = 1; b <= trace.length(); ++b) {
        ASSERT_EQ(causality.before(a, b), reach[a][b]) << "seed " << seed << ": " << a << ", " << b;
        ordered += reach[a][b];
      }
    EXPECT_GT(ordered, trace.length()) << "or there was nothing to tell";
  }
}

TEST(Vector_clocks, count_the_events_of_their_own_node_one_by_one) {
  const History history = walked(3);
  Trace trace;
  trace.follow(history);
  const Causality causality(trace);
  std::array<std::uint32_t, max_nodes> counted{};
  for (EventNumber number = 1; number <= trace.length(); ++number) {
    if (!causality.at_node(number)) continue;
    const NodeId node = causality.node(number);
    EXPECT_EQ(causality.clock(number)[node.index], ++counted[node.index]);
  }
}

}  // namespace
}  // namespace synod
