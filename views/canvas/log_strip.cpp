#include "views/canvas/log_strip.h"

#include <QCoreApplication>
#include <algorithm>

#include "views/kit/pencil.h"

namespace synod::views {

namespace {

// At scale 1. A letter's width is that of the widest of digits and small letters but m and w: a log
// that is measured looks alike on every machine.
constexpr double letter = 7.6;
constexpr double edges = 16;       ///< Beside the words of a slot.
constexpr double with_marks = 46;  ///< A slot this wide shows its tick or eye …
constexpr double tick_room = 17;
constexpr double eye_room = 23;
constexpr double least_width = 30;
constexpr double gap_room = 13;  ///< Of the dots that stand for earlier slots.

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::Canvas)
};

/// What all of a slot needs, without the name of the client that asked for it.
double whole_width(const SlotLook& look) {
  QString words = QString::fromStdString(look.value.str());
  if (words.contains(' ')) words = words.section(' ', 1);
  if (look.kind == SlotLook::Kind::compacted) words = Texts::tr("snapshot");
  if (look.kind == SlotLook::Kind::hole) words = Texts::tr("hole");
  const double width = letter * static_cast<double>(words.size()) + edges;
  if (width < with_marks) return std::max(width, least_width);
  return width + (look.known ? tick_room : look.chosen ? eye_room : 0);
}

/// How many of the last slots fit into `room`, at scale 1.
std::size_t fitting(const DiskRow& row, double room) {
  std::size_t count = 0;
  for (auto look = row.strip.rbegin(); look != row.strip.rend(); ++look) {
    room -= whole_width(*look);
    if (room < 0) break;
    ++count;
  }
  return count;
}

}  // namespace

std::vector<StripCell> strip_cells(const DiskRow& row, const QRectF& area, double scale) {
  if (row.strip.empty()) return {};
  const double room = area.width() / scale;
  std::size_t count = fitting(row, room);
  const bool all = row.first == Slot{1} && count == row.strip.size();
  if (!all) count = std::max<std::size_t>(1, fitting(row, room - gap_room));
  double x = area.left() + (all ? 0 : gap_room * scale);
  std::vector<StripCell> cells;
  for (std::size_t i = row.strip.size() - count; i < row.strip.size(); ++i) {
    const double width = std::min(whole_width(row.strip[i]) * scale, area.right() - x);
    cells.push_back({{row.first.number + static_cast<std::uint32_t>(i)},
                     &row.strip[i],
                     {x, area.top(), width, area.height()}});
    x += width;
  }
  return cells;
}

void paint_strip(QPainter& painter, const Theme& theme, const DiskRow& row, const QRectF& area,
                 double scale) {
  Pencil pencil(painter, theme, scale);
  const std::vector<StripCell> cells = strip_cells(row, area, scale);
  if (cells.empty()) {
    pencil.word(area.left() + 3 * scale, area.center().y(), Texts::tr("empty"), theme.muted,
                area.width(), 12.5);
    return;
  }
  if (cells.front().slot != Slot{1})
    pencil.word(area.left(), area.center().y(), QString::fromUtf8("\u2026"), theme.muted,
                gap_room * scale, 12.5);
  for (const StripCell& cell : cells) paint_slot(painter, theme, cell.box, *cell.look, scale);
}

}  // namespace synod::views
