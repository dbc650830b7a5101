#include "views/canvas/fade.h"

#include <algorithm>

namespace synod::views {

void fade_all_but(const Lit& lit, Picture& picture) {
  for (std::size_t i = 0; i < picture.nodes.size(); ++i)
    picture.nodes[i].faded = !lit.nodes.contains({static_cast<std::uint8_t>(i)});
  for (LinkLook& link : picture.links)
    link.faded = !lit.nodes.contains(link.a) || !lit.nodes.contains(link.b) || !lit.link ||
                 !lit.link(link.a, link.b);
  for (Envelope& envelope : picture.envelopes)
    envelope.faded = !lit.message || !lit.message(envelope);
  for (TimerLook& timer : picture.timers) timer.faded = !lit.nodes.contains(timer.node);
  for (SightLook& sight : picture.sights)
    sight.faded = !lit.nodes.contains(sight.by) || !lit.nodes.contains(sight.of);
}

void show_reason(const Reason& reason, Picture& picture) {
  Lit lit;
  for (std::size_t i = 0; i < picture.nodes.size(); ++i) {
    const NodeId node{static_cast<std::uint8_t>(i)};
    if (reason.holds_node(node)) lit.nodes.insert(node);
  }
  lit.link = [&](NodeId a, NodeId b) { return reason.holds_link(a, b); };
  lit.message = [&](const Envelope& envelope) { return reason.holds_message(envelope.id); };
  for (const Carrier& carrier : reason.carriers()) {
    const Message& m = carrier.message;
    picture.causes.push_back({m.from, m.to, m.kind, headline_ballot(m.body), carrier.arrived});
  }
  // The way of the cause says it already, and its numbers must be readable.
  picture.recoveries.clear();
  fade_all_but(lit, picture);
}

void follow_picture(const Picture& model, Picture& picture) {
  for (std::size_t i = 0; i < std::min(model.nodes.size(), picture.nodes.size()); ++i) {
    const NodeLook& its = model.nodes[i];
    picture.nodes[i].faded = its.faded;
    picture.nodes[i].glow = its.glow;
    picture.nodes[i].shared = its.shared;
  }
  for (LinkLook& link : picture.links)
    link.faded = std::any_of(model.links.begin(), model.links.end(), [&](const LinkLook& its) {
      return its.faded && its.a == link.a && its.b == link.b;
    });
  for (Envelope& envelope : picture.envelopes)
    envelope.faded =
        std::any_of(model.envelopes.begin(), model.envelopes.end(),
                    [&](const Envelope& its) { return its.faded && its.id == envelope.id; });
  for (TimerLook& timer : picture.timers)
    timer.faded = std::any_of(model.timers.begin(), model.timers.end(), [&](const TimerLook& its) {
      return its.faded && its.node == timer.node;
    });
  for (SightLook& sight : picture.sights)
    sight.faded = std::any_of(model.sights.begin(), model.sights.end(), [&](const SightLook& its) {
      return its.faded && its.by == sight.by && its.of == sight.of;
    });
  picture.causes = model.causes;
  if (!picture.causes.empty()) picture.recoveries.clear();
  picture.quorums = model.quorums;
}

}  // namespace synod::views
