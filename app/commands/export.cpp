// Command 'export': synod export FILE --as FORMAT -o OUT, of a scenario or of a lesson
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/commands/commands.h"
#include "app/commands/file_run.h"
#include "app/commands/number_option.h"
#include "app/export/export_format.h"
#include "app/export/export_text.h"
#include "app/system/command_output.h"
#include "app/system/interrupt.h"
#include "app/system/output_place.h"
#include "app/system/standard_streams.h"
#include "model/files/write_file.h"
#include "protocols/catalog.h"
#include "tutorials/glossary.h"
#include "tutorials/lesson_check.h"

namespace synod::app {

namespace {

/// Those of a run.
std::vector<std::string> run_format_names() {
  std::vector<std::string> names;
  for (const ExportInfo& info : export_formats())
#ifndef SYNOD_GUI
    if (info.is_text())
#endif
      names.emplace_back(info.name);
  return names;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names = run_format_names();
#ifdef SYNOD_GUI
  names.emplace_back("html");
#endif
  return names;
}

bool is_lesson(const std::string& file) {
  std::string ending = std::filesystem::path(file).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending == ".md";
}

int wrong_for_export(const std::string& message) {
  print_error("synod: {} (try 'synod export --help')\n", message);
  return 2;
}

/// What can't be asked of a lesson's hand-out; empty where all can.
std::string hand_out_problem(const ExportOptions& options) {
  if (options.format != "pdf" && options.format != "html")
    return fmt::format("a lesson can't be exported as {}: a hand-out of it is pdf or html",
                       options.format);
  if (options.width > 0)
    return options.format == "pdf" ? "a hand-out has pages of A4: --size is for runs"
                                   : "a hand-out is as wide as its window: --size is for runs";
  if (options.theme != "light") return "a hand-out is for paper, and light: --theme is for runs";
  const ExportOptions usual;
  if (options.at >= 0 || options.from >= 0 || options.to >= 0 || options.fps != usual.fps ||
      options.speed != usual.speed)
    return "a hand-out is of the whole lesson: --at, --from, --to, --fps and --speed are for runs";
  if (options.format == "pdf" && options.output == "-") return "pdf can't be printed: name a file";
  return {};
}

int export_lesson(int argc, char** argv, const ExportOptions& options) {
  if (const std::string why = hand_out_problem(options); !why.empty()) return wrong_for_export(why);
  ParsedLesson parsed = load_lesson(options.file);
  {
    const Interrupt interrupt;
    const LessonWorld world{find_protocol, Glossary::built_in().ids(), &interrupt.flag()};
    const std::vector<LessonProblem> problems = check_lesson(parsed, world);
    if (interrupt.requested()) return interrupted_code;
    for (const LessonProblem& problem : problems) print_error("{}\n", problem.str());
    if (!problems.empty()) return 1;
  }
#ifdef SYNOD_GUI
  return export_hand_out(argc, argv, options, std::move(parsed.lesson));
#else
  (void)argc;
  (void)argv;
  return fail("this build has no pictures");
#endif
}

/// What can't be asked of a run; empty where all can.
std::string run_problem(const ExportOptions& options) {
  if (options.format == "html")
    return fmt::format("html is for lessons, files .md; of a scenario there are {}",
                       fmt::join(run_format_names(), ", "));
  if (options.without_answers || options.with_notes)
    return "--without-answers and --with-notes are for lessons, files .md";
  const ExportInfo& info = info_of(*export_format(options.format));
  if (!info.is_text() && options.output == "-")
    return options.format + " can't be printed: name a file";
  if (!info.has_part() && (options.from >= 0 || options.to >= 0))
    return options.format +
           " takes the whole run: --from and --to are for diagrams, the strip and films";
  return {};
}

#ifdef SYNOD_GUI
/// "1920x1080" into its two numbers; says what is wrong where it can't.
std::string parse_size(const std::string& text, ExportOptions& options) {
  const auto size = picture_size(text, {160, 120});
  if (!size)
    return "expected a size from 160x120 to 7680x4320, such as 1280x720, got '" + quote(text) + "'";
  options.width = size->width;
  options.height = size->height;
  return {};
}
#endif

}  // namespace

CLI::App* add_export(CLI::App& app, ExportOptions& options) {
  CLI::App* command = app.add_subcommand(
      "export",
      "Export a run as a picture, a hand-out, a film or data, or a lesson as a hand-out, without a "
      "display");
  command->add_option("FILE", options.file, "A scenario; or a lesson, a file .md")->required();
  command
      ->add_option("--as", options.format,
                   "What to make; of a lesson a hand-out, pdf or html. A pdf of a scenario is a "
                   "picture of its end")
      ->required()
      ->check(CLI::IsMember(format_names()));
  command->add_option("-o,--output", options.output, "The file or folder; - prints a text format")
      ->required()
      ->check(named);
#ifdef SYNOD_GUI
  add_number(*command, "--at", options.at,
             "After how many events, with a fraction for one under way; else at the end", 0,
             10'000'000);
  add_number(*command, "--from", options.from,
             "The first event of a part, for diagrams, the strip and films", 0, 10'000'000);
  add_number(*command, "--to", options.to, "The last event of a part", 0, 10'000'000);
  command
      ->add_option_function<std::string>(
          "--size",
          [&options](const std::string& text) {
            if (const std::string wrong = parse_size(text, options); !wrong.empty())
              throw CLI::ValidationError("--size", wrong);
          },
          "Size in pixels, such as 1280x720; of a page, where there are several")
      ->type_name("WxH");
  command->add_option("--theme", options.theme, "light or dark")
      ->check(CLI::IsMember({"light", "dark"}))
      ->capture_default_str();
  CLI::Option* without_answers =
      command->add_flag("--without-answers", options.without_answers,
                        "Of a lesson: leave out the pages that tell what is right");
  command
      ->add_flag("--with-notes", options.with_notes,
                 "Of a lesson: with the notes for the teacher, which may tell answers")
      ->excludes(without_answers);
  add_number_with_default(*command, "--fps", options.fps, "Pictures of a film in a second", 1, 60);
  add_number_with_default(*command, "--speed", options.speed, "Of a film; 1 is the window's own",
                          0.0625, 16);
#endif
  return command;
}

int export_file(int argc, char** argv, const ExportOptions& options) {
  if (is_lesson(options.file)) return export_lesson(argc, argv, options);
  if (const std::string why = run_problem(options); !why.empty()) return wrong_for_export(why);
  const ExportFormat format = *export_format(options.format);
  const auto [run, interrupted] = run_file(options.file);
  if (run.error) {
    fail(run.error->str());
    return interrupted ? interrupted_code : 1;
  }
  if (info_of(format).is_text())
    return write_output(export_text(format, *run.history), options.output);
#ifdef SYNOD_GUI
  return export_picture(argc, argv, options, *run.history, run.bookmarks);
#else
  (void)argc;
  (void)argv;
  return fail("this build has no pictures");
#endif
}

}  // namespace synod::app
