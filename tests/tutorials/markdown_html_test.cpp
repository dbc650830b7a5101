// Markdown of lessons as HTML.
#include "tutorials/markdown_html.h"

#include <chrono>
#include <gmock/gmock.h>

#include "tests/effort.h"

namespace synod {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Case {
  const char* markdown;
  const char* html;
};

TEST(MarkdownHtml, has_what_stands_in_a_line) {
  const Case cases[] = {
      {"plain", "plain"},
      {"*a* **b** ***c*** _d_ ~~e~~",
       "<em>a</em> <strong>b</strong> <em><strong>c</strong></em> <em>d</em> <s>e</s>"},
      {"**a *b* c**", "<strong>a <em>b</em> c</strong>"},
      {"*a **b** c*", "<em>a <strong>b</strong> c</em>"},
      {"x * 2 and y*3", "x * 2 and y*3"},
      {"a_b_c", "a_b_c"},
      {"* a *", "* a *"},
      {"`x+=3` and `` a`b ``", "<code>x+=3</code> and <code>a`b</code>"},
      {"`*a*` `<b>`", "<code>*a*</code> <code>&lt;b&gt;</code>"},
      {"\\*a\\* \\`", "*a* `"},
      {"a `b", "a `b"},
      {"[quorum](term:quorum) [x]", "quorum [x]"},
      {"[a `]` b](#c)", "a <code>]</code> b"},
      {"P1->A1 & 1 < 2", "P1-&gt;A1 &amp; 1 &lt; 2"},
      {"&lt; &nonsense", "&lt; &amp;nonsense"},
      {"![a \"b\"](c.svg)", "a &quot;b&quot;"},
  };
  for (const Case& one : cases) EXPECT_EQ(line_html(one.markdown), one.html) << one.markdown;
}

TEST(MarkdownHtml, has_blocks) {
  const Case cases[] = {
      {"a\nb\n\nc", "<p>a\nb</p>\n<p>c</p>\n"},
      {"a  \nb", "<p>a<br>\nb</p>\n"},
      {"- a\n- b\n  c", "<ul>\n<li>a\n</li>\n<li>b\nc\n</li>\n</ul>\n"},
      {"- a\n  - b\n- c", "<ul>\n<li>a\n<ul>\n<li>b\n</li>\n</ul>\n</li>\n<li>c\n</li>\n</ul>\n"},
      {"3. a\n4. b", "<ol start=\"3\">\n<li>a\n</li>\n<li>b\n</li>\n</ol>\n"},
      {"of a year,\n2016. It", "<p>of a year,\n2016. It</p>\n"},
      {"> a\n> b", "<blockquote>\n<p>a\nb</p>\n</blockquote>\n"},
      {"```text\n<a>\n  b\n```\nc", "<pre>&lt;a&gt;\n  b\n</pre>\n<p>c</p>\n"},
      {"| a | b |\n| --- | --- |\n| `c` | d\\|e |",
       "<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td><code>c</code></td><td>d|e</td></tr>\n"
       "</table>\n"},
      {"### a ###\nb", "<h3>a</h3>\n<p>b</p>\n"},
      {"a\n***", "<p>a</p>\n<hr>\n"},
      {"", ""},
  };
  for (const Case& one : cases) EXPECT_EQ(markdown_html(one.markdown), one.html) << one.markdown;
}

TEST(MarkdownHtml, lets_no_tag_of_the_text_through) {
  for (const char* text : {"<script>x</script>", "- <b>", "> <b>", "| <b> |\n| --- |\n| <b> |",
                           "```\n<b>\n```", "    <b>", "[<b>](#x)", "![<b>](x.svg)", "# <b>",
                           "**<b>**", "1. <b>", "\\<b>", "&#60;b> <b>"}) {
    EXPECT_THAT(markdown_html(text), Not(HasSubstr("<b>"))) << text;
    EXPECT_THAT(markdown_html(text), Not(HasSubstr("<script"))) << text;
  }
}

TEST(MarkdownHtml, gives_pictures_to_whoever_draws_them) {
  const std::string html = markdown_html(
      "See ![the *votes*](votes.svg \"x\").", [](std::string_view path, std::string_view words) {
        return "{" + std::string(path) + "|" + std::string(words) + "}";
      });
  EXPECT_EQ(html, "<p>See {votes.svg|the *votes*}.</p>\n");
}

TEST(MarkdownHtml, of_a_text_made_to_be_slow_is_there_at_once) {
  SKIP_IF_SANITIZED();
  const auto repeated = [](std::string_view what, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += what;
    return text;
  };
  const auto begin = std::chrono::steady_clock::now();
  for (const char* part : {"*a _b ", "[a](", "[", "![", "`` ` ", "**a*a", "> ", "- ", "\n\n", "]",
                           "&a", "- a\n\n", "~~a", "\\", "| a ", "1. "})
    (void)markdown_html(repeated(part, 100'000));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace synod
