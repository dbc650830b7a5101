#include "app/explore/histories_desk.h"

#include <QApplication>
#include <QLocale>
#include <QMainWindow>
#include <QStackedWidget>

#include "app/compare/compare_desk.h"
#include "app/parts/actions.h"
#include "app/parts/window_parts.h"
#include "app/play/player.h"
#include "app/session/session.h"
#include "model/world/blocked.h"
#include "model/world/protocol.h"
#include "views/canvas/canvas.h"
#include "views/explore/explore_words.h"
#include "views/kit/error_bar.h"
#include "views/kit/translated.h"
#include "views/panels/inspector.h"

namespace synod::app {

namespace {

/// An answer that comes faster than this comes without a word that it is being looked for.
constexpr int histories_patience_ms = 200;

QString word(const Text& value) {
  return QString::fromStdString(value.str());
}

}  // namespace

HistoriesDesk::HistoriesDesk(QMainWindow& window, Session& session, Player& player, Shared& shared,
                             const WindowParts& parts, CompareDesk& compare, const Actions& actions)
    : QObject(&window),
      window_(window),
      session_(session),
      player_(player),
      shared_(shared),
      parts_(parts),
      compare_(compare) {
  patience_.setInterval(histories_patience_ms);
  connect(&patience_, &QTimer::timeout, this, &HistoriesDesk::tell_progress);
  connect(&job_, &HistoriesJob::found, this, &HistoriesDesk::take);
  connect(actions[Command::histories], &QAction::triggered, this, &HistoriesDesk::ask_here);
  connect(parts_.canvas, &views::Canvas::histories_requested, this, &HistoriesDesk::ask);
  connect(parts_.inspector, &views::Inspector::histories_requested, this, &HistoriesDesk::ask);
  connect(&session_, &Session::exchanged, this, &HistoriesDesk::cancel);
}

/// The node that is marked; else the one that is blocked, where only one is.
std::optional<NodeId> HistoriesDesk::meant() const {
  for (const views::Target& target : {parts_.canvas->current(), shared_.selection.pinned()})
    if (target.kind == views::Target::Kind::node) return target.node;
  const NodeSet blocked = blocked_nodes(session_.history().world());
  if (blocked.size() == 1) return *blocked.begin();
  return std::nullopt;
}

void HistoriesDesk::ask_here() {
  if (const auto node = meant()) return ask(*node);
  parts_.errors->show_message(
      tr("Mark the node that this shall be about: point at it, click it, or press Tab."));
}

void HistoriesDesk::ask(NodeId node) {
  player_.pause();
  node_ = node;
  asked_at_ = session_.history().present();
  job_.look(run_of(session_.history(), asked_at_), node);
  patience_.start();
}

void HistoriesDesk::tell_progress() {
  const QString name = QString::fromStdString(session_.history().world().name(node_));
  parts_.errors->show_working(
      tr("Looking for two histories that %1 can't tell apart: %2 states so far.")
          .arg(name, QLocale().toString(static_cast<qulonglong>(job_.states()))),
      tr("Cancel"), [this] { cancel(); });
}

void HistoriesDesk::cancel() {
  if (!job_.looking()) return;
  job_.cancel();
  patience_.stop();
  parts_.errors->show_message({});
}

/// Whether what was asked about is still what the window shows, and nothing stands before it.
bool HistoriesDesk::stands_as_asked() const {
  const auto* pages = qobject_cast<QStackedWidget*>(window_.centralWidget());
  return pages->currentIndex() == 0 && session_.history().present() == asked_at_ &&
         !player_.moving() && QApplication::activeModalWidget() == nullptr;
}

void HistoriesDesk::take(const FoundHistories& found) {
  patience_.stop();
  parts_.errors->show_message({});
  if (!found.both) return parts_.errors->show_message(views::translated(found.both.error()));
  if (found.twin == nullptr)
    return parts_.errors->show_notice(answer(*found.both, found.too_long), {}, {});
  if (stands_as_asked()) return show(found, node_);
  parts_.errors->show_notice(
      tr("Two histories were found that %1 can't tell apart.")
          .arg(QString::fromStdString(session_.history().world().name(node_))),
      tr("Show them"), [this, found, node = node_] { show(found, node); });
}

void HistoriesDesk::show(const FoundHistories& found, NodeId node) {
  const Cluster& world = session_.history().world();
  const QString done = views::translated(world.protocol->info().decision.done);
  const QString name = QString::fromStdString(world.name(node));
  const auto side = [&](const Text& value) { return tr("%1 is %2").arg(word(value), done); };
  compare_.open_pair(
      {found.twin, side(found.decided.left), side(found.decided.right),
       tr("%1 can't tell these two histories apart: its memory and its disk are the same in both. "
          "On the left %2 is %4, on the right %3. Whatever %1 did by itself would be wrong in one "
          "of them.")
           .arg(name, word(found.decided.left), word(found.decided.right), done),
       node});
}

/// What is known where there are no two.
QString HistoriesDesk::answer(const explore::TwoHistories& both, bool too_long) const {
  const Cluster& world = session_.history().world();
  const QString name = QString::fromStdString(world.name(node_));
  const QString states = QLocale().toString(static_cast<qulonglong>(both.states));
  const QString scope = views::scope_words(both.bounds, world.shape());
  if (too_long)
    return tr("Not known: the time was up after %1 states. It may be that %2 can't tell two "
              "histories apart, and it may be that it can.")
        .arg(states, name);
  if (both.search != explore::SearchEnd::complete)
    return tr("Not known: the limit came first, after %1 states. It may be that %2 can't tell two "
              "histories apart, and it may be that it can.")
        .arg(states, name);
  const QString done = views::translated(world.protocol->info().decision.done);
  if (!both.first)
    return tr("In no history in which %1 has the state that it has is anything %2. Looked at: %3")
        .arg(name, done, scope);
  return tr("%1 can tell: in every history in which it has the state that it has, %2 is %3, or "
            "nothing is yet. Looked at: %4")
      .arg(name, word(both.first->decided), done, scope);
}

}  // namespace synod::app
