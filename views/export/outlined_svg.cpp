#include "views/export/outlined_svg.h"

#include <QFont>
#include <QPainterPath>
#include <QXmlStreamReader>
#include <map>

namespace synod::views {

namespace {

QFont font_of(const QXmlStreamAttributes& text) {
  QFont font(text.value("font-family").toString());
  // Sizes of SVG may have fractions: the outline is made large and scaled down.
  font.setPixelSize(100);
  font.setWeight(static_cast<QFont::Weight>(text.value("font-weight").toInt()));
  font.setItalic(text.value("font-style") == u"italic");
  return font;
}

QString number(double value) {
  return QString::number(value, 'f', 2);
}

/// The path in SVG's language.
QString path_data(const QPainterPath& path) {
  QString data;
  int left = 0;  // Of the points of a curve.
  for (int i = 0; i < path.elementCount(); ++i) {
    const QPainterPath::Element element = path.elementAt(i);
    if (element.type == QPainterPath::MoveToElement) data += 'M';
    if (element.type == QPainterPath::LineToElement) data += 'L';
    if (element.type == QPainterPath::CurveToElement) {
      data += 'C';
      left = 3;
    }
    data += number(element.x) + ' ' + number(element.y) + (--left > 0 ? " " : "");
  }
  return data;
}

/// Makes outlines and knows which there are already.
class Outlines {
 public:
  /// What stands in the place of a text.
  QString use(const QXmlStreamAttributes& text, const QString& word) {
    const double size = text.value("font-size").toDouble();
    return QStringLiteral(
               "<use xlink:href=\"#%1\" transform=\"translate(%2,%3)\" fill=\"%4\" "
               "fill-opacity=\"%5\" stroke=\"none\"/>")
        .arg(name(text, word, size), number(text.value("x").toDouble()),
             number(text.value("y").toDouble()), text.value("fill").toString(),
             text.value("fill-opacity").toString());
  }
  const QString& definitions() const { return definitions_; }

 private:
  QString name(const QXmlStreamAttributes& text, const QString& word, double size) {
    const QFont font = font_of(text);
    const auto [found, fresh] =
        names_.try_emplace({font.key(), text.value("font-size").toString(), word},
                           QStringLiteral("w%1").arg(names_.size()));
    if (fresh) {
      QPainterPath path;
      path.addText(0, 0, font, word);
      path = QTransform::fromScale(size / 100, size / 100).map(path);
      definitions_ += QStringLiteral("<path id=\"%1\" fill-rule=\"nonzero\" d=\"%2\"/>\n")
                          .arg(found->second, path_data(path));
    }
    return found->second;
  }

  struct Key {
    QString font;
    QString size;
    QString word;
    friend auto operator<=>(const Key& a, const Key& b) {
      return std::tie(a.font, a.size, a.word) <=> std::tie(b.font, b.size, b.word);
    }
  };
  std::map<Key, QString> names_;
  QString definitions_;
};

}  // namespace

QByteArray with_outlined_text(const QByteArray& svg) {
  const QString in = QString::fromUtf8(svg);
  QXmlStreamReader reader(in);
  Outlines outlines;
  QString out;
  qsizetype copied = 0;
  while (!reader.atEnd()) {
    if (reader.readNext() != QXmlStreamReader::StartElement || reader.name() != u"text") continue;
    const qsizetype begin = in.lastIndexOf(u"<text", reader.characterOffset() - 1);
    const QXmlStreamAttributes text = reader.attributes();
    const QString word = reader.readElementText();
    if (reader.hasError()) return {};
    out += in.mid(copied, begin - copied) + outlines.use(text, word);
    copied = reader.characterOffset();
  }
  if (reader.hasError()) return {};
  out += in.mid(copied);
  const qsizetype definitions = out.indexOf(u"</defs>");
  if (definitions < 0) return {};
  out.insert(definitions, outlines.definitions());
  return out.toUtf8();
}

}  // namespace synod::views
