#include "app/system/standard_streams.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <ostream>
#include <streambuf>
#include <string>
#include <unistd.h>

namespace synod::app {

namespace {

/// 128 and the number of SIGPIPE, as shells count.
constexpr int nobody_reads = 141;

/// The first error of standard output; 0 where there was none.
int output_error = 0;

void note(std::FILE* stream, int error) {
  if (stream != stdout) return;
  // Who started us may have asked for SIGPIPE to be ignored.
  if (error == EPIPE) std::_Exit(nobody_reads);
  if (output_error == 0) output_error = error;
}

std::string reason(int error) {
  switch (error) {
    case EBADF: return "it is closed";
    case ENOSPC:
    case EDQUOT: return "the disk is full";
    case EFBIG: return "the system allows no file as large as this";
    case 0: return "it failed";
    default: return std::strerror(error);
  }
}

/// Hands on what a stream is given.
class OutputBuffer : public std::streambuf {
 protected:
  int_type overflow(int_type sign) override {
    const char one = traits_type::to_char_type(sign);
    if (sign != traits_type::eof()) write_to(stdout, {&one, 1});
    return traits_type::not_eof(sign);
  }
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    write_to(stdout, {text, static_cast<std::size_t>(size)});
    return size;
  }
};

}  // namespace

void settle_standard_streams() {
  // The lowest free number is taken, so each closed stream gets its own back. Against the grain:
  // nothing can be read from an output, nor written to an input.
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(number, F_GETFD) < 0 && errno == EBADF)
      (void)::open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void write_to(std::FILE* stream, std::string_view text) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stream) != text.size()) note(stream, errno);
}

std::ostream& output_stream() {
  static OutputBuffer buffer;
  static std::ostream stream(&buffer);
  return stream;
}

void flush_output() {
  errno = 0;
  if (std::fflush(stdout) != 0) note(stdout, errno);
}

int end_of_output(int code) {
  flush_output();
  const bool lost = output_error != 0 || std::ferror(stdout) != 0;
  if (!lost) return code;
  print_error("synod: standard output can't be written: {}\n", reason(output_error));
  return code == 0 ? 1 : code;
}

}  // namespace synod::app
