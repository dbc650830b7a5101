// What every command with a window begins with.
#pragma once

#include <QString>

class QApplication;

namespace synod::app {

/// Names, version, style and icon of the program. Call it once, after the QApplication is made.
void prepare_application(QApplication& app);

/// Where sessions are kept between runs.
QString autosave_folder();

}  // namespace synod::app
