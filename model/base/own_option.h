// Option that a protocol declares for itself.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace synod {

/// Where an option stands among the others, for whoever sets up a cluster. The first three are what
/// most people choose.
enum class OptionTopic : std::uint8_t { asked, lost, rule, quorums, retries, leader, repair, log };

/// One of the few values that an option can have.
struct OptionChoice {
  const char* word;  ///< "local": the word of the scenario language.
  const char* title =
      nullptr;  ///< "from the local store", a marked source text; null for the word.
};

/// An option of one protocol, or of a few that share it: `option NAME VALUE`. A protocol lists its
/// own in its info, and asks for a value by the option itself. So a new one touches no file of
/// model/.
struct OwnOption {
  const char* name;   ///< "accounts": the word of the scenario language.
  const char* title;  ///< "Money on each account"; a marked source text.
  const char* help;   ///< What it does; a marked source text.
  OptionTopic topic;
  /// A value is the place of a word among these; empty for a whole number.
  std::span<const OptionChoice> choices{};
  std::int64_t usual = 0;  ///< Its value where nobody sets it.
  std::int64_t least = 0;  ///< Of a whole number: the smallest,
  std::int64_t most = 0;   ///< and the greatest.
  bool or_off = false;     ///< A whole number may also be "off", which is 0.
  const char* example = "";
  const char* needs = nullptr;  ///< It means something only where this option is not off.
};

/// Values of the options that protocols declare for themselves; those that have their usual value
/// are left out. Ordered by name.
class OwnOptions {
 public:
  struct Value {
    const OwnOption* option;
    std::int64_t value;

    friend bool operator==(const Value& a, const Value& b) {
      return std::string_view(a.option->name) == b.option->name && a.value == b.value;
    }
  };

  std::int64_t operator[](const OwnOption& option) const;
  /// Whether a switch is on, or a number is not off.
  bool on(const OwnOption& option) const { return (*this)[option] != 0; }
  /// The chosen value of an enumeration whose values stand in the order of the choices.
  template <class Choice>
  Choice choice(const OwnOption& option) const {
    return static_cast<Choice>((*this)[option]);
  }
  void set(const OwnOption& option, std::int64_t value);
  template <class Choice>
  requires std::is_enum_v<Choice>
  void set(const OwnOption& option, Choice value) { set(option, static_cast<std::int64_t>(value)); }

  const std::vector<Value>& changed() const { return values_; }
  friend bool operator==(const OwnOptions&, const OwnOptions&) = default;

 private:
  std::vector<Value> values_;
};

}  // namespace synod
