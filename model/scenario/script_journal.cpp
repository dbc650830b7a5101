#include "model/scenario/script_journal.h"

namespace synod {

namespace {

/// So much may always be added. Beyond that no more than the file began with, so that all writing
/// together costs a few times what it says.
constexpr std::size_t free_bytes = 65'536;

}  // namespace

void ScriptJournal::begin(const History& history, const Bookmarks& bookmarks,
                          std::string_view written) {
  clear();
  next_ = GrowingScript::behind(history, bookmarks);
  bookmarks_ = bookmarks;
  whole_ = size_of(written);
  ends_line_ = written.empty() || written.back() == '\n';
}

std::optional<std::string> ScriptJournal::more(const History& history, const Bookmarks& bookmarks) {
  if (!next_ || bookmarks != bookmarks_) return std::nullopt;
  std::string lines = next_->more(history);
  if (!lines.empty() && !ends_line_) lines.insert(0, 1, '\n');
  ends_line_ = ends_line_ || !lines.empty();
  const ScriptSize size = size_of(lines);
  added_ = {added_.bytes + size.bytes, added_.lines + size.lines};
  if (outgrown()) return std::nullopt;
  has_more_ = true;
  return lines;
}

bool ScriptJournal::outgrown() const {
  return added_.bytes > free_bytes + whole_.bytes ||
         is_nearly_too_long({whole_.bytes + added_.bytes, whole_.lines + added_.lines});
}

}  // namespace synod
