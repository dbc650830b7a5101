// Texts that a widget draws by itself, without a label: on the canvas, in diagrams and in charts.
#pragma once

#include <QStringList>

class QWidget;

namespace synod::testing {

/// Every piece of text that `widget` draws, without the widgets in it.
QStringList drawn_texts(QWidget& widget);

}  // namespace synod::testing
