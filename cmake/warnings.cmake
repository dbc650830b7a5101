# One interface target carries what every target of the project is compiled with.
add_library(synod_options INTERFACE)
target_include_directories(synod_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(synod_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Wimplicit-fallthrough
  # GCC 12 reports variants that hold strings as possibly uninitialised at -O2: a known false alarm.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
  # Likewise its string concatenation at -O2 (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
  # Designated initialisers name what matters; the rest has defaults.
  -Wno-missing-field-initializers)
if(SYNOD_WERROR)
  target_compile_options(synod_options INTERFACE -Werror)
endif()
if(SYNOD_SANITIZE)
  target_compile_options(synod_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(synod_options INTERFACE -fsanitize=address,undefined)
endif()
if(SYNOD_FUZZ)
  target_compile_options(synod_options INTERFACE
    -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(synod_options INTERFACE -fsanitize=address,undefined)
endif()
