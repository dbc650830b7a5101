#include "views/lesson/lesson_picture.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QPainter>
#include <QSvgRenderer>
#include <chrono>
#include <future>
#include <thread>

#include "model/files/picture_file.h"

namespace synod::views {

namespace {

/// A reader waits that long for a picture, and no longer.
constexpr std::chrono::seconds patience{3};
constexpr int most_megabytes = static_cast<int>(most_picture_pixels * 4 / 1'000'000);
/// Of an SVG that names no size.
constexpr QSize usual_size(400, 300);

Sentence damaged() {
  return say(SYNOD_TEXT("it is damaged, or no picture"));
}

QSize fitting(QSize size, int room) {
  if (size.width() <= room) return size;
  return {room, std::max(1, static_cast<int>(qint64(size.height()) * room / size.width()))};
}

bool is_too_large(QSize size) {
  return quint64(size.width()) * quint64(size.height()) > most_picture_pixels;
}

QImage drawn_svg(const QByteArray& bytes, int room) {
  QSvgRenderer renderer(bytes);
  if (!renderer.isValid()) return {};
  const QSize natural = renderer.defaultSize().isEmpty() ? usual_size : renderer.defaultSize();
  const QSize size = fitting(natural, room);
  if (is_too_large(size)) return {};
  QImage image(size, QImage::Format_ARGB32_Premultiplied);
  if (image.isNull()) return {};
  image.fill(Qt::transparent);
  QPainter painter(&image);
  renderer.render(&painter);
  return image;
}

QImage decoded(const QByteArray& bytes, const char* format, int room) {
  QBuffer buffer;
  buffer.setData(bytes);
  buffer.open(QIODevice::ReadOnly);
  QImageReader reader(&buffer, format);
  reader.setAutoDetectImageFormat(false);
  if (!reader.size().isValid() || is_too_large(reader.size())) return {};
  const QImage image = reader.read();
  return image.width() > room ? image.scaledToWidth(room, Qt::SmoothTransformation) : image;
}

QImage drawn(const PictureFile& file, int room) {
  const QByteArray bytes = QByteArray::fromStdString(file.bytes);
  switch (file.kind) {
    case PictureKind::png: return decoded(bytes, "png", room);
    case PictureKind::jpeg: return decoded(bytes, "jpeg", room);
    case PictureKind::svg: return drawn_svg(bytes, room);
  }
  return {};
}

/// Begins a drawing. Its thread is left to itself where it takes too long: nothing can stop Qt in
/// the middle of a drawing.
std::future<QImage> begin_drawing(PictureFile file, int room) {
  std::packaged_task<QImage()> task([file = std::move(file), room] { return drawn(file, room); });
  std::future<QImage> result = task.get_future();
  std::thread(std::move(task)).detach();
  return result;
}

Sentence no_such_picture() {
  return say(SYNOD_TEXT("there is no such picture in the lesson's folder"));
}

Result<PictureFile> in_folder(const QString& folder, const QString& path) {
  const QString root = QFileInfo(folder).canonicalFilePath() + '/';
  const QString file = QFileInfo(QDir(folder).filePath(path)).canonicalFilePath();
  if (folder.isEmpty() || !file.startsWith(root)) return no_such_picture();
  return read_picture_file(file.toStdString());
}

Result<PictureFile> among(const FilesByName& files, const QString& path) {
  const auto found = files.find(QDir::cleanPath(path).toStdString());
  return found == files.end() ? Result<PictureFile>(no_such_picture()) : picture_of(found->second);
}

}  // namespace

Result<PictureFile> picture_in(const PicturePlace& place, const QString& path) {
  return place.files ? among(*place.files, path) : in_folder(place.folder, path);
}

LessonPicture::LessonPicture(const PicturePlace& place, const QString& path, int room)
    : begun_(std::chrono::steady_clock::now()) {
  QImageReader::setAllocationLimit(most_megabytes);
  Result<PictureFile> picture = picture_in(place, path);
  if (!picture)
    result_ = picture.error();
  else
    drawing_ = begin_drawing(*std::move(picture), room);
}

const Result<QImage>* LessonPicture::result(std::chrono::milliseconds wait) {
  if (result_) return &*result_;
  if (drawing_.wait_for(wait) == std::future_status::ready) {
    QImage image = drawing_.get();
    result_ = image.isNull() ? Result<QImage>(damaged()) : Result<QImage>(std::move(image));
  } else if (std::chrono::steady_clock::now() - begun_ >= patience) {
    result_ = say(SYNOD_TEXT("it takes too long to draw"));
  }
  return result_ ? &*result_ : nullptr;
}

}  // namespace synod::views
