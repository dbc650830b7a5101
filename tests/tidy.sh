#!/bin/sh
# Runs clang-tidy with the checks of .clang-tidy: sh tests/tidy.sh [FILE...]
# Without files it looks at the lines of the core, the views and the program that a change touches:
# all since this branch left main, or else the last ten commits; the newest files first. For a header
# it takes a source file that includes it. A warning is an error. With TIDY_SECONDS in the
# environment no file is begun after so many seconds; those that are left are named.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build="$root/build/tidy"
. "$root/cmake/packages.sh"

# The commit that the change begins behind.
base() {
  left=$(git merge-base HEAD origin/main 2>/dev/null) || left=
  if [ -n "$left" ] && [ "$left" != "$(git rev-parse HEAD)" ]; then
    echo "$left"
  else
    git rev-list -n 11 HEAD | tail -n 1
  fi
}

# The names of files that were changed since commit $1, the newest first, each once.
touched() {
  { git diff --name-only HEAD
    git log --name-only --format= "$1..HEAD"; } |
    grep -E '^(model|protocols|tutorials|views|app)/' | awk '!seen[$0]++'
}

# The lines that were changed since commit $1, in the form of clang-tidy's -line-filter.
lines() {
  git diff -U0 "$1" -- '*.h' '*.cpp' | awk '
    /^\+\+\+ / { file = substr($2, 3) }
    /^@@ / {
      count = split(substr($3, 2), range, ",") == 2 ? range[2] : 1
      if (count > 0) spans[file] = spans[file] ",[" range[1] "," range[1] + count - 1 "]"
    }
    END {
      for (file in spans)
        list = list ",{\"name\":\"" file "\",\"lines\":[" substr(spans[file], 2) "]}"
      print "[" substr(list, 2) "]"
    }'
}

# For each name, a source file that clang-tidy can look at.
sources() {
  while read -r file; do
    [ -f "$file" ] || continue
    case "$file" in
      *.cpp) echo "$file" ;;
      *.h)
        if [ -f "${file%.h}.cpp" ]; then
          echo "${file%.h}.cpp"
        else
          git grep -l --fixed-strings "#include \"$file\"" -- '*.cpp' | head -n 1
        fi ;;
    esac
  done | awk '!seen[$0]++'
}

cd "$root"
install_packages $app_packages $test_packages clang clang-tidy
without_home
CXX=clang++ configure tidy
if [ $# -gt 0 ]; then
  files=$(printf '%s\n' "$@" | sources)
  tidy_lines=
else
  since=$(base)
  files=$(touched "$since" | sources)
  tidy_lines=$(lines "$since")
fi
[ -n "$files" ] || { tell "no source file to look at"; exit 0; }

export tidy_build="$build" tidy_lines tidy_until="${TIDY_SECONDS:+$(($(date +%s) + TIDY_SECONDS))}"
printf '%s\n' "$files" | xargs -P "$(nproc)" -I '{}' sh -c '
  if [ -n "$tidy_until" ] && [ "$(date +%s)" -ge "$tidy_until" ]; then
    echo "synod: no time for $1" >&2
  else
    clang-tidy -p "$tidy_build" --quiet --line-filter="$tidy_lines" "$1" 2>/dev/null
  fi' tidy '{}'
