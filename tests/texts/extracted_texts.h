// Extracted texts: what lupdate finds in the sources, as a translator would get it.
#pragma once

#include <QHash>
#include <QString>
#include <vector>

namespace synod::testing {

/// A text where it stands in the sources.
struct ExtractedText {
  QString context;
  QString source;
  QString file;  ///< From the root.
  int line;
  bool counted;  ///< It has a form for each kind of count that a language knows.
};

struct ExtractedTexts {
  std::vector<ExtractedText> all;
  QHash<QString, QStringList> contexts;  ///< Of each text.
  QString complaints;                    ///< What the extractor did not understand.

  bool has(const QString& context, const QString& source) const {
    return contexts.value(source).contains(context);
  }
};

/// All texts of the project: app/extract_texts.sh is run once.
const ExtractedTexts& extracted_texts();

}  // namespace synod::testing
