#include "views/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QSvgRenderer>

/// A static library's resources are dropped by the linker unless they are asked for.
static void keep_resources() {
  Q_INIT_RESOURCE(icons);
}

namespace synod::views {

namespace {

/// Paints the drawing anew at every size, so nothing is ever scaled.
class SvgEngine : public QIconEngine {
 public:
  SvgEngine(QString name, QColor color) : name_(std::move(name)), color_(color) {}

  void paint(QPainter* painter, const QRect& box, QIcon::Mode mode, QIcon::State) override {
    QColor color = color_;
    if (mode == QIcon::Disabled) color.setAlphaF(0.4F);
    draw_icon(*painter, name_, color, box);
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
  }
  QIconEngine* clone() const override { return new SvgEngine(name_, color_); }

 private:
  QString name_;
  QColor color_;
};

}  // namespace

void draw_icon(QPainter& painter, const QString& name, const QColor& color, const QRectF& box) {
  // Read once: icons are drawn with every frame.
  static QHash<QString, QByteArray> drawings;
  auto found = drawings.find(name);
  if (found == drawings.end()) {
    keep_resources();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    found = drawings.insert(name, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
  }
  if (found->isEmpty()) return;
  QByteArray svg = *found;
  svg.replace("currentColor", color.name().toLatin1());
  QSvgRenderer renderer(svg);
  painter.save();
  painter.setOpacity(painter.opacity() * color.alphaF());
  renderer.render(&painter, box);
  painter.restore();
}

QIcon icon(const QString& name, const QColor& color) {
  return QIcon(new SvgEngine(name, color));
}

QIcon app_icon() {
  return icon(QStringLiteral("synod"), Qt::black);
}

}  // namespace synod::views
