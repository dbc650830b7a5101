// Export of a run into a file, in any format.
#pragma once

#include <QSize>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/export/export_format.h"
#include "model/line/run.h"
#include "views/canvas/picture.h"
#include "views/kit/theme.h"

namespace synod::app {

/// The order for an export: its contents, its format and its options.
struct ExportOrder {
  ExportFormat format = ExportFormat::png;
  Run run;               ///< The whole line.
  QString title;         ///< "lecture.synod": stands in the file where it can.
  std::string script;    ///< The session with all its branches: for the format of that name.
  double at = -1;        ///< The place on the line; below 0 the end.
  EventNumber from = 0;  ///< Where a part is asked for: its first event …
  std::optional<EventNumber> to;  ///< … and its last; none for the end of the line.
  QSize size;                     ///< In pixels; empty takes what suits the format.
  views::Theme theme = views::Theme::light();
  int fps = 30;
  double speed = 1;
  /// What the canvas shows: what stands out there does in its picture; may be null.
  std::shared_ptr<const views::Picture> shown;
  std::vector<EventNumber> moments;  ///< Preferred for the strip.
};

/// Told how far it is, 0 to 1, and asked whether to go on: false calls it off.
using ExportProgress = std::function<bool(double share)>;

enum class ExportEnd : std::uint8_t { done, cancelled, failed };
struct ExportOutcome {
  ExportEnd end = ExportEnd::done;
  QString why;     ///< Where it failed: one sentence that says what to do.
  QString told{};  ///< What was written, where it is more than the one file that was asked for.
};

/// An export that failed, with a sentence that says what to do.
inline ExportOutcome export_failed(const QString& why) {
  return {ExportEnd::failed, why};
}

/// Writes the file, or the folder of frames, and waits for it. Whatever does not end well leaves
/// nothing behind, and what stood there as it was. May be called from any thread.
ExportOutcome run_export(const ExportOrder& order, const QString& output,
                         const ExportProgress& progress = {});

/// Writes a file as a whole or not at all. No bytes are none that could be made.
ExportOutcome write_bytes(const QString& output, const QByteArray& bytes);

/// Puts the finished file `made` in the place of `output`, as `write_bytes` does.
ExportOutcome put_in_place(const QString& made, const QString& output);

/// Why the file `output` can't be written, told before long work begins; nothing where it can.
std::optional<ExportOutcome> refused_place(const QString& output);

/// More pictures than this no film may have.
inline constexpr std::size_t most_pictures = 100'000;

}  // namespace synod::app
