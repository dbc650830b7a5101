// Queue of pictures that are drawn in idle time.
#pragma once

#include <QHash>
#include <QObject>
#include <QPixmap>
#include <QThreadPool>
#include <functional>

#include "views/start/miniature.h"
#include "views/start/start_entry.h"

namespace synod::views {

/// Draws the pictures of entries in a thread of its own, one after the other, and keeps them.
class PictureQueue : public QObject {
  Q_OBJECT

 public:
  /// Draws a picture; empty where there is none. Is called from another thread.
  using Draw = std::function<QImage(const StartEntry&, const Theme&, const PictureSize&)>;

  explicit PictureQueue(Draw draw, QObject* parent = nullptr);
  ~PictureQueue() override;

  /// From now on pictures look like this; those that are kept are drawn anew when asked for.
  void set_theme(const Theme& theme);
  /// The picture so far: null, or of another size or look, while it is drawn. `drawn` follows
  /// then.
  QPixmap picture(const StartEntry& entry, const PictureSize& size);
  /// Whether nothing is left to be drawn.
  bool idle() const { return waiting_ == 0; }

 signals:
  void drawn(const QString& key);

 private:
  struct Kept {
    QPixmap pixmap;
    PictureSize asked;
    int look = -1;  ///< Which theme it was asked for with.
    bool waiting = false;
  };
  void take(const QString& key, const QImage& image);

  Draw draw_;
  Theme theme_ = Theme::light();
  int look_ = 0;
  int waiting_ = 0;
  QHash<QString, Kept> kept_;
  QThreadPool pool_;
};

}  // namespace synod::views
