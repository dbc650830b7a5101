#include "model/scenario/lexer.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "model/base/text.h"
#include "model/base/utf8.h"
#include "model/scenario/command.h"

namespace synod {

namespace {

constexpr std::array<std::string_view, 8> asks_for_message{
    "deliver", "drop", "duplicate", "redeliver", "hold", "release", "in-flight", "delivered"};
/// Bare words that would be read as something else where a value may stand.
constexpr std::array<std::string_view, 5> reserved{"none", "and", "at", "within", "slot"};

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_sign(char c) {
  return std::string_view("{}|=<>*:@,").find(c) != std::string_view::npos;
}
bool ends_word(char c) {
  return is_blank(c) || is_sign(c) || c == '"' || c == '#';
}

std::optional<char> hex_byte(std::string_view digits) {
  unsigned byte = 0;
  if (digits.size() < 2) return std::nullopt;
  for (char c : digits.substr(0, 2)) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    byte = byte * 16 + static_cast<unsigned>(digit);
  }
  return static_cast<char>(byte);
}

class Lexer {
 public:
  explicit Lexer(std::string_view line) : line_(line) {}

  LexedLine run() {
    skip_blanks();
    while (at_ < line_.size() && !out_.comment) {
      next();
      skip_blanks();
    }
    out_.tokens.push_back({Token::Kind::end, "", column_});
    return std::move(out_);
  }

 private:
  void next() {
    const char c = line_[at_];
    if (c == '#') return starts_number() ? message_number() : comment();
    if (c == '"') return quoted();
    if (c == '-' && following() == '>') return sign(2);
    if ((c == '<' || c == '>') && following() == '=') return sign(2);
    if (is_sign(c)) return sign(1);
    word();
  }

  char following() const { return at_ + 1 < line_.size() ? line_[at_ + 1] : '\0'; }

  bool starts_number() const {
    if (!is_digit(following()) || out_.tokens.empty()) return false;
    const Token& before = out_.tokens.back();
    return before.kind == Token::Kind::word &&
           std::find(asks_for_message.begin(), asks_for_message.end(), lowered(before.text)) !=
               asks_for_message.end();
  }

  void message_number() {
    Token token{Token::Kind::number, "", column_};
    advance();
    while (at_ < line_.size() && is_digit(line_[at_])) token.text += advance();
    out_.tokens.push_back(std::move(token));
  }

  void comment() {
    advance();
    std::string text;
    while (at_ < line_.size()) text += advance();
    while (!text.empty() && is_blank(text.back())) text.pop_back();
    out_.comment = std::move(text);
  }

  void sign(std::size_t size) {
    Token token{Token::Kind::sign, "", column_};
    for (std::size_t i = 0; i < size; ++i) token.text += advance();
    out_.tokens.push_back(std::move(token));
  }

  void word() {
    Token token{Token::Kind::word, "", column_};
    while (at_ < line_.size() && !ends_word(line_[at_]) &&
           !(line_[at_] == '-' && following() == '>'))
      token.text += advance();
    out_.tokens.push_back(std::move(token));
  }

  void quoted() {
    Token token{Token::Kind::quoted, "", column_};
    advance();
    while (at_ < line_.size() && line_[at_] != '"') {
      if (line_[at_] == '\\') {
        token.text += escaped();
      } else {
        token.text += advance();
      }
    }
    if (at_ == line_.size())
      throw Unexpected{token.column, say(SYNOD_TEXT("the quotation that begins here never ends"))};
    advance();
    out_.tokens.push_back(std::move(token));
  }

  /// `\"`, `\\` or `\x0a`.
  std::string escaped() {
    const char next = following();
    if (next == '"' || next == '\\') {
      advance();
      return advance();
    }
    const auto byte = next == 'x' ? hex_byte(line_.substr(at_ + 2)) : std::nullopt;
    if (!byte)
      throw Unexpected{column_, say(SYNOD_TEXT("expected \\\", \\\\ or \\x and two digits such as "
                                               "\\x0a behind a backslash"))};
    for (int i = 0; i < 4; ++i) advance();
    return std::string(1, *byte);
  }

  void skip_blanks() {
    while (at_ < line_.size() && is_blank(line_[at_])) advance();
  }

  /// Passes over one character and returns its bytes.
  std::string advance() {
    const std::string_view rest = line_.substr(at_);
    const std::size_t size = character_size(rest);
    if (size == 0) throw Unexpected{column_, say(SYNOD_TEXT("this is not UTF-8"))};
    if (is_control(rest) && rest[0] != '\t')
      throw Unexpected{column_, say(SYNOD_TEXT("a control character can't stand here"))};
    std::string bytes(rest.substr(0, size));
    at_ += size;
    ++column_;
    return bytes;
  }

