#include "model/base/sentence.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace synod {

namespace {

std::string english(const char* source, int /*count*/) {
  return source;
}

}  // namespace

int Sentence::count() const {
  const auto found = std::find_if(args.begin(), args.end(), [](const Argument& argument) {
    return argument.kind == Argument::Kind::count;
  });
  if (found == args.end()) return -1;
  constexpr auto most = static_cast<unsigned long long>(std::numeric_limits<int>::max());
  return static_cast<int>(std::min(std::strtoull(found->printed.c_str(), nullptr, 10), most));
}

std::string Sentence::str() const {
  return in(english);
}

std::string Sentence::in(Language language) const {
  std::string text;
  for (const Argument& part : parts(language)) text += part.printed;
  return text;
}

std::vector<Sentence::Argument> Sentence::parts(Language language) const {
  const std::string words = empty() ? std::string() : language(source, count());
  std::vector<Argument> parts;
  std::string text;
  const auto end_text = [&] {
    if (!text.empty()) parts.emplace_back(std::exchange(text, {}));
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool place =
        words[i] == '%' && i + 1 < words.size() && words[i + 1] >= '1' && words[i + 1] <= '9';
    const std::size_t index = place ? static_cast<std::size_t>(words[i + 1] - '1') : 0;
    if (!place || index >= args.size()) {
      text += words[i];
      continue;
    }
    ++i;
    end_text();
    if (args[index].sentence.empty()) {
      parts.push_back(args[index]);
    } else {
      for (Argument& part : args[index].sentence.front().parts(language))
        parts.push_back(std::move(part));
    }
  }
  end_text();
  return parts;
}

bool operator==(const Sentence& a, const Sentence& b) {
  if (std::string_view(a.source) != b.source || a.args.size() != b.args.size()) return false;
  for (std::size_t i = 0; i < a.args.size(); ++i)
    if (a.args[i].printed != b.args[i].printed || a.args[i].sentence != b.args[i].sentence)
      return false;
  return true;
}

Sentence listed(std::vector<Sentence::Argument> parts) {
  if (parts.empty()) return {};
  if (parts.size() == 1) return {SYNOD_TEXT("%1"), std::move(parts)};
  Sentence list{SYNOD_TEXT("%1"), {parts.front()}};
  for (std::size_t i = 1; i + 1 < parts.size(); ++i)
    list = say(SYNOD_TEXT("%1, %2"), std::move(list), parts[i]);
  return say(SYNOD_TEXT("%1 and %2"), std::move(list), parts.back());
}

}  // namespace synod
