// Inspector: what it says of the cluster, of nodes, messages and links.
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/views/panels_world.h"
#include "views/panels/inspector.h"

namespace synod::views {
namespace {

struct InspectorOnScreen {
  InspectorOnScreen() : history(adopted_value_run()), inspector(&selection) {
    inspector.resize(inspector.width(), 800);
    inspector.set_history(&history);
    inspector.show_frame(frame.at(history));
    inspector.show();
  }
  const FieldRow* row(const char* name) const {
    for (const FieldRow& row : inspector.page().rows)
      if (row.name == QString::fromUtf8(name)) return &row;
    return nullptr;
  }
  void click(const char* name) {
    for (auto* button : inspector.findChildren<QPushButton*>())
      if (button->accessibleName() == QString::fromUtf8(name) && button->isVisible())
        return QTest::mouseClick(button, Qt::LeftButton);
    ADD_FAILURE() << "no button " << name;
  }
  MessageId accept_to_a1() const {
    for (const Message& message : history.world().in_flight)
      if (message.from == node(1) && message.to == node(2)) return message.id;
    return {};
  }

  History history;
  Selection selection;
  Inspector inspector;
  FrameOf frame;
};

TEST(FieldTable, tells_what_a_row_is_and_what_its_name_means) {
  FieldTable table;
  const FieldRow row{QStringLiteral("promised"), {}, QStringLiteral("The highest ballot")};
  EXPECT_EQ(table.tip(row), row.help);
  table.set_meaning([](const QString& term) { return term + " <means> this"; });
  EXPECT_TRUE(table.tip(row).contains("The highest ballot"));
  EXPECT_TRUE(table.tip(row).contains("promised &lt;means&gt; this"));
}

TEST(Inspector, shows_what_the_last_event_changed_before_and_after) {
  InspectorOnScreen on;
  on.selection.pin(Target::at_node(node(1)));
  ASSERT_NE(on.row("value"), nullptr);
  EXPECT_TRUE(on.row("value")->changed);
  EXPECT_EQ(plain(on.row("value")->value), QStringLiteral("none → blue"));
  EXPECT_EQ(plain(on.row("phase")->value), QStringLiteral("preparing → accepting"));
  EXPECT_FALSE(on.row("own")->changed);
  EXPECT_EQ(plain(on.row("own")->value), QStringLiteral("green"));
}

TEST(Inspector, of_little_height_tells_first_what_just_happened) {
  InspectorOnScreen on;
  on.selection.pin(Target::at_node(node(1)));
  on.inspector.resize(on.inspector.width(), 330);
  const auto* scroll = on.inspector.findChild<QScrollArea*>();
  const auto heading = [&]() -> const QLabel* {
    for (const QLabel* label : scroll->widget()->findChildren<QLabel*>())
      if (label->text() == "This step") return label;
    return nullptr;
  }();
  ASSERT_NE(heading, nullptr);
  const auto step_is_first = [&] { return heading->y() < on.inspector.table().y(); };
  EXPECT_TRUE(QTest::qWaitFor(step_is_first));
  EXPECT_GE(scroll->viewport()->height(), heading->geometry().bottom() + heading->height());
  on.inspector.resize(on.inspector.width(), 800);
  EXPECT_TRUE(QTest::qWaitFor([&] { return !step_is_first(); }));
}

TEST(Inspector, marks_what_is_on_disk_and_shows_the_fields_of_the_node_s_role_only) {
  InspectorOnScreen on;
  on.selection.pin(Target::at_node(node(2)));
  ASSERT_NE(on.row("promised"), nullptr);
  EXPECT_FALSE(on.row("promised")->mark.isEmpty());
  EXPECT_EQ(plain(on.row("accepted")->value), QStringLiteral("1.1 blue"));
  EXPECT_EQ(on.row("own"), nullptr);
}

TEST(Inspector, names_a_single_node_that_is_down_without_braces) {
  InspectorOnScreen on;
  ASSERT_NE(on.row("down"), nullptr);
  EXPECT_EQ(plain(on.row("down")->value), QStringLiteral("P1"));
}

TEST(Inspector, shows_the_hovered_thing_and_returns_to_the_pinned_one) {
  InspectorOnScreen on;
  on.selection.pin(Target::at_node(node(1)));
  on.selection.hover(Target::at_node(node(0)));
  EXPECT_EQ(on.inspector.page().title, QStringLiteral("P1"));
  EXPECT_EQ(on.inspector.page().status, QStringLiteral("down"));
  on.selection.hover({});
  EXPECT_EQ(on.inspector.page().title, QStringLiteral("P2"));
}

TEST(Inspector, its_button_kills_a_node_that_is_up_and_restarts_one_that_is_down) {
  InspectorOnScreen on;
  QSignalSpy asked(&on.inspector, &Inspector::action_requested);
  on.selection.pin(Target::at_node(node(2)));
  on.click("Crash");
  on.selection.pin(Target::at_node(node(0)));
  on.click("Restart");
  ASSERT_EQ(asked.size(), 2);
  EXPECT_EQ(asked[0][0].value<Action>(), actions::on_node(Verb::crash, node(2)));
  EXPECT_EQ(asked[1][0].value<Action>(), actions::on_node(Verb::restart, node(0)));
}

TEST(Inspector, tells_that_a_node_is_paused_and_its_button_resumes_it) {
  InspectorOnScreen on;
  QSignalSpy asked(&on.inspector, &Inspector::action_requested);
  on.selection.pin(Target::at_node(node(2)));
  on.click("Pause");
  ASSERT_TRUE(on.history.act(actions::on_node(Verb::pause, node(2))));
  on.inspector.show_frame(on.frame.at(on.history));
  EXPECT_EQ(on.inspector.page().status, QStringLiteral("paused"));
  ASSERT_NE(on.row("waiting messages"), nullptr);
  EXPECT_EQ(plain(on.row("waiting messages")->value), QStringLiteral("1"));
  on.click("Resume");
  ASSERT_EQ(asked.size(), 2);
  EXPECT_EQ(asked[0][0].value<Action>(), actions::on_node(Verb::pause, node(2)));
  EXPECT_EQ(asked[1][0].value<Action>(), actions::on_node(Verb::resume, node(2)));
  on.selection.pin(Target::at_message(on.accept_to_a1()));
  EXPECT_EQ(on.inspector.page().status, QStringLiteral("waits at the door of A1"));
  EXPECT_EQ(on.inspector.page().sections[0].texts[0].text,
            QStringLiteral("A1 is paused: it can't arrive before A1 is resumed."));
  on.selection.pin({});
  ASSERT_NE(on.row("paused"), nullptr);
}

TEST(Inspector, tells_what_a_message_will_meet_without_changing_the_run) {
  InspectorOnScreen on;
  const Fingerprint before = fingerprint(on.history.world());
  on.selection.pin(Target::at_message(on.accept_to_a1()));
  ASSERT_FALSE(on.inspector.page().sections.empty());
  EXPECT_TRUE(on.inspector.page().sections[0].texts[0].text.contains(
      QStringLiteral("A1 accepts blue at ballot 1.2")));
  EXPECT_EQ(fingerprint(on.history.world()), before);
}

TEST(Inspector, links_a_message_to_the_event_that_sent_it) {
  InspectorOnScreen on;
  on.selection.pin(Target::at_message(on.accept_to_a1()));
  const auto& texts = on.inspector.page().sections[1].texts;
  ASSERT_TRUE(texts[0].moment.has_value());
  EXPECT_EQ(*texts[0].moment, on.history.present());
}

TEST(Inspector, keeps_truth_apart_and_says_so_once_a_value_is_chosen) {
  InspectorOnScreen on;
  EXPECT_EQ(plain(on.inspector.truth().rows[0].value), QStringLiteral("nothing yet"));
  for (int acceptor : {2, 3}) deliver(on.history, 1, acceptor);
  on.inspector.show_frame(on.frame.at(on.history));
  EXPECT_EQ(plain(on.inspector.truth().rows[0].value), QStringLiteral("blue at 1.2"));
}

TEST(Inspector, names_the_direction_of_a_link_that_is_cut) {
  InspectorOnScreen on;
  on.selection.hover(Target::at_link(node(1), node(4)));
  EXPECT_EQ(on.inspector.page().status, QStringLiteral("cut"));
  EXPECT_EQ(on.inspector.page().rows[0].name, QStringLiteral("P2 → A3"));
}

}  // namespace
}  // namespace synod::views
