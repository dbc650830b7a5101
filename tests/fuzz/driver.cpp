// Driver of a fuzz target where there is no libFuzzer: mutates a corpus, always in the same way.
//
//     fuzz_run [--runs N] [--seed S] [--words FILE] FILE_OR_FOLDER...
//
// A folder stands for all files in it and below. With --runs 0 the corpus alone is run. What makes
// the target fail is written to fuzz-failure.txt.
#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/mutator.h"

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = 4'096;
constexpr std::uint64_t told_every = 100'000;

/// What a handler of signals finds: the input under way.
const std::string* present = nullptr;

extern "C" void keep_input(int signal) {
  if (std::FILE* file = std::fopen("fuzz-failure.txt", "wb");
      file != nullptr && present != nullptr) {
    std::fwrite(present->data(), 1, present->size(), file);
    std::fclose(file);
  }
  std::fprintf(stderr, "signal %d: see fuzz-failure.txt\n", signal);
  std::_Exit(1);
}

void run(const std::string& input) {
  present = &input;
  synod::fuzz::run(input);
}

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The files below `path` in the order of their names: folders list them in any order.
std::vector<fs::path> files_below(const fs::path& path) {
  std::vector<fs::path> files;
  if (!fs::is_directory(path)) return {path};
  for (const auto& entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// The words of a dictionary as libFuzzer has it: one in quotes on each line.
std::vector<std::string> words_in(const fs::path& path) {
  std::vector<std::string> words;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);)
    if (line.size() > 2 && line.front() == '"' && line.back() == '"')
      words.push_back(line.substr(1, line.size() - 2));
  return words;
}

std::optional<std::uint64_t> number(const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

int wrong_usage() {
  std::fprintf(stderr, "usage: [--runs N] [--seed S] [--words FILE] FILE_OR_FOLDER...\n");
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t runs = 100'000;
  std::uint64_t seed = 1;
  std::vector<std::string> words{"\n"};
  std::vector<std::string> corpus;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument.starts_with("--") && i + 1 == argc) return wrong_usage();
    if (argument == "--words") {
      words = words_in(argv[++i]);
    } else if (argument == "--runs" || argument == "--seed") {
      const auto value = number(argv[++i]);
      if (!value) return wrong_usage();
      (argument == "--runs" ? runs : seed) = *value;
    } else {
      for (const fs::path& file : files_below(argument)) corpus.push_back(contents(file));
    }
  }
  if (corpus.empty() || words.empty()) return wrong_usage();
  for (int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGILL}) std::signal(signal, keep_input);
  for (const std::string& input : corpus) run(input);
  synod::fuzz::Mutator mutator(corpus, words, seed);
  for (std::uint64_t i = 1; i <= runs; ++i) {
    run(mutator.next(most_bytes));
    if (i % told_every == 0)
      std::fprintf(stderr, "%llu runs\n", static_cast<unsigned long long>(i));
  }
  std::printf("%zu files and %llu changed ones: nothing found\n", corpus.size(),
              static_cast<unsigned long long>(runs));
  return 0;
}
