// Drawing that is exported, and the bytes of a picture file of it.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QPainter>
#include <QSizeF>
#include <QString>
#include <functional>

namespace synod::views {

/// A function that draws vectors into (0, 0) to `size`, in pixels of a usual screen.
struct Drawing {
  QSizeF size;
  QString title;  ///< In the file, for screen readers.
  std::function<void(QPainter& painter)> paint;
};

/// Each may be called from any thread; the same drawing gives the same bytes. Empty where Qt could
/// not write it.
QByteArray png_of(const Drawing& drawing);
/// Letters are outlines, each word once, so that it looks the same where its font is missing.
QByteArray svg_of(const Drawing& drawing);
/// One page of the drawing's size; its letters are text, and their font is in the file.
QByteArray pdf_of(const Drawing& drawing);
/// The same on a page of that size in millimetres, which the drawing fills from edge to edge.
QByteArray pdf_of(const Drawing& drawing, QSizeF millimetres);

/// A document of `pages` such pages, each painted by `paint`, which is told its number from 0; it
/// returns false to call it off, which gives nothing.
using PaintPage = std::function<bool(QPainter& painter, std::size_t page)>;
QByteArray pdf_of_pages(QSizeF size, const QString& title, std::size_t pages,
                        const PaintPage& paint);
/// The same on pages of that size in millimetres, which `size` fills from edge to edge.
QByteArray pdf_of_pages(QSizeF size, QSizeF millimetres, const QString& title, std::size_t pages,
                        const PaintPage& paint);

/// The drawing as pixels.
QImage image_of(const Drawing& drawing);

}  // namespace synod::views
