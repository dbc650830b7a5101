// Structure of the sources: who may include whom, who may link whom, and where files stand.
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <set>

#include "tests/effort.h"
#include "tests/source_lines.h"

namespace synod {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;
using Complaints = std::vector<std::string>;

using testing::included;
using testing::lines_of;
using Line = testing::SourceLine;

const fs::path root = testing::source_root;
const std::set<std::string> core = {"model", "protocols", "tutorials"};
const std::set<std::string> house = testing::source_folders;
/// Whose headers a folder may include, and whose libraries it may link.
const std::map<std::string, std::set<std::string>> may_see = {
    {"model", {"model"}},
    {"protocols", {"model", "protocols"}},
    {"tutorials", {"model", "tutorials"}},
    {"views", {"model", "views"}},
    {"app", {"model", "protocols", "tutorials", "views", "app"}},
    {"tests", {"model", "protocols", "tutorials", "views", "app", "tests"}},
};

bool is_qt(const std::string& header) {
  static const std::regex qt(R"(^(Qt\w*/)?Q[A-Z]\w*$|^Qt[A-Z]\w*(/.*)?$|^q\w+\.h$)");
  return std::regex_match(header, qt);
}

TEST(House, has_no_qt_in_the_core) {
  SKIP_IF_SANITIZED();
  Complaints wrong;
  for (const Line& line : lines_of({".h", ".cpp"}))
    if (core.contains(line.folder) && is_qt(included(line.text))) wrong.push_back(line.where());
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(House, includes_only_what_each_folder_may_see) {
  SKIP_IF_SANITIZED();
  Complaints wrong;
  std::size_t seen = 0;
  for (const Line& line : lines_of({".h", ".cpp"})) {
    const std::string header = included(line.text);
    const std::string folder = header.substr(0, header.find('/'));
    if (!house.contains(folder)) continue;
    ++seen;
    if (!may_see.at(line.folder).contains(folder)) wrong.push_back(line.where());
  }
  EXPECT_THAT(wrong, IsEmpty());
  EXPECT_GT(seen, 50u) << "the test has lost sight of the includes";
}

/// Whether a folder's CMakeLists.txt says how to make this header.
bool is_made_by_the_build(const std::string& header) {
  const fs::path path(header);
  std::ifstream file(root / path.parent_path() / "CMakeLists.txt");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  return text.find(path.filename().string()) != std::string::npos;
}

TEST(House, names_its_own_headers_from_the_root) {
  SKIP_IF_SANITIZED();
  Complaints wrong;
  for (const Line& line : lines_of({".h", ".cpp"})) {
    const std::string header = included(line.text);
    const bool quoted = line.text.find('"') != std::string::npos;
    const bool generated = header.ends_with(".moc") || header.starts_with("ui_");
    if (header.empty() || !quoted || generated) continue;
    if (!fs::exists(root / header) && !is_made_by_the_build(header)) wrong.push_back(line.where());
  }
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(House, links_only_what_each_folder_may_see) {
  static const std::regex link(R"(target_link_libraries\s*\(\s*\w+([^)]*))");
  static const std::regex word(R"([\w:]+)");
  Complaints wrong;
  std::set<std::string> linking;
  std::map<std::string, std::string> texts;
  for (const Line& line : lines_of({"CMakeLists.txt"})) texts[line.file] += line.text + "\n";
  for (const auto& [file, text] : texts) {
    const std::string folder = file.substr(0, file.find('/'));
    for (std::sregex_iterator call(text.begin(), text.end(), link), end; call != end; ++call) {
      const std::string libraries = (*call)[1];
      for (std::sregex_iterator at(libraries.begin(), libraries.end(), word); at != end; ++at) {
        const std::string library = at->str();
        const std::string owner = library == "synod_app" ? "app" : library;
        if (core.contains(folder) && library.starts_with("Qt"))
          wrong.push_back(file + " links " + library);
        if (!may_see.contains(owner)) continue;
        linking.insert(folder);
        if (!may_see.at(folder).contains(owner)) wrong.push_back(file + " links " + library);
      }
    }
  }
  EXPECT_THAT(wrong, IsEmpty());
  EXPECT_TRUE(linking.contains("protocols") && linking.contains("views") && linking.contains("app"))
      << "the test has lost sight of the link lines";
}

TEST(House, has_no_file_outside_its_folders) {
  const std::set<std::string> at_the_root = {"CMakeLists.txt",
                                             "CMakePresets.json",
                                             "README.md",
                                             "CONTRIBUTING.md",
                                             "LICENSE",
                                             "docs",
                                             "build",
                                             "compile_commands.json",
                                             "CMakeUserPresets.json"};
  Complaints wrong;
  for (const auto& entry : fs::directory_iterator(root)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(".") || name.ends_with(".user") || house.contains(name) ||
        at_the_root.contains(name))
      continue;
    wrong.push_back(name);
  }
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(House, has_its_tests_where_what_they_test_is) {
  Complaints wrong;
  for (const auto& entry : fs::recursive_directory_iterator(root / "tests")) {
    const fs::path path = fs::relative(entry.path(), root / "tests");
    const std::string folder = path.begin()->string();
    if (path.extension() != ".cpp" || !path.has_parent_path() || folder == "bench" ||
        folder == "fuzz" || folder == "monkey" || folder == "stranger" || folder == "texts" ||
        folder == "window")
      continue;
    if (!fs::is_directory(root / path.parent_path())) wrong.push_back(path.string());
  }
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(House, guards_every_header) {
  std::map<std::string, bool> guarded;
  for (const Line& line : lines_of({".h"})) guarded[line.file] |= line.text == "#pragma once";
  for (const auto& [file, is_guarded] : guarded) EXPECT_TRUE(is_guarded) << file;
}

TEST(A_qt_header, is_recognised_and_others_are_not) {
  for (const char* header :
       {"QString", "QtWidgets", "QtCore/QString", "QtCharts/QChart", "qglobal.h"})
    EXPECT_TRUE(is_qt(header)) << header;
  for (const char* header :
       {"string", "model/world/quorum.h", "queue", "fmt/format.h", "sys/quota.h"})
    EXPECT_FALSE(is_qt(header)) << header;
  EXPECT_EQ(included("  #include <QString>  // text"), "QString");
  EXPECT_EQ(included("// #include <QString>"), "");
}

/// A letter that a view takes for itself would mean something else there than in the window.
TEST(Structure, letters_are_keys_in_the_one_table_of_actions_alone) {
  const std::regex letter("Qt::Key_[A-Z]\\b");
  Complaints complaints;
  for (const Line& line : lines_of({".cpp", ".h"}))
    if ((line.folder == "views" || line.folder == "app") && std::regex_search(line.text, letter))
      complaints.push_back(line.where());
  EXPECT_THAT(complaints, IsEmpty());
}

}  // namespace
}  // namespace synod
