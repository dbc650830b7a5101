// Pages of a space-time diagram that is too long for one picture.
#pragma once

#include <QString>

#include "views/diagram/diagram_painter.h"

namespace synod::views {

/// A page, in pixels of a usual screen.
struct PageLook {
  QSizeF size;
  double zoom = readable_zoom;  ///< Pixels of the page for one of the diagram on a screen.

  /// At it the smallest letters of a diagram are 8.4 points, and 11 pixels.
  static constexpr double readable_zoom = 1.2;
};

/// A page of A4 on its side; of A3 where the lines of so many nodes would stand too close on it.
PageLook paper_for(const Cluster& any_world, const Theme& theme);

/// How a diagram is taken apart: strips of it, one below the other, as many as a page has room for.
struct PageGrid {
  int strips = 0;            ///< On a page; 0 where it has no room for one.
  EventNumber in_strip = 0;  ///< How many events a strip shows.
  double gap = 0;            ///< From one node's line to the next, in pixels of the diagram.

  bool possible() const { return strips > 0 && in_strip > 0; }
  /// How many pages `events` events take.
  std::size_t pages(std::size_t events) const;
};
PageGrid page_grid(const PageLook& page, const Cluster& any_world, const Theme& theme);

/// The events of a diagram from `from` to `to`, page by page. Each page has a head that says what
/// it is, and each strip the names of its lines and the time.
class DiagramPages {
 public:
  /// `trace` and `any_world`, a world of its run, must outlive the pages. The grid of `page` must
  /// be possible, and `from` not above `to`, which is no event beyond the trace's last.
  DiagramPages(const Trace& trace, const Cluster& any_world, const Theme& theme,
               const PageLook& page, EventNumber from, EventNumber to);
  DiagramPages(const DiagramPages&) = delete;
  DiagramPages& operator=(const DiagramPages&) = delete;

  std::size_t count() const { return grid_.pages(to_ - from_ + std::size_t{1}); }
  const PageLook& look() const { return page_; }
  const PageGrid& grid() const { return grid_; }
  /// Draws page `number`, counted from 0, from (0, 0) to its size; `title` stands in its head.
  void draw(QPainter& painter, std::size_t number, const QString& title) const;

 private:
  /// The events of a strip, both included.
  struct Span {
    EventNumber first = 0;
    EventNumber last = 0;
  };

  Span span(std::size_t first_strip, std::size_t strips) const;
  double begin_of(EventNumber event) const;
  void draw_head(QPainter& painter, std::size_t number, const QString& title) const;
  void draw_strip(QPainter& painter, QPointF corner, const Span& events) const;

  const Trace& trace_;
  const Cluster& world_;
  Theme theme_;
  PageLook page_;
  PageGrid grid_;
  EventNumber from_;
  EventNumber to_;
  DiagramLayout layout_;
  DiagramLabels labels_;
};

}  // namespace synod::views
