// Command 'picture': synod picture FILE -o OUT.png
#include <QApplication>
#include <QBuffer>
#include <QPixmap>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/file_run.h"
#include "app/commands/gui.h"
#include "app/commands/picture_pose.h"
#include "app/compare/compare_desk.h"
#include "app/export/export_run.h"
#include "app/system/command_output.h"
#include "app/system/interrupt.h"
#include "app/system/language.h"
#include "app/system/leftovers.h"
#include "app/system/standard_streams.h"
#include "app/window/main_window.h"
#include "views/diagram/diagram_view.h"
#include "views/kit/trace_gate.h"

namespace synod::app {

namespace {

/// So often a look at whether somebody still waits, in milliseconds.
constexpr int look_ms = 50;

/// Puts the other cluster beside the session's and waits until it is there; says what is wrong with
/// it.
std::optional<Sentence> put_beside(MainWindow& window, const PictureOptions& options,
                                   const Interrupt& interrupt) {
  const Setup& left = window.session().setup();
  const Result<Setup> right = changed_setup(left, options.beside);
  if (!right) return right.error();
  if (auto why = twin_problem(left, *right)) return why;
  CompareDesk& desk = window.compare_desk();
  desk.open_beside(*right, options.at >= 0 ? options.at : window.player().position());
  while (!desk.ready() && !interrupt.requested())
    QApplication::processEvents(QEventLoop::AllEvents, look_ms);
  return std::nullopt;
}

std::optional<std::string> show_tab(QTabWidget& tabs, int tab) {
  if (!tabs.isTabVisible(tab))
    return fmt::format("this run has no tab '{}'", tabs.tabText(tab).toStdString());
  tabs.setCurrentIndex(tab);
  return std::nullopt;
}

}  // namespace

int picture(int argc, char** argv, const PictureOptions& options) {
  draw_without_display();
  qputenv("QT_SCALE_FACTOR", QByteArray::number(options.scale));
  QApplication app(argc, argv);
  prepare_application(app);
  if (!has_fonts()) return 1;
  const auto language = asked_language(options.language.empty() ? "en" : options.language);
  if (!language) return 2;
  const Speech speech(*language);
  if (!speech.works()) return fail(broken_language(*language));
  // What a person chose for their own window has no place in a picture, nor a picture there.
  const QTemporaryDir settings;
  const Leftover leftover(settings.path().toStdString());
  // Until it is taken away again, Ctrl+C is a wish.
  const Interrupt interrupt;
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
  MainWindow window{QString()};
  QString refused;
  QObject::connect(&window.session(), &Session::refused, &window,
                   [&refused](const QString& why) { refused = why; });
  auto [verdict, interrupted] = run_file(options.file);
  if (interrupted) return interrupted_code;
  if (!window.session().open(std::move(verdict), QString::fromStdString(options.file)))
    return fail(refused.toStdString());
  window.appearance().choose_for_now(options.dark ? Appearance::Choice::dark
                                                  : Appearance::Choice::light);
  // Fixed, as a window that a person sizes is never smaller than its buttons need.
  window.setFixedSize(static_cast<int>(options.width), static_cast<int>(options.height));
  // It is looked for beside the window: how far that is must not show in a picture.
  window.actions()[Command::outlook]->setChecked(false);
  window.show();
  if (const auto why = show_tab(*window.parts().tabs, options.tab)) return fail(*why);
  if (options.large) window.actions()[Command::large_tab]->trigger();
  QApplication::processEvents();
  if (options.at >= 0) window.player().scrub(options.at);
  for (views::TraceGate* gate : window.parts().gates)
    if (gate->isVisible()) gate->finish();
  window.parts().diagram->pane().finish();
  if (!options.beside.empty())
    if (const auto why = put_beside(window, options, interrupt)) return fail(why->str());
  QApplication::processEvents();
  if (const auto why = take_pose(window, options.pose)) return fail(*why);
  if (interrupt.requested()) return interrupted_code;
  QBuffer png;
  png.open(QIODevice::WriteOnly);
  portrait(window).save(&png, "PNG");
  const ExportOutcome written = write_bytes(QString::fromStdString(options.output), png.data());
  if (written.end == ExportEnd::done) return 0;
  return fail(written.why.toStdString());
}

}  // namespace synod::app
