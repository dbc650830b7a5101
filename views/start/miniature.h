// Miniature of a frame.
#pragma once

#include <QImage>

#include "views/kit/frame.h"
#include "views/kit/theme.h"

namespace synod::views {

/// How large a picture is wanted, in the pixels of a widget, and how many device pixels each is.
struct PictureSize {
  QSize size;
  double ratio = 1;

  friend bool operator==(const PictureSize&, const PictureSize&) = default;
};

/// The cluster in small: the same shapes, colours and letters as on the canvas, and nothing that is
/// too small to be read. May be called from any thread.
QImage miniature(const Frame& frame, const Theme& theme, const PictureSize& size);
/// The nodes alone, and their links: a cluster in which nothing happened.
QImage miniature(const Shape& shape, const Theme& theme, const PictureSize& size);

}  // namespace synod::views
