#include "tutorials/zip_file.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <sys/stat.h>
#include <zip.h>

#include "model/base/utf8.h"

namespace synod {

namespace {

/// Of a path in a zip file.
constexpr std::size_t most_name_bytes = 200;
/// 1 January 1980, the first day that a zip file can name.
constexpr zip_uint16_t fixed_date = 1 << 5 | 1;

struct Closer {
  void operator()(zip_t* zip) const { zip_discard(zip); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
template <class T>
using Held = std::unique_ptr<T, Closer>;

Sentence damaged() {
  return say(
      SYNOD_TEXT("this is no zip file, or it is damaged. Get it anew from where it is from"));
}

Sentence not_written() {
  return say(SYNOD_TEXT("the zip file can't be made: there is too little memory"));
}

bool has_control(std::string_view name) {
  while (!name.empty()) {
    if (is_control(name)) return true;
    name.remove_prefix(character_size(name));
  }
  return false;
}

/// Whether a part of the path is empty, "." or "..": a folder ends in one '/'.
bool has_odd_part(std::string_view name) {
  if (name.ends_with('/')) name.remove_suffix(1);
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('/', at), name.size());
    const std::string_view part = name.substr(at, end - at);
    if (part.empty() || part == "." || part == "..") return true;
    at = end + 1;
  }
  return false;
}

/// Reads the entries of one zip file, in their order.
class ZipReader {
 public:
  ZipReader(zip_t& zip, const ZipBounds& bounds) : zip_(zip), bounds_(bounds) {}

  Result<FilesByName> read() {
    const zip_int64_t count = zip_get_num_entries(&zip_, 0);
    if (count < 0) return damaged();
    if (static_cast<zip_uint64_t>(count) > bounds_.entries)
      return say(SYNOD_TEXT("it holds %1 files; it may hold at most %2. Leave some out"),
                 std::to_string(count), std::to_string(bounds_.entries));
    for (zip_int64_t i = 0; i < count; ++i)
      if (auto why = add(static_cast<zip_uint64_t>(i))) return *why;
    return std::move(files_);
  }

 private:
  std::optional<Sentence> add(zip_uint64_t index) {
    zip_stat_t found;
    zip_stat_init(&found);
    const char* raw = zip_get_name(&zip_, index, ZIP_FL_ENC_RAW);
    if (raw == nullptr || zip_stat_index(&zip_, index, 0, &found) != 0) return damaged();
    const std::string name = raw;
    if (auto why = zip_name_refusal(name); !why.empty()) return why;
    if (auto why = kind_refusal(index, name, found)) return why;
    if (name.ends_with('/')) return std::nullopt;
    if (files_.contains(name))
      return say(SYNOD_TEXT("'%1' stands in it twice. Pack it again, with each file once"),
                 quote(name));
    return unpack(index, name);
  }

  std::optional<Sentence> kind_refusal(zip_uint64_t index, const std::string& name,
                                       const zip_stat_t& found) const {
    if ((found.valid & ZIP_STAT_ENCRYPTION_METHOD) == 0 || found.encryption_method != ZIP_EM_NONE)
      return say(SYNOD_TEXT("'%1' in it is encrypted. Pack it again, without a password"),
                 quote(name));
    if ((found.valid & ZIP_STAT_COMP_METHOD) == 0 ||
        (found.comp_method != ZIP_CM_STORE && found.comp_method != ZIP_CM_DEFLATE))
      return say(SYNOD_TEXT("'%1' in it is compressed in a way that is not read here. Pack it "
                            "again, with the method 'deflate'"),
                 quote(name));
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(&zip_, index, 0, &system, &attributes) != 0)
      return damaged();
    const mode_t kind = (attributes >> 16) & S_IFMT;
    // Looked at whatever system the entry names: programs differ in what they make of it.
    const bool plain = kind == 0 || kind == S_IFREG || (kind == S_IFDIR && name.ends_with('/'));
    if (plain) return std::nullopt;
    return say(SYNOD_TEXT("'%1' in it is a link, or no file. Pack it again, with the file itself"),
               quote(name));
  }

