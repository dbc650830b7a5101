#include "app/commands/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/number_option.h"
#include "app/system/standard_streams.h"
#include "protocols/catalog.h"

namespace synod::app {

namespace {

/// All that the arguments may say.
struct Arguments {
  std::vector<std::string> files;
  std::string file;
  std::string lesson;
  ResultsOptions results;
  PackOptions pack;
  std::string topic;
  bool trace = false;
  WalkOptions walk;
  SimulateOptions simulate;
  ExploreOptions explore;
  WindowOptions window;
  PictureOptions picture;
  ExportOptions exporting;
  std::string size = "1920x1080";
  std::string theme = "light";
  std::string tab = "story";
};

/// Of nodes that play every role: N1 to N9.
constexpr std::uint32_t most_together = 9;

void add_version(CLI::App& command) {
  command.set_version_flag("--version", "synod " SYNOD_VERSION);
}

CLI::App* add_verify(CLI::App& app, Arguments& arguments) {
  CLI::App* verify = app.add_subcommand("verify", "Run scenario files and check each 'expect'");
  verify->add_option("FILE", arguments.files, "Scenario files")->required();
  add_version(*verify);
  return verify;
}

CLI::App* add_run(CLI::App& app, Arguments& arguments) {
  CLI::App* run = app.add_subcommand("run", "Print the story of a scenario");
  run->add_option("FILE", arguments.file, "A scenario file")->required();
  run->add_flag("--trace", arguments.trace, "Also causes, messages, changes and the state");
  add_version(*run);
  return run;
}

std::vector<std::string> protocol_names() {
  std::vector<std::string> names;
  for (const Protocol* protocol : catalog()) names.emplace_back(protocol->info().name);
  return names;
}

std::vector<std::string> variant_names() {
  std::vector<std::string> names;
  for (const Protocol* protocol : catalog())
    for (const Variant& variant : protocol->info().variants) names.emplace_back(variant.name);
  return names;
}

CLI::App* add_walk(CLI::App& app, Arguments& arguments) {
  CLI::App* walk = app.add_subcommand("walk", "Random runs that check every invariant");
  add_number(*walk, "--runs", arguments.walk.runs,
             "How many runs; without it 10000, or as many as --seconds has room for", 1,
             1'000'000'000);
  add_number_with_default(*walk, "--seed", arguments.walk.seed, "The seed of the first run", 0,
                          ~std::uint64_t{0});
  add_number_with_default(*walk, "--steps", arguments.walk.steps, "Actions in one run", 1,
                          10'000'000);
  add_number(*walk, "--nodes", arguments.walk.nodes,
             "Nodes that play every role, N1 to N9; without it, clusters drawn at random", 1,
             most_together);
  walk->add_option("--protocol", arguments.walk.protocol, "The one protocol to run; else all")
      ->check(CLI::IsMember(protocol_names()));
  walk->add_flag("--live", arguments.walk.live,
                 "Trouble, then a network that works: does every client's command take effect?");
  walk->add_flag("--refines", arguments.walk.refines,
                 "Is each step one of the protocol's specification, in each slot of a log?")
      ->excludes("--live");
  walk->add_option("--variant", arguments.walk.variant,
                   "A rule to switch off, as 'option bug NAME' does")
      ->check(CLI::IsMember(variant_names()))
      ->excludes("--live");
  add_number(*walk, "--seconds", arguments.walk.seconds,
             "End after so much time, with what is known by then", 0.1, 1'000'000)
      ->excludes("--live");
  walk->add_flag("--until-found", arguments.walk.until_found,
                 "End with the first run that breaks an invariant")
      ->excludes("--live")
      ->excludes("--refines");
  walk->add_flag("--synchronous", arguments.walk.synchronous,
                 "Messages and timers keep to time: a timer goes off only once no message is under "
                 "way, and only messages of nodes that are down are lost")
      ->excludes("--live");
  CLI::Option* variants = walk->add_flag("--variants", arguments.walk.variants,
                                         "A table of how long it takes to find each wrong variant")
                              ->excludes("--live")
                              ->excludes("--refines");
  add_number_with_default(*walk, "--seeds", arguments.walk.seeds,
                          "How often each of them is looked for", 1, 1'000)
      ->needs(variants);
  add_version(*walk);
  return walk;
}

/// `synod help scenario`.
CLI::App* add_help(CLI::App& app, Arguments& arguments) {
  CLI::App* help = app.add_subcommand("help", "Print a reference, in Markdown");
  help->add_option("TOPIC", arguments.topic, "scenario: the language of scenarios, whole")
      ->required()
      ->check(CLI::IsMember({"scenario"}));
  add_version(*help);
  return help;
}

struct LessonCommands {
  CLI::App* check;
  CLI::App* make;
  CLI::App* pack;
  CLI::App* results;
};

CLI::App* add_results(CLI::App& lesson, ResultsOptions& options) {
  CLI::App* results =
      lesson.add_subcommand("results", "Grade what students handed in, as a table and a page");
  results->add_option("FOLDER", options.folder, "Where their files *.synodhandin are")->required();
  results
      ->add_option("--lesson", options.lessons,
                   "The lessons that they took; those in FOLDER are found by themselves")
      ->check(named);
  results->add_option("--csv", options.csv, "Write the table there; - for standard output")
      ->check(named);
  results->add_option("--html", options.page, "Write a page with charts there")->check(named);
  return results;
}

CLI::App* add_pack(CLI::App& lesson, PackOptions& options) {
  CLI::App* pack =
      lesson.add_subcommand("pack", "Write a lesson with its pictures and scenarios as one file");
  pack->add_option("LESSON", options.lesson, "The lesson, a file that ends in .md")->required();
  pack->add_option("SCENARIO", options.scenarios, "Scenarios in the lesson's folder to go with it");
  pack->add_option("-o,--output", options.output, "The file to write, which ends in .synodlesson")
      ->required()
      ->check(named);
  return pack;
}

LessonCommands add_lesson(CLI::App& app, Arguments& arguments) {
  CLI::App* lesson = app.add_subcommand("lesson", "For authors of lessons and for teachers");
  lesson->require_subcommand(1);
  add_version(*lesson);
  CLI::App* check =
      lesson->add_subcommand("check", "Play lessons without a display and say what is wrong");
  check->add_option("FILE", arguments.files, "Lessons, packed lessons and courses")->required();
  CLI::App* make = lesson->add_subcommand("new", "Write a lesson to begin with");
  make->add_option("NAME", arguments.lesson, "Its file, with or without .md")
      ->required()
      ->check(named);
  return {check, make, add_pack(*lesson, arguments.pack), add_results(*lesson, arguments.results)};
}

#ifdef SYNOD_GUI
/// The tabs of the window, in their order.
const std::vector<std::string> tab_names{"story",   "diagram", "votes", "log",
                                         "clients", "charts",  "script"};

/// "1920x1080" into its two numbers.
std::string parse_size(const std::string& text, PictureOptions& options) {
  const auto size = picture_size(text, {320, 240});
  if (!size)
    return "expected a size from 320x240 to 7680x4320, such as 1920x1080, got '" + quote(text) +
           "'";
  options.width = size->width;
  options.height = size->height;
  return {};
}

void add_language(CLI::App& app, std::string& language, const char* help) {
  app.add_option("--language", language, help)->type_name("CODE")->check(named);
}

CLI::App* add_picture(CLI::App& app, Arguments& arguments) {
  CLI::App* picture =
      app.add_subcommand("picture", "Draw the window into a PNG, without a display");
  picture->add_option("FILE", arguments.picture.file, "A scenario file")->required();
  picture->add_option("-o,--output", arguments.picture.output, "The PNG to write")
      ->required()
      ->check(named);
  picture->add_option("--size", arguments.size, "Size of the window")
      ->check([&arguments](const std::string& text) { return parse_size(text, arguments.picture); },
              "WxH")
      ->capture_default_str();
  picture->add_option("--theme", arguments.theme, "light or dark")
      ->check(CLI::IsMember({"light", "dark"}))
      ->capture_default_str();
  add_number(*picture, "--at", arguments.picture.at,
             "After how many events, with a fraction for one under way; else at the end", 0,
             10'000'000);
  picture->add_option("--tab", arguments.tab, "The open tab")
      ->check(CLI::IsMember(tab_names))
      ->capture_default_str();
  picture->add_flag("--large", arguments.picture.large, "Show the tab in place of the canvas");
  picture
      ->add_option("--beside", arguments.picture.beside,
                   "Show a second cluster beside it in which this setup line is another: "
                   "'option bug no-adopt'; may be given several times")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  picture->add_option(
      "--point", arguments.picture.pose.point,
      "What the pointer is on: a node or a link of the canvas, such as A1 or P1->A1");
  picture->add_option("--focus", arguments.picture.pose.focus,
                      "What has the keyboard, by the name that screen readers tell");
  picture->add_option("--menu", arguments.picture.pose.menu, "The menu that is open: View");
  add_language(*picture, arguments.picture.language, "Speak this language; else English");
  add_number_with_default(*picture, "--scale", arguments.picture.scale,
                          "Pixels for each pixel of the window", 0.5, 4);
  add_version(*picture);
  return picture;
}

void add_window(CLI::App& app, Arguments& arguments) {
  app.add_option("FILE", arguments.window.file,
                 "Open this scenario, lesson or course in the window");
  app.add_option("--record", arguments.window.record, "Write the session's script here as it grows")
      ->check(named);
  add_language(
      app, arguments.window.language,
      "Speak this language, such as 'en', in the window; else the one that is chosen in the "
      "menu View, or the system's");
  app.add_flag("--startup-time", arguments.window.startup_time,
               "Print how long the first frame took, and leave")
      ->group("");
}
#endif

/// `why` with each argument in it no longer than an error quotes, and without what a terminal would
/// obey.
std::string with_short_arguments(std::string why, int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view whole = argv[i];
    for (const std::string_view part : {whole, whole.substr(whole.find('=') + 1)}) {
      const std::string short_one = quote(part);
      if (part.empty() || short_one == part) continue;
      for (std::size_t at = why.find(part); at != std::string::npos;
           at = why.find(part, at + short_one.size()))
        why.replace(at, part.size(), short_one);
    }
  }
  return why;
}

/// One line on stderr, whatever was wrong.
int wrong_usage(std::string why) {
  std::replace(why.begin(), why.end(), '\n', ' ');
  print_error("synod: {} (try 'synod --help')\n", why);
  return 2;
}

/// Does what the arguments ask for.
int do_command(int argc, char** argv) {
  CLI::App app("See distributed protocols happen: step through them, break them, go back.",
               "synod");
  Arguments arguments;
  add_version(app);
  app.require_subcommand(0, 1);
  const CLI::App* verify_command = add_verify(app, arguments);
  const CLI::App* run_command = add_run(app, arguments);
  const CLI::App* walk_command = add_walk(app, arguments);
  const CLI::App* simulate_command = add_simulate(app, arguments.simulate);
  const CLI::App* explore_command = add_explore(app, arguments.explore);
  const LessonCommands lesson_commands = add_lesson(app, arguments);
  const CLI::App* help_command = add_help(app, arguments);
  CLI::App* export_command = add_export(app, arguments.exporting);
  add_version(*export_command);
#ifdef SYNOD_GUI
  const CLI::App* picture_command = add_picture(app, arguments);
  add_window(app, arguments);
#endif
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error, output_stream(), output_stream());
    return wrong_usage(with_short_arguments(error.what(), argc, argv));
  }
  if (*verify_command) return verify(arguments.files);
  if (*run_command) return run(arguments.file, arguments.trace);
  if (*lesson_commands.check) return check_lessons(arguments.files);
  if (*lesson_commands.make) return new_lesson(arguments.lesson);
  if (*lesson_commands.pack) return pack_lesson_file(arguments.pack);
  if (*lesson_commands.results) return lesson_results(arguments.results);
  if (*help_command) return print_scenario_help();
  if (*walk_command) return walk(arguments.walk);
  if (*simulate_command) return simulate(arguments.simulate);
  if (*explore_command) return explore_file(arguments.explore);
  if (*export_command) return export_file(argc, argv, arguments.exporting);
#ifdef SYNOD_GUI
  arguments.picture.dark = arguments.theme == "dark";
  arguments.picture.tab = static_cast<int>(
      std::find(tab_names.begin(), tab_names.end(), arguments.tab) - tab_names.begin());
  if (*picture_command) return picture(argc, argv, arguments.picture);
  return open_window(argc, argv, arguments.window);
#else
  return wrong_usage("this build has no window: name a command");
#endif
}

}  // namespace

int run_command_line(int argc, char** argv) {
  return end_of_output(do_command(argc, argv));
}

}  // namespace synod::app
