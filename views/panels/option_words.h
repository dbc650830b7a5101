// Options of a cluster in words, and in the parts in which people look for them.
#pragma once

#include <QString>
#include <cstdint>
#include <string_view>

namespace synod::views {

/// Where an option stands. The first three are what most people choose.
enum class OptionPart : std::uint8_t { asked, lost, rule, quorums, retries, leader, repair, log };

/// How an option is told.
struct OptionWords {
  const char* name;   ///< As scripts have it: "loss".
  const char* title;  ///< "Messages lost"; a marked source text.
  OptionPart part;
  const char* needs = nullptr;  ///< It means something only where this option is not off.
};

/// The words for the option of that name; those of an option that is not known are its name.
OptionWords words_for_option(const char* name);

/// "Messages lost".
QString option_title(const char* name);
/// A choice of an option: "through the log" for "log". The word itself where it speaks for itself.
QString choice_title(std::string_view option, const char* word);
/// The heading of a part; empty for those that most people choose.
QString part_title(OptionPart part);
/// Whether it is one of those that most people choose.
bool is_common(OptionPart part);

}  // namespace synod::views
