#include "views/start/start_entry.h"

#include <QStringList>
#include <algorithm>

namespace synod::views {

namespace {

bool holds(const StartEntry& entry, const QStringList& words) {
  const QString text =
      QStringList{entry.mark, entry.title, entry.text, entry.facts, entry.group}.join('\n');
  return std::all_of(words.begin(), words.end(),
                     [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

template <class Wanted>
StartEntries those(const StartEntries& entries, Wanted wanted) {
  StartEntries result;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(result), wanted);
  return result;
}

}  // namespace

const StartEntry* next_lesson(const StartEntries& entries) {
  const auto first = [&](auto wanted) -> const StartEntry* {
    const auto lesson = std::find_if(entries.begin(), entries.end(), [&](const StartEntry& entry) {
      return entry.kind == StartEntry::Kind::lesson && wanted(entry);
    });
    return lesson == entries.end() ? nullptr : &*lesson;
  };
  if (const auto* begun = first([](const auto& e) { return e.begun() && !e.done; })) return begun;
  if (const auto* fresh = first([](const auto& e) { return !e.done; })) return fresh;
  return first([](const auto&) { return true; });
}

StartEntries entries_of(const StartEntries& entries, StartEntry::Kind kind) {
  return those(entries, [kind](const StartEntry& entry) { return entry.kind == kind; });
}

StartEntries found(const StartEntries& entries, const QString& search) {
  const QStringList words = search.split(' ', Qt::SkipEmptyParts);
  return those(entries, [&](const StartEntry& entry) { return holds(entry, words); });
}

}  // namespace synod::views
