#include "views/canvas/canvas.h"

#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "model/world/locks.h"
#include "model/world/protocol.h"
#include "views/canvas/crowding.h"
#include "views/canvas/fade.h"
#include "views/canvas/hit.h"
#include "views/canvas/node_painter.h"
#include "views/canvas/plain_picture.h"
#include "views/canvas/scene_layers.h"
#include "views/canvas/scenery.h"

namespace synod::views {

namespace {
constexpr double least_zoom = 0.4;
constexpr double most_zoom = 5;
constexpr double link_slack = 8;
}  // namespace

Canvas::Canvas(Selection* selection, QWidget* parent)
    : QGraphicsView(parent), selection_(selection), tools_(new CanvasTools(viewport())) {
  stage_.theme = Theme::light();
  scene_.setItemIndexMethod(QGraphicsScene::NoIndex);
  setScene(&scene_);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
  setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
  setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  setTransformationAnchor(QGraphicsView::NoAnchor);
  setResizeAnchor(QGraphicsView::NoAnchor);
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  viewport()->setMouseTracking(true);
  setMinimumSize(240, 160);
  setAccessibleName(tr("The cluster"));
  connect(selection_, &Selection::changed, this, [this] {
    let_grow();
    viewport()->update();
  });
}

Canvas::~Canvas() {
  scene_.clear();
}

void Canvas::set_theme(const Theme& theme) {
  if (theme == stage_.theme) return;
  stage_.theme = theme;
  tools_->set_theme(theme);
  place_tools();
  if (shown()) relayout();
}

void Canvas::set_reason(const Reason* reason) {
  reason_ = reason;
  connect(reason, &Reason::changed, this, [this] {
    if (shown() && traffic_item_ != nullptr && stage_.layout.shape == world().shape()) refresh();
  });
}

/// Until the next frame there is nothing to draw: the last one shows the history before.
void Canvas::set_history(const History* history) {
  history_ = history;
  frame_ = {};
  last_.reset();
  next_.reset();
}

void Canvas::set_ballots(BallotChoice* ballots) {
  ballots_ = ballots;
  connect(ballots_, &BallotChoice::changed, this, [this] {
    if (shown()) refresh();
  });
}

void Canvas::set_filter(TrafficFilter* filter) {
  filter_ = filter;
  tools_->add_filter(*filter);
  connect(filter_, &TrafficFilter::changed, this, [this] {
    if (shown()) refresh();
  });
}

void Canvas::show_frame(const Frame& frame) {
  frame_ = frame;
  const auto keep = [](std::optional<Event>& own, const Event*& event) {
    own = event != nullptr ? std::optional<Event>(*event) : std::nullopt;
    event = own ? &*own : nullptr;
  };
  keep(last_, frame_.last);
  keep(next_, frame_.next);
  if (!shown()) {
    node_items_.clear();
    scene_.clear();
    traffic_item_ = nullptr;
    viewport()->update();
    return;
  }
  if (traffic_item_ == nullptr || world().shape() != stage_.layout.shape) rebuild();
  refresh();
}

void Canvas::ask_for(Target::Kind kind, const std::vector<Target>& answer) {
  if (kind == asked_ && answer == answer_) return;
  asked_ = kind;
  answer_ = answer;
  if (shown()) refresh();
  viewport()->update();
}

void Canvas::keep_free_below_badge(double height) {
  if (height == below_badge_) return;
  below_badge_ = height;
  if (shown() && traffic_item_ != nullptr && world().shape() == stage_.layout.shape) relayout();
}

QRectF Canvas::area_below_badge() const {
  const double fit = stage_.zoom / user_zoom_;
  return {stage_.layout.outlook.topLeft() * fit, stage_.layout.outlook.size() * fit};
}

void Canvas::show_captions(bool shown) {
  if (shown == captions_) return;
  captions_ = shown;
  viewport()->update();
}

void Canvas::rebuild() {
  scene_.clear();
  node_items_.clear();
  for (NodeId id : world().shape().all()) {
    node_items_.push_back(new NodeItem(stage_, id));
    scene_.addItem(node_items_.back());
  }
  traffic_item_ = new TrafficItem(stage_, envelopes_);
  scene_.addItem(traffic_item_);
  focus_ = {};
  places_.clear();
  let_go();
  user_zoom_ = 1;
  relayout();
}

void Canvas::relayout() {
  stage_.layout =
      lay_out(world().shape(), QSizeF(viewport()->size()), stage_.theme.scale,
              {.below_badge = below_badge_, .below_disks = !lockable_nodes(world()).empty()});
  caption_.forget();
  refit();
  for (NodeItem* item : node_items_) item->forget();
  refresh();
  emit laid_out();
}

void Canvas::refit() {
  const QSizeF size = stage_.layout.size;
  const double fit =
      std::min(viewport()->width() / size.width(), viewport()->height() / size.height());
  stage_.zoom = std::min(fit, 1.0) * user_zoom_;
  stage_.ratio = devicePixelRatioF();
  const QRectF ground({0, 0}, size);
  setSceneRect(ground.adjusted(-size.width(), -size.height(), size.width(), size.height()));
  setTransform(QTransform::fromScale(stage_.zoom, stage_.zoom));
  if (user_zoom_ == 1) centerOn(ground.center());
  for (NodeItem* item : node_items_) item->forget();
  backdrop_ = {};
  place_tools();
}

void Canvas::refresh() {
  const auto at = static_cast<EventNumber>(std::floor(frame_.position + 1e-9));
  stage_.picture =
      picture_of(frame_, stage_.layout,
                 ballots_ == nullptr ? std::vector<ShownQuorum>() : ballots_->shown_at(at));
  if (stage_.theme.detail == LevelOfDetail::basic) leave_out_numbers(stage_.picture);
  if (reason_ != nullptr && reason_->active()) show_reason(*reason_, stage_.picture);
  envelopes_.prepare(stage_.theme, world().protocol->info(), stage_.layout.scale, stage_.zoom,
                     stage_.ratio);
  filter_traffic();
  lay_aside();
  thin_out(stage_.picture, stage_.layout,
           [this](const Face& face) { return envelopes_.size(face); });
  let_grow();
  for (NodeItem* item : node_items_) item->refresh();
  traffic_item_->refresh();
  if (stage_.picture.links != backdrop_links_ || stage_.picture.quorums != backdrop_quorums_)
    backdrop_ = {};
  if (focus_.exists() && !alive(focus_)) move_focus({});
  viewport()->update();
}

/// Whoever is asked for a message must be able to see them all.
void Canvas::filter_traffic() {
  if (filter_ == nullptr) return;
  filter_->set_protocol(world().protocol->info(), world().shape());
  const bool filtered = filter_->hides_any() && asked_ != Target::Kind::message;
  if (filtered) {
    const auto hidden = [this](const Envelope& e) { return filter_->hides(e.face.kind, e.to); };
    const auto& all = world().in_flight;
    stage_.picture.hidden = static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [this](const Message& m) { return filter_->hides(m.kind, m.to); }));
    std::erase_if(stage_.picture.envelopes, hidden);
  }
  if (tools_->show_hidden(stage_.picture.hidden, filtered)) place_tools();
}

