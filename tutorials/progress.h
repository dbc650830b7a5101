// Progress in lessons, as plain text.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "tutorials/lesson_grade.h"

namespace synod {

/// A block of a lesson: its step and its place in it, from 0.
using BlockPlace = std::pair<std::uint32_t, std::uint32_t>;

/// What each question and goal of a lesson is called, by its place.
using QuestionIds = std::map<BlockPlace, std::string>;

/// The last answer to a question, and how it went.
struct AnswerRecord {
  Answer answer;
  Answer first;              ///< The first answer.
  bool right = false;        ///< The last answer.
  bool right_first = false;  ///< The first one.
  std::uint32_t tries = 0;
  bool reviewed = false;  ///< It was right in a review.

  friend bool operator==(const AnswerRecord&, const AnswerRecord&) = default;
};

/// How far somebody got in one lesson, in one of its forms.
struct LessonProgress {
  std::uint32_t step = 0;
  bool done = false;  ///< Came to its end once.
  /// How often it was begun again after its end: the order of choices depends on it.
  std::uint32_t run = 0;
  std::map<BlockPlace, AnswerRecord> answers;
  std::map<BlockPlace, std::uint32_t> best;  ///< The fewest actions to a goal.
  /// The commands of that way, one a line, from where the goal began.
  std::map<BlockPlace, std::string> ways;
  std::map<BlockPlace, std::uint32_t> hints;    ///< How many were shown.
  std::map<BlockPlace, std::uint32_t> seconds;  ///< How long somebody was at it.
  /// What stood at these places when this was remembered; empty in files of before 0.2.
  QuestionIds ids;
  std::string language;    ///< In which these ids were made; empty for that of the original.
  std::string student;     ///< Of an assignment: whose name its seed and its order come from.
  bool handed_in = false;  ///< Of an assignment: it was handed in, so what is right is known.

  friend bool operator==(const LessonProgress&, const LessonProgress&) = default;
};

/// The progress in every lesson.
class ProgressBook {
 public:
  /// Names a lesson by the stem of its file: "05-adopt".
  using Key = std::pair<std::string, LessonForm>;

  const LessonProgress* find(const Key& key) const;
  void set(const Key& key, LessonProgress progress) { lessons_[key] = std::move(progress); }
  /// Forgets one lesson in every form.
  void reset(const std::string& lesson);
  void reset_all() { lessons_.clear(); }
  const std::map<Key, LessonProgress>& lessons() const { return lessons_; }

  /// The whole book, one fact a line; `read` gives the same book again.
  std::string text() const;
  friend bool operator==(const ProgressBook&, const ProgressBook&) = default;

 private:
  std::map<Key, LessonProgress> lessons_;
};

/// The book in a text, and how many lines of it could not be read. Whatever the text is, what is
/// whole in it is kept.
struct ReadProgress {
  ProgressBook book;
  std::size_t damaged = 0;
};
ReadProgress read_progress(std::string_view text);

inline constexpr std::size_t max_progress_bytes = 1'000'000;

}  // namespace synod
