// Reading of files that turned into something else, or are larger than anybody wants.
#include "model/files/read_file.h"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace synod {
namespace {

namespace fs = std::filesystem;

class ReadFile : public ::testing::Test {
 protected:
  ReadFile() {
    std::string name = (fs::temp_directory_path() / "synod-read-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    std::ofstream(folder / "a") << "0123456789";
  }
  ~ReadFile() override { fs::remove_all(folder); }

  std::string why(const fs::path& path, std::size_t most = 100) const {
    const auto read = read_text_file(path, most);
    return read ? "" : read.error().str();
  }

  fs::path folder;
};

TEST_F(ReadFile, is_read_whole_or_refused_by_its_size) {
  EXPECT_EQ(*read_text_file(folder / "a", 10), "0123456789");
  EXPECT_THAT(why(folder / "a", 9), ::testing::HasSubstr("at most 9 bytes"));
}

TEST_F(ReadFile, the_beginning_is_no_more_than_is_asked_for) {
  EXPECT_EQ(*read_beginning(folder / "a", 3), "012");
  EXPECT_EQ(*read_beginning(folder / "a", 30), "0123456789");
}

TEST_F(ReadFile, a_pipe_a_device_and_a_folder_are_refused_at_once) {
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(why(folder / "pipe"), "this is not a file");
  EXPECT_EQ(why("/dev/zero"), "this is not a file");
  EXPECT_EQ(why(folder), "this is not a file");
  EXPECT_FALSE(read_beginning(folder / "pipe", 3));
}

TEST_F(ReadFile, what_is_not_there_is_told) {
  EXPECT_EQ(why(folder / "b"), "there is no such file");
  EXPECT_EQ(why(folder / "a" / "b"), "there is no such file");
}

}  // namespace
}  // namespace synod
