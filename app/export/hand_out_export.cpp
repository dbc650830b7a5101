#include "app/export/hand_out_export.h"

#include <QCoreApplication>
#include <QFileInfo>

#include "app/export/hand_out_paper.h"
#include "protocols/catalog.h"
#include "tutorials/glossary.h"
#include "tutorials/hand_out_page.h"
#include "tutorials/hand_out_words.h"
#include "tutorials/lesson_check.h"
#include "views/export/drawing.h"
#include "views/export/inline_svg.h"
#include "views/kit/translated.h"

namespace synod::app {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Export)
};

std::string picture_element(const HandOut& hand_out, std::size_t number) {
  const QString label = views::translated(picture_words(number));
  const QSizeF size = hand_out_picture_size(hand_out, number);
  const QByteArray svg = views::svg_of({size, label, [&](QPainter& painter) {
                                          paint_hand_out_picture(painter, hand_out, number, size);
                                        }});
  return views::inline_svg(svg, QStringLiteral("p%1-").arg(number), label).toStdString();
}

}  // namespace

QByteArray hand_out_bytes(const HandOutOrder& order, const ExportProgress& progress) {
  const auto goes_on = [&](double share) { return !progress || progress(share); };
  if (!goes_on(0)) return {};
  const HandOut hand_out = hand_out_of(order.lesson, order.wish, find_protocol);
  const std::filesystem::path file(order.lesson.file);
  if (order.format == HandOutFormat::pdf) {
    const QString folder = QFileInfo(QString::fromStdString(order.lesson.file)).absolutePath();
    return views::pdf_of_paper(paper_of(hand_out, {folder, order.lesson.files}),
                               QString::fromStdString(hand_out.head.title), goes_on);
  }
  bool stopped = false;
  const auto element = [&](std::size_t number) {
    stopped = stopped || !goes_on(static_cast<double>(number) /
                                  static_cast<double>(hand_out.pictures.size() + 1));
    return stopped ? std::string() : picture_element(hand_out, number);
  };
  const std::string page = hand_out_page(hand_out, file.parent_path(), element, views::in_language);
  return stopped ? QByteArray() : QByteArray::fromStdString(page);
}

ExportOutcome run_hand_out(const HandOutOrder& order, const QString& output,
                           const ExportProgress& progress) {
  if (output.isEmpty())
    return export_failed(Texts::tr("There is no name to write to: name a file or a folder."));
  if (auto refused = refused_place(output)) return *refused;
  bool stopped = false;
  const QByteArray bytes = hand_out_bytes(order, [&](double share) {
    stopped = stopped || (progress && !progress(share));
    return !stopped;
  });
  if (stopped) return {ExportEnd::cancelled, {}};
  if (bytes.isEmpty()) return export_failed(Texts::tr("This hand-out could not be made."));
  return write_bytes(output, bytes);
}

ExportOutcome export_hand_out(const QString& path, HandOutFormat format, const HandOutWish& wish,
                              const QString& output, const ExportProgress& progress) {
  ParsedLesson parsed = load_lesson(path.toStdString());
  const LessonWorld world{find_protocol, Glossary::built_in().ids()};
  const std::vector<LessonProblem> problems = check_lesson(parsed, world);
  if (!problems.empty())
    return export_failed(Texts::tr("This lesson has a mistake. %1, line %2, column %3: %4")
                             .arg(path)
                             .arg(problems.front().line)
                             .arg(problems.front().column)
                             .arg(views::translated(problems.front().why)));
  return run_hand_out({format, wish, std::move(parsed.lesson)}, output, progress);
}

}  // namespace synod::app
