#include "app/system/shipped_folder.h"

namespace synod::app {

namespace fs = std::filesystem;

fs::path shipped_folder(const char* name) {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  const fs::path places[] = {program / ".." / "share" / "synod" / name,
                             fs::path(SYNOD_TUTORIALS) / name};
  for (const fs::path& place : places)
    if (fs::is_directory(place, error)) return fs::canonical(place, error);
  return {};
}

}  // namespace synod::app
