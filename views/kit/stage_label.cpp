#include "views/kit/stage_label.h"

#include <QCoreApplication>

#include "views/kit/pencil.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::Canvas)
};

constexpr int stages = static_cast<int>(RecoveryStage::resuming);

}  // namespace

QString told(const LeaderChange& change, const Cluster& world) {
  const auto name = [&] { return QString::fromStdString(world.name(change.node)); };
  const auto ballot = [&] { return QString::fromStdString(change.ballot.str()); };
  switch (change.stage) {
    case RecoveryStage::none: return {};
    case RecoveryStage::unnoticed: return Texts::tr("No leader: not noticed yet");
    case RecoveryStage::suspected: return Texts::tr("No leader: it is suspected");
    case RecoveryStage::asking:
      return Texts::tr("Election: %1 at %2 has %3 of %4")
          .arg(name(), ballot())
          .arg(change.promises)
          .arg(change.needed);
    case RecoveryStage::filling:
      return change.open == 1
                 ? Texts::tr("%1 leads: one old slot to settle").arg(name())
                 : Texts::tr("%1 leads: %2 old slots to settle").arg(name()).arg(change.open);
    case RecoveryStage::resuming: return Texts::tr("%1 leads: commands go on").arg(name());
  }
  return {};
}

QString waited(const LeaderChange& change) {
  return change.waited.ms == 0 ? QString() : Texts::tr("clients wait: %1 ms").arg(change.waited.ms);
}

double draw_stage_dots(QPainter& painter, QPointF from, RecoveryStage reached, const Theme& theme,
                       double scale) {
  for (int stage = 1; stage <= stages; ++stage) {
    painter.setPen(QPen(theme.accent, 1.3 * scale));
    painter.setBrush(stage <= static_cast<int>(reached) ? QBrush(theme.accent)
                                                        : QBrush(Qt::NoBrush));
    painter.drawEllipse(from + QPointF((stage - 1) * 11 * scale, 0), 3.2 * scale, 3.2 * scale);
  }
  return stages * 11 * scale;
}

void draw_stage(QPainter& painter, const QRectF& rect, const LeaderChange& change,
                const Theme& theme, const Cluster& world) {
  const QString words = told(change, world);
  if (words.isEmpty() || rect.isEmpty()) return;
  const double s = rect.height() / 50;
  painter.setPen(QPen(theme.divider, 1.2 * s));
  painter.setBrush(theme.raised);
  painter.drawRoundedRect(rect, 9 * s, 9 * s);
  Pencil pencil(painter, theme, s);
  const double left = rect.left() + 12 * s;
  pencil.word(left, rect.top() + 16 * s, words, theme.text, rect.width() - 18 * s, 13,
              QFont::DemiBold);
  const double below = rect.top() + 36 * s;
  const double dots = draw_stage_dots(painter, {left + 4 * s, below}, change.stage, theme, s);
  const double x = left + dots + 6 * s;
  pencil.word(x, below, waited(change), theme.muted, rect.right() - x - 6 * s, 12);
}

}  // namespace synod::views
