// Parser of conditions, and of the patterns and links in them.
#pragma once

#include "model/scenario/command.h"
#include "model/scenario/lexer.h"

namespace synod {

/// `KIND [BALLOT] FROM->TO` or `#17`. These functions throw Unexpected.
MessagePattern read_pattern(TokenReader& in);

/// `A1-A2` or `A1->A2`.
struct LinkName {
  std::string from;
  std::string to;
  bool both_ways = true;
};
LinkName read_link(TokenReader& in);

/// Terms joined by `and`, up to whatever can't belong to them.
Condition read_condition(TokenReader& in);

/// Refuses a line of more than `max_line_bytes`.
void refuse_long_line(std::string_view line);

/// A condition alone, as lessons state their goals. The column of an error counts from its start.
ScenarioResult<Condition> parse_condition(std::string_view text);

}  // namespace synod
