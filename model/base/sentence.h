// Sentences of the core: a marked source text and its arguments, translated by the views.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// Marks a source text of the core for translation (context "core").
#define SYNOD_TEXT(text) text

namespace synod {

/// A source text with places %1 to %9 and what stands in them. The views translate the source and
/// fill it.
struct Sentence {
  const char* source = "";
  std::vector<std::string> args;

  bool empty() const { return *source == '\0'; }
  /// The sentence in English.
  std::string str() const { return filled(source); }
  /// `translation` with this sentence's arguments in its places.
  std::string filled(std::string_view translation) const;
  friend bool operator==(const Sentence& a, const Sentence& b) {
    return std::string_view(a.source) == b.source && a.args == b.args;
  }
};

/// A sentence from a marked text and printable arguments.
template <class... Args>
Sentence say(const char* source, Args&&... args) {
  return {source, {std::string(std::forward<Args>(args))...}};
}

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
