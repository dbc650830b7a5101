// Legend: it names all that the canvas draws, of any protocol.
#include <QLabel>
#include <gtest/gtest.h>

#include "protocols/catalog.h"
#include "views/panels/legend_dialog.h"

using namespace synod;
using namespace synod::views;

namespace {

TEST(Legend, names_every_kind_of_message_of_every_protocol_by_its_letter) {
  for (const Protocol* protocol : catalog()) {
    const ProtocolInfo& info = protocol->info();
    const LegendDialog legend(info, usual_shape(info));
    for (const MessageKind& kind : info.messages) {
      const QString row = QStringLiteral("%1 (%2)").arg(QString::fromUtf8(kind.title),
                                                        QString::fromUtf8(kind.label));
      EXPECT_TRUE(legend.text().contains(row)) << row.toStdString();
    }
  }
}

TEST(Legend, speaks_of_the_roles_that_the_run_has) {
  const ProtocolInfo& paxos = find_protocol("paxos")->info();
  const QString apart =
      LegendDialog(paxos, Shape{.proposers = 1, .acceptors = 3, .learners = 1}).text();
  EXPECT_TRUE(apart.contains("Acceptor:"));
  EXPECT_FALSE(apart.contains("Client:"));
  EXPECT_TRUE(LegendDialog(find_protocol("multi")->info(), Shape{.together = 3, .clients = 1})
                  .text()
                  .contains("Client:"));
}

/// Whether a sample of any kind of message has a colour that is the ballot's alone.
bool shows_a_ballot(const LegendDialog& legend, const ProtocolInfo& info) {
  const QRgb color = Theme::light().ballot(Ballot{2, 1}).fill.rgb();
  for (const QLabel* label : legend.findChildren<QLabel*>()) {
    if (!label->accessibleName().startsWith(QString::fromUtf8(info.messages[0].title))) continue;
    const QImage image = label->pixmap().toImage().convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x)
        if ((image.pixel(x, y) & 0xFFFFFF) == (color & 0xFFFFFF)) return true;
  }
  return false;
}

TEST(Legend, samples_of_messages_have_a_ballot_only_where_the_protocol_has_any) {
  for (const char* name : {"paxos", "multi", "raft", "2pc", "3pc"}) {
    const ProtocolInfo& info = find_protocol(name)->info();
    LegendDialog legend(info, usual_shape(info));
    legend.set_theme(Theme::light());
    EXPECT_EQ(shows_a_ballot(legend, info), info.numbers.has_value()) << name;
  }
}

TEST(Legend, draws_something_for_each_entry_in_either_theme) {
  LegendDialog legend(find_protocol("paxos")->info(),
                      Shape{.proposers = 1, .acceptors = 3, .learners = 1});
  for (const Theme& theme : {Theme::light(), Theme::night()}) {
    legend.set_theme(theme);
    for (const QLabel* label : legend.findChildren<QLabel*>()) {
      if (label->pixmap().isNull()) continue;
      const QImage image = label->pixmap().toImage();
      bool any = false;
      for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) any |= qAlpha(image.pixel(x, y)) > 128;
      EXPECT_TRUE(any) << label->accessibleName().toStdString();
    }
  }
}

}  // namespace
