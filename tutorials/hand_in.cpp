#include "tutorials/hand_in.h"

#include <fmt/format.h>

#include "model/scenario/lexer.h"
#include "tutorials/lesson_text.h"

namespace synod {

namespace {

constexpr std::string_view first_line = "# What somebody did in a lesson of Synod";

/// A line such as `student "Ada"`; nothing where it begins with another word.
std::optional<std::string> value_behind(const char* word, std::string_view line) {
  try {
    const LexedLine lexed = lex(line);
    TokenReader in(lexed.tokens);
    if (!in.take_word(word) || in.at_end()) return std::nullopt;
    const Token::Kind kind = in.peek().kind;
    if (kind != Token::Kind::word && kind != Token::Kind::quoted) return std::nullopt;
    std::string value = in.take().text;
    in.expect_end();
    return value;
  } catch (const Unexpected&) {
    return std::nullopt;
  }
}

}  // namespace

std::string hand_in_text(const HandIn& hand_in) {
  ProgressBook book;
  book.set({hand_in.lesson, hand_in.form}, hand_in.progress);
  std::string text(first_line);
  text +=
      fmt::format("\nstudent {}\nversion {}\n", written(hand_in.student), written(hand_in.version));
  return text + book.text();
}

Result<HandIn> read_hand_in(std::string_view text) {
  if (text.size() > max_hand_in_bytes)
    return Sentence(
        say(SYNOD_TEXT("it is longer than %1 bytes"), std::to_string(max_hand_in_bytes)));
  const std::vector<TextLine> lines = lines_of(text);
  if (lines.empty() || lines[0].text != first_line)
    return Sentence(
        say(SYNOD_TEXT("it is no hand-in: expected '%1' on line 1"), std::string(first_line)));
  HandIn hand_in;
  const auto student = lines.size() > 1 ? value_behind("student", lines[1].text) : std::nullopt;
  if (!student || student->empty() || student->size() > max_student_bytes)
    return Sentence(say(SYNOD_TEXT("expected 'student' and a name on line 2")));
  const auto version = lines.size() > 2 ? value_behind("version", lines[2].text) : std::nullopt;
  if (!version) return Sentence(say(SYNOD_TEXT("expected 'version' of the lesson on line 3")));
  hand_in.student = *student;
  hand_in.version = *version;
  std::string rest;
  for (std::size_t i = 3; i < lines.size(); ++i) rest += std::string(lines[i].text) + '\n';
  const ReadProgress read = read_progress(rest);
  if (read.damaged != 0)
    return Sentence(say(SYNOD_COUNTED("%1 of its lines can't be read"),
                        Sentence::Argument::count(read.damaged)));
  if (read.book.lessons().size() != 1)
    return Sentence(say(SYNOD_TEXT("expected what was done in one lesson, in one form")));
  const auto& [key, progress] = *read.book.lessons().begin();
  hand_in.lesson = key.first;
  hand_in.form = key.second;
  hand_in.progress = progress;
  return hand_in;
}

}  // namespace synod
