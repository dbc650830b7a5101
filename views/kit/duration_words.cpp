#include "views/kit/duration_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Durations)
};

}  // namespace

QString duration_words(std::int64_t ms, std::int64_t first_in_seconds) {
  if (ms < first_in_seconds) return Texts::tr("%1 ms").arg(ms);
  return Texts::tr("%1 s", "seconds")
      .arg(QLocale().toString(static_cast<double>(ms) / 1000, 'f', 1));
}

}  // namespace synod::views
