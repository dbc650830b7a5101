// Pseudo-language of the tests: every text in brackets, a third longer, with other letters.
#pragma once

#include <QSet>
#include <QStringList>
#include <QTranslator>

namespace synod::testing {

/// "Lose it" as "[Löšé ìţ ~~~]": places such as %1, tags and entities stay as they are.
QString pseudo(const QString& text);
/// The words of a shown text that did not come from the language: nobody can translate them. Words
/// of one letter, and those of `allowed`, are none.
QStringList foreign_words(const QString& shown, const QSet<QString>& allowed);

/// The language, for all texts that were extracted. While it is there, the program speaks it.
class PseudoLanguage : public QTranslator {
 public:
  PseudoLanguage();
  ~PseudoLanguage() override;
  bool isEmpty() const override { return false; }
  QString translate(const char* context, const char* source, const char* disambiguation,
                    int n) const override;
  /// Texts that the program looked up and no translator would have got, with their contexts.
  const QSet<QString>& missing() const { return missing_; }

 private:
  mutable QSet<QString> missing_;
};

}  // namespace synod::testing
