// UTF-8: bytes that are text, and bytes that only look like it.
#include "model/base/utf8.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace synod {
namespace {

using namespace std::string_literals;

TEST(Utf8, is_what_the_standard_calls_so) {
  for (const std::string& text : {"blue"s, "\xc2\xa0"s, "ü"s, "→"s, "\xed\x9f\xbf"s,
                                  "\xee\x80\x80"s, "\xf0\x90\x80\x80"s, "\xf4\x8f\xbf\xbf"s, "😀"s})
    EXPECT_TRUE(is_utf8(text)) << quote(text);
}

TEST(Utf8, has_one_form_for_each_character_and_no_halves) {
  for (const std::string& text : {"\xc0\x80"s,
                                  "\xc0\xaf"s,
                                  "\xc1\xbf"s,
                                  "\xe0\x80\xaf"s,
                                  "\xe0\x9f\xbf"s,
                                  "\xf0\x80\x80\xaf"s,
                                  "\xf0\x8f\xbf\xbf"s,
                                  "\xed\xa0\x80"s,
                                  "\xed\xbf\xbf"s,
                                  "\xed\xa0\xbd\xed\xb8\x80"s,
                                  "\xf4\x90\x80\x80"s,
                                  "\xf5\x80\x80\x80"s,
                                  "\xff"s,
                                  "\xfe"s,
                                  "\x80"s,
                                  "\xbf"s,
                                  "\xc3"s,
                                  "\xe2\x86"s,
                                  "\xf0\x9f\x98"s,
                                  "\xe2\x28\xa1"s})
    EXPECT_FALSE(is_utf8(text)) << quote(text);
}

TEST(Utf8, a_fault_is_told_with_its_line_and_column_in_characters) {
  const auto fault = text_fault("öl\nzwölf \xed\xa0\x80");
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->line, 2u);
  EXPECT_EQ(fault->column, 7u);
  EXPECT_EQ(fault->why.str(), "this is not UTF-8");
}

TEST(Utf8, control_characters_are_no_text) {
  for (const std::string& text : {"\0"s, "\x01"s, "\x1b[2J"s, "\x7f"s, "\xc2\x9b"s, "a\rb"s}) {
    const auto fault = text_fault(text);
    ASSERT_TRUE(fault) << quote(text);
    EXPECT_EQ(fault->why.str(), "a control character can't stand here");
  }
  EXPECT_FALSE(text_fault("a\tb\r\nc\n"));
}

TEST(A_quotation, has_at_most_sixty_characters_and_never_half_of_one) {
  EXPECT_EQ(quote(std::string(60, 'x')), std::string(60, 'x'));
  EXPECT_EQ(quote(std::string(61, 'x')), std::string(60, 'x') + "…");
  std::string arrows;
  for (int i = 0; i < 1000; ++i) arrows += "→";
  EXPECT_EQ(quote(arrows), arrows.substr(0, 60 * std::string("→").size()) + "…");
  EXPECT_TRUE(is_utf8(quote(arrows)));
}

TEST(A_quotation, shows_what_a_terminal_would_obey) {
  EXPECT_EQ(quote("a\x1b[2J\xc2\x9b\xff"s), "a\\x1b[2J\\xc2\\x9b\\xff");
}

}  // namespace
}  // namespace synod
