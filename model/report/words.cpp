#include "model/report/words.h"

#include "model/scenario/printer.h"

namespace synod {

const char* word_of(Verb verb) {
  // The language says 'all' in the place of a link; a table has one place for both.
  return verb == Verb::heal_all ? "heal all" : verb_word(verb);
}

const char* word_of(Loss why) {
  switch (why) {
    case Loss::chance: return "by chance";
    case Loss::cut: return "at a cut link";
    case Loss::down: return "at a node that is down";
    case Loss::dropped: return "dropped";
  }
  return "";
}

std::string sentences_of(const Event& event) {
  std::string all;
  for (const Note& note : event.notes) {
    if (!all.empty()) all += ' ';
    all += note.text.str();
  }
  return all;
}

std::string rules_of(const Event& event, Sentence::Language language) {
  std::string rules;
  for (std::size_t i = 0; i < event.notes.size(); ++i) {
    const std::string rule = event.notes[i].rule;
    bool known = rule.empty();
    for (std::size_t k = 0; k < i; ++k) known = known || rule == event.notes[k].rule;
    if (known) continue;
    if (!rules.empty()) rules += ", ";
    rules += language == nullptr ? rule : language(rule.c_str(), -1);
  }
  return rules;
}

}  // namespace synod
