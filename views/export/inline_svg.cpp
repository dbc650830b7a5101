#include "views/export/inline_svg.h"

#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace synod::views {

namespace {

/// `url(#a)`, `#a` and `a` with the prefix before the name.
QString with_prefix(const QXmlStreamAttribute& attribute, const QString& prefix) {
  QString value = attribute.value().toString();
  if (attribute.name() == u"id") return prefix + value;
  if (attribute.name() == u"href" && value.startsWith(u'#')) return value.insert(1, prefix);
  return value.replace(QStringLiteral("url(#"), QStringLiteral("url(#") + prefix);
}

void write_start(QXmlStreamWriter& writer, const QXmlStreamReader& reader, const QString& prefix,
                 const QString& label, bool outermost) {
  writer.writeStartElement(reader.name().toString());
  if (outermost) {
    writer.writeAttribute(QStringLiteral("role"), QStringLiteral("img"));
    writer.writeAttribute(QStringLiteral("aria-label"), label);
  }
  for (const QXmlStreamAttribute& attribute : reader.attributes()) {
    const QString name = attribute.name().toString();
    // Inside a page a picture is as wide as its place.
    if (outermost && (name == u"width" || name == u"height" || name == u"version")) continue;
    writer.writeAttribute(name, with_prefix(attribute, prefix));
  }
}

}  // namespace

QByteArray inline_svg(const QByteArray& svg, const QString& prefix, const QString& label) {
  QByteArray out;
  QXmlStreamReader reader(svg);
  QXmlStreamWriter writer(&out);
  int depth = 0;
  int skipped = 0;  // Titles and descriptions: the label says it.
  while (!reader.atEnd()) {
    switch (reader.readNext()) {
      case QXmlStreamReader::StartElement:
        if (skipped > 0 || reader.name() == u"title" || reader.name() == u"desc")
          ++skipped;
        else
          write_start(writer, reader, prefix, label, depth++ == 0);
        break;
      case QXmlStreamReader::EndElement:
        if (skipped > 0) {
          --skipped;
        } else {
          writer.writeEndElement();
          --depth;
        }
        break;
      case QXmlStreamReader::Characters:
        if (skipped == 0 && !reader.isWhitespace())
          writer.writeCharacters(reader.text().toString());
        break;
      default: break;
    }
  }
  return reader.hasError() ? QByteArray() : out;
}

}  // namespace synod::views
