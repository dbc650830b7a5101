// Fuzz target: bookmarks and the progress in lessons, which the program keeps between two runs.
#include "model/scenario/bookmark.h"
#include "tests/fuzz/fuzz_target.h"
#include "tutorials/progress.h"

namespace synod::fuzz {

namespace {

void keep_note(std::string_view note) {
  Bookmarks bookmarks;
  bookmarks.put(1, note);
  const std::string& kept = bookmarks.at(1)->note;
  const std::string line = bookmark_line(kept);
  require(line.find('\n') == std::string::npos, "a bookmark is one line");
  const auto read = bookmark_note(std::string_view(line).substr(1));
  require(read.has_value(), "a bookmark's line is one");
  require(bookmark_line(*read) == line, "and is written so again");
}

}  // namespace

void run(std::string_view input) {
  (void)bookmark_note(input);
  keep_note(input);
  const ReadProgress read = read_progress(input);
  const ReadProgress again = read_progress(read.book.text());
  require(again.damaged == 0, "a book that was written is whole");
  require(again.book == read.book, "and says the same");
}

}  // namespace synod::fuzz
