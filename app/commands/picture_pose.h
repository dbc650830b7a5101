// Pose of a window in a picture: what is pointed at, what has the keyboard, which menu is open.
#pragma once

#include <QPixmap>
#include <optional>
#include <string>

#include "app/commands/commands.h"

namespace synod::app {

class MainWindow;

/// Puts the window into that pose, or says what it names that is not there.
std::optional<std::string> take_pose(MainWindow& window, const PicturePose& pose);

/// The window as it is seen, with the menu that is open.
QPixmap portrait(MainWindow& window);

}  // namespace synod::app
