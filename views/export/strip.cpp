#include "views/export/strip.h"

#include <QTextLayout>
#include <algorithm>
#include <cmath>

#include "views/canvas/canvas_print.h"
#include "views/kit/pencil.h"

namespace synod::views {

namespace {

// Lengths on paper in pixels of a screen, 96 to the inch; letters of 12 pixels are 9 points.
constexpr double per_mm = 96 / 25.4;
constexpr QSizeF a4(210, 297);
constexpr double margin = 12 * per_mm;
constexpr double gap = 5 * per_mm;
constexpr double head = 52;
constexpr double foot = 20;
constexpr double title_letters = 22;
constexpr double letters = 12;
constexpr double heading_height = 20;
constexpr int sentence_lines = 3;
constexpr double line_height = 15.5;
constexpr double words_height = heading_height + sentence_lines * line_height + 8;
/// Pictures are laid out with that much more room than they have and drawn smaller: on paper,
/// smaller letters read as well.
constexpr double room = 1.5;
constexpr double flattest = 2.2;

struct Grid {
  QSizeF page;
  int columns = 1;
  int rows = 1;

  QSizeF cell() const {
    return {(page.width() - 2 * margin - gap * (columns - 1)) / columns,
            (page.height() - 2 * margin - head - foot - gap * (rows - 1)) / rows};
  }
  QSizeF canvas() const { return cell() - QSizeF(0, words_height); }
};

/// How large letters of size 1 come out in a cell's picture.
double letter_size(const Grid& grid, const Cluster& world) {
  const QSizeF canvas = grid.canvas() * room;
  // Flat pictures leave no room between the nodes, however large their letters.
  if (canvas.height() < 60 || canvas.width() > flattest * canvas.height()) return 0;
  const Layout layout = print_layout(world, canvas);
  const double fit =
      std::min(canvas.width() / layout.size.width(), canvas.height() / layout.size.height());
  // Words beside a node say more than chips alone.
  return layout.scale * fit * (layout.detail == Detail::full ? 1.15 : 1.0);
}

Grid best_grid(const Cluster& world, int panels) {
  Grid best;
  double largest = -1;
  for (const QSizeF& page : {a4.transposed() * per_mm, a4 * per_mm})
    for (int columns = 1; columns <= 4; ++columns) {
      const Grid grid{page, columns, (panels + columns - 1) / columns};
      const double size = letter_size(grid, world);
      if (size <= largest) continue;
      largest = size;
      best = grid;
    }
  return best;
}

class StripPainter {
 public:
  StripPainter(QPainter& painter, const Theme& theme, const Strip& strip, const Grid& grid)
      : p_(painter), theme_(theme), strip_(strip), grid_(grid), pencil_(painter, theme, 1) {}

  void paint() {
    p_.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    p_.fillRect(QRectF({0, 0}, grid_.page), Qt::white);
    title();
    const QSizeF cell = grid_.cell();
    for (std::size_t i = 0; i < strip_.panels.size(); ++i) {
      const int column = static_cast<int>(i) % grid_.columns;
      const int row = static_cast<int>(i) / grid_.columns;
      panel(i, {QPointF(margin + column * (cell.width() + gap),
                        margin + head + row * (cell.height() + gap)),
                cell});
    }
    pencil_.word(margin, grid_.page.height() - margin - letters / 2, strip_.footer, theme_.muted,
                 width(), 10.5);
  }

 private:
  double width() const { return grid_.page.width() - 2 * margin; }

  void title() {
    pencil_.word(margin, margin + 12, strip_.title, theme_.text, width(), title_letters,
                 QFont::Bold);
    pencil_.word(margin, margin + 35, strip_.subtitle, theme_.muted, width(), letters);
  }

  void panel(std::size_t i, const QRectF& cell) {
    const StripPanel& panel = strip_.panels[i];
    const QRectF frame(cell.topLeft(), grid_.canvas());
    p_.save();
    p_.setClipRect(frame);
    p_.translate(frame.topLeft());
    p_.scale(1 / room, 1 / room);
    paint_canvas(p_, strip_.frame(panel.position), theme_, frame.size() * room);
    p_.restore();
    p_.setBrush(Qt::NoBrush);
    p_.setPen(QPen(theme_.link, 0.8));
    p_.drawRoundedRect(frame, 4, 4);
    const double y = frame.bottom() + 4 + heading_height / 2;
    const double advance = number(i + 1, QPointF(frame.left(), y));
    pencil_.word(frame.left() + advance, y, panel.heading, theme_.muted, frame.width() - advance,
                 11, QFont::DemiBold);
    sentence(panel.sentence, QRectF(frame.left(), y + heading_height / 2, frame.width(),
                                    sentence_lines * line_height));
  }

  /// A dark disc with the panel's number; returns the room that it takes.
  double number(std::size_t n, QPointF at) {
    const QString text = QString::number(n);
    const double r = 8.5;
    p_.setPen(Qt::NoPen);
    p_.setBrush(theme_.text);
    p_.drawEllipse(at + QPointF(r, 0), r, r);
    const double w = pencil_.word_width(text, 11, QFont::Bold);
    pencil_.word(at.x() + r - w / 2, at.y(), text, Qt::white, w + 2, 11, QFont::Bold);
    return 2 * r + 6;
  }

  /// Broken into lines; the last one ends in dots where there is more to say.
  void sentence(const QString& text, const QRectF& box) {
    const QFont font = pencil_.font(letters);
    QTextLayout layout(text, font);
    layout.beginLayout();
    for (int i = 0; i < sentence_lines; ++i) {
      QTextLine line = layout.createLine();
      if (!line.isValid()) break;
      line.setLineWidth(box.width());
      const bool last = i == sentence_lines - 1;
      const QString words = last ? text.mid(line.textStart())
                                 : text.mid(line.textStart(), line.textLength()).trimmed();
      pencil_.word(box.left(), box.top() + (i + 0.5) * line_height, words, theme_.text, box.width(),
                   letters);
    }
    layout.endLayout();
  }

  QPainter& p_;
  const Theme& theme_;
  const Strip& strip_;
  const Grid& grid_;
  Pencil pencil_;
};

}  // namespace

StripPage strip_page(const Strip& strip) {
  const double first = strip.panels.empty() ? 0 : strip.panels.front().position;
  const Grid grid =
      best_grid(*strip.frame(first).world, std::max(1, static_cast<int>(strip.panels.size())));
  const Theme theme = Theme::paper();
  return {grid.page / per_mm, {grid.page, strip.title, [strip, grid, theme](QPainter& painter) {
                                 StripPainter(painter, theme, strip, grid).paint();
                               }}};
}

}  // namespace synod::views
