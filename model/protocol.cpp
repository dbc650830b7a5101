#include "model/protocol.h"

#include <algorithm>
#include <fmt/format.h>

namespace synod {

bool knows_option(const ProtocolInfo& protocol, std::string_view option) {
  const auto& known = protocol.options;
  return known.empty() || std::find(known.begin(), known.end(), option) != known.end();
}

std::optional<Sentence> option_problem(const ProtocolInfo& protocol, std::string_view option) {
  if (knows_option(protocol, option)) return std::nullopt;
  return say(SYNOD_TEXT("%1 knows no option '%2'; it knows %3"), protocol.title,
             std::string(option), fmt::format("{}", fmt::join(protocol.options, ", ")));
}

std::optional<Sentence> setup_problem(const ProtocolInfo& protocol, const Setup& setup) {
  if (setup.shape.clients != 0 && !protocol.clients)
    return say(SYNOD_TEXT("%1 runs without client nodes: make 'clients' 0"), protocol.title);
  if (setup.shape.apart() && !protocol.apart)
    return say(SYNOD_TEXT("%1 runs on nodes that play every role: ask for 'nodes', not for "
                          "'proposers', 'acceptors' and 'learners'"),
               protocol.title);
  if (auto why = setup.problem()) return why;
  for (const OptionKind& kind : option_kinds())
    if (kind.print(setup.options) != kind.print({}))
      if (auto why = option_problem(protocol, kind.name)) return why;
  return protocol.problem != nullptr ? protocol.problem(setup) : std::nullopt;
}

}  // namespace synod
