// synod export, as anything that is drawn.
#include <QApplication>
#include <QFileInfo>
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/gui.h"
#include "app/export_run.h"
#include "app/export_strip.h"

namespace synod::app {

namespace {

/// What a platform without a display can't do is no news to whoever asked for a picture.
void tell_only_what_is_critical(QtMsgType type, const QMessageLogContext&, const QString& text) {
  if (type == QtCriticalMsg || type == QtFatalMsg) fmt::print(stderr, "{}\n", text.toStdString());
}

}  // namespace

int export_picture(int argc, char** argv, const ExportOptions& options, const History& history,
                   const Bookmarks& bookmarks) {
  qInstallMessageHandler(tell_only_what_is_critical);
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  prepare_application(app);
  ExportOrder order;
  order.format = *export_format(options.format);
  order.run = line_of(history);
  order.title = QFileInfo(QString::fromStdString(options.file)).completeBaseName();
  order.at = options.at >= 0 ? options.at : history.moment(history.present()).depth;
  order.moments = bookmarked_events(history, bookmarks);
  order.size = QSize(static_cast<int>(options.width), static_cast<int>(options.height));
  order.theme = options.theme == "dark" ? views::Theme::night() : views::Theme::light();
  order.fps = options.fps;
  order.speed = options.speed;
  const ExportOutcome outcome = run_export(order, QString::fromStdString(options.output));
  if (outcome.end == ExportEnd::done) return 0;
  fmt::print(stderr, "synod: {}\n", outcome.why.toStdString());
  return 1;
}

}  // namespace synod::app
