#include "app/parts/ask_popup.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>

#include "views/kit/plain_text.h"

namespace synod::app {

AskPopup::AskPopup(const QString& question, const QString& suggestion, QWidget* parent)
    : QFrame(parent, Qt::Popup), field_(new QLineEdit(suggestion)) {
  setAttribute(Qt::WA_DeleteOnClose);
  setFrameShape(QFrame::StyledPanel);
  auto* label = views::plain_label(question);
  label->setBuddy(field_);
  field_->setAccessibleName(question);
  field_->setMaxLength(200);
  field_->setMinimumWidth(std::max(120, fontMetrics().horizontalAdvance(suggestion) + 40));
  field_->selectAll();
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(10, 8, 10, 8);
  layout->addWidget(label);
  layout->addWidget(field_);
  connect(field_, &QLineEdit::returnPressed, this, [this] {
    const QString answer = field_->text().trimmed();
    close();
    if (!answer.isEmpty()) emit answered(answer);
  });
}

void AskPopup::ask_at(const QPoint& point) {
  adjustSize();
  QPoint corner = point + QPoint(-width() / 2, 30);
  const QWidget& window = *parentWidget()->window();
  const QRect room = QRect(window.mapToGlobal(QPoint()), window.size())
                         .intersected(parentWidget()->screen()->availableGeometry());
  corner.setX(std::clamp(corner.x(), room.left(), std::max(room.left(), room.right() - width())));
  corner.setY(std::clamp(corner.y(), room.top(), std::max(room.top(), room.bottom() - height())));
  move(corner);
  show();
  field_->setFocus();
}

}  // namespace synod::app
