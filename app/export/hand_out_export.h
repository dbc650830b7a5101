// Export of a lesson's hand-out into a file.
#pragma once

#include <QString>
#include <optional>
#include <string_view>

#include "app/export/export_run.h"
#include "tutorials/hand_out.h"

namespace synod::app {

enum class HandOutFormat : std::uint8_t { pdf, html };

/// An order for the hand-out of a lesson that passed its check.
struct HandOutOrder {
  HandOutFormat format = HandOutFormat::pdf;
  HandOutWish wish;
  Lesson lesson;  ///< Its pictures are looked for beside `lesson.file`.
};

/// The file's bytes; none where they could not be made, or where `progress` called it off. May be
/// called from any thread.
QByteArray hand_out_bytes(const HandOutOrder& order, const ExportProgress& progress = {});

/// Writes them to `output`, as a whole or not at all.
ExportOutcome run_hand_out(const HandOutOrder& order, const QString& output,
                           const ExportProgress& progress = {});

/// Reads the lesson at `path`, checks it as `synod lesson check` does, and writes its hand-out.
/// Where it is broken, the reason names line and column of the first problem.
ExportOutcome export_hand_out(const QString& path, HandOutFormat format, const HandOutWish& wish,
                              const QString& output, const ExportProgress& progress = {});

}  // namespace synod::app
