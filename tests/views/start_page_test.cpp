// Start page, used with keys and clicks.
#include "views/start/start_page.h"

#include <QSignalSpy>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace synod::views;
using Kind = StartEntry::Kind;

namespace {

StartEntry entry(Kind kind, const char* key, const char* title, const char* group = "") {
  StartEntry made;
  made.kind = kind;
  made.key = key;
  made.title = title;
  made.group = group;
  return made;
}

StartEntry lesson(const char* number, const char* title, int step = 0, bool done = false) {
  StartEntry made = entry(Kind::lesson, title, title);
  made.mark = number;
  made.steps = 8;
  made.step = step;
  made.done = done;
  return made;
}

StartEntries some_entries() {
  StartEntry adopt = entry(Kind::scenario, "b.synod", "A value survives", "Taking a value over");
  adopt.mark = "BP-04";
  adopt.text = "P1 reaches A1 alone and dies.";
  adopt.facts = "Wikipedia";
  return {lesson("1", "Agreeing is hard"),
          lesson("2", "The roles"),
          lesson("3", "Quorums"),
          entry(Kind::scenario, "a.synod", "No failure", "One round"),
          adopt,
          entry(Kind::free_play, "nodes 3\n", "Three nodes")};
}

QStringList keys(const StartEntries& entries) {
  QStringList keys;
  for (const StartEntry& one : entries) keys << one.key;
  return keys;
}

/// A picture of one colour, which depends on the theme.
QImage plain_picture(const StartEntry&, const Theme& theme, const PictureSize& size) {
  QImage image(size.size * size.ratio, QImage::Format_RGB32);
  image.fill(theme.dark ? Qt::darkGreen : Qt::green);
  return image;
}

class StartPageTest : public testing::Test {
 protected:
  void SetUp() override {
    page.resize(1280, 720);
    page.set_entries(some_entries());
    page.show();
    page.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
    QObject::connect(&page, &StartPage::chosen, &page,
                     [this](const StartEntry& entry) { chosen << entry.key; });
    page.begin();
  }
  void key(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
  void type(const char* text) {
    for (const char* c = text; *c != '\0'; ++c) QTest::keyClick(QApplication::focusWidget(), *c);
  }
  QStringList shown() {
    QStringList titles;
    for (Card* card : page.gallery().cards()) titles << card->entry().title;
    return titles;
  }

  StartPage page{plain_picture};
  QStringList chosen;
};

TEST(StartEntries, are_found_by_any_word_of_theirs_in_any_case) {
  EXPECT_EQ(keys(found(some_entries(), "bp-04")), QStringList{"b.synod"});
  EXPECT_EQ(keys(found(some_entries(), "wikipedia")), QStringList{"b.synod"});
  EXPECT_EQ(keys(found(some_entries(), "one ROUND")), QStringList{"a.synod"});
  EXPECT_EQ(found(some_entries(), "").size(), some_entries().size());
}

TEST(StartEntries, must_have_every_word_that_is_looked_for) {
  EXPECT_EQ(keys(found(some_entries(), "value dies")), QStringList{"b.synod"});
  EXPECT_TRUE(found(some_entries(), "value quorums").empty());
}

TEST(NextLesson, is_the_first_for_a_newcomer) {
  EXPECT_EQ(next_lesson(some_entries())->mark, "1");
}

TEST(NextLesson, is_the_one_that_was_begun) {
  const StartEntries entries{lesson("1", "a", 7, true), lesson("2", "b"), lesson("3", "c", 2)};
  EXPECT_EQ(next_lesson(entries)->mark, "3");
}

TEST(NextLesson, follows_those_that_are_done) {
  const StartEntries entries{lesson("1", "a", 7, true), lesson("2", "b"), lesson("3", "c")};
  EXPECT_EQ(next_lesson(entries)->mark, "2");
}

TEST(NextLesson, is_none_where_there_are_no_lessons) {
  EXPECT_EQ(next_lesson({entry(Kind::scenario, "a", "a")}), nullptr);
}

TEST(Folded, leaves_no_word_out_and_no_line_too_wide) {
  const QFont font = Theme::light().font(9);
  const QString text = "one two three four /a/folder/with/a/name/that/is/longer/than/a/line ten";
  const QStringList lines = folded(text, font, 80);
  EXPECT_GT(lines.size(), 2);
  EXPECT_EQ(lines.join("").remove(' '), QString(text).remove(' '));
  for (const QString& line : lines)
    EXPECT_LE(QFontMetricsF(font).horizontalAdvance(line), 80) << line.toStdString();
  EXPECT_EQ(folded("one", font, 80), QStringList{"one"});
}

TEST(Related, is_what_is_told_about_the_same_thing_by_another_name) {
  const Synonyms synonyms{
      {"Duel", "livelock", "dueling proposers"}, {"Hole", "gap"}, {"Round", "n"}};
  const StartEntry duel = entry(Kind::scenario, "duel", "Duelling proposers");
  const StartEntry live = entry(Kind::scenario, "live", "A livelock");
  const StartEntries entries{duel, live, entry(Kind::scenario, "gaping", "One gaping whole")};
  EXPECT_EQ(keys(related(entries, "livelock", synonyms)), QStringList{"duel"}) << "not itself";
  EXPECT_EQ(keys(related(entries, "Dueling p", synonyms)), (QStringList{"duel", "live"}));
  EXPECT_TRUE(related(entries, "hole", synonyms).empty()) << "a short name is a whole word";
  EXPECT_TRUE(related(entries, "n", synonyms).empty());
  EXPECT_TRUE(related(entries, "banana", synonyms).empty());
}

TEST_F(StartPageTest, a_card_grows_with_its_words_and_its_row_with_it) {
  StartEntries entries = some_entries();
  entries[0].text = QString("Many words that say much. ").repeated(20);
  page.set_entries(entries);
  const auto& cards = page.gallery().cards();
  EXPECT_GE(cards[0]->height(), cards[0]->height_for(cards[0]->width()));
  EXPECT_GT(cards[0]->height_for(300), cards[2]->height_for(300) + 100);
  EXPECT_EQ(cards[1]->height(), cards[0]->height());
}

TEST_F(StartPageTest, what_has_another_name_stands_below_what_was_found) {
  page.set_synonyms({{"Survival", "a value survives"}});
  type("survival");
  EXPECT_EQ(shown(), QStringList{"A value survives"});
  EXPECT_EQ(page.gallery().cards().front()->entry().group, "Related");
}

TEST_F(StartPageTest, enter_on_the_big_button_starts_lesson_1) {
  EXPECT_TRUE(page.big_button().hasFocus());
  EXPECT_EQ(page.big_button().text(), "Start lesson 1");
  key(Qt::Key_Return);
  EXPECT_EQ(chosen, QStringList{"Agreeing is hard"});
}

TEST_F(StartPageTest, the_big_button_goes_on_with_what_was_begun) {
  page.set_entries({lesson("1", "a", 7, true), lesson("2", "b", 3)});
  EXPECT_EQ(page.big_button().text(), "Continue lesson 2");
  QTest::mouseClick(&page.big_button(), Qt::LeftButton);
  EXPECT_EQ(chosen, QStringList{"b"});
}

TEST_F(StartPageTest, doors_show_what_is_behind_them) {
  EXPECT_EQ(shown(), (QStringList{"Agreeing is hard", "The roles", "Quorums"}));
  QTest::mouseClick(&page.door(Kind::scenario), Qt::LeftButton);
  EXPECT_EQ(shown(), (QStringList{"No failure", "A value survives"}));
  QTest::mouseClick(&page.door(Kind::recent), Qt::LeftButton);
  EXPECT_TRUE(shown().isEmpty());
}

TEST_F(StartPageTest, arrow_keys_lead_through_doors_and_cards) {
  key(Qt::Key_Down);  // Lessons
  key(Qt::Key_Down);  // Scenarios
  EXPECT_TRUE(page.door(Kind::scenario).isChecked());
  key(Qt::Key_Up);
  key(Qt::Key_Right);
  EXPECT_EQ(page.focusWidget(), page.gallery().cards()[0]);
  key(Qt::Key_Right);
  EXPECT_EQ(page.focusWidget(), page.gallery().cards()[1]);
  key(Qt::Key_Return);
  EXPECT_EQ(chosen, QStringList{"The roles"});
  key(Qt::Key_Left);
  key(Qt::Key_Left);
  EXPECT_TRUE(page.door(Kind::lesson).hasFocus());
}

TEST_F(StartPageTest, typing_anywhere_searches_and_enter_opens_the_first) {
  key(Qt::Key_Right);
  type("dies");
  EXPECT_TRUE(page.search().hasFocus());
  EXPECT_EQ(page.search().text(), "dies");
  EXPECT_EQ(shown(), QStringList{"A value survives"});
  key(Qt::Key_Return);
  EXPECT_EQ(chosen, QStringList{"b.synod"});
}

TEST_F(StartPageTest, escape_clears_the_search_and_then_goes_back) {
  QSignalSpy left(&page, &StartPage::left);
  page.set_way_back("Back to the run");
  type("no such thing");
  EXPECT_TRUE(shown().isEmpty());
  key(Qt::Key_Escape);
  EXPECT_EQ(shown().size(), 3);
  EXPECT_EQ(left.count(), 0);
  key(Qt::Key_Escape);
  EXPECT_EQ(left.count(), 1);
}

TEST_F(StartPageTest, escape_stays_where_there_is_nothing_to_go_back_to) {
  QSignalSpy left(&page, &StartPage::left);
  key(Qt::Key_Escape);
  EXPECT_EQ(left.count(), 0);
}

TEST_F(StartPageTest, cards_never_touch_and_fit_at_every_width) {
  page.open_door(Kind::lesson);
  for (int width : {1000, 1280, 1600, 1920}) {
    page.resize(width, 720);
    QApplication::processEvents();
    const auto& cards = page.gallery().cards();
    for (std::size_t i = 0; i < cards.size(); ++i) {
      EXPECT_LE(cards[i]->geometry().right(), page.gallery().viewport()->width());
      for (std::size_t k = 0; k < i; ++k)
        EXPECT_FALSE(cards[i]->geometry().intersects(cards[k]->geometry()));
    }
  }
}

TEST_F(StartPageTest, pictures_come_by_themselves_and_follow_the_theme) {
  Card* card = page.gallery().cards().front();
  const auto colour = [&] { return card->grab().toImage().pixelColor(20, 20); };
  const auto drawn = [&] { return page.gallery().pictures().idle(); };
  colour();
  ASSERT_TRUE(QTest::qWaitFor(drawn));
  EXPECT_EQ(colour(), QColor(Qt::green));
  page.set_theme(Theme::night());
  colour();
  ASSERT_TRUE(QTest::qWaitFor(drawn));
  EXPECT_EQ(colour(), QColor(Qt::darkGreen));
}

TEST_F(StartPageTest, everything_that_can_be_pressed_has_a_name_and_a_tooltip) {
  page.set_way_back("Back to the run");
  for (Kind kind : {Kind::lesson, Kind::scenario, Kind::free_play}) {
    page.open_door(kind);
    for (QAbstractButton* button : page.findChildren<QAbstractButton*>()) {
      if (!button->isVisible() || button->parent() == &page.search() ||
          page.errors().isAncestorOf(button))
        continue;
      EXPECT_FALSE(button->accessibleName().isEmpty()) << button->text().toStdString();
      EXPECT_FALSE(button->toolTip().isEmpty()) << button->accessibleName().toStdString();
    }
  }
}

TEST_F(StartPageTest, what_can_not_be_opened_is_said) {
  page.show_error("There is no such file.");
  EXPECT_TRUE(page.errors().isVisible());
  page.begin();
  EXPECT_FALSE(page.errors().isVisible());
}

}  // namespace
