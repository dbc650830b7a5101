// Panel of a lesson, given pages.
#include "views/lesson/lesson_panel.h"

#include <QApplication>
#include <QImage>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <gtest/gtest.h>

using namespace synod;
using namespace synod::views;

namespace {

LessonAsk question() {
  LessonAsk ask;
  ask.block = 3;
  ask.question = "Which?";
  ask.choices = {{"this", 0}, {"that", 1}};
  return ask;
}

LessonPage page_with(std::vector<LessonPiece> pieces) {
  LessonPage page;
  page.heading = "A step";
  page.step = 3;
  page.steps = 8;
  page.minutes_left = 4;
  page.pieces = std::move(pieces);
  return page;
}

class LessonPanelTest : public testing::Test {
 protected:
  void SetUp() override {
    panel.resize(340, 600);
    panel.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&panel));
  }
  QStringList labels() {
    QStringList all;
    for (const QLabel* label : panel.findChildren<QLabel*>())
      if (label->isVisibleTo(&panel)) all.append(label->text());
    return all;
  }
  LessonPanel panel;
};

TEST_F(LessonPanelTest, says_where_one_is) {
  panel.set_page(page_with({LessonProse{"Some text."}}));
  EXPECT_TRUE(labels().contains("STEP 3 OF 8"));
  EXPECT_TRUE(labels().contains("A step"));
}

TEST_F(LessonPanelTest, what_stays_the_same_keeps_what_was_chosen) {
  panel.set_page(page_with({LessonProse{"Some text."}, question()}));
  panel.ask_card(3)->rows().at(1)->click();
  LessonPage next = panel.page();
  next.next_help = "Something else.";
  next.pieces.emplace_back(LessonProse{"More text."});
  panel.set_page(next);
  EXPECT_TRUE(panel.ask_card(3)->rows().at(1)->isChecked());
}

TEST_F(LessonPanelTest, back_replay_and_next_stand_side_by_side_within_the_panel) {
  LessonPage page = page_with({LessonProse{"Some text."}});
  page.can_replay = true;
  panel.set_page(page);
  for (const double scale : {1.0, 1.2, 1.5}) {
    Theme theme = Theme::light();
    theme.scale = scale;
    panel.set_theme(theme);
    for (const int width : {340, 320, panel.minimumWidth()}) {
      panel.resize(width, 600);
      QApplication::processEvents();
      int right = 0;
      for (const char* name : {"Back", "Replay", "Next"})
        for (const QPushButton* button : panel.findChildren<QPushButton*>()) {
          if (button->accessibleName() != QLatin1String(name)) continue;
          const QRect place(button->mapTo(&panel, QPoint()), button->size());
          EXPECT_TRUE(button->isVisible()) << name;
          EXPECT_GE(place.left(), right) << name << " at " << width << ", scale " << scale;
          EXPECT_LE(place.right(), panel.width() - 15) << name << " at " << width;
          EXPECT_LE(button->minimumSizeHint().width(), place.width()) << name;
          right = place.right();
        }
    }
  }
}

TEST_F(LessonPanelTest, next_gives_the_answer_that_is_chosen) {
  panel.set_page(page_with({question()}));
  std::vector<std::size_t> given;
  QObject::connect(&panel, &LessonPanel::answer_given, &panel,
                   [&](std::size_t, const LessonAnswer& answer) { given = answer.choices; });
  EXPECT_FALSE(panel.submit()) << "nothing is chosen";
  panel.ask_card(3)->rows().at(1)->click();
  EXPECT_TRUE(panel.submit());
  EXPECT_EQ(given, std::vector<std::size_t>{1});
}

TEST_F(LessonPanelTest, space_chooses_although_it_is_a_key_of_the_window) {
  panel.set_page(page_with({question()}));
  QAction play(&panel);
  play.setShortcut(QKeySequence(Qt::Key_Space));
  panel.addAction(&play);
  QSignalSpy played(&play, &QAction::triggered);
  ChoiceRow* row = panel.ask_card(3)->rows().at(0);
  row->setFocus();
  QTest::keyClick(row, Qt::Key_Space);
  EXPECT_TRUE(row->isChecked());
  EXPECT_EQ(played.count(), 0);
}

TEST_F(LessonPanelTest, a_graded_answer_names_right_and_wrong_in_words_too) {
  LessonAsk ask = question();
  ask.state = LessonAsk::State::graded;
  ask.choices[0].chosen = true;
  ask.choices[1].right = true;
  ask.feedback = {"Because."};
  panel.set_page(page_with({ask}));
  const auto& rows = panel.ask_card(3)->rows();
  EXPECT_EQ(rows.at(0)->accessibleName(), "this, not right");
  EXPECT_EQ(rows.at(1)->accessibleName(), "that, this would be right");
  EXPECT_FALSE(rows.at(0)->isEnabled());
}

