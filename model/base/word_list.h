// Lists of words of the scenario language in a sentence.
#pragma once

#include <span>
#include <string_view>

#include "model/base/sentence.h"

namespace synod {

/// "nodes, clients": the words stay as they are, what stands between them can be translated.
inline Sentence word_list(std::span<const std::string_view> words) {
  if (words.empty()) return {};
  Sentence list{SYNOD_TEXT("%1"), {words.front()}};
  for (const std::string_view word : words.subspan(1))
    list = say(SYNOD_TEXT("%1, %2"), std::move(list), word);
  return list;
}

}  // namespace synod
