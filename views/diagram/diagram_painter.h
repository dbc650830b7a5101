// Painter of a space-time diagram, or a part of it: for screen, PNG, SVG or PDF.
#pragma once

#include <QPainter>
#include <span>

#include "model/world/cluster.h"
#include "views/diagram/diagram_labels.h"
#include "views/diagram/diagram_layout.h"
#include "views/kit/reason.h"
#include "views/kit/selection.h"
#include "views/kit/theme.h"

namespace synod::views {

/// Of what stands for another line of history, or for what is not asked about.
constexpr double faded_opacity = 0.16;

/// How a whole diagram is drawn that stands on its own.
struct DiagramOptions {
  TimeDirection direction = TimeDirection::right;
  TimeScale scale = TimeScale::by_event;
  double zoom = 1;       ///< Of the space along time.
  double position = -1;  ///< The present moment, as a frame tells it; below 0 none is marked.
};

/// The size of the whole diagram, node names and time axis included, in the painter's units at
/// `theme.scale`. `any_world` is a world of the run: its names and its protocol are used.
QSizeF diagram_size(const Trace& trace, const Cluster& any_world, const Theme& theme,
                    const DiagramOptions& options = {});

/// Draws the whole diagram into `area`, scaled down evenly where it is larger; never enlarged. The
/// ground is painted too. The same input draws the same strokes.
void draw_diagram(QPainter& painter, const QRectF& area, const Trace& trace,
                  const Cluster& any_world, const Theme& theme, const DiagramOptions& options = {});

/// What a diagram's lengths are at that size of letters; `gap` is for a page of its own.
DiagramMeasure diagram_measure(const Theme& theme, TimeDirection direction, TimeScale scale);

/// The letters on a diagram's messages, and how large they are.
QFont label_font(const Theme& theme);
LabelMeasure label_measure(const Cluster& any_world, const Theme& theme);

/// Draws parts of a laid-out diagram. All that it is given must outlive it.
class DiagramPainter {
 public:
  struct Scene {
    const Trace* trace;
    const Cluster* world;  ///< Any of the run.
    const Theme* theme;
    const DiagramLayout* layout;
    const DiagramLabels* labels;
    const Reason* reason = nullptr;  ///< Null, or what fades all else while it is active.
  };
  DiagramPainter(QPainter& painter, const Scene& scene);

  /// All that lies in `from` to `to` along time; the painter's origin is the layout's.
  void draw(double from, double to);
  /// The same for a page of its own: lines end at its edges, without a clip that formats of files
  /// may not know, and words stay within it.
  void draw_page(double from, double to);
  /// The present moment, and all after it made lighter, or hidden.
  void draw_present(double position, double to, bool hide_future = false);
  /// A ring, a thick arrow or a band around what is pointed at.
  void draw_hovered(const Target& target, double from, double to);
  /// The names of the nodes, beside or above their lines, in `box` (page coordinates); `offset` is
  /// how far the diagram is scrolled across time.
  void draw_names(const QRectF& box, double offset, const Target& hovered = {});
  /// Simulated milliseconds along `box`; `offset` is how far the diagram is scrolled along time.
  void draw_axis(const QRectF& box, double offset);

  /// "cut": why a message was lost.
  static QString loss_word(Loss loss);
  /// How much room the names and the axis take, across their own length.
  static double names_extent(const Cluster& world, const Theme& theme, TimeDirection direction);
  static double axis_extent(const Theme& theme, TimeDirection direction);

 private:
  QPointF page(QPointF place) const { return s_.layout->to_page(place); }
  double px(double size) const { return size * s_.theme->scale; }
  bool faded(EventNumber event) const;
  bool faded(const TracedMessage& message) const;

  void lines(double from, double to);
  void down_times(double from, double to);
  void standing(const QRectF& band);
  void hatch(const QRectF& band);
  std::span<const EventNumber> chosen_within(double from, double to) const;
  void chosen_lines(double from, double to);
  void chosen_names(double from, double to);
  void chosen_name(EventNumber number, double here);
  void messages(double from, double to);
  void many_messages(double from, double to);
  void message(const TracedMessage& message, const MessageWay& way, double width);
  void lost_end(const MessageWay& way, const TracedMessage& message);
  void label(const TracedMessage& message, const QRectF& box);
  void light_message(const TracedMessage* message);
  void light_event(MomentId moment);
  void band(NodeId node, double from, double to);

  // In diagram_events.cpp.
  void events(double from, double to);
  void event(EventNumber number);
  void node_sign(EventNumber number, QPointF at);
  void network_sign(EventNumber number, QPointF at);
  void response(const Response& response, QPointF at);
  void proposal(const TracedEvent& event, QPointF at);
  void clock(QPointF at, const QColor& ink);
  void learned(QPointF at);

  /// A stretch along time beyond which nothing is drawn.
  struct Page {
    double from = 0;
    double to = 0;
    bool holds(double along) const { return from <= along && along <= to; }
  };

  QPainter& p_;
  Scene s_;
  std::optional<Page> page_;
  bool thin_ = false;  ///< Events stand too close for arrowheads and small marks.
};

}  // namespace synod::views
