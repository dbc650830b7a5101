#include "app/export/export_run.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <filesystem>

#include "app/export/export_diagram.h"
#include "app/export/export_ffmpeg.h"
#include "app/export/export_film.h"
#include "app/export/export_strip.h"
#include "app/export/export_text.h"
#include "app/export/folder_beside.h"
#include "app/system/output_place.h"
#include "model/files/write_file.h"
#include "views/canvas/canvas_print.h"
#include "views/export/drawing.h"
#include "views/kit/translated.h"

namespace synod::app {

namespace {

constexpr QSize picture_size(1920, 1080);
constexpr QSize film_size(1280, 720);
constexpr QSize gif_size(960, 540);

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Export)
};

views::Drawing canvas_drawing(const ExportOrder& order, FrameMaker& frames) {
  const double position = order.at < 0 ? frames.length() : order.at;
  const QSizeF size = order.size.isEmpty() ? picture_size : order.size;
  return {size, order.title,
          [&frames, position, size, theme = order.theme, shown = order.shown](QPainter& painter) {
            views::paint_canvas(painter, frames.at(position), theme, size, shown.get());
          }};
}

QByteArray file_of(const views::Drawing& drawing, ExportFormat format) {
  switch (format) {
    case ExportFormat::png: return views::png_of(drawing);
    case ExportFormat::svg: return views::svg_of(drawing);
    default: return views::pdf_of(drawing);
  }
}

QSize even(QSize size) {
  return {size.width() & ~1, size.height() & ~1};
}

Pictures film_of(const ExportOrder& order, FrameMaker& frames, const Film& film) {
  QSize size = order.size;
  if (size.isEmpty()) size = order.format == ExportFormat::gif ? gif_size : film_size;
  if (order.format != ExportFormat::frames) size = even(size);
  return {film.size(), size, order.fps, [&order, &frames, &film, size](std::size_t picture) {
            return views::image_of({size, order.title, [&](QPainter& painter) {
                                      views::paint_canvas(painter,
                                                          frames.at(film.position(picture)),
                                                          order.theme, size);
                                    }});
          }};
}

/// A disk need not keep each picture at once: a film whose folder is not whole is made anew.
class InNoHurry : public FileCalls {
 public:
  int sync(int /*file*/) override { return 0; }
};

/// Numbered pictures in a folder beside their place, which goes there when it is whole. Until then
/// an empty folder holds the place.
class FrameFolder {
 public:
  explicit FrameFolder(const QString& place) : place_(place), beside_(place) {}

  ~FrameFolder() {
    if (made_ && !kept_) QDir().rmdir(place_);
  }

  bool open() {
    if (!beside_.isValid() || !QDir(beside_.path()).mkdir(name_)) return false;
    made_ = QDir().mkdir(place_);
    if (made_) held_.emplace(place_.toStdString(), Leftover::With::nothing_in_it);
    return made_ || QDir(place_).exists();
  }
  std::optional<Sentence> add(const QImage& picture) {
    const QString name = QString("frame-%1.png").arg(++count_, 5, 10, QChar('0'));
    QBuffer png;
    png.open(QIODevice::WriteOnly);
    if (!picture.save(&png, "PNG")) return say(SYNOD_TEXT("this picture is too large"));
    const auto path = beside_.filePath(name_ + '/' + name).toStdString();
    const auto written = write_file(path, png.data().toStdString(), calls_);
    return written ? std::nullopt : std::optional(written.error());
  }
  /// An empty folder may stand there.
  bool keep() {
    std::error_code error;
    std::filesystem::rename(beside_.filePath(name_).toStdString(), place_.toStdString(), error);
    kept_ = !error;
    return kept_;
  }

 private:
  QString place_;
  bool made_ = false;
  bool kept_ = false;
  FolderBeside beside_;
  std::optional<Leftover> held_;
  QString name_ = "frames";
  int count_ = 0;
  InNoHurry calls_;
};

ExportOutcome write_frames(const Pictures& pictures, const QString& output,
                           const ExportProgress& progress) {
  const QString place = QDir::cleanPath(QFileInfo(output).absoluteFilePath());
  const QFileInfo there(place);
  if (there.exists() && (!there.isDir() || !QDir(place).isEmpty()))
    return export_failed(Texts::tr("%1 is not an empty folder: name a new one").arg(output));
  const auto unwritable = [&](const QString& why) {
    return export_failed(
        Texts::tr("%1 can't be written: %2. Name another folder.").arg(output, why));
  };
  FrameFolder folder(there.isSymLink() ? there.canonicalFilePath() : place);
  if (!folder.open()) return unwritable(Texts::tr("nothing can be made beside it"));
  for (std::size_t i = 0; i < pictures.count; ++i) {
    if (!progress(static_cast<double>(i) / static_cast<double>(pictures.count)))
      return {ExportEnd::cancelled, {}};
    if (const auto why = folder.add(pictures.draw(i))) return unwritable(views::translated(*why));
  }
  return folder.keep() ? ExportOutcome{} : unwritable(Texts::tr("it was taken meanwhile"));
}

