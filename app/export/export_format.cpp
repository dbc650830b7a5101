#include "app/export/export_format.h"

#include <algorithm>
#include <array>

#include "model/base/sentence.h"

namespace synod::app {

namespace {

using F = ExportFormat;
using G = ExportGroup;

constexpr std::array table{
    ExportInfo{F::png, G::picture, "png", "png", SYNOD_TEXT("PNG picture"),
               SYNOD_TEXT("The canvas as pixels, for slides and web pages")},
    ExportInfo{F::svg, G::picture, "svg", "svg", SYNOD_TEXT("SVG drawing"),
               SYNOD_TEXT("The canvas as lines, sharp at every size; letters are outlines")},
    ExportInfo{F::pdf, G::picture, "pdf", "pdf", SYNOD_TEXT("PDF page"),
               SYNOD_TEXT("The canvas on a page of its own size; letters are text")},
    ExportInfo{F::diagram_png, G::diagram, "diagram-png", "png", SYNOD_TEXT("PNG picture"),
               SYNOD_TEXT("The space-time diagram as pixels; of a long run, numbered pages"),
               "diagram"},
    ExportInfo{F::diagram_svg, G::diagram, "diagram-svg", "svg", SYNOD_TEXT("SVG drawing"),
               SYNOD_TEXT("The space-time diagram as lines; of a long run, numbered pages"),
               "diagram"},
    ExportInfo{
        F::diagram_pdf, G::diagram, "diagram-pdf", "pdf", SYNOD_TEXT("PDF document"),
        SYNOD_TEXT(
            "The space-time diagram on a page of its own size; of a long run, on pages of A4"),
        "diagram"},
    ExportInfo{
        F::strip, G::handout, "strip", "pdf", SYNOD_TEXT("Key moments on one page"),
        SYNOD_TEXT("An A4 page to print: the moments that matter, with a sentence below each"),
        "key moments"},
    ExportInfo{F::markdown, G::handout, "markdown", "md", SYNOD_TEXT("Story in Markdown"),
               SYNOD_TEXT("Every event in one sentence"), "story"},
    ExportInfo{F::mp4, G::film, "mp4", "mp4", SYNOD_TEXT("MP4 film"),
               SYNOD_TEXT("Plays nearly everywhere; made by ffmpeg")},
    ExportInfo{F::webm, G::film, "webm", "webm", SYNOD_TEXT("WebM film"),
               SYNOD_TEXT("For web pages; made by ffmpeg")},
    ExportInfo{F::gif, G::film, "gif", "gif", SYNOD_TEXT("GIF animation"),
               SYNOD_TEXT("Plays by itself in slides and chats; made by ffmpeg")},
    ExportInfo{F::frames, G::film, "frames", "", SYNOD_TEXT("Numbered pictures"),
               SYNOD_TEXT("A folder with each picture of the film, for other programs"),
               "pictures"},
    ExportInfo{F::csv, G::data, "csv", "csv", SYNOD_TEXT("Table of events (CSV)"),
               SYNOD_TEXT("One row an event, for spreadsheets and statistics"), "events"},
    ExportInfo{F::shiviz, G::data, "shiviz", "log", SYNOD_TEXT("Log for ShiViz"),
               SYNOD_TEXT("With vector clocks, to be opened in ShiViz"), "ShiViz"},
    ExportInfo{F::synod, G::data, "synod", "synod", SYNOD_TEXT("Script"),
               SYNOD_TEXT("The commands that make this run again, branches included")},
};

}  // namespace

bool ExportInfo::has_size() const {
  return group != G::data && group != G::handout;
}

std::span<const ExportInfo> export_formats() {
  return table;
}

const ExportInfo& info_of(ExportFormat format) {
  return *std::find_if(table.begin(), table.end(),
                       [&](const ExportInfo& info) { return info.format == format; });
}

std::optional<ExportFormat> export_format(std::string_view name) {
  for (const ExportInfo& info : table)
    if (name == info.name) return info.format;
  return std::nullopt;
}

}  // namespace synod::app
