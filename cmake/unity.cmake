# Builds of several source files at once (CMake's unity build): a build from nothing takes half the
# time, as most of a file's is spent on the headers. A changed file takes its neighbours along.
option(SYNOD_UNITY "Compile several source files of a folder at once" OFF)

# Compiles the files of each folder of `target`, eight at a time; call it once all are known. Where
# two files of a folder give something of their own the same name, the compiler says so. `Texts` is
# the one name that each may have: it becomes the file's own.
function(synod_compile_together target)
  if(NOT SYNOD_UNITY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP
    UNITY_BUILD_UNIQUE_ID SYNOD_FILE
    UNITY_BUILD_CODE_BEFORE_INCLUDE "#define Texts SYNOD_FILE"
    UNITY_BUILD_CODE_AFTER_INCLUDE "#undef Texts")
  get_target_property(files ${target} SOURCES)
  get_target_property(folder_of_target ${target} SOURCE_DIR)
  list(FILTER files INCLUDE REGEX "\\.cpp$")
  foreach(file ${files})
    cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${folder_of_target})
    cmake_path(GET file PARENT_PATH folder)
    cmake_path(GET folder FILENAME name)
    math(EXPR group "0${count_${name}} / 8")
    math(EXPR count_${name} "0${count_${name}} + 1")
    set_source_files_properties(${file} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${name}_${group})
  endforeach()
endfunction()
