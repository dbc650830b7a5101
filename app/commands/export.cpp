// Command 'export': synod export FILE --as FORMAT -o OUT
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fmt/format.h>

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

namespace synod::app {

namespace {

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const ExportInfo& info : export_formats())
#ifndef SYNOD_GUI
    if (info.is_text())
#endif
      names.emplace_back(info.name);
  return names;
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
      "export", "Export a run as a picture, a hand-out, a film or data, without a display");
  command->add_option("FILE", options.file, "A scenario file")->required();
  command->add_option("--as", options.format, "What to make")
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
  add_number_with_default(*command, "--fps", options.fps, "Pictures of a film in a second", 1, 60);
  add_number_with_default(*command, "--speed", options.speed, "Of a film; 1 is the window's own",
                          0.0625, 16);
#endif
  return command;
}

int export_run(int argc, char** argv, const ExportOptions& options) {
  const ExportFormat format = *export_format(options.format);
  const bool text = info_of(format).is_text();
  if (!text && options.output == "-") {
    print_error("synod: {} can't be printed: name a file (try 'synod --help')\n", options.format);
    return 2;
  }
  if (!info_of(format).has_part() && (options.from >= 0 || options.to >= 0)) {
    print_error(
        "synod: {} takes the whole run: --from and --to are for diagrams, the strip and "
        "films\n",
        options.format);
    return 2;
  }
  const auto [run, interrupted] = run_file(options.file);
  if (run.error) {
    fail(run.error->str());
    return interrupted ? interrupted_code : 1;
  }
  if (text) return write_output(export_text(format, *run.history), options.output);
#ifdef SYNOD_GUI
  return export_picture(argc, argv, options, *run.history, run.bookmarks);
#else
  (void)argc;
  (void)argv;
  return fail("this build has no pictures");
#endif
}

}  // namespace synod::app
