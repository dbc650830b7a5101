#include "views/canvas/outlook_chips.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>
#include <algorithm>

#include "views/kit/pencil.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

using explore::Forecast;
using explore::Prospect;

/// For so long an answer that may be over is left standing.
constexpr int patience_ms = 200;

}  // namespace

// ---- one chip

void OutlookChip::set_theme(const Theme& theme) {
  theme_ = theme;
  update();
}

void OutlookChip::tell(const Text& value, const std::optional<Forecast>& forecast) {
  value_ = value;
  forecast_ = forecast;
  const QString what =
      value.exists() ? QString::fromStdString(value.str()) : tr("two values", "are chosen");
  setAccessibleName(QStringLiteral("%1: %2").arg(what, words()));
  setToolTip(plain_tip(help()));
  setAccessibleDescription(help());
  const bool has_way = forecast && !forecast->way.empty();
  setFocusPolicy(has_way ? Qt::StrongFocus : Qt::NoFocus);
  setCursor(has_way ? Qt::PointingHandCursor : Qt::ArrowCursor);
  update();
}

QString OutlookChip::words() const {
  if (!forecast_) return QStringLiteral("…");
  const bool two = !value_.exists();
  switch (forecast_->prospect) {
    case Prospect::happened: return two ? tr("are chosen") : tr("is chosen");
    case Prospect::under_way: return two ? tr("possible") : tr("can still be chosen");
    case Prospect::asked_anew: return two ? tr("in a new ballot") : tr("only in a new ballot");
    case Prospect::impossible: return two ? tr("impossible") : tr("can no longer");
    case Prospect::not_under_way: return tr("in a new ballot?");
    case Prospect::unknown: break;
  }
  return tr("not known");
}

/// What the words mean: whole sentences, each on a line.
QString OutlookChip::help() const {
  if (!forecast_) return tr("Looked at where the run rests.");
  QStringList lines{meaning()};
  if (!forecast_->way.empty())
    lines << (forecast_->way.size() == 1
                  ? tr("Click: the event that does it, as a branch.")
                  : tr("Click: a run of %1 events that does it, as a branch.")
                        .arg(forecast_->way.size()));
  if (forecast_->prospect != Prospect::happened && !forecast_->by_rule)
    lines << tr("Messages arrive in any order or never; links stay as they are.")
          << tr("Nodes that are down stay down, and nothing more goes wrong.");
  return lines.join(u'\n');
}

QString OutlookChip::meaning() const {
  const bool two = !value_.exists();
  const QString value = QString::fromStdString(value_.str());
  switch (forecast_->prospect) {
    case Prospect::happened:
      return two ? tr("Two values are chosen: agreement is violated.")
                 : tr("%1 is chosen: a quorum accepted it at one ballot.").arg(value);
    case Prospect::under_way:
      return two ? tr("What is under way is enough to make two values chosen.")
                 : tr("What is under way is enough to make %1 chosen.").arg(value);
    case Prospect::asked_anew:
      return two ? tr("What is under way can't make two values chosen, but new ballots can.")
                 : tr("What is under way can't make %1 chosen any more, but a new ballot can.")
                       .arg(value);
    case Prospect::impossible:
      if (!forecast_->by_rule)
        return two ? tr("No two values become chosen, even if each proposer is asked once more.")
                   : tr("%1 can't become chosen, even if each proposer is asked once more.")
                         .arg(value);
      return two ? tr("However many ballots there will be, no two values become chosen:\n"
                      "quorums meet, and every rule is kept. Only a lost disk could change that.")
                 : tr("Another value is chosen, and however many ballots there will be,\n"
                      "every later one takes it over. Only a lost disk could change that.");
    case Prospect::not_under_way:
      return tr(
          "What is under way can't do it.\n"
          "What new ballots can do takes longer than half a second to find out.");
    case Prospect::unknown: break;
  }
  return tr("There are more orders of events than half a second is enough to look at.");
}

QColor OutlookChip::color() const {
  if (!forecast_) return theme_.muted;
  const bool two = !value_.exists();
  switch (forecast_->prospect) {
    case Prospect::happened: return two ? theme_.bad : theme_.good;
    case Prospect::under_way:
    case Prospect::asked_anew: return two ? theme_.bad : theme_.accent;
    default: return theme_.muted;
  }
}

