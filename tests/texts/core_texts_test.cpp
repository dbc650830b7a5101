// Texts of the core: whatever it says can be translated, also where a table or a rule of a protocol
// says it.
#include <QFile>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <optional>

#include "model/many_runs/vary.h"
#include "model/scenario/condition_words.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/runner.h"
#include "model/truth/observer.h"
#include "model/why/why.h"
#include "protocols/catalog.h"
#include "tests/places.h"
#include "tests/texts/extracted_texts.h"
#include "tests/texts/language_words.h"
#include "tests/texts/pseudo_language.h"
#include "tutorials/scenario_file.h"
#include "views/kit/translated.h"

namespace synod::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

/// What is wrong with a scenario, or what an `expect` found in the place of what it says.
std::optional<Sentence> complaint(const std::string& text) {
  const auto scenario = parse_scenario(text);
  if (!scenario) return scenario.error().why;
  auto history = start_history(*scenario, find_protocol);
  if (!history) return history.error().why;
  ScenarioRunner runner(*scenario, *history);
  if (const auto error = runner.run()) return error->why;
  if (runner.failures().empty()) return std::nullopt;
  return runner.failures().front().actual;
}

/// All that can be asked about the end of a run, and about its last events.
std::vector<Fact> facts_at(EventNumber end, const Cluster& world) {
  std::vector<Fact> facts;
  for (EventNumber at = end > 8 ? end - 8 : 1; at <= end; ++at) facts.push_back(Fact::of_event(at));
  for (NodeId node : world.shape().all()) {
    for (const FieldInfo& field : world.node(node).state.infos())
      if (field.roles.overlaps(world.shape().roles(node)))
        facts.push_back(Fact::of_field(end, node, field.name));
    facts.push_back(Fact::of_learned(end, node));
    facts.push_back(Fact::of_slot(end, node, Slot{1}));
    facts.push_back(Fact::of_leading(end, node));
  }
  for (const Message& message : world.in_flight) facts.push_back(Fact::of_message(end, message.id));
  facts.push_back(Fact::of_chosen(end));
  facts.push_back(Fact::of_chosen(end, Slot{1}));
  for (const Invariant& invariant : invariants())
    facts.push_back(Fact::of_violation(end, invariant.name));
  return facts;
}

class CoreTexts : public ::testing::Test {
 protected:
  void TearDown() override {
    std::vector<std::string> missing;
    for (const QString& text : language.missing()) missing.push_back(text.toStdString());
    EXPECT_THAT(missing, IsEmpty()) << "SYNOD_TEXT is missing around these";
    for (const auto& [word, told] : english)
      ADD_FAILURE() << "'" << word.toStdString() << "' is English in: " << told;
  }
  static void say(const char* source) { views::translated(source); }
  static void say(const RoleInfo& role) {
    for (const char* text : {role.one, role.many, role.does}) say(text);
  }
  static void say(const FieldInfo& field) {
    say(field.help);
    for (const PhaseWord& phase : field.phases) say(phase.word);
  }

  /// Values and names.
  void allow_words_of(const fs::path& path) {
    QFile file(QString::fromStdString(path.string()));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    for (const QString& word : foreign_words(QString::fromUtf8(file.readAll()), {}))
      allowed << word;
  }
  /// Runs every scenario to its end; its words are values and names.
  void for_each_scenario(const std::function<void(const Scenario&, const History&)>& act) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(SYNOD_SOURCE_DIR) / "tutorials/scenarios")) {
      if (entry.path().extension() != ".synod") continue;
      const auto scenario = load_scenario(entry.path());
      ASSERT_TRUE(scenario) << entry.path();
      allowed = words_of_the_language();
      allow_words_of(entry.path());
      History history = *start_history(*scenario, find_protocol);
      ScenarioRunner(*scenario, history).run();
      act(*scenario, history);
    }
  }
  void look(const Sentence& sentence) { look(views::translated(sentence)); }
  /// What stands in the places of a sentence is a name, a value or a sentence.
  void look(const QString& told) {
    for (const QString& word : foreign_words(told, allowed))
      english.emplace(word, told.toStdString());
  }

  PseudoLanguage language;
  QSet<QString> allowed = words_of_the_language();
  std::map<QString, std::string> english;  ///< Each word, with a sentence that has it.
};

