// Sentences of the core: a marked source text and its arguments, translated by the views.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// Marks a source text of the core for translation (context "core").
#define SYNOD_TEXT(text) text
/// The same of a sentence whose words depend on its first count: languages have from one to six
/// forms for it.
#define SYNOD_COUNTED(text) text

namespace synod {

/// A source text with places %1 to %9 and what stands in them. The views translate the source and
/// fill it.
struct Sentence {
  /// What stands in a place: a name, a number or a value, printed as it is in every language; or a
  /// sentence, which is translated too.
  struct Argument {
    /// What is printed there, for views that draw it in a way of its own.
    enum class Kind : std::uint8_t { text, node, number, value, count };

    Argument(std::string text) : printed(std::move(text)) {}  // NOLINT(google-explicit-constructor)
    Argument(std::string_view text) : printed(text) {}        // NOLINT(google-explicit-constructor)
    Argument(const char* text) : printed(text) {}             // NOLINT(google-explicit-constructor)
    Argument(Sentence part) {                                 // NOLINT(google-explicit-constructor)
      sentence.push_back(std::move(part));
    }
    Argument(std::string text, Kind what) : printed(std::move(text)), kind(what) {}
    /// A number, such as a ballot, and whose it is: 0 for nobody's.
    static Argument number(std::string text, std::uint32_t owner) {
      Argument made(std::move(text), Kind::number);
      made.owner = owner;
      return made;
    }
    /// How many of something there are.
    static Argument count(std::uint64_t many) { return {std::to_string(many), Kind::count}; }

    std::string printed;
    Kind kind = Kind::text;
    std::uint32_t owner = 0;         ///< Of a number.
    std::vector<Sentence> sentence;  ///< One, in place of `printed`; or none.
  };
  /// From a marked source text to what it is in a language, of `count` things: -1 where it counts
  /// none.
  using Language = std::string (*)(const char* source, int count);

  const char* source = "";
  std::vector<Argument> args;
  /// The same in plain words, a marked source text with the same places: for readers who have not
  /// met the numbers that a protocol acts at. "" where it has none of its own.
  const char* plain = "";

  /// The sentence in plain words; itself where it has none.
  Sentence plainly() const { return {*plain == '\0' ? source : plain, args}; }
  bool empty() const { return *source == '\0'; }
  /// The first count among its arguments; -1 where it has none.
  int count() const;
  /// The sentence in English.
  std::string str() const;
  /// The sentence in another language.
  std::string in(Language language) const;
  /// The words of the sentence and what stands in its places, in order.
  std::vector<Argument> parts(Language language) const;
  friend bool operator==(const Sentence& a, const Sentence& b);
};

/// A marked source text and, where there is one, the same in plain words.
struct Wording {
  Wording(const char* words) : text(words) {}  // NOLINT(google-explicit-constructor)
  Wording(const char* words, const char* plainer) : text(words), plain(plainer) {}

  const char* text;
  const char* plain = "";
};

/// A sentence from a marked text and what stands in its places.
template <class... Args>
Sentence say(const char* source, Args&&... args) {
  return {source, {Sentence::Argument(std::forward<Args>(args))...}};
}

/// "A1", "A1 and A2", "A1, A2 and A3"; an empty sentence of none.
Sentence listed(std::vector<Sentence::Argument> parts);

/// A value, or what says why there is none: a sentence, if nothing else is said.
template <class T, class Error = Sentence>
class Result {
 public:
  Result(T value) : content_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : content_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return content_.index() == 0; }
  const T& operator*() const& { return std::get<0>(content_); }
  T& operator*() & { return std::get<0>(content_); }
  T&& operator*() && { return std::get<0>(std::move(content_)); }
  const T* operator->() const { return &std::get<0>(content_); }
  const Error& error() const { return std::get<1>(content_); }

 private:
  std::variant<T, Error> content_;
};

}  // namespace synod
