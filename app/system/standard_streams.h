// Standard output and error of a command: they may be closed, full, or read by nobody.
#pragma once

#include <cstdio>
#include <fmt/format.h>
#include <iosfwd>
#include <string_view>

namespace synod::app {

/// Opens what is closed of the three standard streams, so that no file takes their numbers. What is
/// written there then fails, as it should.
void settle_standard_streams();

/// Writes to `stream` and never throws: `end_of_output` tells what went wrong. Where nobody reads
/// any more, as behind `| head -1`, the program ends as by SIGPIPE.
void write_to(std::FILE* stream, std::string_view text);

template <class... Args>
void print_to(std::FILE* stream, fmt::format_string<Args...> text, Args&&... args) {
  write_to(stream, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void print_out(fmt::format_string<Args...> text, Args&&... args) {
  print_to(stdout, text, std::forward<Args>(args)...);
}
template <class... Args>
void print_error(fmt::format_string<Args...> text, Args&&... args) {
  print_to(stderr, text, std::forward<Args>(args)...);
}

/// Standard output as a stream; otherwise like `write_to`.
std::ostream& output_stream();

/// Flushes what was printed so far.
void flush_output();

/// The exit code of a command that ended with `code`: 1 instead of 0 where not all that it printed
/// came to standard output, which is told on standard error.
int end_of_output(int code);

}  // namespace synod::app
