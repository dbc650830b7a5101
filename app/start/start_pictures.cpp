#include "app/start/start_pictures.h"

#include <optional>

#include "app/play/stage.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/runner.h"
#include "protocols/catalog.h"
#include "tutorials/lesson_parser.h"
#include "tutorials/lesson_play.h"
#include "tutorials/scenario_file.h"

namespace synod::app {

namespace {

using views::StartEntry;

/// As much of a run as a picture is chosen from.
constexpr EventNumber most_events = 400;
/// What still reads well in a small picture.
constexpr int most_messages = 5;

/// A run, and how much its present moment says.
struct Shot {
  History history;
  int score = 0;
};

/// Some messages on their way say much, a crowd of them says nothing.
int score_of(const Cluster& world, const Event* event) {
  const int messages = static_cast<int>(world.in_flight.size());
  int score = std::min(messages, most_messages) - 2 * std::max(0, messages - most_messages);
  if (event == nullptr) return score;
  if (!event->lost.empty()) score += 1;
  if (!event->adopted.empty()) score += 4;
  if (!event->violations.empty()) score += 8;
  return score;
}

/// Goes to the moment of the present line that says most.
Shot best_shot(History history) {
  history.seek(0);
  MomentId best = 0;
  int score = score_of(history.world(), nullptr);
  while (history.moment(history.present()).depth < most_events && history.forward()) {
    const int here = score_of(history.world(), &history.event(history.present()));
    if (here <= score) continue;
    score = here;
    best = history.present();
  }
  history.seek(best);
  return {std::move(history), score};
}

std::optional<Shot> shot_of(Scenario scenario) {
  auto history = start_history(scenario, find_protocol);
  if (!history) return std::nullopt;
  ScenarioRunner runner(std::move(scenario), *history);
  // A run that ends with an error is worth a picture up to there.
  while (!runner.done() && history->size() < most_events && !runner.advance()) {
  }
  return best_shot(*std::move(history));
}

void take_better(std::optional<Shot>& best, Shot shot) {
  if (!best || shot.score > best->score) best = std::move(shot);
}

/// The best of all clusters of a lesson, each played to its end.
std::optional<Shot> shot_of(const Lesson& lesson) {
  std::optional<Shot> best;
  std::optional<History> history;
  const auto finish = [&] {
    if (history) take_better(best, best_shot(*std::move(history)));
    history.reset();
  };
  for (const LessonStep& step : lesson.steps)
    for (const Block& block : step.blocks) {
      const auto* run = std::get_if<RunBlock>(&block);
      if (run == nullptr) continue;
      if (run->fresh) {
        finish();
        if (auto started = start_history(run->scenario, find_protocol))
          history = *std::move(started);
      }
      if (history) BlockPlayer(run->scenario, *history).play();
    }
  finish();
  return best;
}

/// A first round: what a person would see after asking the first proposer, or after a while where
/// clients ask by themselves.
std::string first_round(const QString& setup) {
  const std::string text = setup.toStdString();
  if (text.find("\nclients") != std::string::npos) return text + "step 70\n";
  const char* proposer = text.starts_with("nodes") ? "N1" : "P1";
  return text + "propose " + proposer + " blue\nstep 4\n";
}

std::optional<Shot> shot_of(const StartEntry& entry) {
  if (entry.kind == StartEntry::Kind::lesson) {
    const ParsedLesson parsed = load_lesson(entry.key.toStdString());
    return parsed.problems.empty() ? shot_of(parsed.lesson) : std::nullopt;
  }
  auto scenario = entry.kind == StartEntry::Kind::free_play
                      ? parse_scenario(first_round(entry.key))
                      : load_scenario(entry.key.toStdString());
  return scenario ? shot_of(*std::move(scenario)) : std::nullopt;
}

/// The time at which what was sent last is half way.
double half_way(const Cluster& world) {
  double now = static_cast<double>(world.now.ms);
  for (const Message& message : world.in_flight)
    now = std::max(now, static_cast<double>(message.sent.ms + message.due.ms) / 2);
  return now;
}

}  // namespace

QImage start_picture(const StartEntry& entry, const views::Theme& theme,
                     const views::PictureSize& size) {
  const std::optional<Shot> shot = shot_of(entry);
  if (!shot) return {};
  Stage stage;
  stage.arrive(shot->history);
  views::Frame frame = stage.frame(0);
  frame.now = half_way(*frame.world);
  return views::miniature(frame, theme, size);
}

}  // namespace synod::app
