// Parser of a request: what stands behind the node in `propose P1 blue at 5`.
#pragma once

#include <string_view>

#include "model/scenario/command.h"
#include "model/world/protocol.h"

namespace synod {

class TokenReader;

/// A value or a command for a store, and its round where `at 5` follows. Throws Unexpected.
Request read_request(TokenReader& in);

/// The same of a text that somebody typed by itself: "blue at 5", "x+=1".
ScenarioResult<Request> parse_request(std::string_view text);

}  // namespace synod
