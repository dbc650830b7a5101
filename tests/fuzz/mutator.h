// Mutations of texts: small changes that often leave them nearly right.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/base/random.h"

namespace synod::fuzz {

/// Makes new inputs from old ones. The same seed, the same inputs on every machine.
class Mutator {
 public:
  /// `corpus` must not be empty. `words` are what the language is made of.
  Mutator(std::vector<std::string> corpus, std::vector<std::string> words, std::uint64_t seed)
      : corpus_(std::move(corpus)), words_(std::move(words)), random_(seed) {}

  /// A text of the corpus after a few changes. At most `most` bytes.
  std::string next(std::size_t most);

 private:
  std::size_t below(std::size_t end);
  void change(std::string& text);
  void flip_bit(std::string& text);
  /// A line of `text` with its end, and a word of it.
  std::string_view any_line(const std::string& text);
  std::string_view any_word(const std::string& text);
  void replace(std::string& text, std::string_view part, std::string_view by);

  std::vector<std::string> corpus_;
  std::vector<std::string> words_;
  Random random_;
};

}  // namespace synod::fuzz
