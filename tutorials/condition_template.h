// Templates of conditions, with places that a click fills in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tutorials/lesson.h"

namespace synod {

/// Names for the places of a template: for {node}, for {from} and {to}, or for {message}.
struct TemplateNames {
  std::string node;
  std::string from;
  std::string to;
  std::string message;
};

/// `text` with the names in its places.
std::string filled_template(std::string_view text, const TemplateNames& names);

/// Error in a template, and its place in characters.
struct TemplateProblem {
  std::size_t column;
  Sentence why;
};
std::optional<TemplateProblem> template_problem(AskBlock::Form form, std::string_view text);

/// The node and field that `P1.ballot` names; nothing where it names none.
std::optional<FieldTest> field_named(std::string_view text);

}  // namespace synod
