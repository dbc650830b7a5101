// Names of protocols in the sources: none outside protocols/, tutorials/ and the tests.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/source_lines.h"

namespace synod {
namespace {

using ::testing::IsEmpty;

/// The language has one protocol that need not be named, and says so where one is expected.
const std::set<std::string> usual_protocol = {
    R"(  std::string protocol = "paxos";)",
    R"(    in.refuse(SYNOD_TEXT("expected the name of a protocol, such as paxos, but found %1"));)"};

std::string without_comment(const std::string& line) {
  return line.substr(0, line.find("//"));
}

bool names_a_protocol(const std::string& line) {
  static const std::regex names(
      R"re(paxos|"multi"|protocol multi|\b[23]pc\b|(two|three)[-_ ]?phase|\braft\b|Lamport)re",
      std::regex::icase);
  return std::regex_search(without_comment(line), names);
}

TEST(Protocols, are_named_by_no_line_of_the_house) {
  std::vector<std::string> wrong;
  std::size_t seen = 0;
  for (const testing::SourceLine& line : testing::lines_of({".h", ".cpp"})) {
    if (line.folder != "model" && line.folder != "views" && line.folder != "app") continue;
    ++seen;
    if (names_a_protocol(line.text) && !usual_protocol.contains(line.text))
      wrong.push_back(line.where());
  }
  EXPECT_THAT(wrong, IsEmpty());
  EXPECT_GT(seen, 30'000u) << "the test has lost sight of the sources";
}

}  // namespace
}  // namespace synod
