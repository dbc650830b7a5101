#include "app/system/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <algorithm>
#include <fmt/format.h>

#include "app/system/data_folders.h"
#include "model/base/utf8.h"

namespace synod::app {

namespace {

namespace fs = std::filesystem;

constexpr auto setting = "view/language";
const QString file_start = QStringLiteral("synod_");

/// Locales are written both ways.
QString with_underscores(QString code) {
  return code.replace(u'-', u'_');
}

}  // namespace

QString Language::name() const {
  const QLocale locale(code);
  const QString name = locale.nativeLanguageName();
  if (file.isEmpty()) return QStringLiteral("English");
  if (name.isEmpty()) return code;
  // Two of one language are told apart by their lands.
  return code.contains(u'_') ? QStringLiteral("%1 (%2)").arg(name, code) : name;
}

std::vector<Language> languages_in(const std::vector<fs::path>& folders) {
  std::vector<Language> all{{QStringLiteral("en"), {}}};
  for (const fs::path& folder : folders) {
    const QDir place(QString::fromStdString(folder.string()));
    for (const QFileInfo& file :
         place.entryInfoList({file_start + "*.qm"}, QDir::Files, QDir::Name)) {
      const QString code = file.completeBaseName().mid(file_start.size());
      if (!code.isEmpty() && !find_language(all, code))
        all.push_back({code, file.absoluteFilePath()});
    }
  }
  return all;
}

std::vector<Language> languages() {
  return languages_in(translation_folders());
}

std::optional<Language> find_language(const std::vector<Language>& all, const QString& code) {
  const QString wanted = with_underscores(code);
  for (const Language& language : all)
    if (language.code.compare(wanted, Qt::CaseInsensitive) == 0) return language;
  return std::nullopt;
}

std::string unknown_language(const std::vector<Language>& all, const std::string& code) {
  QStringList codes;
  for (const Language& language : all) codes << language.code;
  return fmt::format("there is no language '{}' here; there is: {}", quote(code),
                     codes.join(QStringLiteral(", ")).toStdString());
}

std::string broken_language(const Language& language) {
  return fmt::format("'{}' is no translation; the texts stay English",
                     quote(language.file.toStdString()));
}

Language first_of(const std::vector<Language>& all, const QStringList& wanted) {
  for (const QString& locale : wanted)
    for (QString code = with_underscores(locale); !code.isEmpty();
         code = code.left(std::max<qsizetype>(code.lastIndexOf(u'_'), 0)))
      if (const auto language = find_language(all, code)) return *language;
  return all.front();
}

QString kept_language() {
  return QSettings().value(setting).toString();
}

void keep_language(const QString& code) {
  QSettings settings;
  code.isEmpty() ? settings.remove(setting) : settings.setValue(setting, code);
}

Language language_at_start(const std::vector<Language>& all) {
  // One that is gone is passed over.
  if (const auto language = find_language(all, kept_language())) return *language;
  return first_of(all, QLocale::system().uiLanguages());
}

Speech::Speech(const Language& language) {
  if (language.file.isEmpty()) return;
  works_ = texts_.load(language.file);
  if (!works_) return;
  // Qt's texts stand with Qt; a package may bring them with ours.
  const QLocale locale(language.code);
  const QString folders[] = {QLibraryInfo::path(QLibraryInfo::TranslationsPath),
                             QFileInfo(language.file).path()};
  if (std::any_of(std::begin(folders), std::end(folders), [&](const QString& folder) {
        return of_qt_.load(QStringLiteral("qtbase_") + language.code, folder);
      }))
    QCoreApplication::installTranslator(&of_qt_);
  QCoreApplication::installTranslator(&texts_);
  if (locale.language() != QLocale::system().language()) QLocale::setDefault(locale);
}

Speech::~Speech() {
  QLocale::setDefault(QLocale::system());
}

}  // namespace synod::app
