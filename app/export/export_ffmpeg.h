// Films, made by ffmpeg where it is installed.
#pragma once

#include <QImage>
#include <QSize>
#include <QString>
#include <functional>

#include "app/export/export_run.h"

namespace synod::app {

/// Pictures of one size, in their order.
struct Pictures {
  std::size_t count = 0;
  QSize size;  ///< Both even: the codecs ask for it.
  int fps = 30;
  std::function<QImage(std::size_t picture)> draw;
};

/// Makes an MP4, WebM or GIF. Its first and last pictures stand still for a moment.
ExportOutcome make_film(ExportFormat format, const Pictures& pictures, const QString& output,
                        const ExportProgress& progress);

/// Empty where ffmpeg is not installed.
QString ffmpeg_program();
/// What to say where it is not.
QString without_ffmpeg();

}  // namespace synod::app
