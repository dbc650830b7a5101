// Glossary: the terms of the field, their meanings and their other names.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/scenario/command.h"

namespace synod {

/// One term of the glossary.
struct GlossaryTerm {
  std::string id;       ///< "no-op": what `term:` links name.
  std::string name;     ///< "No-op".
  std::string meaning;  ///< One to three sentences of Markdown.
  std::vector<std::string> other_names;
  std::uint32_t line = 0;
};

/// Terms in the order of their ids.
class Glossary {
 public:
  /// Reads a glossary: `## Name`, the meaning below it, and a line `Also: other, names`. Says what
  /// is wrong with the first term that is.
  static ScenarioResult<Glossary> read(std::string_view text, const std::string& file = "glossary");
  /// The glossary of the program, from tutorials/glossary.md.
  static const Glossary& built_in();

  const std::vector<GlossaryTerm>& terms() const { return terms_; }
  /// The term of that id, name or other name, in any case, also in the plural; null where there is
  /// none.
  const GlossaryTerm* find(std::string_view word) const;
  std::set<std::string> ids() const;

 private:
  std::vector<GlossaryTerm> terms_;
};

/// "no-op" for "No-op", "phase-1" for "Phase 1".
std::string term_id(std::string_view name);

}  // namespace synod
