// Sessions that stood in the window before the present one.
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace synod::app {

/// One earlier session.
struct EarlierSession {
  QString path;
  QDateTime when;  ///< It was last written.
  QString title;
  quint64 events = 0;
};

/// The last sessions, each in a file of its own in one folder. Programs that run at once share it:
/// every name is given once, and a session comes and goes in one step.
class EarlierSessions {
 public:
  /// The number of sessions that are kept; those with work that is in no file are kept longest.
  static constexpr int most = 10;

  explicit EarlierSessions(QString folder) : folder_(std::move(folder)) {}

  /// The latest first.
  QList<EarlierSession> list() const;
  /// Moves the kept session in the file `path` here. One in which nothing happened is dropped, and
  /// so is an older one of the same run. False where it stays where it is.
  bool take_in(const QString& path) const;
  /// Removes sessions beyond that number.
  void prune() const;

 private:
  QStringList names() const;

  QString folder_;
};

}  // namespace synod::app
