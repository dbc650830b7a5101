#include "views/diagram/diagram_pages.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "views/kit/pencil.h"

namespace synod::views {

namespace {

// Lengths in pixels of the diagram, as it stands on a screen.
constexpr double margin = 30;
constexpr double head = 44;
constexpr double step = 34;
constexpr double between = 16;  ///< Two strips.
constexpr double least_gap = 20;
constexpr double usual_gap = 28;
constexpr double most_gap = 60;
constexpr EventNumber tail = 2;  ///< Steps after the last event, for what is still in flight.
constexpr QSizeF a4(1122.5, 793.7);
constexpr QSizeF a3(1587.4, 1122.5);

/// What a strip takes besides the gaps between its lines.
double around(const Theme& theme) {
  const DiagramMeasure usual = diagram_measure(theme, TimeDirection::right, TimeScale::by_event);
  return usual.before + usual.after + DiagramPainter::axis_extent(theme, TimeDirection::right) +
         between * theme.scale;
}

DiagramMeasure page_measure(const Theme& theme, double gap) {
  DiagramMeasure measure = diagram_measure(theme, TimeDirection::right, TimeScale::by_event);
  measure.step = step * theme.scale;
  measure.gap = gap;
  return measure;
}

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Export)
};

}  // namespace

PageGrid page_grid(const PageLook& page, const Cluster& any_world, const Theme& theme) {
  const double unit = theme.scale;
  const double gaps = std::max(1.0, line_gaps(any_world.shape()));
  const QSizeF inner = page.size / page.zoom - QSizeF(2 * margin, 2 * margin + head) * unit;
  const auto gap_of = [&](int strips) { return (inner.height() / strips - around(theme)) / gaps; };
  PageGrid grid;
  if (gap_of(1) < least_gap * unit) return grid;
  grid.strips = 1;
  while (gap_of(grid.strips + 1) >= usual_gap * unit) ++grid.strips;
  grid.gap = std::min(gap_of(grid.strips), most_gap * unit);
  const double names = DiagramPainter::names_extent(any_world, theme, TimeDirection::right);
  const double fits = std::floor((inner.width() - names) / (step * unit)) - tail;
  grid.in_strip = fits < 1 ? 0 : static_cast<EventNumber>(fits);
  return grid;
}

PageLook paper_for(const Cluster& any_world, const Theme& theme) {
  const PageLook usual{a4};
  return page_grid(usual, any_world, theme).possible() ? usual : PageLook{a3};
}

std::size_t PageGrid::pages(std::size_t events) const {
  const std::size_t on_page = static_cast<std::size_t>(strips) * in_strip;
  return (events + on_page - 1) / on_page;
}

DiagramPages::DiagramPages(const Trace& trace, const Cluster& any_world, const Theme& theme,
                           const PageLook& page, EventNumber from, EventNumber to)
    : trace_(trace),
      world_(any_world),
      theme_(theme),
      page_(page),
      grid_(page_grid(page, any_world, theme)),
      from_(from),
      to_(to),
      layout_(trace, any_world.shape(), page_measure(theme, grid_.gap)) {
  std::vector<double> cuts;
  for (std::size_t first = from; first <= std::size_t{to} + 1; first += grid_.in_strip)
    cuts.push_back(begin_of(static_cast<EventNumber>(first)));
  labels_ = DiagramLabels(trace, layout_, label_measure(any_world, theme), cuts);
}

/// Where the strip begins whose first event that is.
double DiagramPages::begin_of(EventNumber event) const {
  const DiagramMeasure& measure = layout_.measure();
  return measure.lead + (event - 0.5) * measure.step;
}

DiagramPages::Span DiagramPages::span(std::size_t first_strip, std::size_t strips) const {
  const std::size_t first = from_ + first_strip * grid_.in_strip;
  const std::size_t last = std::min<std::size_t>(to_, first + strips * grid_.in_strip - 1);
  return {static_cast<EventNumber>(first), static_cast<EventNumber>(last)};
}

void DiagramPages::draw(QPainter& painter, std::size_t number, const QString& title) const {
  painter.save();
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  painter.fillRect(QRectF({0, 0}, page_.size), theme_.panel);
  painter.scale(page_.zoom, page_.zoom);
  draw_head(painter, number, title);
  const double unit = theme_.scale;
  const double high = layout_.breadth() +
                      DiagramPainter::axis_extent(theme_, TimeDirection::right) + between * unit;
  const auto strips = static_cast<std::size_t>(grid_.strips);
  for (std::size_t i = 0; i < strips; ++i) {
    const Span events = span(number * strips + i, 1);
    if (events.first > to_) break;
    draw_strip(painter, {margin * unit, (margin + head) * unit + static_cast<double>(i) * high},
               events);
  }
  painter.restore();
}

void DiagramPages::draw_head(QPainter& painter, std::size_t number, const QString& title) const {
  const double unit = theme_.scale;
  const auto strips = static_cast<std::size_t>(grid_.strips);
  const Span events = span(number * strips, strips);
  const double left = margin * unit;
  const double right = page_.size.width() / page_.zoom - left;
  Pencil pencil(painter, theme_, unit);
  const QString place = Texts::tr("page %1 of %2").arg(number + 1).arg(count());
  const double width = pencil.word_width(place, 12.5, QFont::DemiBold);
  pencil.word(right - width, left + 8 * unit, place, theme_.text, width + 2, 12.5, QFont::DemiBold);
  pencil.word(left, left + 8 * unit, title, theme_.text, right - left - width - 12 * unit, 16,
              QFont::Bold);
  const QString told = Texts::tr("events %1 to %2 of %3 · %4 to %5 simulated milliseconds")
                           .arg(events.first)
                           .arg(events.last)
                           .arg(trace_.length())
                           .arg(trace_.events()[events.first].time.ms)
                           .arg(trace_.events()[events.last].time.ms);
  pencil.word(left, left + 26 * unit, told, theme_.muted, right - left, 12);
}

void DiagramPages::draw_strip(QPainter& painter, QPointF corner, const Span& events) const {
  const double names = DiagramPainter::names_extent(world_, theme_, TimeDirection::right);
  const double axis = DiagramPainter::axis_extent(theme_, TimeDirection::right);
  const double from = begin_of(events.first);
  const bool ends = events.last == trace_.length();
  const double to = begin_of(events.last + 1) + (ends ? (tail - 0.5) * layout_.measure().step : 0);
  DiagramPainter diagram(painter, {.trace = &trace_,
                                   .world = &world_,
                                   .theme = &theme_,
                                   .layout = &layout_,
                                   .labels = &labels_});
  painter.save();
  painter.translate(corner + QPointF(names - from, 0));
  diagram.draw_page(from, to);
  painter.restore();
  diagram.draw_names(QRectF(corner, QSizeF(names, layout_.breadth())), 0);
  // The last time stands below its event, half of it beyond the strip.
  const double beyond = layout_.measure().step / 2;
  diagram.draw_axis(
      QRectF(corner + QPointF(names, layout_.breadth()), QSizeF(to - from + beyond, axis)), from);
}

}  // namespace synod::views
