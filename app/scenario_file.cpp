#include "app/scenario_file.h"

#include <filesystem>
#include <fstream>

#include "model/scenario/command.h"

namespace synod::app {

Result<std::string> read_scenario_file(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code trouble;
  const fs::file_status status = fs::status(path, trouble);
  if (!fs::exists(status)) return say(SYNOD_TEXT("%1: there is no such file"), path);
  if (!fs::is_regular_file(status)) return say(SYNOD_TEXT("%1 is not a file"), path);
  std::ifstream file(path, std::ios::binary);
  if (!file) return say(SYNOD_TEXT("%1 can't be read: it may not be yours to read"), path);
  std::string text(max_scenario_bytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > max_scenario_bytes)
    return say(SYNOD_TEXT("%1 is over the bound of %2 bytes"), path,
               std::to_string(max_scenario_bytes));
  return text;
}

}  // namespace synod::app
