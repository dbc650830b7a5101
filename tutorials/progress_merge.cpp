#include "tutorials/progress_merge.h"

#include <algorithm>
#include <tuple>

#include "tutorials/question_id.h"

namespace synod {

namespace {

/// Whether `a` is further than `b`. A record stays whole: first and last answer belong together.
bool is_further(const AnswerRecord& a, const AnswerRecord& b) {
  const auto rank = [](const AnswerRecord& record) {
    return std::tuple(record.right, record.right_first, record.right ? 0 : record.tries);
  };
  return rank(a) > rank(b);
}

template <class Counts>
void keep_most(Counts& into, const Counts& from) {
  for (const auto& [place, count] : from) {
    auto& kept = into[place];
    kept = std::max(kept, count);
  }
}

/// Fewest actions, and the way that they took.
void keep_best(LessonProgress& into, const LessonProgress& from) {
  for (const auto& [place, best] : from.best) {
    const auto known = into.best.find(place);
    if (known != into.best.end() && known->second <= best) continue;
    into.best[place] = best;
    into.ways.erase(place);
  }
  for (const auto& [place, way] : from.ways) {
    const auto best = from.best.find(place);
    const auto kept = into.best.find(place);
    const bool of_the_best =
        (best == from.best.end() && kept == into.best.end()) ||
        (best != from.best.end() && kept != into.best.end() && best->second == kept->second);
    if (of_the_best) into.ways.try_emplace(place, way);
  }
}

}  // namespace

LessonProgress merged(LessonProgress into, const LessonProgress& other) {
  if (into.ids.empty()) {
    into.ids = other.ids;
    into.language = other.language;
  }
  // The lesson may have been edited between the two.
  const LessonProgress from = into.ids == other.ids || other.ids.empty()
                                  ? other
                                  : carried_to(other, into.ids, into.language);
  if (into.student.empty()) into.student = from.student;
  into.handed_in = into.handed_in || from.handed_in;
  into.step = std::max(into.step, from.step);
  into.done = into.done || from.done;
  into.run = std::max(into.run, from.run);
  for (const auto& [place, record] : from.answers) {
    const auto [known, is_new] = into.answers.try_emplace(place, record);
    const bool reviewed = known->second.reviewed || record.reviewed;
    if (!is_new && is_further(record, known->second)) known->second = record;
    known->second.reviewed = reviewed;
  }
  keep_best(into, from);
  keep_most(into.hints, from.hints);
  keep_most(into.seconds, from.seconds);
  return into;
}

void merge_progress(ProgressBook& into, const ProgressBook& from) {
  for (const auto& [key, lesson] : from.lessons()) {
    const LessonProgress* known = into.find(key);
    into.set(key, known == nullptr ? lesson : merged(*known, lesson));
  }
}

}  // namespace synod
