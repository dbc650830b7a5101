// SVG check of untrusted drawings, before anything draws them.
#pragma once

#include <optional>
#include <string_view>

#include "model/base/sentence.h"

namespace synod {

/// Why `svg` may not be drawn; nothing where it may. What is refused:
///  1. Whatever leads out of the drawing: an href or url() that is not #name, a style sheet.
///  2. What multiplies: a DOCTYPE with its entities, drawings that use themselves or unfold to more
///     than `most_svg_bytes`.
///  3. What is no UTF-8, so that nothing can be read in two ways.
/// Whether it is a good drawing is not looked at.
std::optional<Sentence> svg_refusal(std::string_view svg);

/// As many bytes may a drawing have, with each use of a part counted as that part.
inline constexpr std::size_t most_svg_bytes = 8'000'000;

}  // namespace synod
