#include "views/votes/vote_painter.h"

#include <algorithm>

#include "views/kit/pencil.h"

namespace synod::views {

namespace {

constexpr double letters = 12;
constexpr double faded = 0.22;

/// The sign of a mark: its shape and its letter say what it is, its colour only whose ballot.
class SignPainter {
 public:
  SignPainter(QPainter& painter, const Theme& theme, const Ballot& ballot)
      : p_(painter),
        theme_(theme),
        ink_(theme.ballot(ballot)),
        pencil_(painter, theme, theme.scale) {}

  /// Draws from `x` on, centred on `y`; returns the width.
  double draw(const VoteMark& mark, double x, double y) {
    const double side = px(19);
    const QRectF box(x, y - side / 2, side, side);
    switch (mark.kind) {
      case Response::Kind::promised: promised(box); break;
      case Response::Kind::accepted: accepted(box); break;
      case Response::Kind::refused: refused(box); break;
    }
    return side;
  }

 private:
  double px(double size) const { return size * theme_.scale; }

  void letter(const QRectF& box, const QString& text, const QColor& color) {
    const double width = pencil_.word_width(text, 11, QFont::Bold);
    pencil_.word(box.center().x() - width / 2, box.center().y(), text, color, width + 2, 11,
                 QFont::Bold);
  }
  void promised(const QRectF& box) {
    p_.setBrush(theme_.raised);
    p_.setPen(QPen(ink_.fill, px(2.2)));
    p_.drawEllipse(box.adjusted(px(1.2), px(1.2), -px(1.2), -px(1.2)));
    letter(box, VotePainter::tr("P", "promised"), theme_.text);
  }
  void accepted(const QRectF& box) {
    p_.setBrush(ink_.fill);
    p_.setPen(QPen(ink_.line, px(1.2)));
    p_.drawRoundedRect(box.adjusted(px(0.6), px(0.6), -px(0.6), -px(0.6)), px(4), px(4));
    letter(box, VotePainter::tr("A", "accepted"), ink_.text);
  }
  void refused(const QRectF& box) {
    const QRectF ring = box.adjusted(px(1.2), px(1.2), -px(1.2), -px(1.2));
    p_.setBrush(theme_.raised);
    p_.setPen(QPen(theme_.bad, px(1.6), Qt::DashLine));
    p_.drawEllipse(ring);
    p_.setPen(QPen(theme_.bad, px(1.6), Qt::SolidLine, Qt::RoundCap));
    const double d = ring.width() * 0.5;
    p_.drawLine(ring.center() + QPointF(-d, d), ring.center() + QPointF(d, -d));
    p_.setPen(QPen(theme_.raised, px(3)));
    letter(box, VotePainter::tr("R", "refused"), theme_.text);
  }

  QPainter& p_;
  const Theme& theme_;
  Ink ink_;
  Pencil pencil_;
};

/// Two circles that overlap: stands in both quorums.
double both_sign(QPainter& painter, const Theme& theme, double x, double y) {
  const double r = 5.5 * theme.scale;
  painter.setPen(QPen(theme.text, 1.4 * theme.scale));
  QColor fill = theme.accent;
  fill.setAlphaF(0.45F);
  painter.setBrush(fill);
  painter.drawEllipse(QPointF(x + r, y), r, r);
  painter.drawEllipse(QPointF(x + r * 2.1, y), r, r);
  return r * 3.2;
}

/// How the canvas draws the outline of that ballot: a sample of its line.
void line_sample(QPainter& painter, const Theme& theme, const QColor& color, bool dashed,
                 QPointF top, QPointF bottom) {
  QPen pen(color, 3.2 * theme.scale, Qt::SolidLine, Qt::FlatCap);
  if (dashed) pen.setDashPattern({1.6, 0.9});
  painter.setPen(pen);
  painter.drawLine(top, bottom);
}

}  // namespace

VotePainter::VotePainter(const VoteModel* model, const Reason* reason, QObject* parent)
    : QStyledItemDelegate(parent), model_(model), reason_(reason) {}

QSize VotePainter::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
  return {static_cast<int>(80 * theme_.scale), row_height()};
}

double VotePainter::strength(const VoteMark& mark) const {
  if (!reason_->active() || reason_->holds(model_->moment_of(mark.at))) return 1;
  return faded;
}

void VotePainter::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const QRectF box(option.rect);
  paint_ground(*painter, box, index, option.state.testFlag(QStyle::State_HasFocus));
  const QRectF inner = box.adjusted(12 * theme_.scale, 0, -6 * theme_.scale, 0);
  painter->setClipRect(box);
  if (index.column() == 0)
    paint_ballot(*painter, inner, index);
  else if (model_->is_acceptor(index.column()))
    paint_marks(*painter, inner, index);
  else
    paint_quorum(*painter, inner, index);
  painter->restore();
}

