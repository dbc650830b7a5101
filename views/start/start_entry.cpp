#include "views/start/start_entry.h"

#include <QStringList>
#include <algorithm>

namespace synod::views {

namespace {

template <class Wanted>
StartEntries those(const StartEntries& entries, Wanted wanted) {
  StartEntries result;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(result), wanted);
  return result;
}

bool is_of_the_course(const StartEntry& entry) {
  return entry.kind == StartEntry::Kind::lesson && !entry.outside;
}

}  // namespace

QString StartEntry::words() const {
  return QStringList{mark, title, text, facts, group}.join('\n');
}

bool StartEntry::holds(const QString& search) const {
  const QStringList wanted = search.split(' ', Qt::SkipEmptyParts);
  return std::all_of(wanted.begin(), wanted.end(), [&, all = words()](const QString& word) {
    return all.contains(word, Qt::CaseInsensitive);
  });
}

const StartEntry* next_lesson(const StartEntries& entries) {
  const auto first = [&](auto wanted) -> const StartEntry* {
    const auto lesson = std::find_if(entries.begin(), entries.end(), [&](const StartEntry& entry) {
      return is_of_the_course(entry) && wanted(entry);
    });
    return lesson == entries.end() ? nullptr : &*lesson;
  };
  if (const auto* begun = first([](const auto& e) { return e.begun() && !e.done; })) return begun;
  if (const auto* fresh = first([](const auto& e) { return !e.done; })) return fresh;
  return first([](const auto&) { return true; });
}

LessonCount lesson_count(const StartEntries& entries) {
  LessonCount count;
  for (const StartEntry& entry : entries) {
    if (!is_of_the_course(entry)) continue;
    ++count.all;
    if (entry.done) ++count.done;
  }
  return count;
}

StartEntries entries_of(const StartEntries& entries, StartEntry::Kind kind) {
  return those(entries, [kind](const StartEntry& entry) { return entry.kind == kind; });
}

StartEntries found(const StartEntries& entries, const QString& search) {
  return those(entries, [&](const StartEntry& entry) { return entry.holds(search); });
}

}  // namespace synod::views
