# What app/run.sh and tests/run.sh share: installing what is missing, and building.
# Expects $root, the folder of the project.

# Debian's names. Qt Charts asks for the OpenGL and Vulkan headers without depending on them.
app_packages="g++ cmake ninja-build libfmt-dev libcli11-dev libxxhash-dev robin-map-dev libzip-dev
  qt6-base-dev qt6-svg-dev qt6-charts-dev libqt6opengl6-dev libgl-dev libvulkan-dev fonts-inter"
test_packages="libgtest-dev libgmock-dev libbenchmark-dev librapidcheck-dev ccache
  qt6-l10n-tools xvfb openbox xdotool"

tell() { printf 'synod: %s\n' "$*" >&2; }

# Prints which of the named packages are not installed.
missing_packages() {
  installed=" $(dpkg-query -W -f '${Package}:${db:Status-Status} ' "$@" 2>/dev/null || true)"
  for package; do
    case "$installed" in
      *" $package:installed "*) ;;
      *) printf '%s ' "$package" ;;
    esac
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs those of the named packages that are missing. Where that can't be done, says what to
# install and goes on: the tools may be there under other names, and CMake names what is not.
install_packages() {
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    [ -f "$build/build.ninja" ] ||
      tell "this is no Debian or Ubuntu. Please install what these packages hold:" "$@"
    return 0
  fi
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    tell "please install these packages as root: apt-get install $missing"
    return 0
  fi
  tell "installing $missing"
  as_root apt-get update >&2 &&
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends $missing >&2 ||
    tell "that failed; trying to go on without. Please install: $missing"
}

# The compiler cache needs a place to write to.
without_home() {
  if [ -z "${CCACHE_DIR:-}" ] && ! { mkdir -p "${HOME:-/nowhere}/.cache" && [ -w "$HOME/.cache" ]; } 2>/dev/null; then
    export CCACHE_DIR="$root/build/ccache"
  fi
}

# Lets build folders share what they compile alike, precompiled headers too: the cache sees paths
# from $root on, and takes what the compiler says of a file's headers for what it depends on.
share_compiled() {
  export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1
  export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
  # GCC alone needs to be told that the cache shall see precompiled headers; Clang passes over it.
  export CXXFLAGS="${CXXFLAGS:-} -fpch-preprocess"
}

# configure PRESET [OPTION...]
configure() {
  for tool in cmake ninja c++; do
    command -v "$tool" >/dev/null || { tell "'$tool' is missing; see the packages above"; exit 1; }
  done
  (cd "$root" && cmake --preset "$@" >&2)
}
