#include "tutorials/glossary.h"

#include <algorithm>
#include <cctype>

#include "model/base/utf8.h"
#include "tutorials/glossary_text.h"
#include "tutorials/lesson_text.h"

namespace synod {

namespace {

constexpr std::size_t most_words = 80;
constexpr std::string_view also = "Also: ";

std::vector<std::string> comma_list(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view word = trimmed(text.substr(0, comma));
    if (!word.empty()) words.emplace_back(word);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return words;
}

void add_line(GlossaryTerm& term, std::string_view line) {
  if (line.starts_with(also)) {
    term.other_names = comma_list(line.substr(also.size()));
    return;
  }
  if (trimmed(line).empty()) return;
  if (!term.meaning.empty()) term.meaning += ' ';
  term.meaning += trimmed(line);
}

std::optional<Sentence> problem_of(const GlossaryTerm& term) {
  if (term.id.empty()) return say(SYNOD_TEXT("expected the name of a term"));
  if (term.meaning.empty())
    return say(SYNOD_TEXT("the term '%1' has no meaning"), quote(term.name));
  if (words(term.meaning) > most_words)
    return say(SYNOD_TEXT("the meaning of '%1' has %2 words; it may have at most %3"),
               quote(term.name), std::to_string(words(term.meaning)), std::to_string(most_words));
  return std::nullopt;
}

bool names(const GlossaryTerm& term, const std::string& id) {
  return term.id == id ||
         std::any_of(term.other_names.begin(), term.other_names.end(),
                     [&](const std::string& other) { return term_id(other) == id; });
}

}  // namespace

std::string term_id(std::string_view name) {
  std::string id;
  for (char c : lowered(name)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) {
      id += c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (id.ends_with('-')) id.pop_back();
  return id;
}

ScenarioResult<Glossary> Glossary::read(std::string_view text, const std::string& file) {
  Glossary glossary;
  for (const TextLine& line : lines_of(text)) {
    if (line.text.starts_with("## ")) {
      const std::string name(trimmed(line.text.substr(3)));
      glossary.terms_.push_back({term_id(name), name, {}, {}, line.number});
    } else if (!glossary.terms_.empty()) {
      add_line(glossary.terms_.back(), line.text);
    }
  }
  std::stable_sort(glossary.terms_.begin(), glossary.terms_.end(),
                   [](const auto& a, const auto& b) { return a.id < b.id; });
  for (std::size_t i = 0; i < glossary.terms_.size(); ++i) {
    const GlossaryTerm& term = glossary.terms_[i];
    if (auto why = problem_of(term)) return ScenarioError{file, term.line, 1, *why};
    if (i > 0 && glossary.terms_[i - 1].id == term.id)
      return ScenarioError{
          file, term.line, 1,
          say(SYNOD_TEXT("the term '%1' stands here for the second time"), quote(term.name))};
  }
  return glossary;
}

const Glossary& Glossary::built_in() {
  static const Glossary glossary = [] {
    const auto read = Glossary::read(glossary_text, "glossary.md");
    return read ? *read : Glossary{};
  }();
  return glossary;
}

const GlossaryTerm* Glossary::find(std::string_view word) const {
  std::string id = term_id(word);
  for (int plural = 0; plural < 2; ++plural) {
    for (const GlossaryTerm& term : terms_)
      if (term.id == id) return &term;
    for (const GlossaryTerm& term : terms_)
      if (names(term, id)) return &term;
    if (!id.ends_with('s')) break;
    id.pop_back();
  }
  return nullptr;
}

std::set<std::string> Glossary::ids() const {
  std::set<std::string> ids;
  for (const GlossaryTerm& term : terms_) ids.insert(term.id);
  return ids;
}

}  // namespace synod
