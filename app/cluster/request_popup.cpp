#include "app/cluster/request_popup.h"

#include <QCoreApplication>

#include "app/parts/ask_popup.h"
#include "model/scenario/request_parser.h"
#include "model/world/protocol.h"
#include "views/canvas/canvas.h"
#include "views/kit/plain_text.h"
#include "views/kit/translated.h"

namespace synod::app {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(RequestPopup)
};

QString question(const Cluster& world, NodeId node) {
  const ProtocolInfo& protocol = world.protocol->info();
  const QString name = QString::fromStdString(world.name(node));
  if (!takes_wishes(world, node)) return views::translated(protocol.request.asks).arg(name);
  QString words = QString::fromUtf8(protocol.wishes.front().word);
  for (std::size_t i = 1; i < protocol.wishes.size(); ++i)
    words = Texts::tr("%1 or %2").arg(words, QString::fromUtf8(protocol.wishes[i].word));
  return Texts::tr("What %1 is asked for: %2").arg(name, words);
}

/// What nobody asked for yet; the last of the wishes, as nodes do the first by themselves.
QString suggestion(const Cluster& world, NodeId node) {
  if (takes_wishes(world, node))
    return QString::fromUtf8(world.protocol->info().wishes.back().word);
  return QString::fromStdString(next_request(world).str());
}

QString help(const Cluster& world, NodeId node) {
  const QString keys = Texts::tr("Enter asks, Escape does not.");
  if (takes_wishes(world, node)) return keys;
  return views::translated(world.protocol->info().request.help)
             .arg(QString::fromStdString(world.name(node))) +
         u'\n' + keys;
}

}  // namespace

void ask_request(const Cluster& world, NodeId node, views::Canvas& canvas,
                 std::function<void(const Action&)> act,
                 std::function<void(const QString&)> refuse) {
  auto* popup = new AskPopup(question(world, node), suggestion(world, node), &canvas);
  popup->setToolTip(views::plain_tip(help(world, node)));
  QObject::connect(popup, &AskPopup::answered, &canvas,
                   [=, act = std::move(act), refuse = std::move(refuse)](const QString& answer) {
                     const auto request = parse_request(answer.toStdString());
                     if (!request) return refuse(views::translated(request.error().why));
                     act(actions::propose(node, request->value, request->round));
                   });
  popup->ask_at(canvas.viewport()->mapToGlobal(canvas.node_point(node)));
}

}  // namespace synod::app
