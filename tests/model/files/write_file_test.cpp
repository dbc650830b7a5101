// Writing of files on full disks, over links, and through power cuts.
#include "model/files/write_file.h"

#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/full_disk.h"
#include "tests/model/files/counted_calls.h"

namespace synod {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class WriteFile : public ::testing::Test {
 protected:
  WriteFile() {
    std::string name = (fs::temp_directory_path() / "synod-write-XXXXXX").string();
    folder = ::mkdtemp(name.data());
  }
  ~WriteFile() override { fs::remove_all(folder); }

  fs::path path(const char* name) const { return folder / name; }
  void put(const char* name, const std::string& text) const { std::ofstream(path(name)) << text; }
  static std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
  }
  static mode_t mode(const fs::path& path) {
    struct stat found {};
    EXPECT_EQ(::stat(path.c_str(), &found), 0);
    return found.st_mode & 07777;
  }
  void expect_refused(const char* name, const char* why) const {
    const auto written = write_file(path(name), "new");
    ASSERT_FALSE(written) << name;
    EXPECT_THAT(written.error().str(), HasSubstr(why));
  }

  fs::path folder;
};

TEST_F(WriteFile, a_new_name_becomes_a_file_with_the_usual_mode) {
  const mode_t mask = ::umask(027);
  const auto written = write_file(path("a"), "hello");
  ::umask(mask);
  ASSERT_TRUE(written) << written.error().str();
  EXPECT_EQ(contents(path("a")), "hello");
  EXPECT_EQ(mode(path("a")), 0640u);
  EXPECT_EQ(files(), 1u);
}

TEST_F(WriteFile, a_name_without_a_folder_is_a_file_here) {
  const fs::path before = fs::current_path();
  fs::current_path(folder);
  const auto written = write_file("here", "hello");
  fs::current_path(before);
  ASSERT_TRUE(written) << written.error().str();
  EXPECT_EQ(contents(path("here")), "hello");
}

TEST_F(WriteFile, an_old_file_is_replaced_and_its_mode_stays) {
  put("a", "old and longer");
  for (const mode_t kept : {0600u, 0644u, 0755u, 0666u}) {
    ASSERT_EQ(::chmod(path("a").c_str(), kept), 0);
    ASSERT_TRUE(write_file(path("a"), "new"));
    EXPECT_EQ(contents(path("a")), "new");
    EXPECT_EQ(mode(path("a")), kept);
  }
  EXPECT_EQ(files(), 1u);
}

TEST_F(WriteFile, empty_and_large_files_are_whole) {
  ASSERT_TRUE(write_file(path("a"), ""));
  EXPECT_TRUE(fs::exists(path("a")));
  const std::string large(5'000'000, 'x');
  ASSERT_TRUE(write_file(path("a"), large));
  EXPECT_EQ(contents(path("a")), large);
}

TEST_F(WriteFile, a_link_stays_and_what_it_leads_to_is_written) {
  fs::create_directory(path("far"));
  put("far/a", "old");
  fs::create_symlink("far/a", path("near"));
  fs::create_symlink("near", path("nearer"));
  const auto written = write_file(path("nearer"), "new");
  ASSERT_TRUE(written) << written.error().str();
  EXPECT_EQ(*written, path("far/a"));
  EXPECT_TRUE(fs::is_symlink(path("near")) && fs::is_symlink(path("nearer")));
  EXPECT_EQ(contents(path("far/a")), "new");
}

TEST_F(WriteFile, a_link_to_what_is_not_there_yet_makes_it) {
  fs::create_symlink("later", path("a"));
  ASSERT_TRUE(write_file(path("a"), "new"));
  EXPECT_TRUE(fs::is_symlink(path("a")));
  EXPECT_EQ(contents(path("later")), "new");
}

TEST_F(WriteFile, a_link_in_a_circle_is_refused) {
  fs::create_symlink("b", path("a"));
  fs::create_symlink("a", path("b"));
  expect_refused("a", "link");
}

TEST_F(WriteFile, a_folder_a_pipe_and_a_device_are_refused_and_stay) {
  fs::create_directory(path("folder"));
  expect_refused("folder", "folder");
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  expect_refused("pipe", "not a file");
  EXPECT_TRUE(fs::is_fifo(path("pipe")));
  fs::create_symlink("/dev/null", path("device"));
  expect_refused("device", "not a file");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  EXPECT_EQ(files(), 3u);
}

TEST_F(WriteFile, a_file_that_may_only_be_read_is_refused_and_stays) {
  put("a", "old");
  ASSERT_EQ(::chmod(path("a").c_str(), 0444), 0);
  expect_refused("a", "only be read");
  EXPECT_EQ(contents(path("a")), "old");
}

TEST_F(WriteFile, a_folder_that_is_not_there_is_told) {
  expect_refused("nowhere/a", "no such folder");
  put("a", "old");
  expect_refused("a/b", "no such folder");
}

TEST_F(WriteFile, where_the_system_stops_it_the_old_file_stays_and_nothing_else) {
  put("a", "old");
  for (const rlim_t most : {rlim_t{0}, rlim_t{1}, rlim_t{4096}}) {
    const auto written = [&] {
      const testing::FullDisk full(most);
      return write_file(path("a"), std::string(5000, 'x'));
    }();
    EXPECT_FALSE(written);
    EXPECT_EQ(contents(path("a")), "old");
    EXPECT_EQ(files(), 1u);
  }
}

const std::string new_text = "new and longer than before";

TEST_F(WriteFile, whatever_call_fails_the_file_is_whole_and_the_error_told) {
  int calls = 1;
  for (int wrong = 1; wrong <= calls; ++wrong) {
    put("a", "old");
    CountedCalls counted(wrong);
    const auto written = write_file(path("a"), new_text, counted);
    if (wrong == 1) {
      CountedCalls all(0);
      put("b", "old");
      ASSERT_TRUE(write_file(path("b"), new_text, all));
      fs::remove(path("b"));
      calls = all.seen;
      EXPECT_GT(calls, 8);
    }
    ASSERT_FALSE(written) << "call " << wrong;
    EXPECT_THAT(written.error().str(), HasSubstr("full"));
    EXPECT_THAT(contents(path("a")), ::testing::AnyOf("old", new_text)) << "call " << wrong;
    EXPECT_EQ(files(), 1u) << "call " << wrong;
  }
}

TEST_F(WriteFile, a_power_cut_at_any_call_leaves_the_old_or_the_new_file) {
  bool died = true;
  bool renamed = false;
  int calls = 0;
  for (; died && calls < 100; ++calls) {
    put("a", "old");
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      DyingCalls dying(calls + 1);
      ::_exit(write_file(path("a"), new_text, dying) ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    died = WEXITSTATUS(status) == 9;
    EXPECT_NE(WEXITSTATUS(status), 1);
    const std::string found = contents(path("a"));
    EXPECT_TRUE(found == "old" || found == new_text) << "call " << calls + 1 << ": " << found;
    EXPECT_FALSE(renamed && found == "old");
    renamed = found == new_text;
  }
  EXPECT_FALSE(died);
  EXPECT_TRUE(renamed);
  EXPECT_GT(calls, 8);
}

}  // namespace
}  // namespace synod
