#include "tests/texts/pseudo_language.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "tests/texts/extracted_texts.h"

namespace synod::testing {

namespace {

/// What no translator changes: places, tags, entities.
const QRegularExpression& fixed() {
  static const QRegularExpression expression(R"(%L?\d|%n|</?\w[^>]*>|&\w+;)");
  return expression;
}

/// Each English word has one of these letters, or is an abbreviation.
QString changed(const QString& text) {
  static const QString from = QStringLiteral("aeiouycnsztdgklrAEIOUYCNSZTDGKLR");
  static const QString to = QStringLiteral("áéíóúýçñšžťďğķļřÁÉÍÓÚÝÇÑŠŽŤĎĞĶĻŘ");
  QString other = text;
  for (QChar& letter : other)
    if (const qsizetype at = from.indexOf(letter); at >= 0) letter = to[at];
  return other;
}

}  // namespace

QString pseudo(const QString& text) {
  QString other = QStringLiteral("[");
  qsizetype from = 0;
  for (const auto& match : fixed().globalMatch(text)) {
    other += changed(text.mid(from, match.capturedStart() - from)) + match.captured();
    from = match.capturedEnd();
  }
  other += changed(text.mid(from));
  const qsizetype longer = text.size() * 35 / 100;
  if (longer > 0) other += u' ' + QString(longer, u'~');
  return other + u']';
}

QStringList foreign_words(const QString& shown, const QSet<QString>& allowed) {
  static const QRegularExpression word(R"([\p{L}][\p{L}\d_-]*)");
  static const QRegularExpression english(R"(^[A-Za-z]{2}[A-Za-z\d_-]*$)");
  static const QRegularExpression tags(R"(</?\w[^>]*>|&\w+;)");
  static const QRegularExpression path(R"((?<!\w)/[\w./-]+)");
  const QString words = QString(shown).replace(tags, QStringLiteral(" ")).remove(path).remove(u'&');
  QStringList found;
  for (const auto& match : word.globalMatch(words))
    if (english.match(match.captured()).hasMatch() && !allowed.contains(match.captured()))
      found << match.captured();
  return found;
}

PseudoLanguage::PseudoLanguage() {
  QCoreApplication::installTranslator(this);
}

PseudoLanguage::~PseudoLanguage() {
  QCoreApplication::removeTranslator(this);
}

QString PseudoLanguage::translate(const char* context, const char* source, const char*, int) const {
  const QString text = QString::fromUtf8(source);
  const QString where = QString::fromUtf8(context);
  // Qt has translators of its own. The names of keys stay, so that they are known by them.
  const bool qt = where.startsWith(u'Q');
  if (text.isEmpty() || where == u"QShortcut") return {};
  if (qt || extracted_texts().has(where, text)) return pseudo(text);
  // People write heads of their own.
  if (where != u"heads") missing_.insert(where + ": " + text);
  return {};
}

}  // namespace synod::testing
