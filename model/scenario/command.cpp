#include "model/scenario/command.h"

#include <fmt/format.h>

#include "model/base/whole_number.h"

namespace synod {

std::string ScenarioError::str() const {
  if (line == 0) return fmt::format("{}: {}", file, why.str());
  return fmt::format("{}:{}:{}: {}", file, line, column, why.str());
}

std::optional<std::uint64_t> parse_number(std::string_view word, std::uint64_t most) {
  const auto number = whole_number<std::uint64_t>(word);
  return number && *number <= most ? number : std::nullopt;
}

std::optional<Ballot> parse_ballot(std::string_view word) {
  const std::size_t dot = word.find('.');
  constexpr std::uint32_t most = Ballot::of_term - 1;
  const auto round = parse_number(word.substr(0, dot), most);
  if (dot == std::string_view::npos && round && *round != 0)
    return Ballot::term(static_cast<std::uint32_t>(*round));
  if (dot == std::string_view::npos) return std::nullopt;
  const auto proposer = parse_number(word.substr(dot + 1), most);
  if (!round || !proposer || *round == 0) return std::nullopt;
  return Ballot{static_cast<std::uint32_t>(*round), static_cast<std::uint32_t>(*proposer)};
}

std::string lowered(std::string_view word) {
  std::string small(word);
  for (char& letter : small)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return small;
}

}  // namespace synod
