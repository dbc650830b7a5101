#include "model/scenario/request_parser.h"

#include <limits>
#include <string>

#include "model/base/utf8.h"
#include "model/scenario/condition_parser.h"
#include "model/scenario/lexer.h"

namespace synod {

namespace {

constexpr std::uint64_t most_rounds = std::numeric_limits<std::uint32_t>::max();

/// A value, or a command for a store without quotes: `x=5`, `x+=1`.
Text read_asked(TokenReader& in) {
  const std::uint32_t column = in.peek().column;
  std::string value = in.value();
  if (!in.take_sign("=")) return Text(value);
  value += '=' + in.value();
  if (auto text = Text::from(value)) return *text;
  throw Unexpected{
      column, say(SYNOD_TEXT("the value '%1' has %2 bytes; a value has at most %3"), quote(value),
                  std::to_string(value.size()), std::to_string(Text::max_size))};
}

}  // namespace

Request read_request(TokenReader& in) {
  Request request{.value = read_asked(in)};
  if (in.sees_word("at") && !in.time(1)) {
    in.take();
    request.round = static_cast<std::uint32_t>(in.number(1, most_rounds));
  }
  return request;
}

ScenarioResult<Request> parse_request(std::string_view text) {
  try {
    refuse_long_line(text);
    const LexedLine line = lex(text);
    TokenReader in(line.tokens);
    const Request request = read_request(in);
    in.expect_end();
    if (line.comment)
      throw Unexpected{
          line.tokens.back().column,
          say(SYNOD_TEXT("'#' begins a comment: put quotes around a value that has one"))};
    return request;
  } catch (const Unexpected& error) {
    return ScenarioError{"request", 1, error.column, error.why};
  }
}

}  // namespace synod
