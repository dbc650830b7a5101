#include "views/kit/slot_look.h"

#include <QCoreApplication>

#include "model/world/protocol.h"
#include "views/kit/pencil.h"

namespace synod::views {

namespace {

constexpr double letters = 11.5;
constexpr double ballot_letters = 10.5;
constexpr double foot_height = 3;

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::LogView)
};

class SlotPainter {
 public:
  SlotPainter(QPainter& painter, const Theme& theme, const QRectF& cell, const SlotLook& look,
              double scale)
      : p_(painter),
        theme_(theme),
        look_(look),
        s_(scale),
        box_(cell.adjusted(px(2), px(1.5), -px(2), -px(foot_height + 2))),
        pencil_(painter, theme, scale) {}

  void paint() {
    if (look_.changed) changed();
    switch (look_.kind) {
      case SlotLook::Kind::none: return;
      case SlotLook::Kind::hole: return hole();
      case SlotLook::Kind::compacted:
        compacted();
        if (look_.applied) foot();
        return;
      case SlotLook::Kind::held: break;
    }
    box();
    const double right = marks();
    words(right);
    if (look_.applied) foot();
  }

 private:
  double px(double size) const { return size * s_; }

  /// A frame around it, its foot included.
  void changed() {
    p_.setBrush(theme_.soft);
    p_.setPen(QPen(theme_.accent, px(1.6)));
    p_.drawRoundedRect(box_.adjusted(-px(1.5), -px(1), px(1.5), px(foot_height + 1.5)), px(5),
                       px(5));
  }

  void hole() {
    QPen dashed(theme_.bad, px(1.5));
    dashed.setDashPattern({3, 2.5});
    p_.setBrush(Qt::NoBrush);
    p_.setPen(dashed);
    p_.drawRoundedRect(box_, px(4), px(4));
    middle(Texts::tr("hole"), theme_.bad);
  }

  /// A faint box that says what stands for it.
  void compacted() {
    p_.setPen(QPen(theme_.divider, px(1)));
    p_.setBrush(theme_.canvas);
    p_.drawRoundedRect(box_, px(4), px(4));
    middle(Texts::tr("snapshot"), theme_.muted);
  }

  void middle(const QString& text, const QColor& color) {
    const double width = pencil_.word_width(text, letters, QFont::Medium);
    if (width < box_.width() - px(4))
      pencil_.word(box_.center().x() - width / 2, box_.center().y(), text, color, width + 2,
                   letters, QFont::Medium);
  }

  Ink ink() const { return theme_.ballot(look_.ballot); }
  QColor ground() const { return look_.known ? ink().fill : theme_.raised; }
  QColor text() const { return look_.known ? ink().text : theme_.text; }

  void box() {
    p_.setBrush(ground());
    p_.setPen(QPen(look_.known ? ink().line : ink().fill, px(look_.known ? 1.2 : 2)));
    p_.drawRoundedRect(box_, px(4), px(4));
    if (!look_.noop) return;
    QColor hatch = text();
    hatch.setAlphaF(0.4F);
    p_.setPen(Qt::NoPen);
    p_.setBrush(QBrush(hatch, Qt::BDiagPattern));
    p_.drawRoundedRect(box_, px(4), px(4));
  }

  /// The tick or the eye at the right; returns how far words may go.
  double marks() {
    const double end = box_.right() - px(5);
    if ((!look_.known && !look_.chosen) || box_.width() < px(46)) return end;
    if (look_.known) {
      if (look_.noop) plain({end - px(14), box_.center().y() - px(7), px(15), px(14)});
      pencil_.tick(end - px(12), box_.center().y(), text());
      return end - px(15);
    }
    if (look_.noop) plain({end - px(19), box_.center().y() - px(7), px(20), px(14)});
    if (look_.differs) {
      pencil_.word(end - px(14), box_.center().y(), QStringLiteral("≠"), theme_.bad, px(16),
                   letters + 2, QFont::Bold);
    } else {
      pencil_.eye({end - px(9), box_.center().y()}, theme_.good);
    }
    return end - px(21);
  }

