// Translation of the core's sentences.
#pragma once

#include <QString>
#include <string_view>

#include "model/base/sentence.h"

namespace synod::views {

/// A marked source text of the core, translated.
QString translated(const char* source);
/// A sentence of the core, translated and with its arguments filled in.
QString translated(const Sentence& sentence);
/// The title of the invariant of that name, such as "Agreement"; the name where there is none.
QString invariant_title(std::string_view name);

}  // namespace synod::views
