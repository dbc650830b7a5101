#include "views/kit/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QSvgRenderer>
#include <map>
#include <memory>

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
    if (pixmap.isNull()) return pixmap;  // Its button has no room, and a null one can't be painted.
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

QByteArray source_of(const QString& name) {
  keep_resources();
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The drawing in a color, but for its transparency; null where there is no such icon. It is parsed
/// once a thread, as icons are drawn with every frame.
QSvgRenderer* drawing_of(const QString& name, const QColor& color) {
  thread_local std::map<std::pair<QString, QRgb>, std::unique_ptr<QSvgRenderer>> drawings;
  auto& drawing = drawings[{name, color.rgb()}];
  if (drawing == nullptr) {
    QByteArray svg = source_of(name);
    svg.replace("currentColor", color.name().toLatin1());
    drawing = std::make_unique<QSvgRenderer>(svg);
  }
  return drawing->isValid() ? drawing.get() : nullptr;
}

}  // namespace

void draw_icon(QPainter& painter, const QString& name, const QColor& color, const QRectF& box) {
  QSvgRenderer* drawing = drawing_of(name, color);
  if (drawing == nullptr) return;
  painter.save();
  painter.setOpacity(painter.opacity() * color.alphaF());
  drawing->render(&painter, box);
  painter.restore();
}

QIcon icon(const QString& name, const QColor& color) {
  return QIcon(new SvgEngine(name, color));
}

QIcon app_icon() {
  return icon(QStringLiteral("synod"), Qt::black);
}

}  // namespace synod::views
