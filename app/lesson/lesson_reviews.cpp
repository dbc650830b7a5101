#include "app/lesson/lesson_reviews.h"

#include <QCoreApplication>
#include <deque>

#include "app/parts/head_words.h"
#include "tutorials/packed_lesson.h"
#include "tutorials/question_id.h"
#include "tutorials/translation.h"

namespace synod::app {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(LessonReviews)
};

/// What is remembered of a lesson, in the form in which most of it is asked.
std::optional<ProgressBook::Key> taken_form(const std::string& lesson, const LessonKeeper& keeper) {
  for (const LessonForm form : {LessonForm::worked, LessonForm::last_open, LessonForm::goal})
    if (keeper.find({lesson, form}) != nullptr) return ProgressBook::Key{lesson, form};
  return std::nullopt;
}

}  // namespace

/// Lessons, what is remembered of them, and what of it was missed.
struct LessonReviews::Taken {
  std::deque<Lesson> lessons;
  std::deque<LessonProgress> progress;
  std::vector<ProgressBook::Key> keys;
  std::vector<TakenLesson> taken;

  std::vector<MissedItem> missed() const { return missed_in(taken); }
};

LessonReviews::Taken LessonReviews::taken_in(const QString* heading) const {
  Taken all;
  for (const ListedLesson& listed : course_.lessons()) {
    if (heading != nullptr && listed.group != *heading) continue;
    const auto key = taken_form(lesson_name(listed.file), keeper_);
    if (!key) continue;
    ParsedLesson parsed = load_lesson(listed.file);
    if (!parsed.problems.empty()) continue;
    all.lessons.push_back(std::move(parsed.lesson));
    all.progress.push_back(carried_over(*keeper_.find(*key), all.lessons.back()));
    all.keys.push_back(*key);
    all.taken.push_back({&all.lessons.back(), key->second, &all.progress.back()});
  }
  return all;
}

std::vector<PartToReview> LessonReviews::parts() const {
  std::vector<PartToReview> parts;
  QStringList headings;
  for (const ListedLesson& listed : course_.lessons())
    if (!headings.contains(listed.group)) headings << listed.group;
  for (const QString& heading : headings)
    if (const int missed = static_cast<int>(taken_in(&heading).missed().size()); missed > 0)
      parts.push_back({heading, missed});
  return parts;
}

std::optional<PartToReview> LessonReviews::part_that_ends_with(const QString& file) const {
  const auto lessons = course_.lessons();
  const std::string name = lesson_name(std::filesystem::path(file.toStdString()));
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    const bool ends = i + 1 == lessons.size() || lessons[i + 1].group != lessons[i].group;
    if (!ends || lesson_name(lessons[i].file) != name) continue;
    const int missed = static_cast<int>(taken_in(&lessons[i].group).missed().size());
    return missed > 0 ? std::optional(PartToReview{lessons[i].group, missed}) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<LessonReview> LessonReviews::of_part(const QString& heading) {
  const Taken all = taken_in(heading.isEmpty() ? nullptr : &heading);
  const std::vector<MissedItem> missed = all.missed();
  if (missed.empty()) return std::nullopt;
  for (std::size_t i = 0; i < all.keys.size(); ++i) keeper_.set(all.keys[i], all.progress[i]);
  const QString title =
      heading.isEmpty() ? Texts::tr("Review") : Texts::tr("Review: %1").arg(heading);
  // Pictures are those of the folder.
  const auto folder = std::filesystem::path(all.lessons.front().file).parent_path();
  Review review =
      review_of(all.taken, missed, title.toStdString(), (folder / "review.md").string());
  LessonReview found{std::move(review.lesson), {}};
  for (std::size_t i = 0; i < missed.size(); ++i)
    found.items.push_back({all.keys[missed[i].taken], missed[i].place, review.places[i]});
  return found;
}

void LessonReviews::note(const LessonReview& review, const LessonProgress& progress) {
  std::map<ProgressBook::Key, LessonProgress> changed;
  for (const LessonReview::Item& item : review.items) {
    const LessonProgress* known = keeper_.find(item.lesson);
    if (known == nullptr) continue;
    LessonProgress& into = changed.try_emplace(item.lesson, *known).first->second;
    note_review(into, item.place, progress, item.in_review);
  }
  for (const auto& [key, lesson] : changed)
    if (lesson != *keeper_.find(key)) keeper_.set(key, lesson);
}

}  // namespace synod::app
