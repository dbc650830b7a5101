#include "views/export/drawing.h"

#include <QBuffer>
#include <QHash>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <cmath>

#include "views/export/fixed_pdf.h"
#include "views/export/outlined_svg.h"

namespace synod::views {

namespace {

/// The resolution that letters measured in points are drawn at on screens and images alike.
int screen_resolution() {
  return QImage(1, 1, QImage::Format_RGB32).logicalDpiX();
}

/// While one lives, hashes have the same order in every run of the program: Qt writes the fonts of
/// a PDF in that order.
class FixedOrder {
 public:
  FixedOrder() { QHashSeed::setDeterministicGlobalSeed(); }
  ~FixedOrder() {
    if (was_random_) QHashSeed::resetRandomGlobalSeed();
  }
  FixedOrder(const FixedOrder&) = delete;
  FixedOrder& operator=(const FixedOrder&) = delete;

 private:
  bool was_random_ = QHashSeed::globalSeed() != 0;
};

}  // namespace

QImage image_of(const Drawing& drawing) {
  QImage image(drawing.size.toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  drawing.paint(painter);
  painter.end();
  // Without an alpha channel files are smaller, and every program shows the same.
  return image.convertToFormat(QImage::Format_RGB32);
}

QByteArray png_of(const Drawing& drawing) {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  QImage image = image_of(drawing);
  image.setText("Title", drawing.title);
  return image.save(&buffer, "PNG") ? buffer.data() : QByteArray();
}

QByteArray svg_of(const Drawing& drawing) {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setResolution(screen_resolution());
  generator.setSize(drawing.size.toSize());
  generator.setViewBox(QRectF({0, 0}, drawing.size));
  generator.setTitle(drawing.title.toHtmlEscaped());  // Qt does not.
  generator.setDescription(QStringLiteral("Synod"));
  QPainter painter;
  if (!painter.begin(&generator)) return {};
  drawing.paint(painter);
  painter.end();
  return with_outlined_text(buffer.data());
}

QByteArray pdf_of(const Drawing& drawing) {
  return pdf_of(drawing, drawing.size * 25.4 / screen_resolution());
}

namespace {

/// A document whose pages are that large and have no margins.
void set_up(QPdfWriter& writer, const QString& title, QSizeF millimetres) {
  writer.setTitle(title);
  writer.setCreator(QStringLiteral("Synod"));
  writer.setResolution(screen_resolution());
  writer.setPageSize(
      QPageSize(millimetres, QPageSize::Millimeter, QString(), QPageSize::ExactMatch));
  writer.setPageMargins({0, 0, 0, 0});
}

}  // namespace

QByteArray pdf_of(const Drawing& drawing, QSizeF millimetres) {
  const FixedOrder order;
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  set_up(writer, drawing.title, millimetres);
  QPainter painter;
  if (!painter.begin(&writer)) return {};
  const double page = millimetres.width() / 25.4 * screen_resolution();
  painter.scale(page / drawing.size.width(), page / drawing.size.width());
  drawing.paint(painter);
  painter.end();
  return with_fixed_date(buffer.data());
}

QByteArray pdf_of_pages(QSizeF size, const QString& title, std::size_t pages,
                        const PaintPage& paint) {
  return pdf_of_pages(size, size * 25.4 / screen_resolution(), title, pages, paint);
}

QByteArray pdf_of_pages(QSizeF size, QSizeF millimetres, const QString& title, std::size_t pages,
                        const PaintPage& paint) {
  const FixedOrder order;
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  set_up(writer, title, millimetres);
  QPainter painter;
  if (!painter.begin(&writer)) return {};
  const double scale = millimetres.width() / 25.4 * screen_resolution() / size.width();
  for (std::size_t page = 0; page < pages; ++page) {
    if (page > 0 && !writer.newPage()) return {};
    painter.save();
    if (std::abs(scale - 1) > 1e-9) painter.scale(scale, scale);
    const bool painted = paint(painter, page);
    painter.restore();
    if (!painted) return {};
  }
  painter.end();
  return with_fixed_date(buffer.data());
}

}  // namespace synod::views
