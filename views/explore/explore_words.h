// An exploration in words.
#pragma once

#include <QString>
#include <QStringList>

#include "views/explore/explore_request.h"

namespace synod::views {

/// All that is explored, in one line: "Every order of deliveries, 1 ballot each, 1 crash".
QString scope_words(const explore::Bounds& bounds);
/// Where it gives up: "At most 20 million states and 2,000 MB."
QString limit_words(const explore::SearchLimits& limits);

/// The answer in one sentence.
QString answer_words(const ExploreRequest& request, const ExploreAnswer& answer);
/// What else is worth knowing of it: how much was looked at, and how sure it is.
QString answer_details(const ExploreRequest& request, const ExploreAnswer& answer);

/// The figures of a search under way, in the order of `figure_names`.
QStringList figure_names();
QStringList figure_words(const ExploreFigures& figures);

/// A condition that can be asked for in `world`, as an example of the language.
QString example_goal(const Cluster& world);

}  // namespace synod::views
