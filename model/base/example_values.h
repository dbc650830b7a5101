// Values for examples: words of colours.
#pragma once

#include <array>
#include <string>

#include "model/base/text.h"

namespace synod {

/// What is asked for where nobody says what, in this order. They are words of the scenario
/// language, so they are never translated.
inline constexpr std::array example_values{"blue", "green", "orange", "purple", "yellow", "red"};

/// The value at `place`, counted from 0. No two places have the same one, however many there are.
inline Text example_value(std::size_t place) {
  return place < example_values.size() ? Text(example_values[place])
                                       : Text("v" + std::to_string(place + 1));
}

}  // namespace synod
