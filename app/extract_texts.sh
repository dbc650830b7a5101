#!/bin/sh
# Extraction of the texts for Qt Linguist: sh app/extract_texts.sh FILE.ts
# What is translated in the file already stays. See "Texts" in CONTRIBUTING.md.
set -eu
[ $# = 1 ] || { echo "usage: sh app/extract_texts.sh FILE.ts" >&2; exit 1; }
PATH="$PATH:/usr/lib/qt6/bin"
command -v lupdate >/dev/null || { echo "'lupdate' is missing (Debian: qt6-l10n-tools)" >&2; exit 1; }
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
case "$1" in /*) file=$1 ;; *) file=$PWD/$1 ;; esac

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$root"
find model protocols tutorials views app -name '*.h' -o -name '*.cpp' |
  xargs cp --parents -t "$place"
# The heads of lessons, courses and scenarios, in the paragraphs in which the program looks for them:
# for each a source file beside it.
find tutorials -name '*.synod' -o -name '*.synodcourse' -o -path '*/lessons/*.md' | while IFS= read -r head; do
  mkdir -p "$place/$(dirname -- "$head")"
  awk '
    function put(text) {
      gsub(/["\\]/, "\\\\&", text)
      if (text != "") printf "QT_TRANSLATE_NOOP(\"heads\", \"%s\")\n", text
    }
    function trimmed(text) { gsub(/^[ \t]+|[ \t]+$/, "", text); return text }
    function add(part, text) { return part == "" ? text : part " " text }
    { sub(/\r$/, "") }
    FILENAME ~ /\.md$/ {
      if (/^---$/ && FNR > 1) exit
      if (sub(/^(title|summary):/, "")) put(trimmed($0))
      next
    }
    FILENAME ~ /\.synodcourse$/ {
      if (sub(/^(title|summary|##)[: ]/, "")) put(trimmed($0))
      next
    }
    !/^#/ || /^#:/ { exit }
    { line = trimmed(substr($0, 2)) }
    FNR == 1 { sub(/^[^ ]*[0-9][^ ]*: /, "", line); title = line; part = "text"; next }
    line ~ /^Source:/ { part = "source" }
    line ~ /^Group:/ { part = "group"; line = trimmed(substr(line, 7)) }
    line == "" { fresh = part == "text"; part = "text"; next }
    part == "group" { group = add(group, line) }
    part == "text" {
      if (last == 0 || fresh) last++
      fresh = 0
      paragraph[last] = add(paragraph[last], line)
    }
    END { put(title); put(group); for (i = 1; i <= last; i++) put(paragraph[i]) }
  ' "$head" > "$place/$head.cpp"
done
# The core knows no Qt: its marks become those that lupdate reads, with the context in which
# views::translated looks.
cd "$place"
grep -rlE 'SYNOD_(TEXT|COUNTED)\(' . | xargs sed -i \
  -e 's/SYNOD_TEXT(/QT_TRANSLATE_NOOP("core", /g' \
  -e 's/SYNOD_COUNTED(/QT_TRANSLATE_N_NOOP("core", /g'
# Its name says the language.
name=$(basename -- "$file")
[ ! -f "$file" ] || cp "$file" "$name"
lupdate -silent -no-obsolete -locations absolute -extensions h,cpp -I . \
  model protocols tutorials views app -ts "$name"
cp "$name" "$file"
