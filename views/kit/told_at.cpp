#include "views/kit/told_at.h"

#include <QStringList>

#include "views/kit/translated.h"

namespace synod::views {

bool is_number(const FieldInfo& info, const FieldValue& value) {
  return std::holds_alternative<Ballot>(value) || info.means == Means::number ||
         info.means == Means::round || info.means == Means::promised;
}

Sentence told_at(LevelOfDetail level, const Sentence& sentence) {
  if (level != LevelOfDetail::basic) return sentence;
  Sentence plainer = sentence.plainly();
  for (Sentence::Argument& argument : plainer.args)
    for (Sentence& part : argument.sentence) part = told_at(level, part);
  return plainer;
}

QString rule_at(LevelOfDetail level, const char* rule) {
  return level == LevelOfDetail::full ? translated(rule) : QString();
}

QString sentences_at(LevelOfDetail level, const Event& event) {
  QStringList sentences;
  for (const Note& note : event.notes) sentences << translated(told_at(level, note.text));
  return sentences.join(u' ');
}

QString message_told(const Cluster& world, const Message& message, LevelOfDetail level) {
  return translated(told_at(level, describe(world, message)));
}

}  // namespace synod::views
