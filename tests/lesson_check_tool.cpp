// Checker of lesson files, for their authors.
#include <iostream>

#include "protocols/catalog.h"
#include "tutorials/glossary.h"
#include "tutorials/lesson_check.h"

int main(int argc, char** argv) {
  return synod::check_lesson_files({argv + 1, argv + argc},
                                   {synod::find_protocol, synod::Glossary::built_in().ids()},
                                   std::cout);
}
