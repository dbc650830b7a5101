// Zip files from anybody: names that lead elsewhere, sizes that are not true, and bytes of any
// kind.
#include "tutorials/zip_file.h"

#include <zip.h>

#include "tests/tutorials/zip_by_hand.h"

namespace synod {
namespace {

using testing::HandEntry;
using ::testing::HasSubstr;
using testing::zip_by_hand;

constexpr ZipBounds bounds{5, 1'000'000};

/// Why these entries are refused; empty where they are taken.
std::string why(const std::vector<HandEntry>& entries) {
  const auto read = read_zip(zip_by_hand(entries), bounds);
  return read ? std::string() : read.error().str();
}

/// A zip file of `count` blanks, in few bytes.
std::string bomb(std::size_t count) {
  const std::string blanks(count, ' ');
  zip_source_t* all = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(all);
  zip_t* zip = zip_open_from_source(all, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  zip_file_add(zip, "a.svg", zip_source_buffer(zip, blanks.data(), blanks.size(), 0), 0);
  EXPECT_EQ(zip_close(zip), 0);
  std::string bytes(1'000'000, '\0');
  EXPECT_EQ(zip_source_open(all), 0);
  bytes.resize(static_cast<std::size_t>(zip_source_read(all, bytes.data(), bytes.size())));
  zip_source_close(all);
  zip_source_free(all);
  return bytes;
}

TEST(Zip_file, gives_back_what_was_put_in_and_always_has_the_same_bytes) {
  const FilesByName files = {{"a.md", "text\n"}, {"p/b.svg", std::string("\0\xff", 2)}, {"ü", ""}};
  const auto zip = made_zip(files);
  ASSERT_TRUE(zip) << zip.error().str();
  EXPECT_EQ(*zip, *made_zip(files));
  const auto read = read_zip(*zip, bounds);
  ASSERT_TRUE(read) << read.error().str();
  EXPECT_EQ(*read, files);
}

TEST(Zip_file, has_the_same_bytes_at_any_time_and_in_any_zone) {
  const auto here = made_zip({{"a.md", "text"}});
  ::setenv("TZ", "Asia/Tokyo", 1);
  ::tzset();
  const auto there = made_zip({{"a.md", "text"}});
  ::unsetenv("TZ");
  ::tzset();
  EXPECT_EQ(*here, *there);
}

TEST(Zip_file, of_another_program_may_have_folders_and_be_deflated) {
  EXPECT_EQ(why({{"p/", "", 0, 0, 040755U << 16}, {"p/a.svg", "x", 0, 0, 0100644U << 16}}), "");
  const auto read = read_zip(bomb(1000), bounds);
  ASSERT_TRUE(read) << read.error().str();
  EXPECT_EQ(read->at("a.svg"), std::string(1000, ' '));
}

TEST(Zip_file, with_a_name_that_leads_elsewhere_is_refused_and_the_name_is_told) {
  for (const std::string name : {"/etc/passwd", "../a.svg", "p/../../a.svg", "p/..", "p//a.svg",
                                 "./a.svg", "p\\a.svg", "C:/a.svg", "//host/a.svg", ".", "/"}) {
    EXPECT_THAT(why({{name, "x"}}), HasSubstr(name == "p\\a.svg" ? "a.svg" : name)) << name;
    EXPECT_FALSE(made_zip({{name, "x"}})) << name;
  }
}

TEST(Zip_file, with_a_name_that_is_no_text_is_refused) {
  for (const std::string name : {"\xff.svg", "a\n.svg", "a\x1b[2J.svg", "\xed\xa0\x80.svg"})
    EXPECT_THAT(why({{name, "x", 0, 0}}), HasSubstr("no text in UTF-8"));
  EXPECT_THAT(why({{"", "x"}}), HasSubstr("no text in UTF-8"));
  const std::string told = why({{std::string(5'000, 'x'), ""}});
  EXPECT_THAT(told, HasSubstr("too long"));
  EXPECT_LT(told.size(), 200u);
}

TEST(Zip_file, with_a_file_twice_is_refused) {
  EXPECT_THAT(why({{"a.svg", "one"}, {"a.svg", "two"}}), HasSubstr("'a.svg' stands in it twice"));
}

TEST(Zip_file, with_a_link_or_a_device_is_refused) {
  for (const std::uint32_t mode : {0120777U, 0010644U, 0020644U, 0060644U, 0140644U, 0040755U})
    EXPECT_THAT(why({{"a.svg", "/etc/passwd", 0, 0, mode << 16}}), HasSubstr("'a.svg'")) << mode;
}

TEST(Zip_file, that_is_encrypted_or_compressed_in_another_way_is_refused) {
  EXPECT_THAT(why({{"a.svg", "x", 0, 1}}), HasSubstr("'a.svg' in it is encrypted"));
  for (const int method : {1, 9, 12, 14, 93, 95})
    EXPECT_THAT(why({{"a.svg", "x", static_cast<std::uint16_t>(method)}}), HasSubstr("'a.svg'"))
        << method;
}

TEST(Zip_file, of_too_many_files_is_refused) {
  std::vector<HandEntry> entries;
  for (int i = 0; i < 6; ++i) entries.push_back({std::to_string(i), ""});
  EXPECT_THAT(why(entries), HasSubstr("holds 6 files; it may hold at most 5"));
  entries.pop_back();
  EXPECT_EQ(why(entries), "");
}

TEST(Zip_file, that_unpacks_to_too_much_is_refused_whatever_it_says_of_its_size) {
  EXPECT_TRUE(read_zip(bomb(bounds.bytes), bounds));
  std::string zip = bomb(bounds.bytes + 1);
  EXPECT_LT(zip.size(), 5'000u);
  const auto refused = read_zip(zip, bounds);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().str(), HasSubstr("with 'a.svg' it unpacks to more than 1000000"));
  // The size stands in the directory, 24 bytes behind its beginning.
  const std::size_t directory = zip.rfind("PK\x01\x02");
  zip.replace(directory + 24, 4, std::string("\x0a\0\0\0", 4));
  EXPECT_FALSE(read_zip(zip, bounds));
}

TEST(Zip_file, of_many_entries_that_share_their_bytes_is_counted_each_time) {
  std::vector<HandEntry> entries;
  for (int i = 0; i < 5; ++i) entries.push_back({std::to_string(i), std::string(300'000, 'x')});
  EXPECT_THAT(why(entries), HasSubstr("unpacks to more than"));
}

TEST(Zip_file, that_was_cut_off_is_refused_at_any_byte) {
  const std::string zip = *made_zip({{"a.md", "some text"}, {"b.svg", "more"}});
  for (std::size_t size = 0; size < zip.size(); ++size)
    EXPECT_FALSE(read_zip(zip.substr(0, size), bounds)) << size;
  EXPECT_FALSE(read_zip("no zip file at all", bounds));
}

TEST(Zip_file, of_which_any_byte_is_another_is_read_or_refused_and_nothing_else) {
  const std::string zip = *made_zip({{"a.md", "some text"}, {"b.svg", "more"}});
  for (std::size_t at = 0; at < zip.size(); ++at)
    for (const char other : {'\0', '\1', '\x7f', '\xff'}) {
      std::string changed = zip;
      changed[at] = other;
      const auto read = read_zip(changed, bounds);
      EXPECT_TRUE(read || !read.error().str().empty());
    }
}

}  // namespace
}  // namespace synod
