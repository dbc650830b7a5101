// File that grows while somebody works, written beside the window.
#pragma once

#include <QThreadPool>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "model/base/sentence.h"

namespace synod::app {

/// A file that is written whole once, and added to from then on.
///  1. The caller never waits for the disk: one thread writes, in the order of the calls. What is
///     asked for while it is busy is written in one go.
///  2. Where adding fails nothing is added any more, until the whole is written again.
class GrowingFile {
 public:
  /// Why something could not be written; nothing where it was. Comes from the writer's thread.
  using Told = std::function<void(const std::optional<Sentence>& problem)>;

  /// `writer` has one thread, and outlives what it was given to do.
  GrowingFile(std::filesystem::path path, QThreadPool& writer, Told told);

  /// Puts `whole` in the place of what is there.
  void write(std::string whole);
  /// Adds whole lines to it.
  void append(std::string_view lines);

 private:
  struct State;

  std::shared_ptr<State> state_;  ///< The writer may still have something to do with it.
  QThreadPool& writer_;
};

}  // namespace synod::app
