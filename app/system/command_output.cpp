#include "app/system/command_output.h"

#include "app/system/output_place.h"
#include "app/system/standard_streams.h"
#include "model/files/write_file.h"

namespace synod::app {

int fail(const std::string& why) {
  print_error("synod: {}\n", why);
  return 1;
}

int write_output(std::string_view text, const std::string& place) {
  if (place == "-") {
    write_to(stdout, text);
    return 0;
  }
  const auto written = write_file(place, text);
  return written ? 0 : fail(refusal_to_write(place, written.error()));
}

}  // namespace synod::app
