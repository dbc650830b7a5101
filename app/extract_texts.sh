#!/bin/sh
# Extraction of the texts for Qt Linguist: sh app/extract_texts.sh FILE.ts
# What is translated in the file already stays. See "Texts" in CONTRIBUTING.md.
set -eu
[ $# = 1 ] || { echo "usage: sh app/extract_texts.sh FILE.ts" >&2; exit 1; }
PATH="$PATH:/usr/lib/qt6/bin"
command -v lupdate >/dev/null || { echo "'lupdate' is missing (Debian: qt6-l10n-tools)" >&2; exit 1; }
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
for folder in model protocols tutorials views app; do cp -R "$root/$folder" "$place"; done
# The core knows no Qt: its mark becomes the one that lupdate reads, with the context in which
# views::translated looks.
find "$place" -name '*.h' -o -name '*.cpp' |
  xargs sed -i 's/SYNOD_TEXT(/QT_TRANSLATE_NOOP("core", /g'
[ ! -f "$1" ] || cp "$1" "$place/texts.ts"
(cd "$place" && lupdate -silent -no-obsolete -locations absolute -extensions h,cpp -I . \
  model protocols tutorials views app -ts texts.ts)
cp "$place/texts.ts" "$1"
