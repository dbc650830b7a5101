// Circles of includes between folders: none is wanted, as then neither can be read by itself.
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/effort.h"
#include "tests/source_lines.h"

namespace synod {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Each folder, the folders that its files include from, and a line that does.
using Folders = std::map<std::string, std::map<std::string, std::string>>;

std::string folder_of(const std::string& file) {
  return file.substr(0, file.rfind('/'));
}

Folders includes_between_folders() {
  Folders folders;
  for (const testing::SourceLine& line : testing::lines_of({".h", ".cpp"})) {
    const std::string header = testing::included(line.text);
    // What ties everything together may see everything.
    if (line.folder == "tests" || line.file == "app/main.cpp") continue;
    if (!testing::source_folders.contains(header.substr(0, header.find('/')))) continue;
    const std::string from = folder_of(line.file);
    const std::string to = folder_of(header);
    if (from != to) folders[from].emplace(to, line.where());
  }
  return folders;
}

/// Goes on from the last folder of `way`, and gives it where it comes to one that it has.
std::vector<std::string> circle_from(const Folders& folders, std::vector<std::string> way,
                                     std::set<std::string>& without) {
  const auto found = folders.find(way.back());
  if (found == folders.end() || without.contains(way.back())) return {};
  for (const auto& [next, line] : found->second) {
    const auto before = std::find(way.begin(), way.end(), next);
    if (before != way.end()) return {before, way.end()};
    way.push_back(next);
    if (auto circle = circle_from(folders, way, without); !circle.empty()) return circle;
    way.pop_back();
  }
  without.insert(way.back());
  return {};
}

/// The folders of a circle in their order; none where there is no circle.
std::vector<std::string> circle_in(const Folders& folders) {
  std::set<std::string> without;
  for (const auto& [folder, others] : folders)
    if (auto circle = circle_from(folders, {folder}, without); !circle.empty()) return circle;
  return {};
}

TEST(Folders, include_each_other_in_no_circle) {
  SKIP_IF_SANITIZED();
  const Folders folders = includes_between_folders();
  ASSERT_GT(folders.size(), 30u) << "the test has lost sight of the folders";
  const auto circle = circle_in(folders);
  std::string lines;
  for (std::size_t i = 0; i < circle.size(); ++i)
    lines += folders.at(circle[i]).at(circle[(i + 1) % circle.size()]) + "\n";
  EXPECT_THAT(circle, IsEmpty()) << lines;
}

TEST(Folders, in_a_circle_are_found_wherever_it_begins) {
  const Folders folders = {
      {"a", {{"b", ""}, {"c", ""}}}, {"b", {{"c", ""}}}, {"c", {{"d", ""}}}, {"d", {{"b", ""}}}};
  EXPECT_THAT(circle_in(folders), ElementsAre("b", "c", "d"));
  EXPECT_THAT(circle_in({{"a", {{"b", ""}, {"c", ""}}}, {"b", {{"c", ""}}}}), IsEmpty());
}

}  // namespace
}  // namespace synod
