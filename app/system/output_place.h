// Place that an export goes to: whether a file can be written there, before long work.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "model/base/sentence.h"

namespace synod::app {

/// Why no file can be written at `path`; nothing where it looks as if one can. A file that is there
/// may be replaced where it is a regular one that its user may write.
std::optional<Sentence> place_problem(const std::filesystem::path& path);

/// The sentence for people: "out.png can't be written: this is not a file. Name another file."
std::string refusal_to_write(const std::string& path, const Sentence& why);

}  // namespace synod::app
