# Builds of several source files at once (CMake's unity build): a build from nothing takes half the
# time, as most of a file's is spent on the headers. A changed file takes its neighbours along.
option(SYNOD_UNITY "Compile several source files at once" OFF)

# Where two files of `target` give something of their own the same name, the compiler says so.
# `Texts` is the one name that each may have: it becomes the file's own.
function(synod_compile_together target)
  if(SYNOD_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8
      UNITY_BUILD_UNIQUE_ID SYNOD_FILE
      UNITY_BUILD_CODE_BEFORE_INCLUDE "#define Texts SYNOD_FILE"
      UNITY_BUILD_CODE_AFTER_INCLUDE "#undef Texts")
  endif()
endfunction()
