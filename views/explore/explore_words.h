// Words for an exploration and its answer.
#pragma once

#include <QString>
#include <QStringList>

#include "views/explore/explore_request.h"

namespace synod::views {

/// All that is explored, in one line: "Every order of deliveries, each proposer asked once, 1
/// crash." `shape` has the names of the nodes.
QString scope_words(const explore::Bounds& bounds, const Shape& shape = {});
/// Where it gives up: "At most 20 million states and 2,000 MB."
QString limit_words(const explore::SearchLimits& limits);

/// A stage that runs, and one in which nothing was found, each in one line.
QString stage_begun_words(const explore::Bounds& bounds, const Shape& shape);
QString stage_held_words(const ExploreRequest& request, const ExploreStage& stage,
                         const Shape& shape);

/// The answer in a sentence or two.
QString answer_words(const ExploreRequest& request, const ExploreAnswer& answer,
                     const Shape& shape = {});
/// What else is worth knowing of it: how much was looked at, and how sure it is.
QString answer_details(const ExploreRequest& request, const ExploreAnswer& answer,
                       const Shape& shape = {});

/// The figures of a search under way, in the order of `figure_names`. The first two say something
/// to everybody.
QStringList figure_names();
QStringList figure_words(const ExploreFigures& figures, const explore::SearchLimits& limits);

/// A condition that can be asked for in `world`, as an example of the language.
QString example_goal(const Cluster& world);

}  // namespace synod::views
