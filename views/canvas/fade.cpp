#include "views/canvas/fade.h"

namespace synod::views {

void fade_all_but(const Lit& lit, Picture& picture) {
  for (std::size_t i = 0; i < picture.nodes.size(); ++i)
    picture.nodes[i].faded = !lit.nodes.contains({static_cast<std::uint8_t>(i)});
  for (LinkLook& link : picture.links)
    link.faded = !lit.nodes.contains(link.a) || !lit.nodes.contains(link.b) || !lit.link ||
                 !lit.link(link.a, link.b);
  for (Envelope& envelope : picture.envelopes)
    envelope.faded = !lit.message || !lit.message(envelope);
}

}  // namespace synod::views
