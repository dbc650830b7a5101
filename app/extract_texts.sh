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
# The core knows no Qt: its mark becomes the one that lupdate reads, with the context in which
# views::translated looks.
cd "$place"
grep -rl 'SYNOD_TEXT(' . | xargs sed -i 's/SYNOD_TEXT(/QT_TRANSLATE_NOOP("core", /g'
# Its name says the language.
name=$(basename -- "$file")
[ ! -f "$file" ] || cp "$file" "$name"
lupdate -silent -no-obsolete -locations absolute -extensions h,cpp -I . \
  model protocols tutorials views app -ts "$name"
cp "$name" "$file"
