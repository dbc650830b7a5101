#!/bin/sh
# Program in an X server of its own, with a window manager: run_in_x.sh 1280x720 1 PROGRAM...
# The first argument is the size of the screen in its own pixels, the second the scale of the text.
set -eu
screen=$1
export QT_SCALE_FACTOR=$2 QT_QPA_PLATFORM=xcb
shift 2
own=$(mktemp -d)
jobs=
trap 'kill $jobs 2>/dev/null || true; rm -rf "$own"' EXIT

# The server takes the first display that is free, and says which.
Xvfb -displayfd 3 -screen 0 "${screen}x24" -nolisten tcp 3>"$own/display" 2>"$own/server" &
jobs=$!
tries=0
until [ -s "$own/display" ]; do
  tries=$((tries + 1))
  [ $tries -lt 300 ] || { cat "$own/server" >&2; exit 1; }
  sleep 0.1
done
export DISPLAY=":$(cat "$own/display")"
openbox --sm-disable >/dev/null 2>&1 &
jobs="$jobs $!"
"$@"
