// Files in memory, by their paths.
#pragma once

#include <map>
#include <string>

namespace synod {

/// The bytes of files by their paths, such as "pictures/votes.svg".
using FilesByName = std::map<std::string, std::string>;

}  // namespace synod
