// Command 'lesson': synod lesson check FILE…, synod lesson new NAME
#include <filesystem>
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/system/command_output.h"
#include "app/system/interrupt.h"
#include "app/system/standard_streams.h"
#include "protocols/catalog.h"
#include "tutorials/glossary.h"
#include "tutorials/lesson_check.h"
#include "tutorials/lesson_template.h"

namespace synod::app {

int check_lessons(const std::vector<std::string>& files) {
  const Interrupt interrupt;
  const LessonWorld world{find_protocol, Glossary::built_in().ids(), &interrupt.flag()};
  const int code = check_lesson_files(files, world, output_stream());
  return interrupt.requested() ? interrupted_code : code;
}

int new_lesson(const std::string& name) {
  namespace fs = std::filesystem;
  fs::path path(name);
  if (path.extension() != ".md") path += ".md";
  std::error_code error;
  if (fs::exists(path, error))
    return fail(path.string() + " is there already: choose another name");
  if (const int code = write_output(lesson_template(), path.string())) return code;
  print_out("{} is written. Check it with: synod lesson check {}\n", path.string(), path.string());
  return 0;
}

}  // namespace synod::app
