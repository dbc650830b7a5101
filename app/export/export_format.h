// Export formats: one table of all of them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace synod::app {

enum class ExportFormat : std::uint8_t {
  png,
  svg,
  pdf,
  diagram_png,
  diagram_svg,
  diagram_pdf,
  strip,
  markdown,
  shiviz,
  csv,
  synod,
  frames,
  mp4,
  gif,
  webm
};

enum class ExportGroup : std::uint8_t { picture, diagram, handout, film, data };

/// One row of the table of formats. `title` and `help` are marked for translation in the context
/// "Export".
struct ExportInfo {
  ExportFormat format;
  ExportGroup group;
  const char* name;    ///< On the command line.
  const char* suffix;  ///< Of its file, without the dot; empty for a folder.
  const char* title;
  const char* help;
  const char* kind = "";  ///< Of what it is, in the name that is suggested for its file.

  bool has_size() const;
  bool has_theme() const { return group != ExportGroup::data && group != ExportGroup::handout; }
  /// Whether a part of the run can be exported.
  bool has_part() const {
    return group == ExportGroup::diagram || group == ExportGroup::film ||
           format == ExportFormat::strip;
  }
  bool has_moment() const { return group == ExportGroup::picture; }
  bool is_text() const { return *suffix != '\0' && (group == ExportGroup::data || markdown()); }
  bool markdown() const { return format == ExportFormat::markdown; }
};

/// Every format, in the order in which they are offered.
std::span<const ExportInfo> export_formats();
const ExportInfo& info_of(ExportFormat format);
std::optional<ExportFormat> export_format(std::string_view name);

}  // namespace synod::app
