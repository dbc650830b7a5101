#include "views/compare/difference_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "model/world/protocol.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::Compare)
};

QString plain(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString word_for_chosen(const Cluster& world) {
  return translated(world.protocol->info().decision.done);
}

QString name_of(const Difference& difference, const Shape& shape) {
  return plain(shape.name(difference.node));
}

}  // namespace

QString told(const Difference& difference, const Cluster& world) {
  const QString left = plain(difference.value.left);
  const QString right = plain(difference.value.right);
  if (!difference.node.exists())
    return Texts::tr("%1: %2 ≠ %3").arg(word_for_chosen(world), left, right);
  return Texts::tr("%1's %2: %3 ≠ %4")
      .arg(name_of(difference, world.shape()), plain(difference.field), left, right);
}

QString parting_told(const Twin& twin) {
  const TwinStep& step = twin.step(twin.parting());
  if (step.still) {
    const QString why = translated(*step.still);
    return step.acted.left ? Texts::tr("the right does nothing, as %1.").arg(why)
                           : Texts::tr("the left does nothing, as %1.").arg(why);
  }
  const std::vector<Difference> differences = twin.differences();
  if (differences.empty()) return {};
  const Difference& first = differences.front();
  const QString left = plain(first.value.left);
  const QString right = plain(first.value.right);
  const Cluster& world = twin.history(Side::left).world();
  if (!first.node.exists())
    return Texts::tr("%1 is %2 on the left and %3 on the right.")
        .arg(word_for_chosen(world), left, right);
  return Texts::tr("%1's %2 is %3 on the left and %4 on the right.")
      .arg(name_of(first, world.shape()), plain(first.field), left, right);
}

QString standing_told(const Twin& twin) {
  const std::uint32_t parting = twin.parting();
  if (twin.size() == 0)
    return Texts::tr("Nothing has happened yet: act in either cluster, or step.");
  if (twin.by_own_clocks())
    return Texts::tr("Two protocols, each by its own clock: what you do happens on both sides.");
  if (parting == 0)
    return Texts::tr("The two are the same in all of these steps: %1.").arg(twin.size());
  if (twin.present() < parting)
    return Texts::tr("The same so far. They part at step %1.").arg(parting);
  if (twin.present() == parting) return Texts::tr("Here they part: %1").arg(parting_told(twin));
  const std::size_t differing = twin.step(twin.present()).differing;
  return differing == 0
             ? Texts::tr("They parted at step %1; just now they are the same.").arg(parting)
             : Texts::tr("They parted at step %1.").arg(parting);
}

QString happened_told(const Twin& twin, Side side) {
  if (twin.present() == 0) return Texts::tr("The start: nothing has happened yet.");
  const TwinStep& step = twin.step(twin.present());
  if (!step.acted[side] && !step.by_own_clock)
    return Texts::tr("It does nothing: %1.").arg(step.still ? translated(*step.still) : QString());
  if (step.moment[side] == 0) return Texts::tr("The start: nothing has happened yet.");
  QStringList sentences;
  for (const Note& note : twin.history(side).event(step.moment[side]).notes)
    sentences << translated(note.text);
  return sentences.join(u' ');
}

QString traffic_told(const Twin& twin, Side side) {
  const Traffic& traffic = twin.step(twin.present()).traffic[side];
  const auto count = [](std::size_t number) { return QString::number(number); };
  QStringList parts{
      Texts::tr("Messages: %1").arg(count(traffic.messages)),
      Texts::tr("%1: %2").arg(word_for_chosen(twin.history(side).world()), count(traffic.decided))};
  if (traffic.decided > 1)
    parts << Texts::tr("%1 messages for each")
                 .arg(static_cast<double>(traffic.messages) / static_cast<double>(traffic.decided),
                      0, 'f', 1);
  if (traffic.under_way)
    parts << Texts::tr("nobody leads");
  else if (traffic.last)
    parts << Texts::tr("change of leader: %1 ms, %2 messages")
                 .arg(QString::number(traffic.last->took.ms), count(traffic.last->messages));
  return parts.join(QStringLiteral(" · "));
}

}  // namespace synod::views
