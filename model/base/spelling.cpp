#include "model/base/spelling.h"

#include <algorithm>
#include <cctype>

namespace synod {

namespace {

char small_letter(char letter) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
}

bool same_letter(char a, char b) {
  return small_letter(a) == small_letter(b);
}

}  // namespace

std::size_t spelling_distance(std::string_view a, std::string_view b) {
  // Three rows of the table of distances between all beginnings of both words.
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = same_letter(a[i - 1], b[j - 1]) ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + changed});
      if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) && same_letter(a[i - 2], b[j - 1]))
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

std::optional<std::string> likely_meant(std::string_view word,
                                        const std::vector<std::string>& known) {
  std::optional<std::string> best;
  std::size_t nearest = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = spelling_distance(word, candidate);
    // A word of one or two letters is no slip of any other.
    if (distance >= nearest || (distance != 0 && word.size() < 3)) continue;
    nearest = distance;
    best = candidate;
  }
  return best;
}

}  // namespace synod
