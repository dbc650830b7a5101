// Text formats of export, which need no window.
#pragma once

#include <string>

#include "app/export/export_format.h"
#include "model/line/history.h"

namespace synod::app {

/// The whole line of `history` (for the script, all of it) in a format that is text. A story is
/// told in `language`, in English where none is given.
std::string export_text(ExportFormat format, const History& history,
                        Sentence::Language language = nullptr);

}  // namespace synod::app
