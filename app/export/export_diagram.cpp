#include "app/export/export_diagram.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include "app/export/folder_beside.h"
#include "views/diagram/diagram_painter.h"
#include "views/export/drawing.h"

namespace synod::app {

namespace {

/// The longest diagram that is one picture, in pixels of a screen: some two hundred events.
constexpr double widest_picture = 10'000;
/// Pixels of a PNG for one of a screen.
constexpr double png_ratio = 2;

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Export)
};

EventNumber length_of(const ExportOrder& order) {
  return static_cast<EventNumber>(order.run.actions.size());
}

/// The last event of the part that is asked for.
EventNumber end_of_part(const ExportOrder& order) {
  return order.to.value_or(length_of(order));
}

double ratio_of(const ExportOrder& order) {
  return order.format == ExportFormat::diagram_png ? png_ratio : 1;
}

/// The size of the whole as one picture, in pixels of a screen.
QSizeF natural_size(const ExportOrder& order) {
  const Cluster& world = order.run.start;
  const double events = length_of(order);
  const views::DiagramMeasure measure =
      views::diagram_measure(order.theme, views::TimeDirection::right, views::TimeScale::by_event);
  const auto direction = views::TimeDirection::right;
  return {views::DiagramPainter::names_extent(world, order.theme, direction) + measure.lead +
              (events + views::diagram_tail) * measure.step,
          measure.before + measure.after + views::line_gaps(world.shape()) * measure.gap +
              views::DiagramPainter::axis_extent(order.theme, direction)};
}

/// How much of its usual size a single picture has.
double scale_of(const ExportOrder& order, QSizeF natural) {
  if (order.size.isEmpty()) return ratio_of(order);
  return std::min(order.size.width() / natural.width(), order.size.height() / natural.height());
}

bool is_one_picture(const ExportOrder& order) {
  const QSizeF natural = natural_size(order);
  const bool whole = order.from <= 1 && end_of_part(order) == length_of(order);
  // Never smaller than on a screen: nobody could read it.
  return whole && natural.width() <= widest_picture && scale_of(order, natural) >= 1;
}

views::PageLook look_of(const ExportOrder& order) {
  if (!order.size.isEmpty()) return {QSizeF(order.size)};
  views::PageLook paper = views::paper_for(order.run.start, order.theme);
  paper.size *= ratio_of(order);
  paper.zoom *= ratio_of(order);
  return paper;
}

/// Why there can't be such pages; empty where there can.
QString pages_problem(const ExportOrder& order) {
  const std::size_t pages = diagram_pages(order);
  if (pages == 0)
    return Texts::tr("Pages of %1 × %2 pixels have no room for this cluster: choose a larger size.")
        .arg(order.size.width())
        .arg(order.size.height());
  if (pages > most_diagram_pages)
    return Texts::tr(
               "This diagram would have %1 pages, and may have %2: take a part of the run's %3 "
               "events. From and To say which, on the command line --from and --to.")
        .arg(pages)
        .arg(most_diagram_pages)
        .arg(length_of(order));
  return {};
}

views::Drawing whole_drawing(const ExportOrder& order, const Trace& trace) {
  const QSizeF natural = views::diagram_size(trace, order.run.start, order.theme);
  const QSizeF size = order.size.isEmpty() ? (natural * ratio_of(order)).toSize() : order.size;
  const double scale = std::min(size.width() / natural.width(), size.height() / natural.height());
  return {size, order.title, [&order, &trace, size, scale](QPainter& painter) {
            painter.scale(scale, scale);
            views::draw_diagram(painter, QRectF({0, 0}, size / scale), trace, order.run.start,
                                order.theme);
          }};
}

QByteArray bytes_of(const views::Drawing& drawing, ExportFormat format) {
  switch (format) {
    case ExportFormat::diagram_png: return views::png_of(drawing);
    case ExportFormat::diagram_svg: return views::svg_of(drawing);
    default: return views::pdf_of(drawing);
  }
}

/// Asked before each page whether to go on.
class Progress {
 public:
  Progress(const ExportProgress& asked, std::size_t pages) : asked_(asked), pages_(pages) {}

  bool goes_on(std::size_t page) {
    stopped_ = !asked_(static_cast<double>(page) / static_cast<double>(pages_));
    return !stopped_;
  }
  bool stopped() const { return stopped_; }

 private:
  const ExportProgress& asked_;
  std::size_t pages_;
  bool stopped_ = false;
};

