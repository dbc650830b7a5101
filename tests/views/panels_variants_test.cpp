// Wrong variants in the setup panel.
#include <QComboBox>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/views/panels_world.h"
#include "views/kit/elided_label.h"
#include "views/kit/translated.h"
#include "views/panels/setup_panel.h"
#include "views/panels/transport_bar.h"

namespace synod::views {
namespace {

const ProtocolInfo& info(const char* name) {
  return find_protocol(name)->info();
}

struct VariantChoice {
  SetupPanel panel{{&info("paxos"), &info("multi")}, apart_setup()};
  QComboBox* protocol = panel.findChild<QComboBox*>();
  /// It is made anew for each protocol.
  QComboBox* variant() const { return panel.findChild<QComboBox*>(QStringLiteral("bug")); }
  bool says(const QString& text) {
    for (auto* label : panel.findChildren<QLabel*>())
      if (label->text() == text && !label->isHidden()) return true;
    return false;
  }
};

TEST(SetupPanel, offers_each_variant_of_the_protocol_by_its_title_with_its_sentence) {
  VariantChoice on;
  const auto& variants = info("paxos").variants;
  ASSERT_EQ(on.variant()->count(), static_cast<int>(variants.size()) + 1);
  EXPECT_TRUE(on.panel.setup().options.bug.empty());
  for (int i = 0; i < static_cast<int>(variants.size()); ++i) {
    const Variant& variant = variants[static_cast<std::size_t>(i)];
    EXPECT_EQ(on.variant()->itemText(i + 1), translated(variant.title));
    EXPECT_EQ(on.variant()->itemData(i + 1, Qt::ToolTipRole).toString(), translated(variant.rule));
  }
}

TEST(SetupPanel, takes_the_variant_that_is_chosen_by_key_and_shows_its_sentence) {
  VariantChoice on;
  on.panel.show();
  on.variant()->setFocus();
  QTest::keyClick(on.variant(), Qt::Key_Down);
  const Variant& first = info("paxos").variants.front();
  EXPECT_EQ(on.panel.setup().options.bug, first.name);
  EXPECT_TRUE(on.says(translated(first.rule)));
  EXPECT_EQ(on.variant()->toolTip(), translated(first.rule));
  QTest::keyClick(on.variant(), Qt::Key_Up);
  EXPECT_TRUE(on.panel.setup().options.bug.empty());
  EXPECT_FALSE(on.says(translated(first.rule)));
}

TEST(SetupPanel, forgets_a_variant_that_another_protocol_does_not_have) {
  VariantChoice on;
  on.variant()->setCurrentIndex(1);
  on.protocol->setCurrentIndex(1);
  EXPECT_TRUE(on.panel.setup().options.bug.empty());
  EXPECT_EQ(on.variant()->count(), static_cast<int>(info("multi").variants.size()) + 1);
}

TEST(SetupPanel, opens_with_the_variant_that_runs) {
  synod::Setup present = apart_setup();
  present.options.bug = "no-adopt";
  SetupPanel panel{{&info("paxos")}, present};
  EXPECT_EQ(panel.setup(), present);
}

TEST(TransportBar, has_a_sign_while_a_variant_runs) {
  QAction action;
  TransportBar bar({&action, &action, &action, &action, &action, &action});
  bar.show();
  const auto sign = [&]() -> QLabel* {
    for (auto* label : bar.findChildren<QLabel*>())
      if (label->text().contains(QStringLiteral("ariant")) && label->isVisible()) return label;
    return nullptr;
  };
  EXPECT_EQ(sign(), nullptr);
  const Variant* wrong = find_variant(info("paxos"), "no-adopt");
  bar.set_variant(wrong);
  ASSERT_NE(sign(), nullptr);
  EXPECT_EQ(sign()->text(), QStringLiteral("Wrong variant: no-adopt"));
  EXPECT_TRUE(sign()->toolTip().contains(translated(wrong->rule)));
  bar.set_variant(find_variant(info("paxos"), "id-high"));
  EXPECT_EQ(sign()->text(), QStringLiteral("Variant: id-high"));
  bar.set_variant(nullptr);
  EXPECT_EQ(sign(), nullptr);
}

TEST(TransportBar, shows_both_ends_of_a_title_that_the_sign_leaves_no_room_for) {
  QAction action;
  TransportBar bar({&action, &action, &action, &action, &action, &action});
  bar.set_theme(Theme::light());
  bar.resize(1280, 56);
  bar.show();
  bar.set_variant(find_variant(info("paxos"), "no-promise-on-accept"));
  bar.set_title(QStringLiteral("a-name-of-many-letters.synod · not saved"));
  QCoreApplication::processEvents();
  const ElidedLabel* title = nullptr;
  for (auto* label : bar.findChildren<QLabel*>())
    if (label->text().contains(QStringLiteral("not saved")))
      title = dynamic_cast<ElidedLabel*>(label);
  ASSERT_NE(title, nullptr);
  EXPECT_TRUE(title->shown().startsWith(QStringLiteral("a-"))) << title->shown().toStdString();
  EXPECT_TRUE(title->shown().endsWith(QStringLiteral("ed"))) << title->shown().toStdString();
  EXPECT_LE(title->fontMetrics().horizontalAdvance(title->shown()), title->width());
}

}  // namespace
}  // namespace synod::views
