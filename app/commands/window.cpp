// Command without a name: synod [FILE] opens the window.
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QIcon>
#include <QRawFont>
#include <QStandardPaths>
#include <QStyleFactory>
#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <string>

#include "app/commands/commands.h"
#include "app/commands/gui.h"
#include "app/open/file_commands.h"
#include "app/start/start_screen.h"
#include "app/system/end_signals.h"
#include "app/system/language.h"
#include "app/system/output_place.h"
#include "app/system/standard_streams.h"
#include "app/window/main_window.h"
#include "model/base/utf8.h"
#include "tutorials/course.h"
#include "tutorials/packed_lesson.h"

namespace synod::app {

namespace {

/// Prints how long the first frame took, then leaves.
class StartupWatch : public QObject {
 public:
  explicit StartupWatch(QWidget* window) : window_(window) {
    timer_.start();
    window->installEventFilter(this);
  }

  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::UpdateRequest && !seen_) {
      seen_ = true;
      // The update is painted in this very event; what is queued behind it comes after the paint.
      QMetaObject::invokeMethod(
          this,
          [this] {
            print_out("first frame after {} ms\n", timer_.elapsed());
            window_->close();
          },
          Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
  }

  QElapsedTimer timer_;

 private:
  QWidget* window_;
  bool seen_ = false;
};

bool same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  return std::filesystem::equivalent(a, b, error);
}

/// A lesson or a course, which is no session.
bool is_lesson(const std::string& file) {
  return is_lesson_file(file) || is_course_file(file);
}

/// Why nothing can be recorded where it is asked for: what stands there must stay, unless it is the
/// scenario that is opened, which goes on there.
std::optional<std::string> record_problem(const WindowOptions& options) {
  const std::string& place = options.record;
  if (place.empty()) return std::nullopt;
  if (const auto why = place_problem(place)) return refusal_to_write(place, *why);
  std::error_code error;
  const bool something = std::filesystem::file_size(place, error) != 0 && !error;
  if (!something || (same_file(options.file, place) && !is_lesson(place))) return std::nullopt;
  return fmt::format("'{}' is there already and would be lost: name another file to record into",
                     quote(place));
}

/// Why no window can be opened; nothing where one can. Qt itself would only abort.
std::optional<std::string> hindrance(const WindowOptions& options) {
  std::error_code unreadable;
  if (!options.file.empty() && !std::filesystem::exists(options.file, unreadable))
    return fmt::format("'{}' is neither a file nor a command (try 'synod --help')",
                       quote(options.file));
  const bool display = qEnvironmentVariableIsSet("DISPLAY") ||
                       qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
                       qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
  if (!display) return "there is no display; the commands need none (try 'synod --help')";
  return record_problem(options);
}

/// What a platform without a display can't do is no news to whoever asked for a picture.
void tell_only_what_is_critical(QtMsgType type, const QMessageLogContext&, const QString& text) {
  if (type == QtCriticalMsg || type == QtFatalMsg) print_error("{}\n", text.toStdString());
}

}  // namespace

void draw_without_display() {
  qInstallMessageHandler(tell_only_what_is_critical);
  qputenv("QT_QPA_PLATFORM", "offscreen");
}

void prepare_application(QApplication& app) {
  QApplication::setOrganizationName("synod");
  QApplication::setApplicationName("synod");
  QApplication::setApplicationDisplayName("Synod");
  QApplication::setApplicationVersion(SYNOD_VERSION);
  QApplication::setDesktopFileName("synod");
  app.setStyle(QStyleFactory::create("Fusion"));
}

bool has_fonts() {
  // What Qt draws in the place of a font, boxes, knows no characters.
  if (!QRawFont::fromFont(QFont()).fontTable("cmap").isEmpty()) return true;
  print_error(
      "synod: no font is installed, so no word can be shown: install one, such as the package "
      "'fonts-inter' or 'fonts-dejavu-core'\n");
  return false;
}

std::optional<Language> asked_language(const std::string& code) {
  const std::vector<Language> all = languages();
  auto found = find_language(all, QString::fromStdString(code));
  if (!found) print_error("synod: {}\n", unknown_language(all, code));
  return found;
}

QString autosave_folder() {
  return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/autosave";
}

int open_window(int argc, char** argv, const WindowOptions& options) {
  if (const auto why = hindrance(options)) {
    print_error("synod: {}\n", *why);
    return 2;
  }
  QElapsedTimer since_start;
  since_start.start();
  QApplication app(argc, argv);
  prepare_application(app);
  if (!has_fonts()) return 2;
  const auto language =
      options.language.empty() ? language_at_start(languages()) : asked_language(options.language);
  if (!language) return 2;
  const Speech speech(*language);
  if (!speech.works()) print_error("synod: {}\n", broken_language(*language));
  const bool watched = options.startup_time;
  MainWindow window(watched ? QString() : autosave_folder());
  EndSignals end;
  QObject::connect(&end, &EndSignals::asked, &window, [&window](int number) {
    window.close();
    QApplication::exit(EndSignals::exit_code(number));
  });
  const auto record = [&window, &options] {
    if (!options.record.empty()) window.session().record_to(QString::fromStdString(options.record));
  };
  if (options.file.empty()) {
    window.files().restore([&window, record](bool restored) {
      if (!restored || window.session().history().size() == 1) window.start_screen().show();
      record();
    });
  } else if (const QString file = QString::fromStdString(options.file); is_lesson(options.file)) {
    window.files().restore([&window, file, record](bool) {
      record();
      window.open_any(file);
    });
  } else {
    window.files().open_file(file, [&window, &options, record](bool opened) {
      // What can't be read must not be written over.
      if (opened || !same_file(options.file, options.record)) return record();
      emit window.session().refused(
          MainWindow::tr("%1 can't be opened, so nothing is recorded there.")
              .arg(QString::fromStdString(options.record)));
    });
  }
  std::optional<StartupWatch> watch;
  if (watched) {
    watch.emplace(&window);
    watch->timer_ = since_start;
  }
  window.show();
  return QApplication::exec();
}

}  // namespace synod::app
