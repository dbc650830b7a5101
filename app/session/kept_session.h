// Text of an autosaved session: a head that says what it is, then its script, which may grow.
#pragma once

#include <QString>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "tutorials/scenario_file.h"

namespace synod::app {

/// Head of a kept text: what it says of its session before the script begins.
struct KeptHead {
  QString file;             ///< That it belongs to; empty where there is none.
  QString example;          ///< The title of the scenario that it was opened from to step through.
  QString title;            ///< As it stood in the window.
  bool changed = false;     ///< It has something that no file has.
  quint64 own_bytes = 0;    ///< So much of the script is the text of the file it was opened from.
  quint64 file_hash = 0;    ///< Of what stood in its file when it was opened or saved; or 0.
  std::uint32_t lines = 0;  ///< Of the head itself.
};

/// The head as comment lines, so that the whole is a scenario too.
std::string head_text(const KeptHead& head);

/// The comment line that ends what is written at a time: how many events there are by then.
std::string foot_text(quint64 events);

/// A kept text in its parts. It is written line by line, so a last line without its end was cut off
/// while it was written: it is no part of the script, and no damage.
struct KeptSession {
  KeptHead head;
  std::string_view script;  ///< Within the text.
  quint64 events = 0;       ///< By its foot; branches included.
};
/// Reads the form of earlier versions as well.
KeptSession read_kept(std::string_view text);

/// How many events the last foot in the end of a kept text tells of; nothing where there is none.
std::optional<quint64> events_at_end(std::string_view text);

/// Runs the script of a kept text. Errors count its lines from the beginning of the head.
Verdict run_kept_text(const std::string& kept, const RunBounds& bounds,
                      RunProgress* progress = nullptr);

/// A head is no longer than this, and a foot much shorter.
inline constexpr std::size_t max_head_bytes = 64'000;

}  // namespace synod::app
