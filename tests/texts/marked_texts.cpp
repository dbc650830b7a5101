#include "tests/texts/marked_texts.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include "tests/places.h"

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

const QRegularExpression& mark_expression() {
  static const QRegularExpression mark(
      R"((?<![\w.>])((?:\w+::)*(?:tr|SYNOD_TEXT|SYNOD_COUNTED|QT_TRANSLATE_NOOP)|QCoreApplication::translate)\()");
  return mark;
}

void collect(const Source& source, std::vector<MarkedText>& found) {
  auto matches = mark_expression().globalMatch(source.text);
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

/// Behind the bracket that closes the one before `at`.
qsizetype end_of_call(const QString& text, qsizetype at) {
  for (int depth = 1; at < text.size() && depth > 0; ++at) {
    if (text[at] == u'"' || (text[at] == u'\'' && !text[at - 1].isDigit()))
      at = end_of_literal(text, at) - 1;
    else if (text[at] == u'(')
      ++depth;
    else if (text[at] == u')')
      --depth;
  }
  return at;
}

/// Whether `+` joins the marked call from `start` on, whose arguments begin at `inside`, to a text
/// on the same line of what is shown.
bool is_glued(const QString& source, qsizetype start, qsizetype inside) {
  static const QRegularExpression line_before(
      R"re((?:^|[^\w])(?:u|QLatin1Char\()?(?:"(?:\\n)+[- ]*"|'\\n')\)?\s*\+\s*$)re");
  static const QRegularExpression line_behind(R"re(^\s*\+\s*(?:u|QLatin1Char\()?["']\\n)re");
  static const QRegularExpression method(R"re(^\s*\.\w+\()re");
  const QString before =
      source.mid(std::max<qsizetype>(start - 60, 0), std::min<qsizetype>(start, 60));
  const QString trimmed = before.trimmed();
  if ((trimmed.endsWith(u'+') || trimmed.endsWith("+=")) && !before.contains(line_before))
    return true;
  qsizetype end = end_of_call(source, inside);
  while (true) {
    const auto match = method.match(source.mid(end, 60));
    if (!match.hasMatch()) break;
    end = end_of_call(source, end + match.capturedEnd());
  }
  const QString behind = source.mid(end, 60);
  return behind.trimmed().startsWith(u'+') && !behind.contains(line_behind);
}

bool is_piece(const QString& text) {
  static const QRegularExpression letter(R"(\pL)");
  return text.contains(letter) && text != text.trimmed();
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
      R"re(\b(?:say|note(?:_of)?)\((?:\s*(?:\w[\w.:]*|SYNOD_(?:TEXT|COUNTED)\("[^"]*"\)|""),)*\s*"[^"]*[A-Za-z]{2}[^"]*")re");
  std::vector<std::string> found;
  for (const Source& source : sources())
    for (const auto& match : bare.globalMatch(source.text)) {
      const auto line = source.text.left(match.capturedStart()).count(u'\n') + 1;
      found.push_back(source.file.toStdString() + ':' + std::to_string(line) + ": " +
                      match.captured().simplified().toStdString());
    }
  return found;
}

std::vector<std::string> glued_texts() {
  std::vector<std::string> found;
  for (const Source& source : sources())
    for (const auto& match : mark_expression().globalMatch(source.text)) {
      qsizetype at = match.capturedEnd();
      const QString text = literals(source.text, at);
      if (!is_glued(source.text, match.capturedStart(), match.capturedEnd()) && !is_piece(text))
        continue;
      // The unit behind a number is what Qt asks for by itself.
      if (source.text.left(match.capturedStart()).endsWith("setSuffix(")) continue;
      const auto line = source.text.left(match.capturedStart()).count(u'\n') + 1;
      found.push_back(source.file.toStdString() + ':' + std::to_string(line) + ": \"" +
                      text.toStdString() + '"');
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
