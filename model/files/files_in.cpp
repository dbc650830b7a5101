#include "model/files/files_in.h"

#include <algorithm>
#include <system_error>

namespace synod {

namespace fs = std::filesystem;

Result<std::vector<fs::path>> files_in(const fs::path& folder, std::string_view extension,
                                       std::size_t most) {
  std::error_code error;
  std::vector<fs::path> files;
  fs::directory_iterator entry(folder, error);
  for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() != extension) continue;
    if (files.size() == most)
      return say(SYNOD_TEXT("'%1' holds more than %2 files *%3: divide them"), folder.string(),
                 std::to_string(most), extension);
    files.push_back(entry->path());
  }
  if (error)
    return say(SYNOD_TEXT("the folder '%1' can't be read: %2"), folder.string(), error.message());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace synod
