#include "tutorials/progress.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <vector>

#include "model/scenario/lexer.h"
#include "tutorials/lesson_text.h"

namespace synod {

namespace {

constexpr std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t most_place = 10'000;

void print_parts(std::string& text, const Answer& answer) {
  for (std::size_t choice : answer.choices) text += fmt::format(" choice {}", choice);
  for (const std::string& target : answer.clicked) text += " clicked " + written(target);
  if (!answer.typed.empty()) text += " typed " + written(answer.typed);
}

void print_answer(std::string& text, const BlockPlace& place, const AnswerRecord& record) {
  text += fmt::format("answer {} {} {} {} {}", place.first, place.second,
                      record.right ? "right" : "wrong",
                      record.right_first ? "right-first" : "wrong-first", record.tries);
  if (record.reviewed) text += " reviewed";
  print_parts(text, record.answer);
  if (record.first != Answer{} && record.first != record.answer) {
    text += " first";
    print_parts(text, record.first);
  }
  text += '\n';
}

/// Reads one line; every function throws Unexpected where it finds something else.
class LineReader {
 public:
  LineReader(TokenReader in, LessonProgress& progress) : in_(in), progress_(progress) {}

  void read() {
    if (in_.take_word("step")) return keep(progress_.step, place());
    if (in_.take_word("done")) return keep(progress_.done, true);
    if (in_.take_word("run")) return keep(progress_.run, count());
    if (in_.take_word("way")) return way();
    if (in_.take_word("question")) return question();
    if (in_.take_word("student")) return keep(progress_.student, text());
    if (in_.take_word("language")) return keep(progress_.language, text());
    if (in_.take_word("handed-in")) return keep(progress_.handed_in, true);
    if (in_.take_word("best")) return counted(progress_.best);
    if (in_.take_word("hints")) return counted(progress_.hints);
    if (in_.take_word("seconds")) return counted(progress_.seconds);
    answer();
  }

 private:
  std::uint32_t count() { return static_cast<std::uint32_t>(in_.number(0, most)); }
  std::uint32_t place() { return static_cast<std::uint32_t>(in_.number(0, most_place)); }
  BlockPlace block_place() {
    const std::uint32_t step = place();
    return {step, place()};
  }

  void counted(std::map<BlockPlace, std::uint32_t>& counts) {
    const BlockPlace block = block_place();
    const std::uint32_t number = count();
    in_.expect_end();
    counts[block] = number;
  }

  void way() {
    const BlockPlace block = block_place();
    const std::string command = text();
    in_.expect_end();
    progress_.ways[block] += command + '\n';
  }

  void question() {
    const BlockPlace block = block_place();
    std::string id = text();
    in_.expect_end();
    progress_.ids[block] = std::move(id);
  }

  /// A line that has something left is damaged, and changes nothing.
  template <class Into, class Value>
  void keep(Into& into, Value value) {
    in_.expect_end();
    into = std::move(value);
  }

  bool either(const char* yes, const char* no) {
    if (in_.take_word(yes)) return true;
    if (!in_.take_word(no)) in_.refuse("%1");
    return false;
  }

  void answer() {
    if (!in_.take_word("answer")) in_.refuse("%1");
    const BlockPlace block = block_place();
    AnswerRecord record;
    record.right = either("right", "wrong");
    record.right_first = either("right-first", "wrong-first");
    record.tries = count();
    record.reviewed = in_.take_word("reviewed");
    while (!in_.at_end() && !in_.take_word("first")) part(record.answer);
    while (!in_.at_end()) part(record.first);
    if (record.first == Answer{}) record.first = record.answer;
    progress_.answers[block] = std::move(record);
  }

  void part(Answer& answer) {
    if (in_.take_word("choice")) {
      answer.choices.push_back(place());
    } else if (in_.take_word("clicked")) {
      answer.clicked.push_back(text());
    } else if (in_.take_word("typed")) {
      answer.typed = text();
    } else {
      in_.refuse("%1");
    }
  }

  std::string text() {
    if (in_.peek().kind != Token::Kind::word && in_.peek().kind != Token::Kind::quoted)
      in_.refuse("%1");
    return in_.take().text;
  }

  TokenReader in_;
  LessonProgress& progress_;
};

/// `lesson 05-adopt worked`.
ProgressBook::Key read_key(TokenReader& in) {
  if (in.at_end()) in.refuse("%1");
  ProgressBook::Key key{in.take().text, LessonForm::worked};
  for (std::size_t i = 0; i < std::size(lesson_form_words); ++i)
    if (in.take_word(lesson_form_words[i])) {
      key.second = static_cast<LessonForm>(i);
      in.expect_end();
      return key;
    }
  in.refuse("%1");
}

}  // namespace

const LessonProgress* ProgressBook::find(const Key& key) const {
  const auto found = lessons_.find(key);
  return found == lessons_.end() ? nullptr : &found->second;
}

void ProgressBook::reset(const std::string& lesson) {
  std::erase_if(lessons_, [&](const auto& entry) { return entry.first.first == lesson; });
}

std::string ProgressBook::text() const {
  std::string text = "# What was done in Synod's lessons\n";
  for (const auto& [key, progress] : lessons_) {
    text += fmt::format("lesson {} {}\n", written(key.first),
                        lesson_form_words[static_cast<std::size_t>(key.second)]);
    text += fmt::format("step {}\n", progress.step);
    if (progress.done) text += "done\n";
    if (progress.run > 0) text += fmt::format("run {}\n", progress.run);
    if (!progress.student.empty()) text += fmt::format("student {}\n", written(progress.student));
    if (!progress.language.empty())
      text += fmt::format("language {}\n", written(progress.language));
    if (progress.handed_in) text += "handed-in\n";
    for (const auto& [place, id] : progress.ids)
      text += fmt::format("question {} {} {}\n", place.first, place.second, written(id));
    for (const auto& [place, record] : progress.answers) print_answer(text, place, record);
    for (const auto& [place, count] : progress.best)
      text += fmt::format("best {} {} {}\n", place.first, place.second, count);
    for (const auto& [place, way] : progress.ways)
      for (const TextLine& line : lines_of(way))
        if (!line.text.empty())
          text += fmt::format("way {} {} {}\n", place.first, place.second, written(line.text));
    for (const auto& [place, count] : progress.seconds)
      text += fmt::format("seconds {} {} {}\n", place.first, place.second, count);
    for (const auto& [place, count] : progress.hints)
      text += fmt::format("hints {} {} {}\n", place.first, place.second, count);
  }
  return text;
}

ReadProgress read_progress(std::string_view text) {
  ReadProgress read;
  if (text.size() > max_progress_bytes) {
    text = text.substr(0, max_progress_bytes);
    ++read.damaged;
  }
  std::optional<ProgressBook::Key> key;
  LessonProgress progress;
  const auto keep = [&] {
    if (key) read.book.set(*key, std::move(progress));
    progress = {};
  };
  for (const TextLine& line : lines_of(text)) {
    try {
      const LexedLine lexed = lex(line.text);
      TokenReader in(lexed.tokens);
      if (in.at_end()) continue;
      if (in.take_word("lesson")) {
        keep();
        key.reset();
        key = read_key(in);
      } else if (key) {
        LineReader(in, progress).read();
      } else {
        ++read.damaged;
      }
    } catch (const Unexpected&) {
      ++read.damaged;
    }
  }
  keep();
  return read;
}

}  // namespace synod
