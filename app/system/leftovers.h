// Leftovers of work that is half done: a second Ctrl+C removes them on its way out.
#pragma once

#include <filesystem>

namespace synod::app {

/// A folder that is not to stay where the program is ended at once. Whoever made the folder removes
/// it in every other case.
class Leftover {
 public:
  enum class With : bool { nothing_in_it, all_in_it };

  explicit Leftover(const std::filesystem::path& folder, With with = With::all_in_it);
  ~Leftover();
  Leftover(const Leftover&) = delete;
  Leftover& operator=(const Leftover&) = delete;

 private:
  int number_;
};

/// Removes what stands there now, from whatever thread.
void remove_leftovers();

}  // namespace synod::app
