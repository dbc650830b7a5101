// Spelling of a word that nobody knows, and the known one that was probably meant.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace synod {

/// How many letters must be changed, left out, put in or swapped with their neighbour to make `b`
/// out of `a`; capitals count as small letters. (Damerau, "A technique for computer detection and
/// correction of spelling errors", 1964; here no letter is touched twice.)
std::size_t spelling_distance(std::string_view a, std::string_view b);

/// The first of the nearest of `known`; nothing where even that is too far from `word` for a slip:
/// more than one letter in three.
std::optional<std::string> likely_meant(std::string_view word,
                                        const std::vector<std::string>& known);

}  // namespace synod
