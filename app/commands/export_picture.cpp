// Command 'export' for pictures and all else that is drawn.
#include <QApplication>
#include <QFileInfo>
#include <algorithm>
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/gui.h"
#include "app/export/export_run.h"
#include "app/export/export_strip.h"
#include "app/system/interrupt.h"
#include "app/system/standard_streams.h"

namespace synod::app {

int export_picture(int argc, char** argv, const ExportOptions& options, const History& history,
                   const Bookmarks& bookmarks) {
  draw_without_display();
  QApplication app(argc, argv);
  prepare_application(app);
  if (!has_fonts()) return 1;
  ExportOrder order;
  order.format = *export_format(options.format);
  order.run = line_of(history);
  order.title = QFileInfo(QString::fromStdString(options.file)).completeBaseName();
  order.at = options.at >= 0 ? options.at : history.moment(history.present()).depth;
  order.from = static_cast<EventNumber>(std::max<std::int64_t>(0, options.from));
  if (options.to >= 0) order.to = static_cast<EventNumber>(options.to);
  order.moments = bookmarked_events(history, bookmarks);
  order.size = QSize(static_cast<int>(options.width), static_cast<int>(options.height));
  order.theme = options.theme == "dark" ? views::Theme::night() : views::Theme::light();
  order.fps = options.fps;
  order.speed = options.speed;
  const Interrupt interrupt;
  const ExportOutcome outcome = run_export(order, QString::fromStdString(options.output),
                                           [&](double) { return !interrupt.requested(); });
  if (outcome.end == ExportEnd::done) {
    if (!outcome.told.isEmpty()) print_out("{}\n", outcome.told.toStdString());
    return 0;
  }
  if (outcome.end == ExportEnd::cancelled) return interrupted_code;
  print_error("synod: {}\n", outcome.why.toStdString());
  return 1;
}

}  // namespace synod::app
