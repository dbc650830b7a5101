// synod lesson check FILE…, synod lesson new NAME
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iostream>

#include "app/commands/commands.h"
#include "app/interrupt.h"
#include "protocols/catalog.h"
#include "tutorials/glossary.h"
#include "tutorials/lesson_check.h"
#include "tutorials/lesson_template.h"

namespace synod::app {

int check_lessons(const std::vector<std::string>& files) {
  const Interrupt interrupt;
  const LessonWorld world{find_protocol, Glossary::built_in().ids(), &interrupt.flag()};
  const int code = check_lesson_files(files, world, std::cout);
  return interrupt.requested() ? interrupted_code : code;
}

int new_lesson(const std::string& name) {
  namespace fs = std::filesystem;
  fs::path path(name);
  if (path.extension() != ".md") path += ".md";
  std::error_code error;
  if (fs::exists(path, error)) {
    fmt::print(stderr, "synod: {} is there already: choose another name\n", path.string());
    return 1;
  }
  std::ofstream file(path, std::ios::binary);
  file << lesson_template();
  file.close();
  if (!file) {
    fmt::print(stderr, "synod: {} can't be written: choose another place\n", path.string());
    return 1;
  }
  fmt::print("{} is written. Check it with: synod lesson check {}\n", path.string(), path.string());
  return 0;
}

}  // namespace synod::app