/// What is pointed at, selected or carried shows its words, whatever stands around it.
void Canvas::let_grow() {
  if (!shown()) return;
  const auto meant = [this](const Envelope& e) {
    const auto is = [&](const Target& target) {
      return target.kind == Target::Kind::message && target.message == e.id;
    };
    if (is(selection_->hovered()) || is(selection_->pinned()) || is(focus_)) return true;
    return grip_ == Grip::carrying && e.id == carried_;
  };
  for (Envelope& e : stage_.picture.envelopes) {
    const bool small = e.face.small || e.grown;
    e.grown = small && !e.ghost && meant(e);
    e.face.small = small && !e.grown;
  }
}

void Canvas::place_tools() {
  std::vector<QRect> taken;
  for (const NodePlace& place : stage_.layout.nodes)
    taken.push_back(mapFromScene(place.bounds()).boundingRect());
  tools_->place(taken);
}

QRectF Canvas::area_of_tools() const {
  constexpr int apart = 4;
  const QRect area = tools_->geometry().adjusted(-apart, -apart, apart, apart);
  return mapToScene(area).boundingRect();
}

// ---- drawing

void Canvas::drawBackground(QPainter* painter, const QRectF& rect) {
  if (!shown()) {
    painter->fillRect(rect, stage_.theme.canvas);
    return;
  }
  const QTransform at = painter->worldTransform();
  if (backdrop_.isNull() || backdrop_transform_ != at ||
      backdrop_.deviceIndependentSize().toSize() != viewport()->size()) {
    backdrop_transform_ = at;
    backdrop_links_ = stage_.picture.links;
    backdrop_quorums_ = stage_.picture.quorums;
    backdrop_ = QPixmap(viewport()->size() * stage_.ratio);
    backdrop_.setDevicePixelRatio(stage_.ratio);
    backdrop_.fill(stage_.theme.canvas);
    QPainter p(&backdrop_);
    p.setRenderHint(QPainter::Antialiasing);
    p.setWorldTransform(at);
    SceneLayers(p, stage_.layout, stage_.theme, world()).ground(stage_.picture);
  }
  painter->setWorldTransform({});
  painter->setCompositionMode(QPainter::CompositionMode_Source);
  painter->drawPixmap(0, 0, backdrop_);
  painter->setCompositionMode(QPainter::CompositionMode_SourceOver);
  painter->setWorldTransform(at);
  Scenery scenery(*painter, stage_.layout, stage_.theme);
  const Target& hovered = selection_->hovered();
  if (hovered.kind == Target::Kind::link)
    if (const LinkLook* link = link_between(hovered.node, hovered.peer))
      scenery.hovered_link(*link, hovered.node, shift_);
  if (focus_.kind == Target::Kind::link && current() == focus_)
    scenery.outline_link(focus_.node, focus_.peer, true);
  SceneLayers(*painter, stage_.layout, stage_.theme, world()).behind(stage_.picture);
}

