#!/bin/sh
# Builds Synod where that is needed, and opens it: sh app/run.sh [ARGUMENT...]
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build="$root/build/release"
. "$root/cmake/packages.sh"

install_packages $app_packages
without_home
# Once configured, the build looks after itself.
[ -f "$build/build.ninja" ] || configure release -DSYNOD_TESTS=OFF
cmake --build "$build" --target synod >&2
exec "$build/app/synod" "$@"