ExportOutcome run_film(const ExportOrder& order, const QString& output,
                       const ExportProgress& progress) {
  FrameMaker frames(order.run);
  const Film film(frames.history(), order.fps, order.speed, order.from,
                  order.to.value_or(frames.length()));
  const Pictures pictures = film_of(order, frames, film);
  if (pictures.count > most_pictures)
    return export_failed(
        Texts::tr("This film would have %1 pictures, and may have %2: choose a higher speed, "
                  "fewer pictures a second, or a part of the run. From and To say which, on the "
                  "command line --from and --to.")
            .arg(pictures.count)
            .arg(most_pictures));
  return order.format == ExportFormat::frames ? write_frames(pictures, output, progress)
                                              : make_film(order.format, pictures, output, progress);
}

std::size_t size_of(const QByteArray& bytes) {
  return static_cast<std::size_t>(bytes.size());
}

ExportOutcome unwritable(const QString& output, const Sentence& why) {
  return export_failed(QString::fromStdString(
      refusal_to_write(output.toStdString(), say("%1", views::translated(why).toStdString()))));
}

QByteArray text_bytes(const ExportOrder& order) {
  if (order.format == ExportFormat::synod) return QByteArray::fromStdString(order.script);
  const FrameMaker frames(order.run);
  return QByteArray::fromStdString(export_text(order.format, frames.history(), views::in_language));
}

/// The bytes of a format that is one picture or one page; empty where Qt could not make them.
QByteArray picture_bytes(const ExportOrder& order) {
  FrameMaker frames(order.run);
  if (info_of(order.format).group == ExportGroup::picture)
    return file_of(canvas_drawing(order, frames), order.format);
  Trace trace;
  trace.follow(frames.history());
  const views::StripPage page = strip_page(strip_of(order, frames, trace));
  return views::pdf_of(page.drawing, page.millimetres);
}

/// What is wrong with the part that is asked for; empty where nothing is.
QString part_problem(const ExportOrder& order) {
  const std::size_t length = order.run.actions.size();
  const std::size_t to = order.to ? *order.to : length;
  if (to > length || order.from > length)
    return Texts::tr("The run has %1 events: it ends before event %2.")
        .arg(length)
        .arg(std::max<std::size_t>(order.from, to));
  if (order.from > to)
    return Texts::tr("A part can't begin with event %1 and end with event %2.")
        .arg(order.from)
        .arg(to);
  return {};
}

}  // namespace

ExportOutcome write_bytes(const QString& output, const QByteArray& bytes) {
  if (bytes.isEmpty())
    return export_failed(Texts::tr("This picture could not be made: choose a smaller size."));
  const auto written = write_file(output.toStdString(), {bytes.constData(), size_of(bytes)});
  return written ? ExportOutcome{} : unwritable(output, written.error());
}

ExportOutcome put_in_place(const QString& made, const QString& output) {
  QFile file(made);
  uchar* bytes = file.open(QIODevice::ReadOnly) ? file.map(0, file.size()) : nullptr;
  if (bytes == nullptr)
    return export_failed(Texts::tr("This film could not be made: the disk is full."));
  const auto written = write_file(output.toStdString(), {reinterpret_cast<const char*>(bytes),
                                                         static_cast<std::size_t>(file.size())});
  return written ? ExportOutcome{} : unwritable(output, written.error());
}

std::optional<ExportOutcome> refused_place(const QString& output) {
  if (const auto why = place_problem(output.toStdString())) return unwritable(output, *why);
  return std::nullopt;
}

ExportOutcome run_export(const ExportOrder& order, const QString& output,
                         const ExportProgress& progress) {
  const ExportInfo& info = info_of(order.format);
  const ExportProgress asked = progress ? progress : [](double) { return true; };
  if (output.isEmpty())
    return export_failed(Texts::tr("There is no name to write to: name a file or a folder."));
  if (info.has_part())
    if (const QString problem = part_problem(order); !problem.isEmpty())
      return export_failed(problem);
  if (info.group == ExportGroup::film) return run_film(order, output, asked);
  if (info.group == ExportGroup::diagram) return run_diagram(order, output, asked);
  if (!asked(0)) return {ExportEnd::cancelled, {}};
  const QByteArray bytes = info.is_text() ? text_bytes(order) : picture_bytes(order);
  if (!asked(1)) return {ExportEnd::cancelled, {}};
  return write_bytes(output, bytes);
}

}  // namespace synod::app
