#include "views/canvas/envelopes.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "views/kit/pencil.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

constexpr double pill_padding = 9;
constexpr double piece_gap = 5;
constexpr double widest_value = 92;
constexpr double mark_room = 16;  ///< The room of a pause mark or of "×2".
constexpr std::size_t most_pictures = 4000;
constexpr double drop = 25;  ///< The height and width of a small one without its point.
constexpr double drop_letters = 12;

QPointF direction_of(std::uint8_t heading) {
  const double turn = 2 * std::numbers::pi * heading / Lane::headings;
  return {std::cos(turn), std::sin(turn)};
}

/// How far from its middle the edge of a box with round ends is, in direction `u`.
double edge_of_pill(QSizeF size, QPointF u) {
  const double radius = size.height() / 2;
  const double straight = size.width() / 2 - radius;
  if (std::abs(u.x()) * radius <= std::abs(u.y()) * straight) return radius / std::abs(u.y());
  const double along = std::abs(u.x()) * straight;
  return along + std::sqrt(std::max(0.0, along * along - straight * straight + radius * radius));
}

/// The letters of the paper; its title in their place for readers who have not met them, where
/// there is room.
QString label_of(const MessageKind& kind, const Face& face, const Theme& theme) {
  if (theme.detail == LevelOfDetail::basic && !face.small) return translated(kind.title);
  return QString::fromUtf8(kind.label);
}

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
        label_(label_of(protocol.messages[face.kind], face, theme)) {}

  double width() const {
    if (face_.small) return px(drop);
    double width = px(2 * pill_padding) + pencil_.word_width(label_, 13, QFont::DemiBold);
    if (face_.held) width += px(mark_room);
    if (face_.copy) width += px(mark_room + 3);
    if (face_.ballot.exists()) width += px(piece_gap) + pencil_.ballot_width(face_.ballot);
    if (face_.reported.exists()) width += px(piece_gap + 8) + pencil_.ballot_width(face_.reported);
    if (face_.value.exists()) width += px(piece_gap - 1) + value_width();
    return width;
  }

  void paint(QSizeF size) { face_.small ? paint_small(size) : paint_words(size); }

 private:
  double px(double size) const { return size * s_; }

  Ink ink() const {
    return face_.ballot.exists() ? theme_.ballot(face_.ballot)
                                 : Ink{theme_.link, theme_.muted, theme_.text};
  }

  void paint_words(QSizeF size) {
    const QRectF box = QRectF(QPointF(0, 0), size).adjusted(px(1), px(1), -px(1), -px(1));
    const QPointF u = direction_of(face_.heading);
    point(box.center(), u, edge_of_pill(box.size(), u), ink().fill);
    QPen outline(ink().fill, px(1.8));
    if (face_.copy) outline.setDashPattern({2.2, 1.8});
    p_.setPen(outline);
    p_.setBrush(theme_.raised);
    p_.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    parts(box.center().y());
  }

  /// The point in the direction of travel, on an edge that is `edge` away from the middle.
  void point(QPointF middle, QPointF u, double edge, const QColor& color) {
    const QPointF aside(-u.y(), u.x());
    const QPointF base = middle + u * (edge - px(3));
    p_.setPen(Qt::NoPen);
    p_.setBrush(color);
    p_.drawPolygon(QPolygonF{middle + u * (edge + px(envelope_point - 1)), base + aside * px(7.5),
                             base - aside * px(7.5)});
  }

  void paint_small(QSizeF size) {
    const QPointF middle(size.width() / 2, size.height() / 2);
    const QPointF u = direction_of(face_.heading);
    const double radius = size.height() / 2 - px(1.5);
    const Ink ink = this->ink();
    QPainterPath shape;
    shape.addEllipse(middle, radius, radius);
    if (!face_.held) shape = shape.united(pointed(middle, u, radius));
    QPen edge(ink.line, px(1.3));
    if (face_.copy) edge.setDashPattern({2.2, 1.8});
    p_.setPen(edge);
    p_.setBrush(face_.ballot.exists() ? ink.fill : theme_.raised);
    p_.drawPath(shape);
    if (face_.held) bar(middle + u * (radius + px(4)), u);
    const double width = pencil_.word_width(label_, drop_letters, QFont::Bold);
    pencil_.word(middle.x() - width / 2, middle.y(), label_, ink.text, 1e4, drop_letters,
                 QFont::Bold);
  }

  /// From a circle's sides to a point in front of it.
  QPainterPath pointed(QPointF middle, QPointF u, double radius) const {
    const double reach = radius + px(envelope_point - 1);
    const double half = std::acos(radius / reach);
    const auto side = [&](double turn) {
      return middle + radius * QPointF(u.x() * std::cos(turn) - u.y() * std::sin(turn),
                                       u.x() * std::sin(turn) + u.y() * std::cos(turn));
    };
    QPainterPath path;
    path.addPolygon(QPolygonF{middle, side(half), middle + u * reach, side(-half)});
    path.closeSubpath();
    return path;
  }

  /// What is held stands before a bar.
  void bar(QPointF at, QPointF u) {
    const QPointF aside = QPointF(-u.y(), u.x()) * px(8);
    p_.setPen(QPen(theme_.text, px(3), Qt::SolidLine, Qt::FlatCap));
    p_.drawLine(at - aside, at + aside);
  }
  double value_width() const {
    return std::min(pencil_.value_width(face_.value), px(widest_value));
  }

  void parts(double y) {
    double x = px(pill_padding);
    if (face_.held) {
      p_.setPen(Qt::NoPen);
      p_.setBrush(theme_.text);
      p_.drawRect(QRectF(x, y - px(5.5), px(3.4), px(11)));
      p_.drawRect(QRectF(x + px(6.4), y - px(5.5), px(3.4), px(11)));
      x += px(mark_room);
    }
    x += pencil_.word(x, y, label_, theme_.text, 1e4, 13, QFont::DemiBold);
    if (face_.ballot.exists())
      x += px(piece_gap) + pencil_.ballot(x + px(piece_gap), y, face_.ballot, 1e4);
    if (face_.reported.exists()) {
      // What follows is what the sender reports, not what it asks for.
      p_.setPen(QPen(theme_.link, px(1.4)));
      p_.drawLine(QPointF(x + px(piece_gap + 1), y - px(7)),
                  QPointF(x + px(piece_gap + 1), y + px(7)));
      x += px(piece_gap + 8);
      x += pencil_.ballot(x, y, face_.reported, 1e4);
    }
    if (face_.value.exists())
      x += px(piece_gap - 1) +
           pencil_.value(x + px(piece_gap - 1), y, face_.value, px(widest_value));
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
  return {EnvelopePainter(nowhere, theme, protocol, scale, face).width(),
          (face.small ? drop : envelope_height) * scale};
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
  sizes_.clear();
  theme_ = theme;
  protocol_ = &protocol;
  scale_ = scale;
  zoom_ = zoom;
  ratio_ = ratio;
  small_ = QSizeF(drop, drop) * scale;
}

const QPixmap& Envelopes::picture(const Face& face) {
  auto found = pictures_.find(face);
  if (found == pictures_.end()) found = pictures_.emplace(face, drawn(face, size(face))).first;
  return found->second;
}

QSizeF Envelopes::size(const Face& face) {
  if (face.small) return small_;
  Face level = face;
  level.heading = 0;
  auto found = sizes_.find(level);
  if (found == sizes_.end())
    found = sizes_.emplace(level, envelope_size(face, theme_, *protocol_, scale_)).first;
  return found->second;
}

QPixmap Envelopes::drawn(const Face& face, QSizeF size) const {
  const QSizeF whole = size + QSizeF(2 * margin(), 2 * margin());
  QPixmap pixmap((whole * zoom_ * ratio_).toSize().expandedTo({1, 1}));
  pixmap.setDevicePixelRatio(ratio_);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  painter.scale(zoom_, zoom_);
  painter.translate(margin(), margin());
  paint_envelope(painter, face, size, theme_, *protocol_, scale_);
  return pixmap;
}

}  // namespace synod::views
