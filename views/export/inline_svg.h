// SVG that stands within an HTML page, beside others.
#pragma once

#include <QByteArray>
#include <QString>

namespace synod::views {

/// The `svg` element of the file `svg`, without what stands before it. Each id in it, and each
/// reference to one, begins with `prefix`, so that no two pictures of a page share one. `label` is
/// what screen readers tell. Empty where `svg` can't be read.
QByteArray inline_svg(const QByteArray& svg, const QString& prefix, const QString& label);

}  // namespace synod::views
