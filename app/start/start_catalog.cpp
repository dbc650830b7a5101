#include "app/start/start_catalog.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <algorithm>
#include <map>

#include "app/parts/files_below.h"
#include "app/parts/head_words.h"
#include "app/parts/lesson_number.h"
#include "app/system/data_folders.h"
#include "app/system/shipped_folder.h"
#include "protocols/catalog.h"
#include "tutorials/glossary.h"
#include "tutorials/lesson_parser.h"
#include "tutorials/scenario_file.h"
#include "tutorials/scenario_head.h"
#include "tutorials/translation.h"
#include "views/kit/translated.h"

namespace synod::app {

namespace {

namespace fs = std::filesystem;
using views::StartEntries;
using views::StartEntry;

/// The head of a scenario is no longer than this.
constexpr std::size_t most_head_bytes = 20'000;

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(StartCatalog)
};

QString text_of(const std::string& text) {
  return QString::fromStdString(text);
}

// ---- lessons

QString level_words(std::uint32_t level) {
  switch (level) {
    case 1: return Texts::tr("first steps");
    case 2: return Texts::tr("the core");
    default: return Texts::tr("deep water");
  }
}

/// How far somebody has come, in the form in which that is farthest.
void add_progress(const std::string& stem, const ProgressBook& progress, StartEntry& entry) {
  for (const auto& [key, lesson] : progress.lessons()) {
    if (key.first != stem) continue;
    entry.done = entry.done || lesson.done;
    entry.step = std::max(entry.step, static_cast<int>(lesson.step));
  }
  entry.step = std::min(entry.step, entry.steps);
}

QString told_problem(const LessonProblem& problem) {
  const QString why = views::translated(problem.why);
  return problem.line == 0 ? why : Texts::tr("Line %1: %2").arg(problem.line).arg(why);
}

StartEntry lesson_entry(const ListedLesson& listed, const ProgressBook& progress) {
  const fs::path& path = listed.file;
  const auto [lesson, problems, text] = load_lesson(path);
  const std::string stem = lesson_name(lesson);
  StartEntry entry;
  entry.group = listed.group;
  entry.outside = listed.outside;
  entry.kind = StartEntry::Kind::lesson;
  entry.key = text_of(path.string());
  entry.mark = lesson_number(stem);
  entry.title = lesson.head.title.empty() ? text_of(stem) : head_words(lesson.head.title);
  entry.text = head_words(lesson.head.summary);
  entry.facts =
      Texts::tr("%1 min · %2").arg(lesson.head.minutes).arg(level_words(lesson.head.level));
  entry.steps = static_cast<int>(lesson.steps.size());
  add_progress(stem, progress, entry);
  if (problems.empty()) return entry;
  entry.text = told_problem(problems.front());
  entry.facts = Texts::tr("has a mistake");
  return entry;
}

// ---- scenarios

/// Groups from the easiest on, as the lessons go. One that is not here comes after them.
constexpr const char* easiest_first[] = {"One round",
                                         "Quorums",
                                         "Keeping a promise",
                                         "Taking a value over",
                                         "Accepted, chosen, learned",
                                         "Duels",
                                         "Crash and restart",
                                         "A network that lies",
                                         "Partitions",
                                         "Atomic commitment",
                                         "Flaws in print",
                                         "Wrong variants",
                                         "Failure detectors",
                                         "Replicated logs",
                                         "Terms and leaders",
                                         "Terms in practice",
                                         "Several leaders"};

/// The first paragraph of a text.
std::string first_paragraph(const std::string& text) {
  return text.substr(0, text.find("\n\n"));
}

StartEntry scenario_entry(const fs::path& path) {
  const auto beginning = read_beginning(path, most_head_bytes);
  const ScenarioHead head = read_scenario_head(beginning ? *beginning : std::string());
  StartEntry entry;
  entry.kind = StartEntry::Kind::scenario;
  entry.key = text_of(path.string());
  entry.mark = text_of(head.mark);
  entry.title = head.title.empty() ? text_of(path.stem().string()) : head_words(head.title);
  entry.text = head_words(first_paragraph(head.text));
  entry.facts = text_of(head.source);
  entry.group = text_of(head.group);
  return entry;
}

/// Groups that nobody put in order stand in that of their first members.
void put_by_group(StartEntries& entries) {
  std::map<QString, std::size_t> order;
  for (const char* group : easiest_first) order.try_emplace(group, order.size());
  for (const StartEntry& entry : entries) order.try_emplace(entry.group, order.size());
  std::stable_sort(entries.begin(), entries.end(), [&](const StartEntry& a, const StartEntry& b) {
    return order[a.group] < order[b.group];
  });
  // They are known by their names in the files.
  for (StartEntry& entry : entries)
    entry.group = entry.group.isEmpty() ? Texts::tr("More") : head_words(entry.group.toStdString());
}

ProgressBook kept_progress() {
  const auto text = read_text_file(progress_file(), max_progress_bytes);
  return text ? read_progress(*text).book : ProgressBook();
}

void add(StartEntries& to, StartEntries more) {
  std::move(more.begin(), more.end(), std::back_inserter(to));
}

}  // namespace

StartEntries lesson_entries(const std::vector<ListedLesson>& lessons,
                            const ProgressBook& progress) {
  StartEntries entries;
  entries.reserve(lessons.size());
  for (const ListedLesson& lesson : lessons) entries.push_back(lesson_entry(lesson, progress));
  return entries;
}

StartEntries scenario_entries(const fs::path& folder) {
  StartEntries entries;
  for (const fs::path& path : files_below(folder, {".synod"}))
    entries.push_back(scenario_entry(path));
  put_by_group(entries);
  return entries;
}

StartEntries free_play_entries() {
  StartEntries entries;
  for (const Protocol* protocol : catalog()) {
    const ProtocolInfo& info = protocol->info();
    const bool usual = info.name == Setup().protocol;
    for (const Preset& preset : info.presets) {
      StartEntry made;
      made.kind = StartEntry::Kind::free_play;
      if (!usual) made.key = QStringLiteral("protocol %1\n").arg(QLatin1String(info.name));
      made.key += QString::fromUtf8(preset.setup);
      made.title = views::translated(preset.title);
      made.text = views::translated(preset.about);
      entries.push_back(made);
    }
  }
  return entries;
}

StartEntries recent_entries(const QStringList& paths) {
  StartEntries entries;
  for (const QString& path : paths) {
    const QFileInfo file(path);
    if (!file.isFile()) continue;
    StartEntry entry = scenario_entry(path.toStdString());
    entry.kind = StartEntry::Kind::recent;
    entry.mark.clear();
    entry.title = file.fileName();
    entry.text = file.absolutePath();
    entry.facts = QLocale().toString(file.lastModified(), QLocale::ShortFormat);
    entry.group.clear();
    entries.push_back(entry);
  }
  return entries;
}

views::Synonyms start_synonyms() {
  views::Synonyms synonyms;
  for (const GlossaryTerm& term : Glossary::built_in().terms()) {
    QStringList names{text_of(term.name)};
    for (const std::string& other : term.other_names) names << text_of(other);
    synonyms.push_back(std::move(names));
  }
  return synonyms;
}

StartEntries start_entries(const std::vector<ListedLesson>& lessons) {
  StartEntries entries = lesson_entries(lessons, kept_progress());
  add(entries, scenario_entries(shipped_folder("scenarios")));
  add(entries, free_play_entries());
  return entries;
}

}  // namespace synod::app
