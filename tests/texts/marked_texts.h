// Marked texts: what the sources hold between tr(...), SYNOD_TEXT(...) and their like, read without
// the help of lupdate.
#pragma once

#include <QString>
#include <string>
#include <vector>

namespace synod::testing {

struct MarkedText {
  QString file;  ///< From the root.
  int line;
  QString mark;      ///< "SYNOD_TEXT", "Texts::tr", ...
  QString context;   ///< Where the mark names it; else empty.
  QString source;    ///< Without a literal behind the mark: empty.
  QString argument;  ///< The beginning of what stands there, to be told.

  std::string where() const {
    return file.toStdString() + ':' + std::to_string(line) + ": " + mark.toStdString() + '(' +
           argument.toStdString();
  }
};

/// The marked texts of every source file of the program.
const std::vector<MarkedText>& marked_texts();
/// Sentences without a mark, each with its file and line.
std::vector<std::string> unmarked_sentences();
/// Marked texts that are put together with `+`, or begin or end with a blank: in another language
/// the pieces may stand in another order. Lines that are put below each other are none.
std::vector<std::string> glued_texts();

/// The contexts that are declared in a file: of its classes with Q_OBJECT, and by
/// Q_DECLARE_TR_FUNCTIONS.
struct DeclaredContext {
  QString file;
  QString context;
};
const std::vector<DeclaredContext>& declared_contexts();

}  // namespace synod::testing
