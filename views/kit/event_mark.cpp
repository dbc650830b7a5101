#include "views/kit/event_mark.h"

namespace synod::views {

Mark mark_of(const Moment& moment, bool at_start) {
  return at_start ? Mark::start : mark_of(moment.action.verb, moment.lost);
}

Mark mark_of(Verb verb, bool lost) {
  switch (verb) {
    case Verb::propose: return Mark::propose;
    case Verb::deliver:
    case Verb::redeliver: return lost ? Mark::lost : Mark::message;
    case Verb::fire: return Mark::message;
    case Verb::drop: return Mark::lost;
    case Verb::crash: return Mark::crash;
    case Verb::wipe: return Mark::wipe;
    case Verb::restart: return Mark::restart;
    case Verb::pause: return Mark::pause;
    case Verb::resume: return Mark::resume;
    case Verb::cut:
    case Verb::partition: return Mark::cut;
    case Verb::heal:
    case Verb::heal_all: return Mark::heal;
    case Verb::duplicate:
    case Verb::hold:
    case Verb::release: return Mark::network;
  }
  return Mark::network;
}

QColor mark_color(const Moment& moment, const Theme& theme) {
  return moment.ballot.exists() ? theme.ballot(moment.ballot).fill : theme.muted;
}

void draw_mark(QPainter& painter, Mark mark, const QColor& color, const Theme& theme,
               QPointF center, double size) {
  const double half = size / 2;
  const double arm = size * 0.36;
  const double width = size * 0.4;
  const auto stroke = [&](const QColor& ink) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ink, size * 0.14, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  };
  const auto fill = [&](const QColor& ink) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
  };
  const auto line = [&](double x1, double y1, double x2, double y2) {
    painter.drawLine(center + QPointF(x1, y1), center + QPointF(x2, y2));
  };
  const QRectF bar(center.x() - width / 2, center.y() - half, width, size);
  switch (mark) {
    case Mark::start:
      fill(theme.muted);
      painter.drawEllipse(center, size * 0.3, size * 0.3);
      break;
    case Mark::message:
      fill(color);
      painter.drawRoundedRect(bar, 1.5, 1.5);
      break;
    case Mark::propose: {
      fill(color);
      const double reach = size * 0.46;
      painter.drawPolygon(QPolygonF{center + QPointF(0, -reach), center + QPointF(reach, 0),
                                    center + QPointF(0, reach), center + QPointF(-reach, 0)});
      break;
    }
    case Mark::lost:
      stroke(color);
      painter.setPen(QPen(color, size * 0.1));
      painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5);
      stroke(theme.bad);
      line(-arm, arm, arm, -arm);
      break;
    case Mark::wipe:
      stroke(theme.bad);
      painter.drawRect(QRectF(center.x() - half, center.y() - half, size, size));
      [[fallthrough]];
    case Mark::crash:
      stroke(theme.bad);
      line(-arm, -arm, arm, arm);
      line(-arm, arm, arm, -arm);
      break;
    case Mark::restart:
      stroke(theme.good);
      painter.drawPolygon(QPolygonF{center + QPointF(0, -arm), center + QPointF(arm, arm),
                                    center + QPointF(-arm, arm)});
      break;
    case Mark::pause:
      stroke(theme.text);
      line(-arm * 0.55, -arm, -arm * 0.55, arm);
      line(arm * 0.55, -arm, arm * 0.55, arm);
      break;
    case Mark::resume:
      stroke(theme.good);
      painter.drawPolygon(QPolygonF{center + QPointF(arm, 0), center + QPointF(-arm * 0.8, arm),
                                    center + QPointF(-arm * 0.8, -arm)});
      break;
    case Mark::cut:
      stroke(theme.bad);
      line(-arm, -half, -arm * 0.3, half);
      line(arm * 0.3, -half, arm, half);
      break;
    case Mark::heal:
      stroke(theme.good);
      line(-arm, -arm * 0.5, arm, -arm * 0.5);
      line(-arm, arm * 0.5, arm, arm * 0.5);
      break;
    case Mark::network:
      fill(color);
      painter.drawRoundedRect(
          QRectF(center.x() - width / 4, center.y() - half * 0.7, width / 2, size * 0.7), 1, 1);
      break;
  }
}

}  // namespace synod::views