  std::string_view line_;
  std::size_t at_ = 0;
  std::uint32_t column_ = 1;
  LexedLine out_;
};

bool is_bare(std::string_view value) {
  if (value.empty() || std::any_of(value.begin(), value.end(), ends_word)) return false;
  if (std::find(reserved.begin(), reserved.end(), lowered(value)) != reserved.end()) return false;
  while (!value.empty()) {
    const std::size_t size = is_control(value) ? 0 : character_size(value);
    if (size == 0) return false;
    value.remove_prefix(size);
  }
  return true;
}

Sentence::Argument shown(const Token& token) {
  switch (token.kind) {
    case Token::Kind::end: return say(SYNOD_TEXT("the end of the line"));
    case Token::Kind::number: return fmt::format("'#{}'", quote(token.text));
    default: return fmt::format("'{}'", quote(token.text));
  }
}

constexpr std::uint64_t most_ms = 1'000'000'000'000;

/// The letters that roles of protocols have: a closed set, so that a slip is found where it stands.
constexpr std::string_view role_letters = "NPALCTRS";

/// "A1" for "a1"; nothing where `word` can't name a node.
std::optional<std::string> node_name(std::string_view word) {
  if (word.size() < 2 || word.size() > 3) return std::nullopt;
  const auto letter = static_cast<char>(word[0] & ~0x20);
  if (role_letters.find(letter) == std::string_view::npos) return std::nullopt;
  if (word[1] == '0' || !std::all_of(word.begin() + 1, word.end(), is_digit)) return std::nullopt;
  return letter + std::string(word.substr(1));
}

}  // namespace

LexedLine lex(std::string_view line) {
  return Lexer(line).run();
}

std::string written(std::string_view value) {
  return is_bare(value) ? std::string(value) : quoted(value);
}

std::string quoted(std::string_view value) {
  std::string text = "\"";
  while (!value.empty()) {
    const std::size_t size = is_control(value) ? 0 : character_size(value);
    if (size == 0) {
      text += fmt::format("\\x{:02x}", static_cast<unsigned char>(value[0]));
    } else {
      if (value[0] == '"' || value[0] == '\\') text += '\\';
      text += value.substr(0, size);
    }
    value.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return text + '"';
}

const Token& TokenReader::peek(std::size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

Token TokenReader::take() {
  Token token = peek();
  ++at_;
  return token;
}

bool TokenReader::sees_sign(std::string_view sign, std::size_t ahead) const {
  return peek(ahead).kind == Token::Kind::sign && peek(ahead).text == sign;
}

bool TokenReader::sees_word(std::string_view word, std::size_t ahead) const {
  return peek(ahead).kind == Token::Kind::word && lowered(peek(ahead).text) == word;
}

bool TokenReader::take_sign(std::string_view sign) {
  const bool seen = sees_sign(sign);
  at_ += seen;
  return seen;
}

bool TokenReader::take_word(std::string_view word) {
  const bool seen = sees_word(word);
  at_ += seen;
  return seen;
}

void TokenReader::refuse(const char* text) const {
  throw Unexpected{peek().column, say(text, shown(peek()))};
}

void TokenReader::expect_end() const {
  if (!at_end()) refuse(SYNOD_TEXT("expected the end of the line, but found %1"));
}

std::string TokenReader::node() {
  const auto name = peek().kind == Token::Kind::word ? node_name(peek().text) : std::nullopt;
  if (!name) refuse(SYNOD_TEXT("expected a node, such as A1, but found %1"));
  take();
  return *name;
}

bool TokenReader::sees_request() const {
  const std::string_view word = peek().text;
  const bool letters = std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  return peek().kind == Token::Kind::word && letters && peek(1).kind == Token::Kind::word &&
         node_name(peek(1).text);
}

bool TokenReader::sees_role_count() const {
  const std::string word = lowered(peek().text);
  const bool letters =
      std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return peek().kind == Token::Kind::word && peek(1).kind == Token::Kind::word &&
         peek(2).kind == Token::Kind::end && word.size() > 6 && word.ends_with('s') && letters &&
         parse_number(peek(1).text, max_nodes);
}

std::uint64_t TokenReader::number(std::uint64_t least, std::uint64_t most) {
  const auto number =
      peek().kind == Token::Kind::word ? parse_number(peek().text, most) : std::nullopt;
  if (!number || *number < least)
    throw Unexpected{peek().column,
                     say(SYNOD_TEXT("expected a number from %1 to %2, but found %3"),
                         std::to_string(least), std::to_string(most), shown(peek()))};
  take();
  return *number;
}

std::string TokenReader::value() {
  if (peek().kind != Token::Kind::word && peek().kind != Token::Kind::quoted)
    refuse(SYNOD_TEXT("expected a value, such as blue, but found %1"));
  if (peek().text.empty()) refuse(SYNOD_TEXT("a value can't be empty"));
  if (!Text::from(peek().text))
    throw Unexpected{
        peek().column,
        say(SYNOD_TEXT("the value %1 has %2 bytes; a value has at most %3"), shown(peek()),
            std::to_string(peek().text.size()), std::to_string(Text::max_size))};
  return take().text;
}

std::optional<SimTime> TokenReader::time(std::size_t ahead) const {
  const std::string_view word = peek(ahead).text;
  if (peek(ahead).kind != Token::Kind::word || !lowered(word).ends_with("ms")) return std::nullopt;
  const auto ms = parse_number(word.substr(0, word.size() - 2), most_ms);
  if (!ms) return std::nullopt;
  return SimTime{static_cast<std::int64_t>(*ms)};
}

}  // namespace synod
