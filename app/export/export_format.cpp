#include "app/export/export_format.h"

#include <algorithm>
#include <array>

namespace synod::app {

namespace {

using F = ExportFormat;
using G = ExportGroup;

// Found by lupdate as texts of the context "Export".
#define TR(text) text

constexpr std::array table{
    ExportInfo{F::png, G::picture, "png", "png", TR("PNG picture"),
               TR("The canvas as pixels, for slides and web pages")},
    ExportInfo{F::svg, G::picture, "svg", "svg", TR("SVG drawing"),
               TR("The canvas as lines, sharp at every size; letters are outlines")},
    ExportInfo{F::pdf, G::picture, "pdf", "pdf", TR("PDF page"),
               TR("The canvas on a page of its own size; letters are text")},
    ExportInfo{F::diagram_png, G::diagram, "diagram-png", "png", TR("PNG picture"),
               TR("The space-time diagram as pixels; of a long run, numbered pages"), "diagram"},
    ExportInfo{F::diagram_svg, G::diagram, "diagram-svg", "svg", TR("SVG drawing"),
               TR("The space-time diagram as lines; of a long run, numbered pages"), "diagram"},
    ExportInfo{
        F::diagram_pdf, G::diagram, "diagram-pdf", "pdf", TR("PDF document"),
        TR("The space-time diagram on a page of its own size; of a long run, on pages of A4"),
        "diagram"},
    ExportInfo{F::strip, G::handout, "strip", "pdf", TR("Key moments on one page"),
               TR("An A4 page to print: the moments that matter, with a sentence below each"),
               "key moments"},
    ExportInfo{F::markdown, G::handout, "markdown", "md", TR("Story in Markdown"),
               TR("Every event in one sentence"), "story"},
    ExportInfo{F::mp4, G::film, "mp4", "mp4", TR("MP4 film"),
               TR("Plays nearly everywhere; made by ffmpeg")},
    ExportInfo{F::webm, G::film, "webm", "webm", TR("WebM film"),
               TR("For web pages; made by ffmpeg")},
    ExportInfo{F::gif, G::film, "gif", "gif", TR("GIF animation"),
               TR("Plays by itself in slides and chats; made by ffmpeg")},
    ExportInfo{F::frames, G::film, "frames", "", TR("Numbered pictures"),
               TR("A folder with each picture of the film, for other programs"), "pictures"},
    ExportInfo{F::csv, G::data, "csv", "csv", TR("Table of events (CSV)"),
               TR("One row an event, for spreadsheets and statistics"), "events"},
    ExportInfo{F::shiviz, G::data, "shiviz", "log", TR("Log for ShiViz"),
               TR("With vector clocks, to be opened in ShiViz"), "ShiViz"},
    ExportInfo{F::synod, G::data, "synod", "synod", TR("Script"),
               TR("The commands that make this run again, branches included")},
};

#undef TR

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
