#include "model/truth/key_command.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

#include "model/base/whole_number.h"

namespace synod {

namespace {

/// "" for 0, then "b" to "z", and from 26 on letters for each digit: "ba", "bb".
std::string letters(std::uint32_t life) {
  std::string word;
  for (; life != 0; life /= 26) word.insert(word.begin(), static_cast<char>('a' + life % 26));
  return word;
}

std::optional<std::uint32_t> life_of(std::string_view word) {
  std::uint32_t life = 0;
  for (char letter : word) {
    if (letter < 'a' || letter > 'z' || life > 1'000'000) return std::nullopt;
    life = life * 26 + static_cast<std::uint32_t>(letter - 'a');
  }
  return life;
}

/// Takes "C1.3 " off the front of `text` and notes it. Leaves a text without it alone.
void take_client(std::string_view& text, KeyCommand& command) {
  const std::size_t dot = text.find('.');
  const std::size_t space = text.find(' ');
  if (!text.starts_with('C') || space == text.npos || dot == text.npos || dot > space) return;
  const std::string_view name = text.substr(1, dot - 1);
  const std::size_t digits = std::min(name.find_first_not_of("0123456789"), name.size());
  const auto client = whole_number<std::uint32_t>(name.substr(0, digits));
  const auto life = life_of(name.substr(digits));
  const auto id = whole_number<std::uint32_t>(text.substr(dot + 1, space - dot - 1));
  if (!client || !life || !id || *client == 0 || *id == 0) return;
  if (letters(*life) != name.substr(digits)) return;  // "C1ab" is nobody's name.
  command.client = *client;
  command.life = *life;
  command.id = *id;
  text.remove_prefix(space + 1);
}

}  // namespace

KeyCommand parse_key_command(const Text& text) {
  KeyCommand command;
  std::string_view rest = text.view();
  take_client(rest, command);
  if (const std::size_t plus = rest.find("+="); plus != rest.npos && plus != 0) {
    const auto amount = whole_number<std::int64_t>(rest.substr(plus + 2));
    if (!amount) return command;
    command.kind = KeyCommand::Kind::add;
    command.key = rest.substr(0, plus);
    command.amount = *amount;
  } else if (const std::size_t equal = rest.find('=');
             equal != rest.npos && equal != 0 && equal + 1 < rest.size()) {
    command.kind = KeyCommand::Kind::put;
    command.key = rest.substr(0, equal);
    command.value = rest.substr(equal + 1);
  } else if (rest.size() > 1 && rest.ends_with('?')) {
    command.kind = KeyCommand::Kind::get;
    command.key = rest.substr(0, rest.size() - 1);
  }
  return command;
}

Text client_name(std::uint32_t client, std::uint32_t life) {
  return Text(fmt::format("C{}{}", client, letters(life)));
}

std::optional<Text> client_command(std::uint32_t client, std::uint32_t life, std::uint32_t id,
                                   const Text& body) {
  return Text::from(fmt::format("{}.{} {}", client_name(client, life).view(), id, body.view()));
}

Text execute(const KeyCommand& command, Text& value) {
  switch (command.kind) {
    case KeyCommand::Kind::opaque: return "ok";
    case KeyCommand::Kind::put: value = command.value; return "ok";
    case KeyCommand::Kind::get: return value.exists() ? value : Text("none");
    case KeyCommand::Kind::add: break;
  }
  const auto number = value.exists() ? whole_number<std::int64_t>(value.view()) : 0;
  if (!number) return "not a number";
  std::int64_t sum = 0;
  if (__builtin_add_overflow(*number, command.amount, &sum)) return "too large";
  value = Text(fmt::format("{}", sum));
  return value;
}

}  // namespace synod