  std::optional<Sentence> unpack(zip_uint64_t index, const std::string& name) {
    const auto broken = [&] {
      return say(SYNOD_TEXT("'%1' in it is damaged. Get the file anew from where it is from"),
                 quote(name));
    };
    const Held<zip_file_t> file(zip_fopen_index(&zip_, index, 0));
    if (!file) return broken();
    std::string bytes;
    std::array<char, 65'536> part{};
    while (true) {
      const zip_int64_t count = zip_fread(file.get(), part.data(), part.size());
      if (count < 0) return broken();
      if (count == 0) break;
      total_ += static_cast<std::size_t>(count);
      if (total_ > bounds_.bytes)
        return say(SYNOD_TEXT("with '%1' it unpacks to more than %2 bytes. Leave out large files, "
                              "or make them smaller"),
                   quote(name), std::to_string(bounds_.bytes));
      bytes.append(part.data(), static_cast<std::size_t>(count));
    }
    files_.emplace(name, std::move(bytes));
    return std::nullopt;
  }

  zip_t& zip_;
  ZipBounds bounds_;
  FilesByName files_;
  std::size_t total_ = 0;
};

/// Adds one file; false where there is no memory for it.
bool add_file(zip_t& zip, const std::string& name, const std::string& bytes) {
  constexpr zip_uint32_t mode = (S_IFREG | 0644U) << 16;
  Held<zip_source_t> source(zip_source_buffer(&zip, bytes.data(), bytes.size(), 0));
  if (!source) return false;
  const zip_int64_t added = zip_file_add(&zip, name.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
  if (added < 0) return false;
  (void)source.release();  // It is the zip file's now.
  const auto index = static_cast<zip_uint64_t>(added);
  return zip_set_file_compression(&zip, index, ZIP_CM_STORE, 0) == 0 &&
         zip_file_set_dostime(&zip, index, 0, fixed_date, 0) == 0 &&
         zip_file_set_external_attributes(&zip, index, 0, ZIP_OPSYS_UNIX, mode) == 0;
}

/// All that was written to `source`.
std::optional<std::string> bytes_of(zip_source_t& source) {
  zip_stat_t found;
  zip_stat_init(&found);
  if (zip_source_stat(&source, &found) != 0 || zip_source_open(&source) != 0) return std::nullopt;
  std::string bytes(found.size, '\0');
  const zip_int64_t count = zip_source_read(&source, bytes.data(), bytes.size());
  zip_source_close(&source);
  if (count < 0 || static_cast<std::size_t>(count) != bytes.size()) return std::nullopt;
  return bytes;
}

}  // namespace

Sentence zip_name_refusal(std::string_view name) {
  const std::string shown = quote(name);
  if (name.empty() || !is_utf8(name) || has_control(name))
    return say(SYNOD_TEXT("the name '%1' in it is no text in UTF-8. Give the file another name"),
               shown);
  if (name.size() > most_name_bytes)
    return say(SYNOD_TEXT("the name '%1' in it is too long. Give the file a shorter name"), shown);
  if (name.find('\\') != std::string_view::npos || name.find(':') != std::string_view::npos)
    return say(SYNOD_TEXT("the name '%1' in it holds a backslash or a colon. Give the file another "
                          "name; folders end in '/'"),
               shown);
  if (name.starts_with('/') || has_odd_part(name))
    return say(SYNOD_TEXT("the name '%1' in it leads out of its folder. Pack it again, with paths "
                          "such as pictures/votes.svg"),
               shown);
  return {};
}

Result<FilesByName> read_zip(std::string_view zip, const ZipBounds& bounds) {
  if (zip.empty()) return damaged();  // The library takes it for a zip file without entries.
  Held<zip_source_t> source(zip_source_buffer_create(zip.data(), zip.size(), 0, nullptr));
  if (!source) return damaged();
  const Held<zip_t> opened(zip_open_from_source(source.get(), ZIP_RDONLY, nullptr));
  if (!opened) return damaged();
  (void)source.release();  // It is the zip file's now.
  return ZipReader(*opened, bounds).read();
}

Result<std::string> made_zip(const FilesByName& files) {
  const Held<zip_source_t> source(zip_source_buffer_create(nullptr, 0, 0, nullptr));
  if (!source) return not_written();
  zip_source_keep(source.get());
  Held<zip_t> zip(zip_open_from_source(source.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr));
  if (!zip) {
    zip_source_free(source.get());
    return not_written();
  }
  for (const auto& [name, bytes] : files) {
    if (auto why = zip_name_refusal(name); !why.empty()) return why;
    if (!add_file(*zip, name, bytes)) return not_written();
  }
  if (zip_close(zip.get()) != 0) return not_written();
  (void)zip.release();
  if (auto bytes = bytes_of(*source)) return *std::move(bytes);
  return not_written();
}

}  // namespace synod