void Canvas::drawForeground(QPainter* painter, const QRectF&) {
  if (!shown()) return;
  painter->setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  Scenery scenery(*painter, stage_.layout, stage_.theme);
  SceneLayers layers(*painter, stage_.layout, stage_.theme, world());
  layers.over(stage_.picture);
  if (captions_) {
    // Its letters are of their usual size where the scene is larger than the view, too.
    Theme readable = stage_.theme;
    readable.scale *= user_zoom_ / stage_.zoom;
    caption_.draw(*painter, frame_, stage_.layout, readable, area_of_tools());
  }
  draw_asked(scenery);
  // One thing is outlined: what the keys act on, or an event that is pointed at elsewhere.
  const Target marked = current();
  const bool elsewhere = !alive(selection_->hovered()) && selection_->hovered().exists();
  draw_target(scenery, elsewhere ? selection_->hovered() : marked, !elsewhere && marked == focus_);
  draw_carried(scenery);
  if (grip_ == Grip::drawing_line)
    scenery.partition_line(mapToScene(pressed_at_), mapToScene(pointer_), line_action().side);
  // Truth stands still whatever the view shows: it is not a part of the cluster.
  const QTransform at = painter->worldTransform();
  painter->setWorldTransform({});
  const double fit = stage_.zoom / user_zoom_;
  const QRectF badge = stage_.layout.badge;
  const QRectF stage = stage_.layout.stage;
  layers.truth({badge.topLeft() * fit, badge.size() * fit},
               {stage.topLeft() * fit, stage.size() * fit}, stage_.picture);
  painter->setWorldTransform(at);
}

void Canvas::draw_target(Scenery& scenery, const Target& target, bool focus) {
  if (target.kind == Target::Kind::node && alive(target)) scenery.outline_node(target.node, focus);
  if (target.kind == Target::Kind::event && history_ != nullptr &&
      target.moment < history_->size()) {
    // Where it happened, and the message that it is about.
    const Moment& moment = history_->moment(target.moment);
    if (frame_.answers_hidden && moment.depth > frame_.position) return;
    draw_target(scenery, Target::at_node(moment.node), focus);
    return draw_target(scenery, Target::at_message(moment.action.message), focus);
  }
  if (target.kind != Target::Kind::message) return;
  for (const Envelope& e : stage_.picture.envelopes)
    if (e.id == target.message && !e.ghost)
      scenery.outline_rect(envelope_rect(e, envelopes_), focus);
}

/// Everything that answers a question is outlined; what was chosen, strongly.
void Canvas::draw_asked(Scenery& scenery) {
  if (asked_ == Target::Kind::none) return;
  for (const Target& stop : stops()) {
    if (stop.kind != asked_) continue;
    const bool chosen = std::any_of(answer_.begin(), answer_.end(), [&](const Target& target) {
      return target == stop || (stop.kind == Target::Kind::link && target.node == stop.peer &&
                                target.peer == stop.node);
    });
    if (stop.kind == Target::Kind::link) {
      scenery.outline_link(stop.node, stop.peer, chosen);
    } else {
      draw_target(scenery, stop, chosen);
    }
  }
}

const LinkLook* Canvas::link_between(NodeId a, NodeId b) const {
  for (const LinkLook& link : stage_.picture.links)
    if ((link.a == a && link.b == b) || (link.a == b && link.b == a)) return &link;
  return nullptr;
}

