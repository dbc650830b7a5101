// The net below a session: what it was a moment ago, in a file of its own.
#pragma once

#include <QByteArray>
#include <QLockFile>
#include <QString>
#include <QThreadPool>
#include <memory>
#include <optional>

namespace synod::app {

/// A file that one running program has for itself.
///  1. Written whole or not at all, away from the thread that draws.
///  2. Two programs that run at once never share one.
class Autosave {
 public:
  /// An empty `folder` keeps nothing.
  explicit Autosave(const QString& folder);
  ~Autosave();

  bool enabled() const { return !present_.isEmpty(); }
  /// Puts `text` in the place of what was kept, soon.
  void write(const QByteArray& text);
  /// What was kept; nothing where there is nothing.
  std::optional<QByteArray> read();
  std::optional<std::string> read_text();
  /// Sets what is kept aside as `previous`, in place of what stood there.
  void set_aside();
  /// The file that `set_aside` writes.
  const QString& previous() const { return previous_; }

 private:
  QString present_;
  QString previous_;
  std::unique_ptr<QLockFile> lock_;
  QThreadPool writer_;
};

}  // namespace synod::app
