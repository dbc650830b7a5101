#include "model/files/write_file.h"

#include <cerrno>
#include <cstdio>
#include <fmt/format.h>
#include <optional>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

namespace synod {

namespace {

namespace fs = std::filesystem;

/// As many links in a row as Linux follows.
constexpr int most_links = 40;
constexpr int most_names = 16;

/// Where a link leads in the end, whether or not something is there.
Result<fs::path> end_of_links(fs::path path) {
  for (int i = 0; i < most_links; ++i) {
    std::error_code error;
    if (!fs::is_symlink(fs::symlink_status(path, error))) return path;
    const fs::path next = fs::read_symlink(path, error);
    if (error) return writing_refusal(error.value());
    path = next.is_absolute() ? next : path.parent_path() / next;
  }
  return writing_refusal(ELOOP);
}

/// The file that stands there; nothing where there is none.
Result<std::optional<struct stat>> old_file(const fs::path& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) {
    if (errno == ENOENT) return std::optional<struct stat>();
    return writing_refusal(errno);
  }
  if (S_ISDIR(found.st_mode)) return say(SYNOD_TEXT("this is a folder, not a file"));
  // A device or a pipe is no place to keep anything, and must not be replaced by a file.
  if (!S_ISREG(found.st_mode)) return say(SYNOD_TEXT("this is not a file"));
  if ((found.st_mode & S_IWUSR) == 0 || ::access(path.c_str(), W_OK) != 0)
    return say(SYNOD_TEXT("this file may only be read"));
  return std::optional(found);
}

/// A name that nobody guesses, beside `path`: only within a folder is renaming one step.
fs::path name_beside(const fs::path& path) {
  std::random_device chance;
  const auto number = (std::uint64_t{chance()} << 32) | chance();
  return path.parent_path() / fmt::format(".synod-{:016x}.tmp", number);
}

/// One writing: what it began is taken away again unless it came to its end.
class Writing {
 public:
  Writing(fs::path path, FileCalls& calls) : path_(std::move(path)), calls_(calls) {}
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;
  ~Writing() {
    if (file_ >= 0) calls_.close(file_);
    if (!beside_.empty()) calls_.remove(beside_.c_str());
  }

  /// 0, or the error of the call that failed.
  int run(std::string_view bytes, const std::optional<struct stat>& old) {
    const bool kept = create(old) && (!old || take_after(*old)) &&
                      write_all(calls_, file_, bytes) && calls_.sync(file_) == 0 && close() &&
                      replace() && sync_folder();
    return kept ? 0 : errno;
  }

 private:
  bool create(const std::optional<struct stat>& old) {
    // Nobody else may read on the way what only the old file's user might.
    const mode_t mode = old ? S_IRUSR | S_IWUSR : 0666;
    for (int i = 0; i < most_names && file_ < 0; ++i) {
      const fs::path name = name_beside(path_);
      file_ = calls_.create(name.c_str(), mode);
      if (file_ >= 0)
        beside_ = name;
      else if (errno != EEXIST)
        break;
    }
    return file_ >= 0;
  }

  bool take_after(const struct stat& old) {
    // Whoever may not give files away keeps the new one: still better than to write into the old.
    if (old.st_uid != ::geteuid() || old.st_gid != ::getegid())
      (void)calls_.chown(file_, old.st_uid, old.st_gid);
    return calls_.chmod(file_, old.st_mode & 07777) == 0;
  }

  /// A file is gone from our hands after that, whatever it answers.
  bool close() { return calls_.close(std::exchange(file_, -1)) == 0; }

  bool replace() {
    if (calls_.rename(beside_.c_str(), path_.c_str()) != 0) return false;
    beside_.clear();
    return true;
  }

  /// Only then the new name outlives a power cut. Some disks can't be asked for it.
  bool sync_folder() {
    const fs::path folder = path_.parent_path().empty() ? "." : path_.parent_path();
    file_ = calls_.open_folder(folder.c_str());
    if (file_ < 0) return errno == EACCES;
    if (calls_.sync(file_) != 0 && errno != EINVAL && errno != ENOTSUP) return false;
    return close();
  }

  fs::path path_;
  FileCalls& calls_;
  fs::path beside_;  ///< What was begun; empty where there is nothing to take away.
  int file_ = -1;
};

}  // namespace

Result<fs::path> write_file(const fs::path& path, std::string_view bytes) {
  FileCalls calls;
  return write_file(path, bytes, calls);
}

Result<fs::path> write_file(const fs::path& path, std::string_view bytes, FileCalls& calls) {
  Result<fs::path> place = end_of_links(path);
  if (!place) return place;
  if (!place->has_filename()) return say(SYNOD_TEXT("this is a folder, not a file"));
  const Result<std::optional<struct stat>> old = old_file(*place);
  if (!old) return old.error();
  if (const int error = Writing(*place, calls).run(bytes, *old)) return writing_refusal(error);
  return place;
}

}  // namespace synod
