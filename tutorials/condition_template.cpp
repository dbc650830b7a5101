#include "tutorials/condition_template.h"

#include <algorithm>

#include "model/scenario/condition_parser.h"

namespace synod {

namespace {

/// Any names: the parser does not know which nodes there are.
const TemplateNames example{"N1", "N1", "N2", "#1"};

struct Filled {
  std::string text;
  std::vector<std::size_t> origin;  ///< For each byte of `text`, where it comes from.
};

Filled fill(std::string_view text, const TemplateNames& names) {
  const std::pair<std::string_view, const std::string*> places[] = {{"{node}", &names.node},
                                                                    {"{from}", &names.from},
                                                                    {"{to}", &names.to},
                                                                    {"{message}", &names.message}};
  Filled filled;
  for (std::size_t at = 0; at < text.size();) {
    const auto* place = std::find_if(std::begin(places), std::end(places), [&](const auto& p) {
      return text.substr(at).starts_with(p.first);
    });
    const bool found = place != std::end(places);
    filled.text += found ? std::string_view(*place->second) : text.substr(at, 1);
    filled.origin.resize(filled.text.size(), at);
    at += found ? place->first.size() : 1;
  }
  return filled;
}

std::vector<const char*> places_of(AskBlock::Form form) {
  switch (form) {
    case AskBlock::Form::click_node: return {"{node}"};
    case AskBlock::Form::click_link: return {"{from}", "{to}"};
    default: return {"{message}"};
  }
}

}  // namespace

std::string filled_template(std::string_view text, const TemplateNames& names) {
  return fill(text, names).text;
}

std::optional<TemplateProblem> template_problem(AskBlock::Form form, std::string_view text) {
  for (const char* place : places_of(form))
    if (text.find(place) == std::string_view::npos)
      return TemplateProblem{0, say(SYNOD_TEXT("expected %1 in the condition"), place)};
  const Filled filled = fill(text, example);
  const auto condition = parse_condition(filled.text);
  if (condition) return std::nullopt;
  const std::size_t column = condition.error().column > 0 ? condition.error().column - 1 : 0;
  return TemplateProblem{column < filled.origin.size() ? filled.origin[column] : text.size(),
                         condition.error().why};
}

std::optional<FieldTest> field_named(std::string_view text) {
  const auto condition = parse_condition(std::string(text) + " = none");
  if (!condition || condition->terms.size() != 1) return std::nullopt;
  const auto* test = std::get_if<FieldTest>(&condition->terms.front().test);
  return test != nullptr && test->aspect == FieldTest::Aspect::value ? std::optional(*test)
                                                                     : std::nullopt;
}

}  // namespace synod