void VotePainter::paint_ground(QPainter& painter, const QRectF& box, const QModelIndex& index,
                               bool focused) const {
  const VoteRow& row = model_->row(index.row());
  if (model_->ballots().holds(row.ballot)) painter.fillRect(box, theme_.soft);
  painter.setPen(QPen(theme_.divider, 1));
  painter.drawLine(box.bottomLeft(), box.bottomRight());
  const QRectF frame = box.adjusted(3, 2.5, -3, -2.5);
  const auto marks = model_->marks(index);
  const bool fresh = std::any_of(marks.begin(), marks.end(),
                                 [&](const VoteMark& mark) { return mark.at == model_->at(); });
  painter.setBrush(fresh ? theme_.soft : QColor(Qt::transparent));
  const bool lit = std::find(lit_.begin(), lit_.end(), index) != lit_.end();
  if (!fresh && !lit && !focused) return;
  QPen pen(fresh && !lit && !focused ? theme_.link : theme_.accent, focused ? 2 : 1.4);
  painter.setPen(pen);
  painter.drawRoundedRect(frame, 5, 5);
}

void VotePainter::paint_ballot(QPainter& painter, QRectF box, const QModelIndex& index) const {
  const VoteRow& row = model_->row(index.row());
  Pencil pencil(painter, theme_, theme_.scale);
  const double y = box.center().y();
  const auto quorums = model_->ballots().shown_at(model_->at());
  for (std::size_t i = 0; i < quorums.size(); ++i)
    if (quorums[i].ballot == row.ballot)
      line_sample(painter, theme_, theme_.ballot(row.ballot).fill, i != 0,
                  {box.left() - 6 * theme_.scale, box.top() + 3},
                  {box.left() - 6 * theme_.scale, box.bottom() - 3});
  double x = box.left();
  x += pencil.ballot(x, y, row.ballot, box.width()) + 5 * theme_.scale;
  for (const ProposedValue& proposed : row.proposed)
    if (proposed.at <= model_->at() && x < box.right() - 12 * theme_.scale)
      x += pencil.value(x, y, proposed.value, box.right() - x) + 4 * theme_.scale;
}

void VotePainter::paint_marks(QPainter& painter, QRectF box, const QModelIndex& index) const {
  const VoteRow& row = model_->row(index.row());
  const auto column = static_cast<std::size_t>(index.column() - 1);
  SignPainter sign(painter, theme_, row.ballot);
  Pencil pencil(painter, theme_, theme_.scale);
  const double y = box.center().y();
  const double gap = 4 * theme_.scale;
  double x = box.left();
  for (const VoteMark& mark : model_->marks(index)) {
    painter.setOpacity(strength(mark));
    x += sign.draw(mark, x, y) + gap;
    const double room = box.right() - x;
    if (room < 14 * theme_.scale) continue;
    if (mark.kind == Response::Kind::accepted) x += pencil.value(x, y, mark.value, room) + gap;
    if (mark.kind == Response::Kind::refused && mark.instead.exists())
      x += pencil.ballot(x, y, mark.instead, room) + gap;
    // The vote stays cast; the disk that held it is gone.
    if (mark.kind == Response::Kind::accepted &&
        model_->grid().wiped(column, model_->at()) > mark.at)
      x += pencil.disk(x, y, true) + gap;
  }
  painter.setOpacity(1);
}

void VotePainter::paint_quorum(QPainter& painter, QRectF box, const QModelIndex& index) const {
  const VoteRow& row = model_->row(index.row());
  const bool chosen = model_->grid().tally(row, model_->at()).chosen;
  Pencil pencil(painter, theme_, theme_.scale);
  const double y = box.center().y();
  double x = box.left();
  if (chosen) {
    x += pencil.tick(x, y, theme_.good) + 3 * theme_.scale;
    pencil.eye({x + 9 * theme_.scale, y}, theme_.good);
    x += 24 * theme_.scale;
  }
  pencil.word(x, y, model_->words().quorum(row), chosen ? theme_.text : theme_.muted,
              box.right() - x, letters, chosen ? QFont::DemiBold : QFont::Normal);
}

VoteHead::VoteHead(const VoteModel* model, const VotePainter* look, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent), model_(model), look_(look) {
  setSectionsClickable(false);
  setHighlightSections(false);
  setMouseTracking(true);
}

QSize VoteHead::sizeHint() const {
  return {100, static_cast<int>(26 * look_->theme().scale)};
}

void VoteHead::paintSection(QPainter* painter, const QRect& box, int section) const {
  const Theme& theme = look_->theme();
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->fillRect(box, theme.panel);
  painter->setPen(QPen(theme.link, 1));
  painter->drawLine(QRectF(box).bottomLeft(), QRectF(box).bottomRight());
  Pencil pencil(*painter, theme, theme.scale);
  double x = box.left() + 12 * theme.scale;
  const double y = QRectF(box).center().y();
  const bool acceptor = model_->is_acceptor(section);
  x += pencil.word(x, y, model_->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString(),
                   acceptor ? theme.text : theme.muted, box.right() - x, letters, QFont::DemiBold) +
       6 * theme.scale;
  if (acceptor) {
    const auto column = static_cast<std::size_t>(section - 1);
    if (model_->shared().contains(model_->grid().acceptors()[column])) {
      x += both_sign(*painter, theme, x, y) + 5 * theme.scale;
      pencil.word(x, y, VotePainter::tr("in both"), theme.text, box.right() - x, letters);
    }
  }
  painter->restore();
}

}  // namespace synod::views
