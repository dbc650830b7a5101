#include "views/start/synonyms.h"

#include <QRegularExpression>
#include <algorithm>

namespace synod::views {

namespace {

constexpr int least_letters = 3;
/// Shorter names are found as whole words only: "log" is not in "logical".
constexpr int least_beginning = 4;

/// Words in small letters with one blank between them; a hyphen counts as a blank.
QString plain_words(QString text) {
  return text.replace('-', ' ').simplified().toLower();
}

/// A pattern that finds any of `names`.
QRegularExpression any_of(const QStringList& names) {
  QStringList patterns;
  for (const QString& name : names) {
    const QString words = plain_words(name);
    if (words.size() < least_letters) continue;
    const char* end = words.size() < least_beginning ? "\\b" : "";
    patterns << "\\b" + QRegularExpression::escape(words) + end;
  }
  return QRegularExpression(patterns.join('|'));
}

/// The names of all things of which one begins with `wanted`.
QStringList names_for(const QString& wanted, const Synonyms& synonyms) {
  QStringList names;
  for (const QStringList& thing : synonyms)
    if (std::any_of(thing.begin(), thing.end(),
                    [&](const QString& name) { return plain_words(name).startsWith(wanted); }))
      names << thing;
  return names;
}

}  // namespace

StartEntries related(const StartEntries& entries, const QString& search, const Synonyms& synonyms) {
  const QString wanted = plain_words(search);
  const QStringList names =
      wanted.size() < least_letters ? QStringList() : names_for(wanted, synonyms);
  if (names.isEmpty()) return {};
  const QRegularExpression pattern = any_of(names);
  StartEntries result;
  for (const StartEntry& entry : entries)
    if (!entry.holds(search) && plain_words(entry.words()).contains(pattern))
      result.push_back(entry);
  return result;
}

}  // namespace synod::views
