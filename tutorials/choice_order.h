// Order in which the choices of a question are shown.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "tutorials/progress.h"

namespace synod {

/// The places of `ask`'s choices, in the order in which they are shown. It is drawn from the name
/// of the lesson, the block and the number of the run, so it is the same on every machine, and
/// another when somebody takes the lesson again. Some questions keep the order of the file.
std::vector<std::size_t> choice_order(const AskBlock& ask, std::string_view lesson,
                                      BlockPlace place, std::uint32_t run);

}  // namespace synod
