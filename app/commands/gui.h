// Start of every command that has a window: name, version, style and icon of the program.
#pragma once

#include <QString>
#include <optional>
#include <string>

class QApplication;

namespace synod::app {
struct Language;

/// Makes a program that opens no window, and is silent about what can't be done without a display.
/// Call it before the QApplication is made.
void draw_without_display();

/// Names, version, style and icon of the program. Call it once, after the QApplication is made.
void prepare_application(QApplication& app);

/// Says on standard error where no font is installed, so that nothing could be read. Call it once
/// the QApplication is made; false means to leave.
bool has_fonts();

/// The language of that code; where there is none, says so on standard error. Needs the
/// QApplication.
std::optional<Language> asked_language(const std::string& code);

/// Where sessions are kept between runs.
QString autosave_folder();

}  // namespace synod::app
