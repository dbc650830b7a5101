// Cover over an answer until the class has given it.
#pragma once

#include <QPainter>

#include "views/kit/theme.h"

namespace synod::views {

/// Fills `box` with a hatched cover and a question mark: it reads as put there on purpose, in
/// either theme and without colour.
void draw_cover(QPainter& painter, const Theme& theme, const QRectF& box);

/// What a cover says where there are only words.
QString cover_text();

}  // namespace synod::views
