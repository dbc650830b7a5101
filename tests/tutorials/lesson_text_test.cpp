// Words of a lesson's text, in scripts with blanks between words and without.
#include "tutorials/lesson_text.h"

#include <gtest/gtest.h>

namespace synod {
namespace {

TEST(LessonWords, are_pieces_between_blanks_that_hold_a_letter_or_a_figure) {
  EXPECT_EQ(words(""), 0u);
  EXPECT_EQ(words("P1 sends a Prepare"), 4u);
  EXPECT_EQ(words("1.1 - and \n\t then"), 3u);
  EXPECT_EQ(words("où Überlauf größer"), 3u);
  EXPECT_EQ(words("노드가 멈춘다"), 2u);
  EXPECT_EQ(words("(… – )"), 0u) << "signs alone are no words";
}

TEST(LessonWords, of_chinese_and_japanese_are_half_their_characters) {
  EXPECT_EQ(words("提议者发送准备请求"), 5u) << "nine characters";
  EXPECT_EQ(words("提议者，发送。"), 3u) << "five characters and two signs";
  EXPECT_EQ(words("ノードが停止する"), 4u);
  EXPECT_EQ(words("P1 发送 Prepare 1.1"), 4u) << "three words and two characters";
}

}  // namespace
}  // namespace synod
