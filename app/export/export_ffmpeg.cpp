#include "app/export/export_ffmpeg.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <algorithm>
#include <unistd.h>

#include "app/export/folder_beside.h"

namespace synod::app {

namespace {

constexpr double still_at_start = 0.5;  ///< Seconds.
constexpr double still_at_end = 1.5;
/// A GIF has one palette: it is made from about that many of its pictures.
constexpr std::size_t palette_pictures = 60;
constexpr int encoder_patience_ms = 60'000;
/// So often it is asked whether to go on.
constexpr int look_ms = 100;
const QString palette = QStringLiteral("palette.png");
/// As much may wait for ffmpeg to read it.
constexpr qint64 most_waiting = 16 << 20;

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Export)
};

QStringList input_of(const Pictures& pictures) {
  return {"-y",
          "-loglevel",
          "error",
          "-f",
          "rawvideo",
          "-pix_fmt",
          "bgr0",
          "-s",
          QString("%1x%2").arg(pictures.size.width()).arg(pictures.size.height()),
          "-framerate",
          QString::number(pictures.fps),
          "-i",
          "-"};
}

QStringList codec_of(ExportFormat format) {
  switch (format) {
    case ExportFormat::webm:
      return {"-c:v", "libvpx-vp9", "-crf", "28",       "-b:v",
              "0",    "-cpu-used",  "4",    "-pix_fmt", "yuv420p"};
    case ExportFormat::gif:
      return {"-i", palette, "-lavfi", "[0][1]paletteuse=dither=none", "-loop", "0"};
    default:
      return {"-c:v", "libx264", "-crf", "18", "-pix_fmt", "yuv420p", "-movflags", "+faststart"};
  }
}

/// One run of ffmpeg that is fed with pictures, in a folder where it finds and leaves its files:
/// its own language would read more than names into paths.
class Ffmpeg {
 public:
  Ffmpeg(const QStringList& arguments, const QString& folder, const ExportProgress& progress)
      : progress_(progress) {
    process_.setStandardOutputFile(QProcess::nullDevice());
    process_.setWorkingDirectory(folder);
    // Ctrl+C is for us: we end it, and take away what it left.
    process_.setChildProcessModifier([] { ::setpgid(0, 0); });
    process_.start(ffmpeg_program(), arguments);
    process_.waitForStarted(encoder_patience_ms);
  }
  ~Ffmpeg() {
    if (process_.state() == QProcess::NotRunning) return;
    process_.kill();
    process_.waitForFinished(encoder_patience_ms);
  }

  /// Tells how far the film is, and asks whether to go on.
  bool goes_on(double share) {
    share_ = share;
    cancelled_ = cancelled_ || !progress_(share);
    return !cancelled_;
  }

  /// False where ffmpeg has given up, or nobody waits any more.
  bool feed(const QImage& picture) {
    if (process_.state() != QProcess::Running) return false;
    const QImage raw = picture.convertToFormat(QImage::Format_RGB32);
    process_.write(reinterpret_cast<const char*>(raw.constBits()), raw.sizeInBytes());
    QElapsedTimer still;
    still.start();
    while (process_.bytesToWrite() > most_waiting) {
      if (process_.waitForBytesWritten(look_ms)) {
        still.restart();
      } else if (process_.state() != QProcess::Running || still.elapsed() > encoder_patience_ms) {
        return false;
      }
      if (!goes_on(share_)) return false;
    }
    return true;
  }

  bool finish() {
    process_.closeWriteChannel();
    // However long it takes to code the end, it goes on as long as somebody waits.
    while (process_.state() != QProcess::NotRunning) {
      process_.waitForFinished(look_ms);
      if (!goes_on(share_)) return false;
    }
    said_ = QString::fromLocal8Bit(process_.readAllStandardError()).trimmed();
    // On a full disk it tells an error and ends as if nothing were wrong.
    return process_.exitStatus() == QProcess::NormalExit && process_.exitCode() == 0 &&
           said_.isEmpty();
  }

  ExportOutcome failure() {
    if (cancelled_) return {ExportEnd::cancelled, {}};
    process_.waitForReadyRead(100);
    said_ += QString::fromLocal8Bit(process_.readAllStandardError()).trimmed();
    return {ExportEnd::failed,
            Texts::tr("ffmpeg could not make this film (%1). Try another format.")
                .arg(said_.isEmpty() ? process_.errorString() : said_.section('\n', -1))};
  }

 private:
  QProcess process_;
  const ExportProgress& progress_;
  double share_ = 0;
  bool cancelled_ = false;
  QString said_;
};

ExportOutcome make_palette(const Pictures& pictures, const QString& folder,
                           const ExportProgress& progress) {
  Ffmpeg ffmpeg(input_of(pictures) + QStringList{"-vf", "palettegen", "-frames:v", "1", palette},
                folder, progress);
  const std::size_t step = std::max<std::size_t>(1, pictures.count / palette_pictures);
  for (std::size_t i = 0; i < pictures.count; i += step)
    if (!ffmpeg.goes_on(0) || !ffmpeg.feed(pictures.draw(i))) return ffmpeg.failure();
  // The end has colours that nothing before it has: what was chosen.
  if (!ffmpeg.feed(pictures.draw(pictures.count - 1))) return ffmpeg.failure();
  return ffmpeg.finish() ? ExportOutcome{} : ffmpeg.failure();
}

ExportOutcome code(const Pictures& pictures, const QStringList& arguments, const QString& folder,
                   const ExportProgress& progress) {
  Ffmpeg ffmpeg(arguments, folder, progress);
  const auto before = static_cast<std::size_t>(still_at_start * pictures.fps);
  const auto after = static_cast<std::size_t>(still_at_end * pictures.fps);
  const auto feed = [&](const QImage& picture, std::size_t times) {
    for (std::size_t i = 0; i < times; ++i)
      if (!ffmpeg.feed(picture)) return false;
    return true;
  };
  for (std::size_t i = 0; i < pictures.count; ++i) {
    const std::size_t times = 1 + (i == 0 ? before : 0) + (i + 1 == pictures.count ? after : 0);
    if (!ffmpeg.goes_on(static_cast<double>(i) / static_cast<double>(pictures.count)) ||
        !feed(pictures.draw(i), times))
      return ffmpeg.failure();
  }
  return ffmpeg.finish() ? ExportOutcome{} : ffmpeg.failure();
}

}  // namespace

QString ffmpeg_program() {
  return QStandardPaths::findExecutable("ffmpeg");
}

QString without_ffmpeg() {
  return Texts::tr(
      "Films are made by ffmpeg, which is not installed: install the package 'ffmpeg', or "
      "take numbered pictures.");
}

ExportOutcome make_film(ExportFormat format, const Pictures& pictures, const QString& output,
                        const ExportProgress& progress) {
  if (ffmpeg_program().isEmpty()) return {ExportEnd::failed, without_ffmpeg()};
  if (auto refused = refused_place(output)) return *refused;
  // Made beside its place, so that a film that is half done never stands there.
  const FolderBeside folder(output);
  if (!folder.isValid()) return {ExportEnd::failed, Texts::tr("%1 can't be written").arg(output)};
  if (format == ExportFormat::gif) {
    const ExportOutcome made = make_palette(pictures, folder.path(), progress);
    if (made.end != ExportEnd::done) return made;
  }
  const QString film = QString("film.") + info_of(format).suffix;
  const ExportOutcome coded = code(
      pictures, input_of(pictures) + codec_of(format) + QStringList{film}, folder.path(), progress);
  if (coded.end != ExportEnd::done) return coded;
  return put_in_place(folder.filePath(film), output);
}

}  // namespace synod::app
