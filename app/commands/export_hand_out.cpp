// Command 'export' for the hand-out of a lesson.
#include <QApplication>

#include "app/commands/commands.h"
#include "app/commands/gui.h"
#include "app/export/hand_out_export.h"
#include "app/system/command_output.h"
#include "app/system/interrupt.h"
#include "app/system/standard_streams.h"

namespace synod::app {

int export_hand_out(int argc, char** argv, const ExportOptions& options, Lesson lesson) {
  draw_without_display();
  QApplication app(argc, argv);
  prepare_application(app);
  if (!has_fonts()) return 1;
  const Interrupt interrupt;
  const ExportProgress goes_on = [&](double) { return !interrupt.requested(); };
  HandOutOrder order;
  order.format = options.format == "pdf" ? HandOutFormat::pdf : HandOutFormat::html;
  order.wish = {!options.without_answers, options.with_notes};
  order.lesson = std::move(lesson);
  if (options.output == "-") {
    const QByteArray page = hand_out_bytes(order, goes_on);
    return interrupt.requested() ? interrupted_code : write_output(page.toStdString(), "-");
  }
  const ExportOutcome outcome =
      run_hand_out(order, QString::fromStdString(options.output), goes_on);
  if (outcome.end == ExportEnd::done) return 0;
  if (outcome.end == ExportEnd::cancelled) return interrupted_code;
  return fail(outcome.why.toStdString());
}

}  // namespace synod::app
