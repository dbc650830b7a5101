#include "views/start/picture_queue.h"

namespace synod::views {

PictureQueue::PictureQueue(Draw draw, QObject* parent) : QObject(parent), draw_(std::move(draw)) {
  pool_.setMaxThreadCount(1);
  pool_.setThreadPriority(QThread::LowPriority);
}

PictureQueue::~PictureQueue() {
  pool_.clear();
  pool_.waitForDone();
}

void PictureQueue::set_theme(const Theme& theme) {
  if (theme == theme_) return;
  theme_ = theme;
  ++look_;
}

QPixmap PictureQueue::picture(const StartEntry& entry, const PictureSize& size) {
  Kept& kept = kept_[entry.key];
  // One at a time: whoever sees the one that is being drawn asks again for what it needs then.
  if (kept.waiting || (kept.look == look_ && kept.asked == size)) return kept.pixmap;
  kept.waiting = true;
  kept.look = look_;
  kept.asked = size;
  ++waiting_;
  pool_.start([this, entry, theme = theme_, size] {
    const QImage image = draw_(entry, theme, size);
    QMetaObject::invokeMethod(
        this, [this, key = entry.key, image] { take(key, image); }, Qt::QueuedConnection);
  });
  return kept.pixmap;
}

void PictureQueue::take(const QString& key, const QImage& image) {
  --waiting_;
  Kept& kept = kept_[key];
  kept.pixmap = QPixmap::fromImage(image);
  kept.waiting = false;
  emit drawn(key);
}

}  // namespace synod::views
