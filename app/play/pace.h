// Pace of playing: how long things take to watch and to read.
#pragma once

#include <QString>
#include <algorithm>

#include "model/base/ids.h"

namespace synod::app {

/// Adults read about 240 words of plain English a minute in silence (Brysbaert, *How many words do
/// we read per minute?*, 2019), so four a second.
inline constexpr double words_a_second = 4;

/// Milliseconds of wall-clock time in which an event glides in at speed 1 while the run plays;
/// `span` is the simulated time since the event before it.
///
/// What an event changes on the canvas is about two words on one card, `promised 1.1`: half a
/// second to read, and a tenth to find the place. So no event takes less, and a message of usual
/// latency is under way for about a second, long enough for the words on it.
inline double play_ms(SimTime span) {
  constexpr double shortest = 600;
  constexpr double longest = 2400;
  constexpr double pace = 1000.0 / 60;  // For a simulated millisecond.
  return std::clamp(static_cast<double>(span.ms) * pace, shortest, longest);
}

/// Milliseconds that a first reading of `text` takes. A lesson waits so long
/// before it plays what the text speaks of, and between two events so that each can be read in the
/// story: its sentence has ten to twenty words.
inline double reading_ms(const QString& text) {
  const auto words = text.simplified().split(u' ', Qt::SkipEmptyParts).size();
  return static_cast<double>(words) / words_a_second * 1000;
}

}  // namespace synod::app
