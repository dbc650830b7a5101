// Determinism of the sources: nothing in the core whose result the machine or the compiler chooses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/effort.h"
#include "tests/source_lines.h"

namespace synod {
namespace {

using ::testing::IsEmpty;
using Complaints = std::vector<std::string>;

const std::set<std::string> core = {"model", "protocols", "tutorials"};

/// The lines of the core in which `pattern` stands, without comments.
Complaints lines_with(const std::regex& pattern) {
  Complaints found;
  for (const testing::SourceLine& line : testing::lines_of({".h", ".cpp"})) {
    const std::string code = line.text.substr(0, line.text.find("//"));
    if (core.contains(line.folder) && std::regex_search(code, pattern))
      found.push_back(line.where());
  }
  return found;
}

/// Those of `lines` that are none of the files `known`, each with its reason there.
Complaints unknown(Complaints lines, const std::set<std::string>& known) {
  std::erase_if(lines, [&](const std::string& line) {
    return known.contains(line.substr(0, line.find(':')));
  });
  return lines;
}

TEST(Determinism_of_the_core, has_no_order_of_hashes) {
  SKIP_IF_SANITIZED();
  const std::regex unordered(R"(std::unordered_\w+<)");
  EXPECT_THAT(unknown(lines_with(unordered), {"model/world/world_bytes.h"}), IsEmpty());
}

TEST(Determinism_of_the_core, has_no_order_of_addresses) {
  SKIP_IF_SANITIZED();
  const std::regex pointers(R"(std::(map|set|multimap|multiset)<\s*(const\s+)?[\w:]+\s*\*)");
  EXPECT_THAT(lines_with(pointers), IsEmpty());
}

TEST(Determinism_of_the_core, has_no_chance_or_time_of_the_machine) {
  SKIP_IF_SANITIZED();
  const std::regex machine(
      R"(std::random_device|std::mt19937|std::default_random_engine|\brand\(\)|system_clock|std::hash<|uintptr_t)");
  // The name of a file beside the one that is written.
  EXPECT_THAT(unknown(lines_with(machine), {"model/files/write_file.cpp"}), IsEmpty());
}

/// The text of each list in round brackets that is an argument list with more than one argument, at
/// any depth. In braces the order is that of the text.
void argument_lists(const std::string& code, std::vector<std::vector<std::string>>& lists) {
  struct Open {
    char bracket;
    std::vector<std::string> parts;
  };
  std::vector<Open> open;
  for (const char c : code) {
    if (c == '(' || c == '{' || c == '[') {
      open.push_back({c, {""}});
      continue;
    }
    if (open.empty()) continue;
    if (c == ')' || c == '}' || c == ']') {
      Open closed = std::move(open.back());
      open.pop_back();
      std::string whole;
      for (const std::string& part : closed.parts) whole += part + ' ';
      if (closed.bracket == '(') lists.push_back(std::move(closed.parts));
      // What stands in a body of its own is no part of the argument that it stands in.
      if (!open.empty() && c != '}') open.back().parts.back() += '(' + whole + ')';
    } else if (c == ',' && open.back().bracket == '(') {
      open.back().parts.emplace_back();
    } else {
      open.back().parts.back() += c;
    }
  }
}

/// The argument lists of `code` in which more than one argument draws a random number: the compiler
/// chooses which is drawn first.
Complaints draws_of_unspecified_order(const std::string& code) {
  static const std::regex draw(R"(\brandom_?(\(\s*\))?\s*\.\s*(next|between|chance)\b)");
  std::vector<std::vector<std::string>> lists;
  argument_lists(code, lists);
  Complaints found;
  for (const auto& parts : lists) {
    std::size_t draws = 0;
    std::string text;
    for (const std::string& part : parts) {
      if (std::regex_search(part, draw)) ++draws;
      text += part + ',';
    }
    if (draws > 1) found.push_back(text);
  }
  return found;
}

TEST(Determinism_of_the_core, draws_one_random_number_in_a_list_of_arguments) {
  SKIP_IF_SANITIZED();
  const std::regex literal(R"re("(\\.|[^"\\])*"|'(\\.|[^'\\])')re");
  std::map<std::string, std::string> files;
  for (const testing::SourceLine& line : testing::lines_of({".h", ".cpp"}))
    if (core.contains(line.folder))
      files[line.file] +=
          std::regex_replace(line.text.substr(0, line.text.find("//")), literal, "") + ' ';
  ASSERT_GT(files.size(), 200u) << "the test has lost sight of the sources";
  for (const auto& [file, code] : files)
    EXPECT_THAT(draws_of_unspecified_order(code), IsEmpty()) << file;
}

TEST(Draws_in_a_list_of_arguments, are_found_at_any_depth_but_not_in_braces) {
  EXPECT_EQ(draws_of_unspecified_order("f(random.next(), random.next());").size(), 1u);
  EXPECT_EQ(draws_of_unspecified_order("f(g(random_.between(1, 2)), 1 + random().next());").size(),
            1u);
  EXPECT_THAT(draws_of_unspecified_order("S{random.next(), random.next()}; f(random.next());"),
              IsEmpty());
  EXPECT_THAT(draws_of_unspecified_order("f([&] { random.next(); }, random.next());"), IsEmpty());
}

}  // namespace
}  // namespace synod