// ---- places

Target Canvas::target_at(QPoint point) const {
  if (!shown()) return {};
  return hit(stage_.picture, stage_.layout, envelopes_, mapToScene(point),
             link_slack / stage_.zoom);
}

Target Canvas::with_slot(Target target, QPoint point) const {
  if (target.kind != Target::Kind::node) return target;
  const NodePlace& place = stage_.layout.node(target.node);
  if (!place.card.contains(mapToScene(point))) return target;
  target.slot = slot_on_card(stage_.picture.nodes[target.node.index], place, stage_.layout,
                             mapToScene(point));
  return target;
}

QPoint Canvas::node_point(NodeId node) const {
  return mapFromScene(stage_.layout.node(node).center);
}

QPoint Canvas::slot_point(NodeId node, Slot slot) const {
  const NodePlace& place = stage_.layout.node(node);
  const NodeLook& look = stage_.picture.nodes[node.index];
  for (std::size_t row = 0; row < look.disk.size(); ++row)
    for (double x = place.card.left(); x < place.card.right(); x += 2)
      if (const QPointF at(x, disk_row(place, stage_.layout, row).center().y());
          slot_on_card(look, place, stage_.layout, at) == slot)
        return mapFromScene(at + QPointF(4, 0));
  return {-1, -1};
}

QPoint Canvas::link_point(NodeId from, NodeId to) const {
  const QPointF a = stage_.layout.node(from).center;
  const QPointF b = stage_.layout.node(to).center;
  const Target wanted = Target::at_link(from, to);
  for (const double share : {0.3, 0.35, 0.4, 0.45, 0.25, 0.48, 0.2, 0.15, 0.12, 0.38, 0.42, 0.32}) {
    const QPoint point = mapFromScene(a + (b - a) * share);
    if (target_at(point) == wanted) return point;
  }
  return mapFromScene(a + (b - a) * 0.4);
}

QPoint Canvas::message_point(MessageId id) const {
  for (const Envelope& e : stage_.picture.envelopes) {
    if (e.id != id || e.ghost) continue;
    const QRectF rect = envelope_rect(e, envelopes_);
    // In a pile, a part that no other message hides.
    for (const double x : {0.5, 0.1, 0.9, 0.25, 0.75})
      for (const double y : {0.5, 0.2, 0.8}) {
        const QPoint point =
            mapFromScene(rect.topLeft() + QPointF(rect.width() * x, rect.height() * y));
        if (target_at(point) == Target::at_message(id)) return point;
      }
    return mapFromScene(rect.center());
  }
  return {-1, -1};
}

QPoint Canvas::lane_point(NodeId from, NodeId to, double progress) const {
  return mapFromScene(stage_.layout.lane(from, to).at(progress));
}

// ---- zoom

void Canvas::zoom_by(double factor) {
  if (!shown()) return;
  const double wanted = std::clamp(user_zoom_ * factor, least_zoom, most_zoom);
  if (wanted == user_zoom_) return;
  const QPointF middle = mapToScene(viewport()->rect().center());
  user_zoom_ = std::abs(wanted - 1) < 0.02 ? 1 : wanted;
  refit();
  if (user_zoom_ != 1) centerOn(middle);
  refresh();
}

void Canvas::zoom_in() {
  zoom_by(1.2);
}

void Canvas::zoom_out() {
  zoom_by(1 / 1.2);
}

void Canvas::zoom_reset() {
  user_zoom_ = 1;
  if (!shown()) return;
  refit();
  refresh();
}

void Canvas::wheelEvent(QWheelEvent* event) {
  if (!shown() || event->angleDelta().y() == 0) return;
  const QPointF under = mapToScene(event->position().toPoint());
  zoom_by(std::pow(1.0015, event->angleDelta().y()));
  if (user_zoom_ != 1) {
    const QPoint now = mapFromScene(under);
    const QPoint off = now - event->position().toPoint();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + off.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() + off.y());
  }
  event->accept();
}

void Canvas::resizeEvent(QResizeEvent* event) {
  QGraphicsView::resizeEvent(event);
  place_tools();
  if (shown()) relayout();
}

bool Canvas::alive(const Target& target) const {
  if (!shown()) return false;
  switch (target.kind) {
    case Target::Kind::node: return world().shape().all().contains(target.node);
    case Target::Kind::link: return link_between(target.node, target.peer) != nullptr;
    case Target::Kind::message: return world().message(target.message) != nullptr;
    default: return false;
  }
}

}  // namespace synod::views
