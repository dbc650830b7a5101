// Plain text in widgets: every label, tooltip and message box is made as views/kit/plain_text.h
// says, as Qt would take for HTML what looks like it.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/places.h"

namespace synod {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

const fs::path root = SYNOD_SOURCE_DIR;

struct Source {
  std::string file;  ///< From the root.
  std::string text;
};

/// What draws and speaks.
std::vector<Source> sources() {
  std::vector<Source> all;
  for (const char* folder : {"app", "views"})
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".cpp" && ending != ".h") continue;
      std::ifstream file(entry.path());
      all.push_back(
          {fs::relative(entry.path(), root).string(), {std::istreambuf_iterator<char>(file), {}}});
    }
  return all;
}

/// Where the string or the character that begins at `at` ends.
std::size_t end_of_literal(const std::string& text, std::size_t at) {
  const char mark = text[at++];
  while (at < text.size() && text[at] != mark) at += text[at] == '\\' ? 2u : 1u;
  return at;
}

/// The arguments of each call of `name`.
std::vector<std::string> calls(const std::string& text, const std::string& name) {
  std::vector<std::string> found;
  for (std::size_t at = text.find(name + '('); at != std::string::npos;
       at = text.find(name + '(', at + 1)) {
    const std::size_t begin = at + name.size() + 1;
    std::size_t end = begin;
    for (int depth = 1; end < text.size(); ++end) {
      if (text[end] == '"' || text[end] == '\'') end = end_of_literal(text, end);
      if (text[end] == '(') ++depth;
      if (text[end] == ')' && --depth == 0) break;
    }
    const std::size_t first = std::min(text.find_first_not_of(" \n", begin), end);
    found.push_back(text.substr(first, end - first));
  }
  return found;
}

/// Whether `argument` is a text of our own, without a place for anything else.
bool is_literal(const std::string& argument) {
  return (argument.starts_with("tr(\"") || argument.starts_with("QStringLiteral(\"")) &&
         argument.find(".arg(") == std::string::npos && argument.find('+') == std::string::npos;
}

TEST(Plain_text, is_what_every_label_shows) {
  std::vector<std::string> wrong;
  for (const Source& source : sources())
    if (source.file != "views/kit/plain_text.cpp" &&
        source.text.find("new QLabel") != std::string::npos)
      wrong.push_back(source.file + ": take plain_label, or rich_label where HTML is meant");
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(Plain_text, is_what_every_tooltip_shows) {
  std::vector<std::string> wrong;
  std::size_t seen = 0;
  for (const Source& source : sources())
    for (const std::string& argument : calls(source.text, "setToolTip")) {
      ++seen;
      const bool fine = argument.empty() || argument == "{}" || is_literal(argument) ||
                        argument.find("plain_tip(") < 16 || argument.ends_with("toolTip()") ||
                        argument.find("toHtmlEscaped()") != std::string::npos;
      if (!fine) wrong.push_back(source.file + ": setToolTip(" + argument + ")");
    }
  EXPECT_THAT(wrong, IsEmpty());
  EXPECT_GT(seen, 50u) << "the test has lost sight of the tooltips";
}

TEST(Plain_text, is_what_every_tooltip_shows_that_is_made_on_the_way) {
  std::vector<std::string> wrong;
  for (const Source& source : sources()) {
    for (const std::string& argument : calls(source.text, "QToolTip::showText"))
      if (argument.find("plain_tip(") == std::string::npos &&
          argument.find("term_tooltip(") == std::string::npos)
        wrong.push_back(source.file + ": QToolTip::showText(" + argument + ")");
    for (const std::string& argument : calls(source.text, "setItemData"))
      if (argument.find("ToolTipRole") != std::string::npos &&
          argument.find("plain_tip(") == std::string::npos)
        wrong.push_back(source.file + ": setItemData(" + argument + ")");
    const bool model = source.text.find("Qt::ToolTipRole") != std::string::npos;
    if (model && source.text.find("plain_tip(") == std::string::npos)
      wrong.push_back(source.file + ": a model's tooltips");
  }
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(Plain_text, is_what_every_message_box_shows) {
  std::vector<std::string> wrong;
  for (const Source& source : sources()) {
    if (source.file == "views/kit/plain_text.cpp") continue;
    for (const char* name :
         {"QMessageBox::question", "QMessageBox::warning", "QMessageBox::information",
          "QMessageBox::critical", "QInputDialog::getText", "QInputDialog::getItem"})
      if (!calls(source.text, name).empty()) wrong.push_back(source.file + ": " + name);
  }
  EXPECT_THAT(wrong, IsEmpty());
}

/// Whoever makes HTML escapes what a file brought, and loads nothing from anywhere.
TEST(Html, is_made_in_few_places) {
  std::vector<std::string> makers;
  for (const Source& source : sources())
    for (const char* name : {"setHtml", "setMarkdown", "insertHtml", "setTextFormat(Qt::RichText"})
      if (source.text.find(name) != std::string::npos) makers.push_back(source.file);
  std::sort(makers.begin(), makers.end());
  makers.erase(std::unique(makers.begin(), makers.end()), makers.end());
  EXPECT_THAT(makers,
              ::testing::ElementsAre("app/parts/empty_hint.cpp", "views/classroom/story_line.cpp",
                                     "views/kit/plain_text.cpp", "views/lesson/lesson_text.cpp",
                                     "views/panels/keys_dialog.cpp"));
}

}  // namespace
}  // namespace synod
