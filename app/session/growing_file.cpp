#include "app/session/growing_file.h"

#include <cstdint>
#include <mutex>
#include <utility>

#include "model/files/append_file.h"
#include "model/files/write_file.h"

namespace synod::app {

struct GrowingFile::State {
  /// What is still to be written.
  struct Next {
    std::optional<std::string> whole;
    std::string lines;  ///< Behind it, or behind what is there.
    bool asked = false;
  };

  State(std::filesystem::path place, Told tell) : path(std::move(place)), told(std::move(tell)) {}

  /// False where the writer was asked before, and has not looked yet.
  template <class Change>
  bool put(Change change) {
    const std::lock_guard guard(mutex);
    change(next);
    return !std::exchange(next.asked, true);
  }
  Next take() {
    const std::lock_guard guard(mutex);
    return std::exchange(next, {});
  }
  void write_next();
  std::optional<Sentence> write_whole(const std::string& whole);
  std::optional<Sentence> add(const std::string& lines);

  const std::filesystem::path path;
  const Told told;
  std::mutex mutex;
  Next next;
  /// What the file has, by what was written here; nothing where that is not known. The writer's.
  std::optional<std::uint64_t> size;
};

void GrowingFile::State::write_next() {
  Next now = take();
  if (now.whole) return told(write_whole(now.whole->append(now.lines)));
  if (size) told(add(now.lines));
}

std::optional<Sentence> GrowingFile::State::write_whole(const std::string& whole) {
  const auto written = write_file(path, whole);
  size = written ? std::optional<std::uint64_t>(whole.size()) : std::nullopt;
  if (!written) return written.error();
  return std::nullopt;
}

std::optional<Sentence> GrowingFile::State::add(const std::string& lines) {
  const auto added = append_file(path, *size, lines);
  size = added ? std::optional<std::uint64_t>(*added) : std::nullopt;
  if (!added) return added.error();
  return std::nullopt;
}

GrowingFile::GrowingFile(std::filesystem::path path, QThreadPool& writer, Told told)
    : state_(std::make_shared<State>(std::move(path), std::move(told))), writer_(writer) {}

void GrowingFile::write(std::string whole) {
  const bool first = state_->put([&](State::Next& next) {
    next.whole = std::move(whole);
    next.lines.clear();
  });
  if (first) writer_.start([state = state_] { state->write_next(); });
}

void GrowingFile::append(std::string_view lines) {
  const bool first = state_->put([&](State::Next& next) { next.lines += lines; });
  if (first) writer_.start([state = state_] { state->write_next(); });
}

}  // namespace synod::app
