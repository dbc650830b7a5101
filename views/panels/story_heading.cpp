#include "views/panels/story_heading.h"

#include <QCoreApplication>

#include "views/kit/stage_label.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::Story)
};

QString stage_words(const RecoveryTurn& turn, const Cluster& world) {
  if (turn.change.stage == RecoveryStage::none)
    return Texts::tr("All waiting clients have their answers");
  const QString stage = told(turn.change, world);
  if (!turn.suspected) return stage;
  return Texts::tr("%1 → %2").arg(told({.stage = RecoveryStage::suspected}, world), stage);
}

QString wait_words(const RecoveryTurn& turn) {
  if (!turn.over) return waited(turn.change);
  return turn.change.waited.ms == 0 ? QString()
                                    : Texts::tr("clients waited: %1 ms").arg(turn.change.waited.ms);
}

}  // namespace

QString told(const RecoveryTurn& turn, const Cluster& world) {
  const QString wait = wait_words(turn);
  const QString stage = stage_words(turn, world);
  return wait.isEmpty() ? stage : Texts::tr("%1 · %2").arg(stage, wait);
}

void draw_heading(QPainter& painter, const QRectF& row, const RecoveryTurn& turn,
                  const Theme& theme, const Cluster& world, bool later) {
  const double s = theme.scale;
  const double middle = row.center().y();
  painter.setPen(QPen(theme.divider, 1.2 * s));
  painter.drawLine(QPointF(row.left() + 44 * s, row.top() + 0.5),
                   QPointF(row.right(), row.top() + 0.5));
  const RecoveryStage reached =
      turn.change.stage == RecoveryStage::none ? RecoveryStage::resuming : turn.change.stage;
  double x = row.left() + 48 * s;
  painter.setOpacity(later ? 0.6 : 1);
  x += draw_stage_dots(painter, {x, middle}, reached, theme, s) + 6 * s;
  painter.setOpacity(1);
  const auto write = [&](const QString& words, const QFont& font, const QColor& color) {
    const QFontMetricsF metrics(font);
    const QRectF box(x, row.top(), row.right() - x, row.height());
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(box, Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(words, Qt::ElideRight, box.width() + 1));
    x += metrics.horizontalAdvance(words) + 14 * s;
  };
  write(stage_words(turn, world), theme.font(9.5, QFont::DemiBold),
        later ? theme.muted : theme.text);
  write(wait_words(turn), theme.font(9.5), theme.muted);
}

}  // namespace synod::views
