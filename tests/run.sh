#!/bin/sh
# Builds everything and runs every test: sh tests/run.sh [ARGUMENT OF CTEST...]
# Needs no display. With CI=true in the environment, warnings are errors.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build="$root/build/release"
. "$root/cmake/packages.sh"

install_packages $app_packages $test_packages
without_home
share_compiled
if [ "${CI:-}" = true ]; then werror=ON; else werror=OFF; fi
configure release -DSYNOD_TESTS=ON -DSYNOD_WERROR=$werror
cmake --build "$build"
exec ctest --test-dir "$build" --no-tests=error --output-on-failure --parallel "$(nproc)" "$@"
