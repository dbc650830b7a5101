// Lexer of the scenario language: a line as words and signs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/ids.h"
#include "model/base/sentence.h"

namespace synod {

/// A word, "a quoted one", a sign such as `->`, a message's number `#17`, or the end of the line.
struct Token {
  enum class Kind : std::uint8_t { word, quoted, sign, number, end };
  Kind kind = Kind::end;
  std::string text;  ///< Without quotes; "17" for `#17`.
  std::uint32_t column = 1;
};

/// Thrown while a line is parsed; never leaves the parser.
struct Unexpected {
  std::uint32_t column;
  Sentence why;
};

/// A line cut into tokens, the last of which is the end.
struct LexedLine {
  std::vector<Token> tokens;
  std::optional<std::string> comment;
};

/// Cuts `line` into tokens. `#` starts a comment, except before a number that follows a word which
/// asks for a message, such as `deliver`. Throws Unexpected.
LexedLine lex(std::string_view line);

/// `value` as the language writes it: bare where it can't be mistaken for anything else, else in
/// quotes.
std::string written(std::string_view value);
/// The same, always as a quotation.
std::string quoted(std::string_view value);

/// Reads the tokens of one line from left to right.
class TokenReader {
 public:
  explicit TokenReader(const std::vector<Token>& tokens) : tokens_(tokens) {}

  const Token& peek(std::size_t ahead = 0) const;
  Token take();
  bool at_end() const { return peek().kind == Token::Kind::end; }
  bool sees_sign(std::string_view sign, std::size_t ahead = 0) const;
  /// True where `word` (in small letters) stands here, in any case and without quotes.
  /// `ahead`: so many tokens further on.
  bool sees_word(std::string_view word, std::size_t ahead = 0) const;
  /// A word of letters and a node: a request of some protocol.
  bool sees_request() const;
  /// Passes over the sign or word if it stands here.
  bool take_sign(std::string_view sign);
  bool take_word(std::string_view word);

  /// Refuses what stands here. `text` is a marked text with %1 for what was found.
  [[noreturn]] void refuse(const char* text) const;
  /// Refuses whatever stands behind a line that is complete.
  void expect_end() const;

  std::string node();
  /// True where "participants 3" stands here and nothing else: some protocol may call nodes so.
  bool sees_role_count() const;
  std::uint64_t number(std::uint64_t least, std::uint64_t most);
  /// A value that clients propose, bare or quoted.
  std::string value();
  /// The time that stands here, such as 500ms, without taking it; nothing where none does.
  std::optional<SimTime> time(std::size_t ahead = 0) const;

 private:
  const std::vector<Token>& tokens_;
  std::size_t at_ = 0;
};

}  // namespace synod
