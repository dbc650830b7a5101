// Adding to files: on full disks, behind what somebody else wrote, and through power cuts.
#include "model/files/append_file.h"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "tests/full_disk.h"
#include "tests/model/files/counted_calls.h"

namespace synod {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

const std::string old_text = "old\n";
const std::string lines = "step\nstep 2\n";

class AppendFile : public ::testing::Test {
 protected:
  AppendFile() {
    std::string name = (fs::temp_directory_path() / "synod-append-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    path = folder / "a";
    put();
  }
  ~AppendFile() override { fs::remove_all(folder); }

  void put() const { std::ofstream(path, std::ios::binary) << old_text; }
  std::string contents() const {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  fs::path folder;
  fs::path path;
};

TEST_F(AppendFile, adds_to_the_end_and_tells_the_new_size) {
  const auto once = append_file(path, old_text.size(), lines);
  ASSERT_TRUE(once) << once.error().str();
  EXPECT_EQ(*once, old_text.size() + lines.size());
  ASSERT_TRUE(append_file(path, *once, lines));
  EXPECT_EQ(contents(), old_text + lines + lines);
}

TEST_F(AppendFile, a_file_of_another_size_is_somebody_else_s) {
  const auto added = append_file(path, old_text.size() + 1, lines);
  ASSERT_FALSE(added);
  EXPECT_THAT(added.error().str(), HasSubstr("another program"));
  EXPECT_EQ(contents(), old_text);
}

TEST_F(AppendFile, what_is_not_there_or_no_file_is_refused_and_nobody_waits) {
  EXPECT_FALSE(append_file(folder / "missing", 0, lines));
  EXPECT_FALSE(fs::exists(folder / "missing"));
  EXPECT_FALSE(append_file(folder, 0, lines));
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_FALSE(append_file(folder / "pipe", 0, lines));
  fs::create_symlink("/dev/null", folder / "device");
  const auto device = append_file(folder / "device", 0, lines);
  ASSERT_FALSE(device);
  EXPECT_THAT(device.error().str(), HasSubstr("not a file"));
}

TEST_F(AppendFile, a_full_disk_leaves_what_was_there) {
  for (const rlim_t room : {rlim_t{0}, rlim_t{1}, rlim_t{5}}) {
    const auto added = [&] {
      const testing::FullDisk full(old_text.size() + room);
      return append_file(path, old_text.size(), lines);
    }();
    EXPECT_FALSE(added);
    EXPECT_EQ(contents(), old_text);
  }
}

TEST_F(AppendFile, whatever_call_fails_what_was_there_stays_and_the_error_is_told) {
  CountedCalls all(0);
  ASSERT_TRUE(append_file(path, old_text.size(), lines, all));
  EXPECT_GT(all.seen, 5);
  for (int wrong = 1; wrong <= all.seen; ++wrong) {
    put();
    CountedCalls counted(wrong);
    const auto added = append_file(path, old_text.size(), lines, counted);
    ASSERT_FALSE(added) << "call " << wrong;
    EXPECT_THAT(added.error().str(), HasSubstr("full"));
    EXPECT_THAT(contents(), ::testing::AnyOf(old_text, old_text + lines)) << "call " << wrong;
  }
}

TEST_F(AppendFile, a_power_cut_at_any_call_leaves_what_was_there_and_a_beginning) {
  bool died = true;
  std::string before;
  int calls = 0;
  for (; died && calls < 100; ++calls) {
    put();
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      DyingCalls dying(calls + 1);
      ::_exit(append_file(path, old_text.size(), lines, dying) ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    died = WEXITSTATUS(status) == 9;
    EXPECT_NE(WEXITSTATUS(status), 1);
    const std::string found = contents();
    EXPECT_TRUE((old_text + lines).starts_with(found) && found.starts_with(old_text)) << found;
    EXPECT_GE(found.size(), before.size()) << "the later the cut, the more is there";
    before = found;
  }
  EXPECT_FALSE(died);
  EXPECT_EQ(before, old_text + lines);
  EXPECT_GT(calls, 5);
}

}  // namespace
}  // namespace synod
