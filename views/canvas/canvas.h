// Canvas: the cluster as a person sees and touches it.
#pragma once

#include <QAction>
#include <QGraphicsView>
#include <QHash>
#include <map>
#include <memory>

#include "views/canvas/canvas_tools.h"
#include "views/canvas/caption.h"
#include "views/canvas/layers.h"
#include "views/kit/choices.h"
#include "views/kit/reason.h"
#include "views/kit/selection.h"

namespace synod::views {

/// Shows a frame, and turns every gesture and key into an action. Keeps no state of the animation:
/// the same frame gives the same pixels.
class Canvas : public QGraphicsView {
  Q_OBJECT

 public:
  explicit Canvas(Selection* selection, QWidget* parent = nullptr);
  ~Canvas() override;

  void set_theme(const Theme& theme);
  /// Cheap enough for 60 calls a second. The world that `frame` points to must live until the next
  /// call; its events are copied.
  void show_frame(const Frame& frame);
  /// While `reason` is active, what is none of it fades, and the way of the cause is drawn. It must
  /// outlive the canvas.
  void set_reason(const Reason* reason);
  /// The history in which tooltips and menus look up causes; may be null.
  void set_history(const History* history);
  /// The window's actions by what they do at a place: menus tell their keys.
  void set_place_actions(const QHash<PlaceCommand, QAction*>& at_places) {
    place_actions_ = at_places;
  }
  /// The ballots whose quorums are shown; without it, only the present quorum is.
  void set_ballots(BallotChoice* ballots);
  /// Leaves out of the picture what `filter` hides, and shows a button for it. It must outlive the
  /// canvas.
  void set_filter(TrafficFilter* filter);
  /// The small buttons over its corner.
  CanvasTools& tools() { return *tools_; }

  /// Keeps so much room free below a badge that is 50 high.
  void keep_free_below_badge(double height);
  /// That room, in coordinates of the canvas; empty where there is none.
  QRectF area_below_badge() const;
  /// Whether a sentence tells what happened, beside where it did.
  void show_captions(bool shown);

  /// Places in viewport coordinates where a click meets the thing itself, for tests and lessons.
  QPoint node_point(NodeId node) const;
  /// Nearer to `from`.
  QPoint link_point(NodeId from, NodeId to) const;
  /// (-1, -1) where no such message is in flight.
  QPoint message_point(MessageId id) const;
  /// On its card; (-1, -1) where the card does not show that slot of its log.
  QPoint slot_point(NodeId node, Slot slot) const;
  /// The place of a message at that share of its way.
  QPoint lane_point(NodeId from, NodeId to, double progress) const;

  /// From now on a click marks and pins, and does nothing to the cluster; keys and menus still do.
  void set_click_selects(bool selects) { click_selects_ = selects; }

  /// From now on a click on a thing of that kind answers a question instead of acting; `none` ends
  /// this. All that can be clicked is marked, and `answer` more so.
  void ask_for(Target::Kind kind, const std::vector<Target>& answer = {});

  /// Where the last caption stands, in scene coordinates.
  const QRectF& caption_shown() const { return caption_.place(); }
  const Layout& layout_shown() const { return stage_.layout; }
  const Picture& picture_shown() const { return stage_.picture; }
  /// The thing that Tab or a click marked last.
  const Target& focused() const { return focus_; }
  /// The one thing that is outlined, and that keys act on: what the pointer is on, else what Tab or
  /// a click marked last, else what is pinned.
  Target current() const;

 public slots:
  /// Does that at what is marked; says what is missing where it can't be done.
  void do_there(synod::views::PlaceCommand command);
  /// Marks the first node, or the first message in flight.
  void mark_first_node();
  void mark_first_message();
  void zoom_in();
  void zoom_out();
  void zoom_reset();

 signals:
  void action_requested(const synod::Action& action);
  /// "Propose…" was chosen: somebody must ask for a value.
  void propose_requested(synod::NodeId node);
  void moment_requested(synod::MomentId moment);
  void why_requested(const synod::views::Target& target);
  /// Which two histories can't that node tell apart?
  void histories_requested(synod::NodeId node);
  /// A click did that: it was asked for just before.
  void acted_by_click(const synod::Action& action);
  /// Clicked while it is asked for.
  void answered(const synod::views::Target& target);
  /// A gesture that can't be done, and why.
  void refused(const QString& why);
  /// The user drags a message, or no longer: it must not be delivered by the clock meanwhile.
  void carrying(bool carried);
  /// `area_below_badge` may be another.
  void laid_out();

