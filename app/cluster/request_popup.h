// Pop-up that asks what a node is to be asked for.
#pragma once

#include <QString>
#include <functional>

#include "model/world/action.h"
#include "model/world/cluster.h"

namespace synod::views {
class Canvas;
}

namespace synod::app {

/// Opens it beside `node` on `canvas`, filled in with what would be asked for next. `act` gets the
/// action once it is answered, `refuse` a sentence where the answer is none; neither where it is
/// closed with Escape.
void ask_request(const Cluster& world, NodeId node, views::Canvas& canvas,
                 std::function<void(const Action&)> act,
                 std::function<void(const QString&)> refuse);

}  // namespace synod::app
