// Name of a parameterised test: letters, digits and underscores alone.
#pragma once

#include <algorithm>
#include <string>

namespace synod {

/// "no_adopt" of "no-adopt".
inline std::string test_name(std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

}  // namespace synod
