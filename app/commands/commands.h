// Commands of the program, one file each. Each returns the exit code.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/explore/bounds.h"
#include "model/explore/search.h"

namespace CLI {
class App;
}

namespace synod {
class Bookmarks;
class History;
struct Lesson;
}  // namespace synod

namespace synod::app {

/// Runs scenario files and checks each `expect`: a line a file, then how many passed.
int verify(const std::vector<std::string>& files);

/// Prints the story of a scenario; `trace` adds causes, messages, changes and the state.
int run(const std::string& file, bool trace);

/// Prints the reference of the scenario language.
int print_scenario_help();

/// Checks lessons without a display: each problem with its line and column.
int check_lessons(const std::vector<std::string>& files);

/// What the options of 'lesson pack' say.
struct PackOptions {
  std::string lesson;
  std::vector<std::string> scenarios;
  std::string output;
};

/// Writes a lesson, its pictures and these scenarios into one file, where they pass their check.
int pack_lesson_file(const PackOptions& options);

/// What the options of 'lesson results' say.
struct ResultsOptions {
  std::string folder;
  std::vector<std::string> lessons;
  std::string csv;   ///< Where the table is written; "-" or empty for standard output.
  std::string page;  ///< Where the page is written; empty for none.
};

/// Grades the hand-ins of a folder, and writes what comes of it.
int lesson_results(const ResultsOptions& options);

/// Writes a lesson with comments for its author, where no file of that name is yet.
int new_lesson(const std::string& name);

struct WalkOptions {
  std::uint64_t runs = 0;  ///< 0: 10,000, or as many as `seconds` has room for.
  std::uint64_t seed = 1;
  std::uint32_t steps = 200;  ///< In one run.
  std::uint32_t nodes = 0;    ///< 0 draws the cluster at random too.
  std::string protocol;       ///< Its name in the catalogue; empty for each one.
  bool live = false;          ///< Trouble, then quiet: does every command take effect?
  bool refines = false;       ///< Is each step one of the protocol's specification?
  std::string variant;        ///< The rule that is switched off; empty for the right protocol.
  double seconds = 0;         ///< Of wall-clock time, for each protocol; 0 for no limit.
  bool until_found = false;   ///< The first run that breaks an invariant is the last.
  bool synchronous = false;   ///< Messages and timers keep to time.
  bool variants = false;      ///< How long it takes to find each wrong variant.
  std::uint64_t seeds = 10;   ///< How often each of them is looked for.
};
/// Random runs that check every invariant; prints the script of the first that breaks one.
int walk(const WalkOptions& options);
/// A table of how long random runs need to find each unsafe variant.
int walk_variants(WalkOptions options);

struct SimulateOptions {
  std::string file;
  std::size_t runs = 1'000;
  std::uint64_t seed = 1;
  std::string limit = "60s";  ///< Simulated: "10s" or "10000ms".
  unsigned threads = 0;       ///< 0: one a core.
  std::string vary;           ///< "loss=0..50%:5%"; empty: nothing is varied.
  std::string csv;            ///< "-": standard output; empty: no table.
};
/// Its arguments.
CLI::App* add_simulate(CLI::App& app, SimulateOptions& options);
/// Runs a scenario many times, each with another seed; prints figures and writes a table.
int simulate(const SimulateOptions& options);

struct ExploreOptions {
  std::string file;
  std::vector<std::string> values;
  std::string goal;           ///< A condition; empty: the invariants are asked about.
  std::string invariant;      ///< The one that is asked about; empty: all.
  std::string two_histories;  ///< A node, for two runs that it can't tell apart; empty for none.
  bool livelock = false;      ///< A livelock is looked for instead.
  explore::Bounds bounds;
  explore::SearchLimits limits;
  bool symmetry = false;     ///< Asked for; see `Bounds`.
  bool no_symmetry = false;  ///< Asked not to, where it would be done by itself.
  std::uint64_t megabytes = 0;
};
/// Its arguments.
CLI::App* add_explore(CLI::App& app, ExploreOptions& options);
/// Explores every order of events from where a scenario ends.
int explore_file(ExploreOptions options);

/// What the window is opened with. These two need Qt.
struct WindowOptions {
  std::string file;           ///< Empty: the last session.
  std::string record;         ///< Where not empty, the script is written here as it grows.
  std::string language;       ///< A code, "de"; empty: as chosen in the window, or the system's.
  bool startup_time = false;  ///< Print the time to the first frame and leave.
};
int open_window(int argc, char** argv, const WindowOptions& options);

/// What a picture catches the window in the middle of.
struct PicturePose {
  std::string point;  ///< A node or a link on the canvas: "A1", "P1->A1". Empty for nothing.
  std::string focus;  ///< The accessible name of what has the keyboard; empty for nothing.
  std::string menu;   ///< The title of the menu that is open; empty for none.
};

struct PictureOptions {
  std::string file;
  std::string output;
  std::uint32_t width = 1920;
  std::uint32_t height = 1080;
  bool dark = false;
  double scale = 1;    ///< Pixels of the picture for one of the window.
  double at = -1;      ///< The place on the line; below 0 the end of the scenario.
  int tab = 0;         ///< Which tab below the canvas is open, from 0.
  bool large = false;  ///< Whether the tabs stand in place of the canvas.
  /// Setup lines that make another cluster of the scenario's, to be shown beside it; none: alone.
  std::vector<std::string> beside;
  std::string language;  ///< A code, "de"; empty: English, whatever the system's is.
  PicturePose pose;
};
/// Draws the window into a PNG, without a display.
int picture(int argc, char** argv, const PictureOptions& options);

struct ExportOptions {
  std::string file;
  std::string format;  ///< A name of `export_formats()`.
  std::string output;
  double at = -1;          ///< The place on the line; below 0 where the scenario ends.
  std::int64_t from = -1;  ///< The first event of the part that is taken; below 0 the first of all.
  std::int64_t to = -1;    ///< Its last; below 0 the last of all.
  std::uint32_t width = 0;  ///< 0 takes what suits the format.
  std::uint32_t height = 0;
  std::string theme = "light";
  int fps = 30;
  double speed = 1;
  bool without_answers = false;  ///< Of a lesson's hand-out, as the next one.
  bool with_notes = false;
};
/// Declares the command and its options.
CLI::App* add_export(CLI::App& app, ExportOptions& options);
/// Takes a run out into a file, or a lesson's hand-out.
int export_file(int argc, char** argv, const ExportOptions& options);
/// The same for a format that is drawn; needs Qt.
int export_picture(int argc, char** argv, const ExportOptions& options, const History& history,
                   const Bookmarks& bookmarks);
/// Writes the hand-out of a lesson that passed its check; needs Qt.
int export_hand_out(int argc, char** argv, const ExportOptions& options, Lesson lesson);

}  // namespace synod::app
