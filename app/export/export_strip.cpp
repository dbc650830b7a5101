#include "app/export/export_strip.h"

#include <QCoreApplication>
#include <algorithm>

#include "model/report/key_moments.h"
#include "model/world/protocol.h"
#include "views/kit/cast_words.h"
#include "views/kit/translated.h"

namespace synod::app {

using views::Strip;
using views::StripPanel;

namespace {

/// As many as an A4 page shows at a size that is read from an arm's length.
constexpr std::size_t usual_panels = 6;
/// Who chose as many has told it all.
constexpr std::size_t enough_panels = 3;

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Export)
};

QString sentence_at(const Event& event) {
  QStringList sentences;
  for (const Note& note : event.notes) sentences << views::translated(note.text);
  return sentences.join(u' ');
}

std::vector<EventNumber> moments_of(const ExportOrder& order, const Trace& trace) {
  std::vector<EventNumber> moments = order.moments;
  const EventNumber last = order.to.value_or(trace.length());
  std::erase_if(moments, [&](EventNumber moment) { return moment < order.from || moment > last; });
  // A bookmark or two do not tell a story: those that matter stand beside them.
  if (moments.size() < enough_panels)
    for (EventNumber moment : key_moments(trace, usual_panels - moments.size(), order.from, last))
      moments.push_back(moment);
  std::sort(moments.begin(), moments.end());
  moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
  if (moments.empty()) moments.push_back(order.from);
  if (moments.size() > views::most_panels) moments.resize(views::most_panels);
  return moments;
}

StripPanel panel_of(EventNumber number, const History& history) {
  const MomentId moment = history.line()[number];
  if (number == 0) return {Texts::tr("Start"), Texts::tr("Nothing has happened yet."), 0};
  return {Texts::tr("Event %1 · %2 ms").arg(number).arg(history.moment(moment).time.ms),
          sentence_at(history.event(moment)), static_cast<double>(number)};
}

QString cluster_of(const Cluster& world) {
  const Shape& shape = world.shape();
  const QString protocol = views::translated(world.protocol->info().title);
  return QStringLiteral("%1 · %2").arg(protocol, views::cluster_words(shape));
}

}  // namespace

std::vector<EventNumber> bookmarked_events(const History& history, const Bookmarks& bookmarks) {
  std::vector<EventNumber> events;
  for (const Bookmark& bookmark : bookmarks.list()) {
    const EventNumber event = history.moment(bookmark.moment).depth;
    if (event < history.line().size() && history.line()[event] == bookmark.moment)
      events.push_back(event);
  }
  return events;
}

Strip strip_of(const ExportOrder& order, FrameMaker& frames, const Trace& trace) {
  const History& history = frames.history();
  Strip strip;
  strip.title = order.title;
  strip.footer =
      Texts::tr("Dashed badge: what is decided, which no node can see. Made with Synod.");
  const std::vector<EventNumber> moments = moments_of(order, trace);
  for (EventNumber number : moments) strip.panels.push_back(panel_of(number, history));
  strip.subtitle =
      Texts::tr("%1 · events: %2").arg(cluster_of(order.run.start)).arg(trace.length());
  strip.frame = [&frames](double position) -> const views::Frame& { return frames.at(position); };
  return strip;
}

}  // namespace synod::app
