// Problems of a lesson, in one list.
#pragma once

#include <string>
#include <vector>

#include "tutorials/lesson.h"

namespace synod {

/// Collects what is wrong with one file.
class LessonProblems {
 public:
  explicit LessonProblems(std::string file) : file_(std::move(file)) {}

  void add(Place place, Sentence why) {
    list_.push_back({file_, place.line, place.column, std::move(why)});
  }
  const std::string& file() const { return file_; }
  bool empty() const { return list_.empty(); }
  /// In the order of the file.
  std::vector<LessonProblem> take();

 private:
  std::string file_;
  std::vector<LessonProblem> list_;
};

}  // namespace synod
