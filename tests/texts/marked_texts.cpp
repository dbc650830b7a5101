#include "tests/texts/marked_texts.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace synod::testing {

namespace {

struct Source {
  QString file;
  QString text;  ///< Without comments.
};

qsizetype end_of_literal(const QString& text, qsizetype at) {
  const QChar mark = text[at++];
  while (at < text.size() && text[at] != mark) at += text[at] == u'\\' ? 2 : 1;
  return at + 1;
}

/// Blanks in the place of comments, so that lines and columns stay as they were.
QString without_comments(QString text) {
  for (qsizetype at = 0; at < text.size(); ++at) {
    // 10'000 holds no literal.
    const bool digits = text[at] == u'\'' && at > 0 && text[at - 1].isDigit();
    if (text[at] == u'"' || (text[at] == u'\'' && !digits)) {
      at = end_of_literal(text, at) - 1;
      continue;
    }
    const bool line = QStringView(text).mid(at).startsWith(u"//");
    if (!line && !QStringView(text).mid(at).startsWith(u"/*")) continue;
    const qsizetype end = text.indexOf(line ? QStringLiteral("\n") : QStringLiteral("*/"), at);
    for (; at < text.size() && at != end; ++at)
      if (text[at] != u'\n') text[at] = u' ';
  }
  return text;
}

std::vector<Source> read_sources() {
  std::vector<Source> all;
  const QString root = QStringLiteral(SYNOD_SOURCE_DIR "/");
  for (const char* folder : {"model", "protocols", "tutorials", "views", "app"}) {
    QDirIterator files(root + folder, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
      QFile file(files.next());
      if (!file.open(QIODevice::ReadOnly)) continue;
      all.push_back(
          {file.fileName().mid(root.size()), without_comments(QString::fromUtf8(file.readAll()))});
    }
  }
  return all;
}

const std::vector<Source>& sources() {
  static const std::vector<Source> all = read_sources();
  return all;
}

/// What "a\nb\"" means.
QString meaning(const QString& literal) {
  QString text;
  for (qsizetype i = 0; i < literal.size(); ++i) {
    if (literal[i] != u'\\') {
      text += literal[i];
      continue;
    }
    const QChar what = literal[++i];
    if (what == u'u') {
      text += QChar(literal.mid(i + 1, 4).toUShort(nullptr, 16));
      i += 4;
    } else {
      text += what == u'n' ? QChar(u'\n') : what == u't' ? QChar(u'\t') : what;
    }
  }
  return text;
}

/// The literals that stand behind each other at `at`, as one; where they end is `at` afterwards.
QString literals(const QString& text, qsizetype& at) {
  QString all;
  while (true) {
    while (at < text.size() && text[at].isSpace()) ++at;
    if (at >= text.size() || text[at] != u'"') return all;
    const qsizetype end = end_of_literal(text, at);
    all += meaning(text.mid(at + 1, end - at - 2));
    at = end;
  }
}

void collect(const Source& source, std::vector<MarkedText>& found) {
  static const QRegularExpression mark(
      R"((?<![\w.>])((?:\w+::)*(?:tr|SYNOD_TEXT|QT_TRANSLATE_NOOP)|QCoreApplication::translate)\()");
  auto matches = mark.globalMatch(source.text);
  while (matches.hasNext()) {
    const QRegularExpressionMatch match = matches.next();
    const qsizetype line_start = source.text.lastIndexOf(u'\n', match.capturedStart()) + 1;
    if (source.text[line_start] == u'#') continue;
    MarkedText text{source.file,
                    static_cast<int>(source.text.left(match.capturedStart()).count(u'\n')) + 1,
                    match.captured(1),
                    {},
                    {},
                    source.text.mid(match.capturedEnd(), 60).simplified()};
    qsizetype at = match.capturedEnd();
    if (text.mark.endsWith("translate") || text.mark.endsWith("QT_TRANSLATE_NOOP")) {
      text.context = literals(source.text, at);
      ++at;
    }
    text.source = literals(source.text, at);
    found.push_back(text);
  }
}

}  // namespace

const std::vector<MarkedText>& marked_texts() {
  static const std::vector<MarkedText> all = [] {
    std::vector<MarkedText> found;
    for (const Source& source : sources()) collect(source, found);
    return found;
  }();
  return all;
}

std::vector<std::string> unmarked_sentences() {
  // say("..."), note("...", ...) and note(rule, "...").
  static const QRegularExpression bare(
      R"re(\b(?:say|note(?:_of)?)\((?:\s*(?:\w[\w.:]*|SYNOD_TEXT\("[^"]*"\)|""),)*\s*"[^"]*[A-Za-z]{2}[^"]*")re");
  std::vector<std::string> found;
  for (const Source& source : sources())
    for (const auto& match : bare.globalMatch(source.text)) {
      const auto line = source.text.left(match.capturedStart()).count(u'\n') + 1;
      found.push_back(source.file.toStdString() + ':' + std::to_string(line) + ": " +
                      match.captured().simplified().toStdString());
    }
  return found;
}

const std::vector<DeclaredContext>& declared_contexts() {
  static const std::vector<DeclaredContext> all = [] {
    static const QRegularExpression of_class(
        R"(class (\w+)(?: final)?(?: : [^{;]*)? \{\s*Q_OBJECT)");
    static const QRegularExpression by_macro(R"(Q_DECLARE_TR_FUNCTIONS\(([\w:]+)\))");
    std::vector<DeclaredContext> found;
    for (const Source& source : sources()) {
      const QString space = source.file.startsWith("app/") ? "synod::app::" : "synod::views::";
      for (const auto& match : of_class.globalMatch(source.text))
        found.push_back({source.file, space + match.captured(1)});
      for (const auto& match : by_macro.globalMatch(source.text))
        found.push_back({source.file, match.captured(1)});
    }
    return found;
  }();
  return all;
}

}  // namespace synod::testing
