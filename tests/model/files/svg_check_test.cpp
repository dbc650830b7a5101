// Drawings that a stranger wrote: what leads out of them, and what multiplies.
#include "model/files/svg_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace synod {
namespace {

using ::testing::HasSubstr;

std::string drawing(const std::string& inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
         "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"10\" height=\"10\">" +
         inside + "</svg>\n";
}

std::string refused(const std::string& svg) {
  const auto why = svg_refusal(svg);
  return why ? why->str() : "";
}

TEST(SvgCheck, a_drawing_that_refers_to_its_own_parts_is_fine) {
  EXPECT_EQ(refused(drawing("<defs><linearGradient id=\"g\"/><path id='p' d='M0 0h9'/></defs>"
                            "<!-- <image href=\"/x\"/> in a comment --><use xlink:href=\"#p\"/>"
                            "<rect fill=\"url(#g)\" style=\"stroke: url( '#g' )\" width='3'/>"
                            "<style>.a { fill: url(#g) } /* 1 < 2 */</style>"
                            "<text>1 &lt; 2 &amp; 3</text>")),
            "");
}

TEST(SvgCheck, whatever_leads_out_of_it_is_refused) {
  for (const char* inside :
       {"<image href=\"/etc/passwd\"/>", "<image xlink:href='other.png'/>",
        "<image href=\"file:///etc/passwd\"/>", "<image HREF=\"http://example.org/a.png\"/>",
        "<image href=\"&#47;etc/passwd\"/>", "<image href = \n\"//host/x\"/>",
        "<image href=\"data:image/png;base64,AAAA\"/>", "<use href=\"other.svg#a\"/>",
        "<image href=\"\"/>", "<a href=\"https://example.org\"><text>x</text></a>",
        "<rect fill=\"url(other.svg#g)\"/>", "<rect style=\"fill:url('/etc/passwd')\"/>",
        "<rect style=\"fill:URL(x)\"/>", "<rect style=\"fill:&#117;rl(x)\"/>",
        "<rect style=\"fill:u\\72l(x)\"/>", "<style>@import 'x.css';</style>",
        "<style><![CDATA[ .a { fill: url(x) } ]]></style>", "<style>.a{fill:u\\72l(x)}</style>",
        "<animate attributeName=\"xlink:href\" to=\"/etc/passwd\"/>"})
    EXPECT_THAT(refused(drawing(inside)), HasSubstr("its own parts alone")) << inside;
}

TEST(SvgCheck, a_style_sheet_from_elsewhere_is_refused) {
  EXPECT_THAT(refused("<?xml-stylesheet href=\"/etc/passwd\"?>" + drawing("")),
              HasSubstr("'xml-stylesheet'"));
}

TEST(SvgCheck, entities_and_other_encodings_are_refused) {
  EXPECT_THAT(refused("<!DOCTYPE svg [<!ENTITY a \"aaaa\">]>" + drawing("&a;")),
              HasSubstr("DOCTYPE"));
  EXPECT_THAT(refused("<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg/>"), HasSubstr("UTF-8"));
  EXPECT_THAT(refused(std::string("\x1f\x8b\x08", 3)), HasSubstr("line 1, column 1"));
  EXPECT_THAT(refused(std::string("\xff\xfe<\0", 4)), HasSubstr("UTF-8"));
}

TEST(SvgCheck, a_drawing_that_unfolds_without_end_is_refused) {
  std::string parts = "<g id=\"a0\"><rect/></g>";
  for (int i = 1; i < 40; ++i) {
    const std::string use = "<use href=\"#a" + std::to_string(i - 1) + "\"/>";
    parts += "<g id=\"a" + std::to_string(i) + "\">" + use + use + "</g>";
  }
  EXPECT_THAT(refused(drawing(parts)), HasSubstr("too often"));
  EXPECT_THAT(refused(drawing("<g id=\"a\"><use href=\"#a\"/></g>")), HasSubstr("use themselves"));
}

TEST(SvgCheck, parts_that_stand_in_one_another_too_deep_are_refused) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<g>";
  EXPECT_THAT(refused(deep), HasSubstr("deep"));
}

TEST(SvgCheck, reads_whatever_bytes_to_their_end) {
  const std::string svg = drawing("<rect style=\"fill:url(#g)\" a='b'/><![CDATA[x]]><!-- y -->");
  for (std::size_t size = 0; size < svg.size(); ++size) svg_refusal(svg.substr(0, size));
  for (std::size_t at = 0; at < svg.size(); ++at)
    for (char c : {'<', '>', '"', '&', '=', '/', ' '}) {
      std::string changed = svg;
      changed[at] = c;
      svg_refusal(changed);
    }
}

}  // namespace
}  // namespace synod
