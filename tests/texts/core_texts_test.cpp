// Texts of the core: whatever it says can be translated, also where a table or a rule of a protocol
// says it.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/many_runs/vary.h"
#include "model/scenario/runner.h"
#include "model/truth/observer.h"
#include "model/why/why.h"
#include "protocols/catalog.h"
#include "tests/texts/extracted_texts.h"
#include "tests/texts/pseudo_language.h"
#include "tutorials/scenario_file.h"
#include "views/kit/translated.h"

namespace synod::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

class CoreTexts : public ::testing::Test {
 protected:
  void TearDown() override {
    std::vector<std::string> missing;
    for (const QString& text : language.missing()) missing.push_back(text.toStdString());
    EXPECT_THAT(missing, IsEmpty()) << "SYNOD_TEXT is missing around these";
  }
  static void say(const char* source) { views::translated(source); }
  static void say(const RoleInfo& role) {
    for (const char* text : {role.one, role.many, role.does}) say(text);
  }
  static void say(const FieldInfo& field) {
    say(field.help);
    for (const PhaseWord& phase : field.phases) say(phase.word);
  }

  PseudoLanguage language;
};

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
  for (const OptionKind& option : option_kinds()) say(option.help);
  for (const VariedOption& option : varied_options()) say(option.title), say(option.help);
}

TEST_F(CoreTexts, that_stand_in_others_are_translated_with_them) {
  const Sentence inner = synod::say(SYNOD_TEXT("%1 and %2"), "A1", "A2");
  const Sentence whole = synod::say(SYNOD_TEXT("%1 is down"), inner);
  EXPECT_EQ(whole.str(), "A1 and A2 is down");
  const QString names = pseudo("%1 and %2").arg("A1", "A2");
  EXPECT_EQ(views::translated(whole), pseudo("%1 is down").arg(names));
}

/// Every event of every scenario, and why it happened.
TEST_F(CoreTexts, of_every_event_are_marked) {
  std::size_t sentences = 0;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(SYNOD_SOURCE_DIR) / "tutorials/scenarios")) {
    if (entry.path().extension() != ".synod") continue;
    const auto scenario = load_scenario(entry.path());
    ASSERT_TRUE(scenario) << entry.path();
    History history = *start_history(*scenario, find_protocol);
    ScenarioRunner(*scenario, history).run();
    for (MomentId moment : history.line()) {
      if (moment == 0) continue;
      const Event event = history.event(moment);
      for (const Note& note : event.notes) {
        views::translated(note.text);
        say(note.rule);
        ++sentences;
      }
    }
  }
  EXPECT_GT(sentences, 1000u);
}

}  // namespace
}  // namespace synod::testing
