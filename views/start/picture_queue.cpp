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
  if (kept.look == look_ && kept.asked == size) return kept.pixmap;
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
  kept_[key].pixmap = QPixmap::fromImage(image);
  emit drawn(key);
}

}  // namespace synod::views
