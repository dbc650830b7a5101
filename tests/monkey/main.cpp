// Monkey test: synod_monkey --seed N [--actions N | --minutes N] acts at random on the window,
// without a display.
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

#include "tests/monkey/monkey.h"
#include "tests/monkey/qt_messages.h"

namespace {

using synod::monkey::Monkey;

/// Between two looks at whether all is well.
constexpr int bunch = 10;
/// Whoever does not answer for so long never will.
constexpr unsigned longest_answer_s = 180;

struct Options {
  std::uint64_t seed = 1;
  std::uint64_t actions = 500;
  double minutes = 0;  ///< 0: as many actions as are asked for.
};

Options read(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--seed") == 0) options.seed = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::strcmp(argv[i], "--actions") == 0)
      options.actions = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::strcmp(argv[i], "--minutes") == 0) options.minutes = std::atof(argv[i + 1]);
  }
  return options;
}

const Monkey* present = nullptr;
Options asked;

void tell(const char* why) {
  std::fprintf(stderr, "synod_monkey: seed %llu: %s\nThe last actions:\n",
               static_cast<unsigned long long>(asked.seed), why);
  if (present == nullptr) return;
  for (const QString& action : present->last_actions())
    std::fprintf(stderr, "  %s\n", action.toUtf8().constData());
}

/// After that nothing is certain any more, but what was done last is worth a try.
extern "C" void tell_end(int number) {
  std::signal(number, SIG_DFL);
  tell(number == SIGALRM ? "the window does not answer" : "the program crashed");
  std::raise(number);
}

int tell_problem(const Monkey& monkey, const QString& why) {
  tell(why.toUtf8().constData());
  const QString name = QStringLiteral("monkey-%1.synod").arg(asked.seed);
  QFile file(name);
  if (file.open(QIODevice::WriteOnly)) file.write(monkey.script().toUtf8());
  std::fprintf(stderr, "The script is in %s\n", name.toUtf8().constData());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  asked = read(argc, argv);
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  const QTemporaryDir home;
  for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DOCUMENTS_DIR"})
    qputenv(name, home.path().toUtf8());
  QApplication app(argc, argv);
  QApplication::setStyle(QStyleFactory::create("Fusion"));
  QApplication::setOrganizationName("synod-monkey");
  QApplication::setApplicationName("synod-monkey");
  QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
  QApplication::setQuitOnLastWindowClosed(false);
  for (const int number : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGALRM})
    std::signal(number, tell_end);
  synod::monkey::gather_qt_messages();

  Monkey monkey(asked.seed, home.path());
  present = &monkey;
  QElapsedTimer timer;
  timer.start();
  std::uint64_t done = 0;
  while (asked.minutes > 0 ? static_cast<double>(timer.elapsed()) < asked.minutes * 60'000
                           : done < asked.actions) {
    ::alarm(longest_answer_s);
    for (int i = 0; i < bunch; ++i, ++done) monkey.act();
    if (const auto why = monkey.problem()) return tell_problem(monkey, *why);
  }
  ::alarm(0);
  std::printf("%llu actions, seed %llu: all is well\n", static_cast<unsigned long long>(done),
              static_cast<unsigned long long>(asked.seed));
  present = nullptr;
  return 0;
}
