#include "tests/fuzz/mutator.h"

#include <algorithm>

namespace synod::fuzz {

namespace {

constexpr std::size_t most_changes = 8;
constexpr const char* numbers[] = {
    "0", "1", "2", "3", "9", "25", "1000", "10000", "4294967295", "18446744073709551615", "-1"};

bool is_word_sign(char c) {
  return c != ' ' && c != '\n' && c != '\t';
}

}  // namespace

std::size_t Mutator::below(std::size_t end) {
  return end == 0 ? 0 : static_cast<std::size_t>(random_.next() % end);
}

std::string Mutator::next(std::size_t most) {
  std::string text = corpus_[below(corpus_.size())];
  const std::size_t changes = 1 + below(most_changes);
  for (std::size_t i = 0; i < changes; ++i) change(text);
  if (text.size() > most) text.resize(most);
  return text;
}

std::string_view Mutator::any_line(const std::string& text) {
  if (text.empty()) return text;
  const std::size_t at = below(text.size());
  const std::size_t before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  const std::size_t end = std::min(text.find('\n', at), text.size() - 1);
  return std::string_view(text).substr(begin, end + 1 - begin);
}

std::string_view Mutator::any_word(const std::string& text) {
  std::size_t begin = below(text.size());
  std::size_t end = begin;
  while (begin > 0 && is_word_sign(text[begin - 1])) --begin;
  while (end < text.size() && is_word_sign(text[end])) ++end;
  return std::string_view(text).substr(begin, end - begin);
}

void Mutator::replace(std::string& text, std::string_view part, std::string_view by) {
  const auto at = static_cast<std::size_t>(part.data() - text.data());
  text.replace(at, part.size(), std::string(by));
}

void Mutator::flip_bit(std::string& text) {
  if (text.empty()) return;
  char& byte = text[below(text.size())];
  byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1u << below(8)));
}

void Mutator::change(std::string& text) {
  switch (below(9)) {
    case 0: return replace(text, any_word(text), words_[below(words_.size())]);
    case 1: return replace(text, any_word(text), numbers[below(std::size(numbers))]);
    case 2: return replace(text, any_line(text), "");
    case 3: {
      const std::string line(any_line(text));
      return replace(text, any_line(text).substr(0, 0), line);
    }
    case 4: {
      const std::string& other = corpus_[below(corpus_.size())];
      return replace(text, any_line(text).substr(0, 0), any_line(other));
    }
    case 5: {
      const std::size_t at = below(text.size() + 1);
      text.insert(at, 1, static_cast<char>(random_.next() & 0xff));
      return;
    }
    case 6: return flip_bit(text);
    case 7: {
      const std::size_t at = below(text.size() + 1);
      text.insert(at, words_[below(words_.size())] + ' ');
      return;
    }
    default: text.resize(below(text.size() + 1)); return;
  }
}

}  // namespace synod::fuzz
