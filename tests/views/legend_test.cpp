// Legend: it names all that the canvas draws, of any protocol.
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