ExportOutcome write_document(const views::DiagramPages& pages, const ExportOrder& order,
                             const QString& output, Progress progress) {
  const QByteArray bytes = views::pdf_of_pages(pages.look().size, order.title, pages.count(),
                                               [&](QPainter& painter, std::size_t page) {
                                                 if (!progress.goes_on(page)) return false;
                                                 pages.draw(painter, page, order.title);
                                                 return true;
                                               });
  if (progress.stopped()) return {ExportEnd::cancelled, {}};
  if (bytes.isEmpty())
    return export_failed(Texts::tr("These pages could not be made: take a smaller part."));
  ExportOutcome outcome = write_bytes(output, bytes);
  if (outcome.end == ExportEnd::done)
    outcome.told = Texts::tr("%1, pages: %2").arg(output).arg(pages.count());
  return outcome;
}

/// The first place that no page can take; nothing where all can.
std::optional<ExportOutcome> refused_page(const QString& output, std::size_t pages) {
  for (std::size_t number = 1; number <= pages; ++number)
    if (auto refused = refused_place(page_file(output, number))) return refused;
  return std::nullopt;
}

/// Puts the numbered files of `made` where they belong, in the place of any of the same names.
ExportOutcome move_pages(const QDir& made, const QString& output, std::size_t pages) {
  for (std::size_t number = 1; number <= pages; ++number) {
    const QString place = page_file(output, number);
    const ExportOutcome moved = put_in_place(made.filePath(QFileInfo(place).fileName()), place);
    if (moved.end != ExportEnd::done) return moved;
  }
  return {};
}

/// All of them are made before the first one is put in its place.
ExportOutcome write_files(const views::DiagramPages& pages, const ExportOrder& order,
                          const QString& output, Progress progress) {
  if (auto refused = refused_page(output, pages.count())) return *refused;
  const FolderBeside made(output);
  if (!made.isValid())
    return export_failed(Texts::tr("%1 can't be written").arg(page_file(output, 1)));
  for (std::size_t page = 0; page < pages.count(); ++page) {
    if (!progress.goes_on(page)) return {ExportEnd::cancelled, {}};
    const views::Drawing drawing{pages.look().size, order.title, [&](QPainter& painter) {
                                   pages.draw(painter, page, order.title);
                                 }};
    const QString name = QFileInfo(page_file(output, page + 1)).fileName();
    const ExportOutcome written = write_bytes(made.filePath(name), bytes_of(drawing, order.format));
    if (written.end != ExportEnd::done) return written;
  }
  if (!progress.goes_on(pages.count())) return {ExportEnd::cancelled, {}};
  const ExportOutcome moved = move_pages(QDir(made.path()), output, pages.count());
  if (moved.end != ExportEnd::done) return moved;
  return {ExportEnd::done,
          {},
          Texts::tr("pages: %1, from %2 to %3")
              .arg(pages.count())
              .arg(page_file(output, 1), QFileInfo(page_file(output, pages.count())).fileName())};
}

}  // namespace

QString page_file(const QString& output, std::size_t number) {
  const QFileInfo file(output);
  const QString suffix = file.suffix().isEmpty() ? QString() : u'.' + file.suffix();
  const QString name = file.completeBaseName();
  const QString padded = QString::number(number).rightJustified(3, u'0');
  return file.dir().filePath(QStringLiteral("%1-%2%3").arg(name, padded, suffix));
}

std::size_t diagram_pages(const ExportOrder& order) {
  if (is_one_picture(order)) return 1;
  const views::PageGrid grid = views::page_grid(look_of(order), order.run.start, order.theme);
  return grid.possible() ? grid.pages(end_of_part(order) - order.from + std::size_t{1}) : 0;
}

ExportOutcome run_diagram(const ExportOrder& order, const QString& output,
                          const ExportProgress& progress) {
  const bool single = is_one_picture(order);
  if (const QString problem = pages_problem(order); !single && !problem.isEmpty())
    return export_failed(problem);
  if (!progress(0)) return {ExportEnd::cancelled, {}};
  const History history = history_of(order.run);
  Trace trace;
  trace.follow(history);
  if (single) return write_bytes(output, bytes_of(whole_drawing(order, trace), order.format));
  const views::DiagramPages pages(trace, order.run.start, order.theme, look_of(order), order.from,
                                  end_of_part(order));
  const Progress asked(progress, pages.count());
  return order.format == ExportFormat::diagram_pdf ? write_document(pages, order, output, asked)
                                                   : write_files(pages, order, output, asked);
}

}  // namespace synod::app
