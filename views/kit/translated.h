// Translation of the core's sentences.
#pragma once

#include <QString>
#include <string_view>

#include "model/base/sentence.h"

namespace synod::views {

/// A marked source text of the core in the language of the window, in the form that `count` things
/// have: the language for whatever of the core prints sentences.
std::string in_language(const char* source, int count);
/// A marked source text of the core, translated.
QString translated(const char* source);
/// A sentence of the core, translated and with its arguments filled in.
QString translated(const Sentence& sentence);

/// A stretch of a sentence: words, or what stands in one of its places.
struct SentencePart {
  QString text;
  Sentence::Argument::Kind kind = Sentence::Argument::Kind::text;
  std::uint32_t owner = 0;  ///< Of a number: whose it is.
};
/// The stretches of a sentence in order, for views that draw some of them in a way of their own.
std::vector<SentencePart> translated_parts(const Sentence& sentence);
/// The title of the invariant of that name, such as "Agreement"; the name where there is none.
QString invariant_title(std::string_view name);

}  // namespace synod::views