  /// Words on a hatch stand on plain ground.
  void plain(const QRectF& rect) { p_.fillRect(rect, ground()); }

  /// As much as there is room for: the ballot and all of the value, else what it does without who
  /// asked for it, and the ballot before that where both fit.
  void words(double right) {
    const double y = box_.center().y();
    const double edge = px(box_.width() < px(46) ? 3 : 5);
    double x = box_.left() + edge;
    const double room = std::max(0.0, right + px(5) - edge - x);
    const QString ballot =
        look_.ballot.exists() ? QString::fromStdString(look_.ballot.str()) : QString();
    QString value = QString::fromStdString(look_.value.str());
    const int weight = look_.noop ? QFont::Normal : QFont::DemiBold;
    const double ballot_width = pencil_.word_width(ballot, ballot_letters) + px(5);
    const auto width = [&] { return pencil_.word_width(value, letters, weight); };
    if (ballot_width + width() > room && value.contains(' ')) value = value.section(' ', 1);
    const bool both = !ballot.isEmpty() && ballot_width + std::min(width(), px(30)) <= room;
    const double shown = std::min(room, (both ? ballot_width : 0) + width());
    if (look_.noop) plain({x - px(2), y - px(8), shown + px(4), px(16)});
    if (both) {
      pencil_.word(x, y, ballot, text(), ballot_width, ballot_letters);
      x += ballot_width;
    }
    pencil_.word(x, y, value, text(), room - (both ? ballot_width : 0), letters, weight);
  }

  void foot() {
    p_.fillRect(
        QRectF(box_.left() - px(2), box_.bottom() + px(1.2), box_.width() + px(4), px(foot_height)),
        theme_.text);
  }

  QPainter& p_;
  const Theme& theme_;
  const SlotLook& look_;
  double s_;
  QRectF box_;
  Pencil pencil_;
};

}  // namespace

SlotLook slot_look(const SlotLog& log, Slot slot, const LogProgress& progress,
                   const Cluster& world) {
  SlotLook look;
  const LogEntry* entry = log.find(slot);
  look.applied = slot <= progress.applied;
  if (entry == nullptr) {
    if (slot <= progress.compacted)
      look.kind = SlotLook::Kind::compacted;
    else if (slot < log.last())
      look.kind = SlotLook::Kind::hole;
    return look;
  }
  look.kind = SlotLook::Kind::held;
  look.ballot = entry->vote.ballot;
  look.value = entry->vote.value;
  look.noop = look.value == world.protocol->info().noop;
  look.known = look.chosen = entry->chosen;
  return look;
}

void paint_slot(QPainter& painter, const Theme& theme, const QRectF& cell, const SlotLook& look,
                double scale) {
  SlotPainter(painter, theme, cell, look, scale).paint();
}

QString told(const SlotLook& look, const QString& done) {
  if (look.kind == SlotLook::Kind::none) return Texts::tr("empty");
  if (look.kind == SlotLook::Kind::compacted)
    return Texts::tr("removed: its snapshot stands for it");
  if (look.kind == SlotLook::Kind::hole)
    return look.chosen
               ? Texts::tr("a hole; the slot is %1, which this node does not know").arg(done)
               : Texts::tr("a hole: a later slot holds something");
  const QString value = QString::fromStdString(look.value.str());
  QStringList words{
      look.ballot.exists()
          ? Texts::tr("%1, accepted at %2").arg(value, QString::fromStdString(look.ballot.str()))
          : value};
  if (look.noop) words << Texts::tr("only fills a hole");
  if (look.known)
    words << Texts::tr("known to be %1").arg(done);
  else if (look.differs)
    words << Texts::tr("something else is %1 there").arg(done);
  else if (look.chosen)
    words << Texts::tr("%1, which this node does not know").arg(done);
  if (look.applied) words << Texts::tr("applied");
  return words.join(Texts::tr("; "));
}

}  // namespace synod::views