/// A tick, a ring, a dashed ring, a cross or a question mark: no two answers share one.
void OutlookChip::draw_sign(QPainter& p, QPointF middle, double size) const {
  const double s = size / 14;
  Pencil pencil(p, theme_, s);
  QPen pen(color(), 2 * s, Qt::SolidLine, Qt::RoundCap);
  p.setBrush(Qt::NoBrush);
  const auto cross = [&](double r) {
    p.setPen(pen);
    p.drawLine(middle - QPointF(r, r), middle + QPointF(r, r));
    p.drawLine(middle - QPointF(r, -r), middle + QPointF(r, -r));
  };
  if (!forecast_) return;
  switch (forecast_->prospect) {
    case Prospect::happened:
      if (value_.exists()) {
        pencil.tick(middle.x() - 6 * s, middle.y(), color());
      } else {
        const QString mark = QStringLiteral("!");
        pencil.word(middle.x() - 3 * s, middle.y(), mark, color(), size, 15, QFont::Bold);
      }
      return;
    case Prospect::asked_anew:
      pen.setCapStyle(Qt::FlatCap);
      pen.setDashPattern({1.7, 1.3});
      [[fallthrough]];
    case Prospect::under_way:
      p.setPen(pen);
      p.drawEllipse(middle, 5 * s, 5 * s);
      return;
    case Prospect::impossible: return cross(4.2 * s);
    default:
      pencil.word(middle.x() - 4 * s, middle.y(), QStringLiteral("?"), color(), size, 14,
                  QFont::Bold);
  }
}

void OutlookChip::set_short(bool is_short) {
  short_ = is_short;
  update();
}

/// In the short form.
double OutlookChip::needed_width(double height) const {
  QPixmap nothing(1, 1);
  QPainter painter(&nothing);
  const double s = height / row_below_badge;
  const Pencil pencil(painter, theme_, s);
  return 29 * s + (value_.exists() ? pencil.value_width(value_)
                                   : pencil.word_width(tr("two"), 13, QFont::DemiBold) + 4 * s);
}

void OutlookChip::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  const double s = height() / row_below_badge;
  const QRectF box = QRectF(rect()).adjusted(s, s, -s, -s);
  const bool has_way = focusPolicy() != Qt::NoFocus;
  p.setPen(QPen(has_way && underMouse() ? theme_.accent : theme_.divider, 1.2 * s));
  p.setBrush(isDown() ? theme_.soft : theme_.raised);
  p.drawRoundedRect(box, 7 * s, 7 * s);
  const double y = box.center().y();
  draw_sign(p, {box.left() + 13 * s, y}, 14 * s);
  Pencil pencil(p, theme_, s);
  double x = box.left() + 25 * s;
  const double end = box.right() - (short_ ? 3 : 7) * s;
  if (short_) {
    if (value_.exists())
      pencil.value(x - 2 * s, y, value_, end - x + 2 * s);
    else
      pencil.word(x, y, tr("two"), theme_.text, end - x, 13, QFont::DemiBold);
    if (hasFocus() && has_way) draw_focus_frame(p, theme_, box.adjusted(2, 2, -2, -2));
    return;
  }
  const double least = pencil.word_width(words(), 13);
  if (value_.exists()) {
    x += pencil.value(x, y, value_, std::max(end - x - least - 6 * s, 30 * s)) + 6 * s;
  } else {
    x += pencil.word(x, y, tr("two values"), theme_.text, end - x, 13, QFont::DemiBold) + 6 * s;
  }
  const bool loud = forecast_ && color() == theme_.bad;
  pencil.word(x, y, words(), loud ? theme_.bad : theme_.text, end - x, 13,
              loud ? QFont::DemiBold : QFont::Normal);
  if (hasFocus() && has_way) draw_focus_frame(p, theme_, box.adjusted(2, 2, -2, -2));
}

void OutlookChip::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
  QAbstractButton::keyPressEvent(event);
}

void OutlookChip::enterEvent(QEnterEvent* event) {
  update();
  QAbstractButton::enterEvent(event);
}

void OutlookChip::leaveEvent(QEvent* event) {
  update();
  QAbstractButton::leaveEvent(event);
}

