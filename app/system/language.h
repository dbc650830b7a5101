// Languages of the program: the translations that are there, and which of them is spoken.
#pragma once

#include <QStringList>
#include <QTranslator>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace synod::app {

/// A language that the program can speak.
struct Language {
  QString code;  ///< As locales have it: "de", "pt_BR".
  QString file;  ///< Its texts; empty for English, in which they are written.

  /// As those call it who speak it: "Deutsch".
  QString name() const;
};

/// English, and every language of which one of `folders` holds a file synod_CODE.qm; a folder goes
/// before those behind it.
std::vector<Language> languages_in(const std::vector<std::filesystem::path>& folders);
/// The same for the folders of the program. Needs the application object.
std::vector<Language> languages();

/// The language of that code; "pt-br" finds "pt_BR", and "de_AT" nothing but itself.
std::optional<Language> find_language(const std::vector<Language>& all, const QString& code);
/// Where there is none: what is wrong with the code, and which ones there are.
std::string unknown_language(const std::vector<Language>& all, const std::string& code);

/// That the file of a language could not be read.
std::string broken_language(const Language& language);

/// The first of `wanted` that is there, a language for one of its lands too; else English.
Language first_of(const std::vector<Language>& all, const QStringList& wanted);

/// What the person chose for every start: a code, or nothing to follow the system.
QString kept_language();
void keep_language(const QString& code);
/// The chosen language, where there is one; else the system's.
Language language_at_start(const std::vector<Language>& all);

/// While it lives, the program speaks that language, and so do Qt's own texts and numbers. Make it
/// before the first text is shown.
class Speech {
 public:
  explicit Speech(const Language& language);
  ~Speech();
  Speech(const Speech&) = delete;
  Speech& operator=(const Speech&) = delete;

  /// Whether its file could be read; if not, the program speaks English.
  bool works() const { return works_; }

 private:
  QTranslator texts_;
  QTranslator of_qt_;
  bool works_ = true;
};

}  // namespace synod::app