/// Errors about scenarios that are nearly right: each word of each line is another, or gone.
TEST_F(CoreTexts, of_errors_in_scenarios_are_marked) {
  std::size_t errors = 0;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(SYNOD_SOURCE_DIR) / "tutorials/scenarios")) {
    if (entry.path().extension() != ".synod") continue;
    std::ifstream file(entry.path());
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
      if (!line.empty() && line[0] != '#') lines.push_back(line);
    if (lines.size() > 25) continue;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const QStringList words = QString::fromStdString(lines[i]).split(' ');
      for (qsizetype w = 0; w < words.size(); ++w)
        for (const char* other : {"", "zz", "7", "P1", "zz zz"}) {
          QStringList changed = words;
          changed[w] = other;
          std::string text;
          for (std::size_t j = 0; j < lines.size(); ++j)
            text += (j == i ? changed.join(' ').toStdString() : lines[j]) + '\n';
          const auto why = complaint(text);
          if (!why) continue;
          ++errors;
          const QSet<QString> before = allowed;
          for (const QString& word : foreign_words(QString::fromStdString(text), {}))
            allowed << word;
          look(*why);
          allowed = before;
        }
    }
  }
  EXPECT_GT(errors, 1000u);
}

TEST_F(CoreTexts, of_every_protocol_are_marked) {
  for (const Protocol* protocol : catalog()) {
    const ProtocolInfo& info = protocol->info();
    say(info.title);
    say(info.summary);
    for (const MessageKind& kind : info.messages) say(kind.title), say(kind.help);
    for (const Variant& variant : info.variants) say(variant.title), say(variant.rule);
    for (const MessageGroup& group : info.groups) say(group.title);
    for (const Preset& preset : info.presets) say(preset.title), say(preset.about);
    for (const Wish& wish : info.wishes) say(wish.title);
    for (const char* text : {info.decision.done, info.decision.done_at, info.decision.meaning})
      say(text);
    for (const char* text :
         {info.request.title, info.request.asks, info.request.help, info.request.does})
      say(text);
    for (const RoleInfo* role : {&info.cast->node, &info.cast->proposer, &info.cast->acceptor,
                                 &info.cast->learner, &info.cast->client})
      if (role->exists()) say(*role);
    for (const FieldInfo& field : protocol->fresh(NodeId{0}, synod::Setup()).infos()) say(field);
  }
}

TEST_F(CoreTexts, of_every_table_are_marked) {
  for (const Invariant& invariant : invariants()) say(invariant.title), say(invariant.meaning);
  for (const Protocol* protocol : catalog())
    for (const OptionKind& option : options_of(protocol->info())) {
      say(option.title), say(option.help);
      for (const OptionChoice& choice : option.choices)
        if (choice.title != nullptr) say(choice.title);
    }
  for (const VariedOption& option : varied_options()) say(option.title), say(option.help);
}

TEST_F(CoreTexts, that_stand_in_others_are_translated_with_them) {
  const Sentence inner = synod::say(SYNOD_TEXT("%1 and %2"), "A1", "A2");
  const Sentence whole = synod::say(SYNOD_TEXT("%1 is down"), inner);
  EXPECT_EQ(whole.str(), "A1 and A2 is down");
  const QString names = pseudo("%1 and %2").arg("A1", "A2");
  EXPECT_EQ(views::translated(whole), pseudo("%1 is down").arg(names));
}

/// Every event of every scenario, and what its end broke and was asked for.
TEST_F(CoreTexts, of_every_event_are_marked) {
  std::size_t sentences = 0;
  for_each_scenario([&](const Scenario& scenario, const History& history) {
    for (MomentId moment : history.line()) {
      if (moment == 0) continue;
      const Event event = history.event(moment);
      for (const Note& note : event.notes) {
        look(note.text);
        say(note.rule);
        ++sentences;
      }
      for (const Violation& violation : event.violations) look(violation.why);
    }
    for (const ScenarioLine& line : scenario.lines)
      if (const auto* expect = std::get_if<ExpectCommand>(&line.command))
        for (const Sentence& wanted : wanted_words(history.world(), expect->condition))
          look(wanted);
  });
  EXPECT_GT(sentences, 1000u);
}

/// Why the end of every short scenario is as it is, and why it is not otherwise.
TEST_F(CoreTexts, of_explanations_are_marked) {
  std::size_t explained = 0;
  for_each_scenario([&](const Scenario&, const History& history) {
    constexpr EventNumber longest = 60;
    const auto run = line_of(history);
    const auto end = static_cast<EventNumber>(history.line().size() - 1);
    if (end > longest) return;
    const auto look_at = [&](const Result<Why>& why) {
      if (!why) return look(why.error());
      ++explained;
      look(why->question);
      look(why->answer);
      for (const WhyStep& step : why->steps) look(step.text), say(step.rule);
    };
    for (const Fact& fact : facts_at(end, history.world())) look_at(why(run, fact));
    look_at(why_not_chosen(run));
    look_at(why_not_chosen(run, Slot{1}));
    for (NodeId node : history.world().shape().all()) look_at(why_not_answered(run, node));
  });
  EXPECT_GT(explained, 1000u);
}

}  // namespace
}  // namespace synod::testing
