#include "app/system/output_place.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace synod::app {

namespace {

namespace fs = std::filesystem;

std::optional<Sentence> problem_of(const struct stat& there, const fs::path& path) {
  if (S_ISDIR(there.st_mode)) return say(SYNOD_TEXT("this is a folder, not a file"));
  if (!S_ISREG(there.st_mode)) return say(SYNOD_TEXT("this is not a file"));
  if ((there.st_mode & S_IWUSR) == 0 || ::access(path.c_str(), W_OK) != 0)
    return say(SYNOD_TEXT("this file may only be read"));
  return std::nullopt;
}

}  // namespace

std::optional<Sentence> place_problem(const fs::path& path) {
  if (!path.has_filename()) return say(SYNOD_TEXT("this is a folder, not a file"));
  struct stat there {};
  if (::stat(path.c_str(), &there) == 0) return problem_of(there, path);
  const fs::path folder = path.parent_path().empty() ? "." : path.parent_path();
  if (::stat(folder.c_str(), &there) != 0 || !S_ISDIR(there.st_mode))
    return say(SYNOD_TEXT("there is no such folder"));
  if (::access(folder.c_str(), W_OK | X_OK) != 0)
    return say(SYNOD_TEXT("nothing may be written in this folder"));
  return std::nullopt;
}

std::string refusal_to_write(const std::string& path, const Sentence& why) {
  return fmt::format("{} can't be written: {}. Name another file.", path, why.str());
}

}  // namespace synod::app
