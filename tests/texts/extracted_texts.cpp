#include "tests/texts/extracted_texts.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include "tests/places.h"

namespace synod::testing {

namespace {

/// The messages of a file of Qt Linguist.
std::vector<ExtractedText> read(const QString& path) {
  std::vector<ExtractedText> texts;
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return texts;
  QXmlStreamReader xml(&file);
  QString context;
  bool counted = false;
  std::vector<std::pair<QString, int>> places;
  while (xml.readNext() != QXmlStreamReader::EndDocument && !xml.hasError()) {
    if (!xml.isStartElement()) continue;
    if (xml.name() == u"name") context = xml.readElementText();
    if (xml.name() == u"message") {
      places.clear();
      counted = xml.attributes().value("numerus") == u"yes";
    }
    if (xml.name() == u"location")
      places.emplace_back(xml.attributes().value("filename").toString(),
                          xml.attributes().value("line").toInt());
    if (xml.name() != u"source") continue;
    const QString source = xml.readElementText();
    for (const auto& [where, line] : places)
      texts.push_back({context, source, where, line, counted});
  }
  return texts;
}

ExtractedTexts extract() {
  const QTemporaryDir folder;
  const QString path = folder.filePath("texts.ts");
  QProcess script;
  script.start("sh", {SYNOD_SOURCE_DIR "/app/extract_texts.sh", path});
  // A machine that is busy takes its time.
  script.waitForFinished(240'000);
  ExtractedTexts texts;
  texts.complaints = QString::fromUtf8(script.readAllStandardError());
  texts.all = read(path);
  for (const ExtractedText& text : texts.all) {
    QStringList& contexts = texts.contexts[text.source];
    if (!contexts.contains(text.context)) contexts << text.context;
  }
  return texts;
}

}  // namespace

const ExtractedTexts& extracted_texts() {
  static const ExtractedTexts texts = extract();
  return texts;
}

}  // namespace synod::testing