TEST_F(LessonPanelTest, the_buttons_stand_still_whatever_the_page) {
  panel.set_page(page_with({LessonProse{"Short."}}));
  QApplication::processEvents();
  const QPoint stood = panel.next_button()->mapTo(&panel, QPoint());
  LessonPage page = page_with({LessonProse{QString("Long text. ").repeated(200)}, question()});
  page.next_help = "What Next does is told in a sentence that needs two lines of the panel.";
  panel.set_page(page);
  QApplication::processEvents();
  EXPECT_EQ(panel.next_button()->mapTo(&panel, QPoint()), stood);
  page.astray = true;
  panel.set_page(page);
  QApplication::processEvents();
  EXPECT_EQ(panel.next_button()->mapTo(&panel, QPoint()), stood);
}

TEST_F(LessonPanelTest, stays_at_what_is_read_where_letters_get_another_size) {
  std::vector<LessonPiece> pieces;
  for (int i = 0; i < 12; ++i)
    pieces.push_back(LessonProse{QStringLiteral("Paragraph %1. ").arg(i).repeated(20)});
  panel.set_page(page_with(pieces));
  auto* bar = panel.findChild<QScrollArea*>()->verticalScrollBar();
  ASSERT_TRUE(QTest::qWaitFor([&] { return bar->maximum() > 1000; }));
  bar->setValue(bar->maximum() / 2);
  const auto paragraph_at_top = [&] {
    for (int i = 0; i < 12; ++i) {
      const QWidget* text = panel.findChildren<LessonText*>().at(i);
      if (text->isVisible() && text->geometry().bottom() >= bar->value()) return i;
    }
    return -1;
  };
  const int before = paragraph_at_top();
  ASSERT_GT(before, 2);
  Theme large = Theme::light();
  large.scale = 1.5;
  panel.set_theme(large);
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  QTest::qWait(400);
  EXPECT_EQ(paragraph_at_top(), before);
}

TEST(LessonText, shows_pictures_of_its_own_folder_and_of_no_other) {
  QTemporaryDir folder;
  ASSERT_TRUE(QDir(folder.path()).mkdir("lesson"));
  QImage picture(8, 8, QImage::Format_RGB32);
  picture.fill(Qt::red);
  ASSERT_TRUE(picture.save(folder.filePath("lesson/inside.png")));
  ASSERT_TRUE(picture.save(folder.filePath("outside.png")));
  ASSERT_TRUE(QFile::link(folder.filePath("outside.png"), folder.filePath("lesson/link.png")));
  class Text : public LessonText {
   public:
    using LessonText::loadResource;
  } text;
  const auto loads = [&](const QString& url) {
    return !text.loadResource(QTextDocument::ImageResource, QUrl(url)).isNull();
  };
  EXPECT_FALSE(loads("inside.png")) << "no folder, no pictures";
  text.set_pictures({folder.filePath("lesson"), {}});
  EXPECT_TRUE(loads("inside.png"));
  EXPECT_FALSE(loads("../outside.png"));
  EXPECT_FALSE(loads("link.png")) << "it leads out of the folder";
  EXPECT_FALSE(loads(QUrl::fromLocalFile(folder.filePath("outside.png")).toString()));
  EXPECT_FALSE(loads("https://example.org/inside.png"));
}

TEST(LessonText, a_value_at_a_ballot_is_no_address) {
  QTextDocument document;
  read_markdown(document, "Now green@1.2 is chosen, see www.example.org and [this](#step).");
  QStringList links;
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
    for (auto it = block.begin(); !it.atEnd(); ++it)
      if (it.fragment().charFormat().isAnchor())
        links.append(it.fragment().charFormat().anchorHref());
  EXPECT_EQ(links, QStringList("#step"));
}

TEST(LessonText, a_choice_shows_no_marks_of_markdown_and_keeps_every_other_sign) {
  EXPECT_EQ(without_marks("`x=5` in *every* slot, **again**"), "x=5 in every slot, again");
  EXPECT_EQ(without_marks("2*3*4 and `promise *->P2` and id_high"),
            "2*3*4 and promise *->P2 and id_high");
}

TEST_F(LessonPanelTest, a_choice_with_stressed_words_reads_as_words) {
  LessonAsk ask = question();
  ask.choices[0].text = "`blue`, because *one* acceptor reports it";
  panel.set_page(page_with({ask}));
  EXPECT_EQ(panel.ask_card(3)->rows().at(0)->text(), "blue, because one acceptor reports it");
}

TEST(LessonText, a_term_s_tooltip_names_its_other_names) {
  const QString tip = term_tooltip({"Quorum", "Enough *acceptors*.", {"voting set"}});
  EXPECT_TRUE(tip.contains("Quorum"));
  EXPECT_TRUE(tip.contains("Enough acceptors."));
  EXPECT_TRUE(tip.contains("voting set"));
}

}  // namespace
