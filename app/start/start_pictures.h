// Pictures of the start page.
#pragma once

#include "views/start/miniature.h"
#include "views/start/start_entry.h"

namespace synod::app {

/// Runs what `entry` opens, and draws it at the moment that says most of it: where a value must be
/// taken over, else where most is on its way. Empty where nothing can be run. May be called from
/// any thread.
QImage start_picture(const views::StartEntry& entry, const views::Theme& theme,
                     const views::PictureSize& size);

}  // namespace synod::app
