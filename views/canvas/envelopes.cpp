#include "views/canvas/envelopes.h"

#include <algorithm>
#include <cmath>

#include "views/canvas/pencil.h"

namespace synod::views {

namespace {

constexpr double padding = 9;
constexpr double gap = 5;
constexpr double widest_value = 92;
constexpr double mark = 16;  ///< The room of a pause mark or of "×2".
constexpr std::size_t most_pictures = 2000;

/// Draws an envelope's parts one after the other, or measures them.
class EnvelopePainter {
 public:
  EnvelopePainter(QPainter& painter, const Theme& theme, const ProtocolInfo& protocol, double s,
                  const Face& face)
      : p_(painter),
        theme_(theme),
        face_(face),
        s_(s),
        pencil_(painter, theme, s),
        label_(protocol.messages[face.kind].label) {}

  double width() const {
    double width = px(2 * padding) + pencil_.word_width(label_, 13, QFont::DemiBold);
    if (face_.held) width += px(mark);
    if (face_.copy) width += px(mark + 3);
    if (face_.ballot.exists()) width += px(gap) + pencil_.ballot_width(face_.ballot);
    if (face_.reported.exists()) width += px(gap + 8) + pencil_.ballot_width(face_.reported);
    if (face_.value.exists()) width += px(gap - 1) + value_width();
    return width;
  }

  void paint(QSizeF size) {
    const QRectF box = QRectF(QPointF(0, 0), size).adjusted(px(1), px(1), -px(1), -px(1));
    const Ink ink = face_.ballot.exists() ? theme_.ballot(face_.ballot)
                                          : Ink{theme_.link, theme_.link, theme_.text};
    QPen outline(ink.fill, px(1.8));
    if (face_.copy) outline.setDashPattern({2.2, 1.8});
    p_.setPen(outline);
    p_.setBrush(theme_.raised);
    p_.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    parts(box.center().y());
  }

 private:
  double px(double size) const { return size * s_; }
  double value_width() const {
    return std::min(pencil_.value_width(face_.value), px(widest_value));
  }

  void parts(double y) {
    double x = px(padding);
    if (face_.held) {
      p_.setPen(Qt::NoPen);
      p_.setBrush(theme_.text);
      p_.drawRect(QRectF(x, y - px(5.5), px(3.4), px(11)));
      p_.drawRect(QRectF(x + px(6.4), y - px(5.5), px(3.4), px(11)));
      x += px(mark);
    }
    x += pencil_.word(x, y, label_, theme_.text, 1e4, 13, QFont::DemiBold);
    if (face_.ballot.exists()) x += px(gap) + pencil_.ballot(x + px(gap), y, face_.ballot, 1e4);
    if (face_.reported.exists()) {
      // What follows is what the sender reports, not what it asks for.
      p_.setPen(QPen(theme_.link, px(1.4)));
      p_.drawLine(QPointF(x + px(gap + 1), y - px(7)), QPointF(x + px(gap + 1), y + px(7)));
      x += px(gap + 8);
      x += pencil_.ballot(x, y, face_.reported, 1e4);
    }
    if (face_.value.exists())
      x += px(gap - 1) + pencil_.value(x + px(gap - 1), y, face_.value, px(widest_value));
    if (face_.copy)
      pencil_.word(x + px(4), y, QString::fromUtf8("\u00d72"), theme_.text, 1e4, 12,
                   QFont::DemiBold);
  }

  QPainter& p_;
  const Theme& theme_;
  const Face& face_;
  double s_;
  Pencil pencil_;
  QString label_;
};

}  // namespace

QSizeF envelope_size(const Face& face, const Theme& theme, const ProtocolInfo& protocol,
                     double scale) {
  QPainter nowhere;
  return {EnvelopePainter(nowhere, theme, protocol, scale, face).width(), envelope_height * scale};
}

void paint_envelope(QPainter& painter, const Face& face, QSizeF size, const Theme& theme,
                    const ProtocolInfo& protocol, double scale) {
  EnvelopePainter(painter, theme, protocol, scale, face).paint(size);
}

void Envelopes::prepare(const Theme& theme, const ProtocolInfo& protocol, double scale, double zoom,
                        double ratio) {
  if (pictures_.size() < most_pictures && theme == theme_ && &protocol == protocol_ &&
      scale == scale_ && zoom == zoom_ && ratio == ratio_)
    return;
  pictures_.clear();
  theme_ = theme;
  protocol_ = &protocol;
  scale_ = scale;
  zoom_ = zoom;
  ratio_ = ratio;
}

const QPixmap& Envelopes::picture(const Face& face) {
  auto found = pictures_.find(face);
  if (found == pictures_.end()) found = pictures_.emplace(face, drawn(face)).first;
  return found->second;
}

QSizeF Envelopes::size(const Face& face) {
  return picture(face).deviceIndependentSize() / zoom_;
}

QPixmap Envelopes::drawn(const Face& face) const {
  const QSizeF size = envelope_size(face, theme_, *protocol_, scale_);
  QPixmap pixmap((size * zoom_ * ratio_).toSize().expandedTo({1, 1}));
  pixmap.setDevicePixelRatio(ratio_);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  painter.scale(zoom_, zoom_);
  paint_envelope(painter, face, size, theme_, *protocol_, scale_);
  return pixmap;
}

}  // namespace synod::views
