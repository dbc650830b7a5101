// Page of misconceptions: each row names a step that a lesson has.
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <regex>

#include "tests/places.h"

namespace synod {
namespace {

using ::testing::HasSubstr;

std::string file_text(const std::string& name) {
  std::ifstream file(std::string(SYNOD_SOURCE_DIR "/") + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Misconceptions, are_met_in_steps_that_are_there) {
  const std::string page = file_text("docs/misconceptions.md");
  const std::regex row("\\| [^|]+ \\| \\[[0-9]+[a-z]?\\]\\(\\.\\./([^)]+)\\) \\| ([^|]+) \\|");
  std::size_t rows = 0;
  for (auto it = std::sregex_iterator(page.begin(), page.end(), row); it != std::sregex_iterator();
       ++it, ++rows)
    EXPECT_THAT(file_text((*it)[1].str()), HasSubstr("\n## " + (*it)[2].str() + "\n"))
        << (*it)[0].str();
  EXPECT_GT(rows, 50u) << "the rows are written in another way now";
}

}  // namespace
}  // namespace synod
