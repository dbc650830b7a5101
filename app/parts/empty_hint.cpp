#include "app/parts/empty_hint.h"

#include <QEvent>

namespace synod::app {

namespace {

constexpr int distance = 18;  ///< From the edges.

}  // namespace

EmptyHint::EmptyHint(QWidget* ground) : QLabel(ground) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setAlignment(Qt::AlignCenter);
  setTextFormat(Qt::RichText);
  setMargin(10);
  ground->installEventFilter(this);
}

void EmptyHint::set_theme(const views::Theme& theme) {
  setFont(theme.font(10.5));
  setStyleSheet(QStringLiteral("background: %1; color: %2; border: 1px solid %3; "
                               "border-radius: 8px; padding: 2px 8px;")
                    .arg(theme.soft.name(), theme.text.name(), theme.divider.name()));
  place();
}

void EmptyHint::set_offer(const QString& request) {
  setText(tr("Press <b>Space</b> to begin: %1. <b>Right</b> goes one event at a time."
             "<br><b>P</b> asks for something else. A click on a node crashes it, on a link cuts "
             "it, and on a message loses it; <b>Ctrl+Z</b> takes anything back. <b>L</b> shows "
             "what every sign means.")
              .arg(request.toHtmlEscaped()));
  setAccessibleName(tr("What to do"));
  place();
}

bool EmptyHint::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize) place();
  return QLabel::eventFilter(watched, event);
}

void EmptyHint::place() {
  const int room = parentWidget()->width() - 2 * distance;
  setWordWrap(false);
  setWordWrap(sizeHint().width() > room);
  const int wide = std::min(sizeHint().width(), room);
  resize(wide, wordWrap() ? heightForWidth(wide) : sizeHint().height());
  move((parentWidget()->width() - width()) / 2,
       std::max(distance, (parentWidget()->height() - height()) / 2));
}

}  // namespace synod::app
