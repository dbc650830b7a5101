// Picture of a lesson, drawn within bounds.
#pragma once

#include <QImage>
#include <QString>

#include "model/base/sentence.h"

namespace synod::views {

/// The picture at `path` in the lesson's folder, at most `room` pixels wide, or why it is not
/// shown. Only files that truly lie in `folder` are looked at, whatever their names say.
Result<QImage> lesson_picture(const QString& folder, const QString& path, int room);

}  // namespace synod::views
