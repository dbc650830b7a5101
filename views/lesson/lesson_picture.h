// Picture of a lesson, drawn within bounds.
#pragma once

#include <QImage>
#include <QString>
#include <chrono>
#include <future>
#include <memory>
#include <optional>

#include "model/base/sentence.h"
#include "model/files/files_by_name.h"
#include "model/files/picture_file.h"

namespace synod::views {

/// Where the pictures of a lesson are.
struct PicturePlace {
  QString folder;                            ///< Nothing is shown from elsewhere.
  std::shared_ptr<const FilesByName> files;  ///< In place of it: those of a packed lesson.
  friend bool operator==(const PicturePlace&, const PicturePlace&) = default;
};

/// The picture at `path`. Only files that truly lie in the lesson's folder, or among those of a
/// packed lesson, are looked at, whatever their names say. Says why there is none.
Result<PictureFile> picture_in(const PicturePlace& place, const QString& path);

/// A picture that is drawn on a thread of its own, so that no window waits for it.
class LessonPicture {
 public:
  /// Begins to draw the picture at `path`, at most `room` pixels wide.
  LessonPicture(const PicturePlace& place, const QString& path, int room);

  /// The picture, or why it is not shown; null while it is being drawn. Waits for it up to `wait`.
  /// A picture that takes longer than three seconds is given up.
  const Result<QImage>* result(std::chrono::milliseconds wait);

 private:
  std::future<QImage> drawing_;
  std::chrono::steady_clock::time_point begun_;
  std::optional<Result<QImage>> result_;
};

}  // namespace synod::views
