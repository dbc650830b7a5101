// Text of a session as it is kept: a head that says whose it is, then its script.
#pragma once

#include <QString>
#include <cstddef>
#include <string>
#include <string_view>

#include "tutorials/scenario_file.h"

namespace synod::app {

/// What a kept text says of its session before the script begins.
struct KeptHead {
  QString file;             ///< That it belongs to; empty where there is none.
  QString example;          ///< The title of the scenario that it was opened from to step through.
  QString title;            ///< As it stood in the window.
  quint64 events = 0;       ///< Branches included.
  bool changed = false;     ///< It has something that no file has.
  quint64 own_bytes = 0;    ///< So much of the script is the text of the file it was opened from.
  quint64 file_hash = 0;    ///< Of what stood in its file when it was opened or saved; or 0.
  std::uint32_t lines = 0;  ///< Of the head itself.
};

/// The head as comment lines, so that the whole is a scenario too.
std::string head_text(const KeptHead& head);

/// A kept text in its two parts.
struct KeptSession {
  KeptHead head;
  std::string_view script;  ///< Within the text.
};
/// Understands what earlier versions kept as well.
KeptSession read_kept(std::string_view text);

/// Runs the script of a kept text. Errors count its lines from the beginning of the head.
Verdict run_kept_text(const std::string& kept, const RunBounds& bounds,
                      RunProgress* progress = nullptr);

/// A head is no longer than this.
inline constexpr std::size_t max_head_bytes = 64'000;

}  // namespace synod::app