 protected:
  bool event(QEvent* event) override;
  void drawBackground(QPainter* painter, const QRectF& rect) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override { mousePressEvent(event); }
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool focusNextPrevChild(bool next) override;
  bool viewportEvent(QEvent* event) override;

 private:
  /// The gesture of the pressed mouse button.
  enum class Grip : std::uint8_t { none, pressed, carrying, panning, drawing_line };

  bool shown() const { return frame_.world != nullptr; }
  const Cluster& world() const { return *frame_.world; }
  void rebuild();
  void relayout();
  void refit();
  void refresh();
  void filter_traffic();
  void lay_aside();
  void let_grow();
  void place_tools();
  /// In scene coordinates.
  QRectF area_of_tools() const;
  void zoom_by(double factor);

  Target target_at(QPoint point) const;
  /// A node and, where `point` is on one on its card, the slot of its log.
  Target with_slot(Target target, QPoint point) const;
  /// False where it is refused, with a word about it.
  bool request(const Action& action);
  void request_all(const std::vector<Action>& actions);
  void click(const Target& target, Qt::KeyboardModifiers modifiers);
  void choose(const Choice& choice, const Target& target);
  QString name_of(const Target& target) const;
  void open_menu(const Target& target, QPoint global);

  void begin_drag();
  bool over_receiver() const;
  void put_down();
  void forget_places();
  void draw_carried(class Scenery& scenery);
  void finish_line(QPoint point);
  void let_go();

  std::vector<Target> stops() const;
  /// Whether a message in flight is not hidden.
  bool sees(const Message& message) const {
    return filter_ == nullptr || asked_ == Target::Kind::message ||
           !filter_->hides(message.kind, message.to);
  }
  void move_focus(const Target& target);
  bool alive(const Target& target) const;
  QString slot_told(NodeId node, Slot slot) const;
  QString told(const Target& target) const;
  QString told_of_node(NodeId id) const;
  QString told_of_link(NodeId from, NodeId to) const;
  QPoint tip_point(const Target& target, QPoint pointer);
  /// What the crown at a node means; empty where there is none.
  QString member_told(NodeId node) const;
  QString crown_told(NodeId node) const;
  /// What the padlock at a node means; empty where there is none.
  QString lock_told(NodeId node) const;
  /// What the ring around a node means; empty where there is none.
  QString timer_told(NodeId node) const;

  void draw_target(class Scenery& scenery, const Target& target, bool focus);
  void draw_asked(class Scenery& scenery);
  const LinkLook* link_between(NodeId a, NodeId b) const;
  Action line_action() const;

  Selection* selection_;
  const History* history_ = nullptr;
  BallotChoice* ballots_ = nullptr;
  QHash<PlaceCommand, QAction*> place_actions_;
  const Reason* reason_ = nullptr;
  TrafficFilter* filter_ = nullptr;
  CanvasTools* tools_;
  Frame frame_;
  std::optional<Event> last_;  ///< What frame_ points to: it may be drawn again at any time.
  std::optional<Event> next_;
  mutable Stage stage_;
  mutable Envelopes envelopes_;
  QGraphicsScene scene_;
  std::vector<NodeItem*> node_items_;
  TrafficItem* traffic_item_ = nullptr;
  double user_zoom_ = 1;
  double below_badge_ = 0;
  bool captions_ = false;
  CaptionPainter caption_;

  QPixmap backdrop_;  ///< The ground, the links and the quorums, as long as nothing of it changes.
  std::vector<LinkLook> backdrop_links_;
  std::vector<QuorumLook> backdrop_quorums_;
  QTransform backdrop_transform_;

  Grip grip_ = Grip::none;
  Qt::MouseButton button_ = Qt::NoButton;
  QPoint pressed_at_;
  QPoint pointer_;
  Target pressed_;
  MessageId carried_;
  QPointF grab_;  ///< From the pointer to the middle of what is carried, in the scene.
  /// Where held messages were let go, as shares of the scene's width and height.
  std::map<MessageId, QPointF> places_;
  bool line_next_ = false;  ///< The next drag draws a line, whichever the button.
  bool shift_ = false;
  Target focus_;
  bool click_selects_ = false;

  Target::Kind asked_ = Target::Kind::none;
  std::vector<Target> answer_;
};

}  // namespace synod::views