// ---- all of them

OutlookChips::OutlookChips(QWidget* ground) : QWidget(ground) {
  setAccessibleName(tr("What can still be chosen"));
  hide();
}

void OutlookChips::set_theme(const Theme& theme) {
  theme_ = theme;
  for (OutlookChip* chip : chips_) chip->set_theme(theme);
  arrange();
}

void OutlookChips::set_place(const QRectF& place) {
  place_ = place;
  arrange();
}

void OutlookChips::show_outlook(const explore::Outlook& outlook) {
  std::vector<Row> rows;
  for (const explore::ValueForecast& value : outlook.values)
    rows.emplace_back(value.value, value.chosen);
  rows.emplace_back(Text(), outlook.two_values);
  tell(rows);
}

void OutlookChips::show_searching(const std::vector<Text>& values) {
  std::vector<Row> rows;
  for (const Text& value : values) rows.emplace_back(value, std::nullopt);
  rows.emplace_back(Text(), std::nullopt);
  if (rows_.size() != rows.size()) return tell(rows);
  searching_ = std::move(rows);
  if (patience_ == 0) patience_ = startTimer(patience_ms);
}

void OutlookChips::show_nothing() {
  tell({});
}

void OutlookChips::timerEvent(QTimerEvent* event) {
  if (event->timerId() == patience_) tell(std::vector<Row>(searching_));
}

void OutlookChips::tell(const std::vector<Row>& rows) {
  if (patience_ != 0) killTimer(patience_);
  patience_ = 0;
  searching_.clear();
  rows_ = rows;
  std::vector<Row> shown = rows;
  // The last one is about two values: it stays, whatever else has no room.
  if (shown.size() > most_rows) shown.erase(shown.begin() + (most_rows - 1), shown.end() - 1);
  while (chips_.size() < shown.size()) {
    auto* chip = new OutlookChip(this);
    chip->set_theme(theme_);
    connect(chip, &QAbstractButton::clicked, this, [this, place = chips_.size()] {
      const std::size_t from_end = chips_.size() - place;
      const Row& row = place + 1 < chips_.size() ? rows_[place] : rows_[rows_.size() - from_end];
      if (row.second && !row.second->way.empty()) emit way_requested(row.first, *row.second);
    });
    chips_.push_back(chip);
  }
  while (chips_.size() > shown.size()) {
    chips_.back()->hide();
    chips_.back()->deleteLater();  // It may be the one that was clicked.
    chips_.pop_back();
  }
  for (std::size_t i = 0; i < shown.size(); ++i) chips_[i]->tell(shown[i].first, shown[i].second);
  arrange();
}

void OutlookChips::arrange() {
  setVisible(!chips_.empty() && !place_.isEmpty());
  if (isHidden()) return;
  constexpr double badge_width = 226;
  const double row = place_.width() / badge_width * row_below_badge;
  const bool in_a_row = place_.height() < 0.16 * place_.width() && chips_.size() > 1;
  for (OutlookChip* chip : chips_) chip->set_short(in_a_row);
  if (in_a_row)
    arrange_in_a_row(place_.height());
  else
    arrange_rows(
        static_cast<int>(std::min(row, place_.height() / static_cast<double>(chips_.size()))));
  for (OutlookChip* chip : chips_) chip->show();
  raise();
}

void OutlookChips::arrange_rows(int height) {
  const int width = static_cast<int>(place_.width());
  setGeometry(static_cast<int>(place_.left()), static_cast<int>(place_.top()), width,
              height * static_cast<int>(chips_.size()));
  int top = 0;
  for (OutlookChip* chip : chips_) {
    chip->setGeometry(0, top, width, height);
    top += height;
  }
}

void OutlookChips::arrange_in_a_row(double height) {
  double needed = 0;
  for (const OutlookChip* chip : chips_) needed += chip->needed_width(height);
  const double share = std::min(1.0, place_.width() / needed);
  setGeometry(place_.toRect().adjusted(0, 0, 1, 0));
  double left = 0;
  for (OutlookChip* chip : chips_) {
    const double width = chip->needed_width(height) * share;
    chip->setGeometry(static_cast<int>(left), 0, static_cast<int>(width), static_cast<int>(height));
    left += width;
  }
}

}  // namespace synod::views
