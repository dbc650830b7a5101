// Reference of the language: every example can be done, every word is in it, and the page is fresh.
#include "model/scenario/language_help.h"

#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <regex>

#include "model/scenario/condition.h"
#include "model/scenario/condition_parser.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/runner.h"
#include "protocols/catalog.h"
#include "tests/places.h"

namespace synod {
namespace {

using ::testing::HasSubstr;

std::string file_text(const std::string& name) {
  std::ifstream file(std::string(SYNOD_SOURCE_DIR "/") + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Why `text` can't be done to its end; "" where it can.
std::string why_not(const std::string& text) {
  auto scenario = parse_scenario(text);
  if (!scenario) return scenario.error().str();
  auto history = start_history(*scenario, find_protocol);
  if (!history) return history.error().str();
  ScenarioRunner runner(*scenario, *history);
  while (!runner.done())
    if (const auto error = runner.advance()) return error->str();
  return runner.failures().empty() ? "" : runner.failures().front().expected;
}

TEST(LanguageHelp, has_an_example_of_each_command_that_can_be_done) {
  for (const CommandHelp& command : command_helps()) {
    const std::string example = command.example != nullptr ? std::string(command.example)
                                                           : command.word + std::string(" paxos");
    EXPECT_THAT(example, HasSubstr(command.word));
    const bool sets_up =
        std::holds_alternative<SetupCommand>(parse_scenario(example)->lines.front().command);
    EXPECT_EQ(why_not(sets_up ? example + "\n" : example_scene + example + "\n"), "") << example;
  }
}

TEST(LanguageHelp, has_an_example_of_each_condition_that_can_be_told) {
  const auto world_of = [](const std::string& text) {
    auto scenario = *parse_scenario(text);
    auto history = *start_history(scenario, find_protocol);
    ScenarioRunner(scenario, history).run();
    return history.world();
  };
  const Cluster paxos = world_of(example_scene);
  const Cluster multi = world_of("protocol multi\nnodes 3\n");
  for (const ConditionHelp& help : condition_helps()) {
    const auto condition = parse_condition(help.example);
    ASSERT_TRUE(condition) << condition.error().str();
    const bool logs = std::string_view(help.example).find("N1") != std::string_view::npos ||
                      std::string_view(help.example).find("slot") != std::string_view::npos;
    const Result<bool> holds = is_true(logs ? multi : paxos, *condition);
    EXPECT_TRUE(holds) << help.example << ": " << holds.error().str();
  }
}

TEST(LanguageHelp, names_each_word_that_the_reader_of_conditions_takes) {
  const std::string source = file_text("model/scenario/condition_parser.cpp");
  std::string told;
  for (const ConditionHelp& help : condition_helps())
    told += std::string(help.example) + ' ' + help.help + ' ';
  const std::regex word("take_word\\(\"([a-z-]+)\"\\)");
  std::size_t words = 0;
  for (auto it = std::sregex_iterator(source.begin(), source.end(), word);
       it != std::sregex_iterator(); ++it, ++words)
    EXPECT_THAT(told, HasSubstr((*it)[1].str()));
  EXPECT_GT(words, 15u) << "this test reads the source in a way that finds them no more";
}

TEST(LanguageHelp, shows_values_of_options_that_can_be_set) {
  for (const Protocol* protocol : catalog()) {
    const ProtocolInfo& info = protocol->info();
    for (const OptionKind& option : options_of(info)) {
      Options options;
      EXPECT_FALSE(option.parse(option.example, options)) << info.name << " " << option.name;
    }
    for (const Variant& variant : info.variants) {
      const auto scenario = parse_scenario("protocol " + std::string(info.name) + "\noption bug " +
                                           variant.name + "\n");
      ASSERT_TRUE(scenario) << scenario.error().str();
      EXPECT_TRUE(setup_of(*scenario, find_protocol)) << variant.name;
    }
  }
}

TEST(LanguageHelp, is_the_page_of_the_documentation) {
  EXPECT_EQ(file_text("docs/scenarios.md"), scenario_help(catalog()))
      << "make it anew: build/release/app/synod help scenario > docs/scenarios.md";
}

}  // namespace
}  // namespace synod
