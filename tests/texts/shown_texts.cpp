#include "tests/texts/shown_texts.h"

#include <QtWidgets>

#include "tests/texts/drawn_texts.h"
#include "views/kit/elided_label.h"

namespace synod::testing {

namespace {

/// A list or a table may have thousands of rows, which all say the same.
constexpr int most_rows = 60;

class Collector {
 public:
  explicit Collector(const LeftOut& left_out) : left_out_(left_out) {}

  void look_at(QWidget& widget) {
    // The buttons that scroll tabs are Qt's.
    if (left_out_(widget) || qobject_cast<QTabBar*>(widget.parentWidget()) != nullptr) return;
    add(widget, "tooltip", widget.toolTip());
    add(widget, "status tip", widget.statusTip());
    add(widget, "accessible name", widget.accessibleName());
    add(widget, "accessible description", widget.accessibleDescription());
    if (widget.isWindow()) add(widget, "title", widget.windowTitle());
    if (auto* menu = qobject_cast<QMenu*>(&widget)) add(widget, "title", menu->title());
    for (const QAction* action : widget.actions()) look_at_action(widget, *action);
    if (widget.isVisible() || qobject_cast<QMenu*>(&widget) != nullptr) look_at_content(widget);
    for (QObject* child : widget.children())
      if (auto* inner = qobject_cast<QWidget*>(child)) look_at(*inner);
  }

  std::vector<ShownText> texts;

 private:
  void add(const QWidget& widget, const char* what, const QString& text) {
    if (!text.isEmpty())
      texts.push_back({QStringLiteral("%1 %2").arg(widget.metaObject()->className(), what), text});
  }
  void look_at_action(const QWidget& widget, const QAction& action) {
    add(widget, "entry", action.text());
    add(widget, "tooltip of an entry", action.toolTip());
    add(widget, "status tip of an entry", action.statusTip());
  }
  void look_at_content(QWidget& widget) {
    if (auto* label = qobject_cast<QLabel*>(&widget)) add(widget, "text", label->text());
    if (auto* button = qobject_cast<QAbstractButton*>(&widget)) add(widget, "text", button->text());
    if (auto* box = qobject_cast<QGroupBox*>(&widget)) add(widget, "title", box->title());
    if (auto* line = qobject_cast<QLineEdit*>(&widget))
      add(widget, "placeholder", line->placeholderText());
    if (auto* spin = qobject_cast<QSpinBox*>(&widget)) {
      add(widget, "prefix", spin->prefix());
      add(widget, "suffix", spin->suffix());
      add(widget, "special value", spin->specialValueText());
    }
    if (auto* combo = qobject_cast<QComboBox*>(&widget))
      for (int i = 0; i < combo->count(); ++i) add(widget, "choice", combo->itemText(i));
    if (auto* tabs = qobject_cast<QTabBar*>(&widget))
      for (int i = 0; i < tabs->count(); ++i) {
        add(widget, "tab", tabs->tabText(i));
        add(widget, "tooltip of a tab", tabs->tabToolTip(i));
      }
    if (auto* text = qobject_cast<QTextEdit*>(&widget)) add(widget, "text", text->toPlainText());
    if (auto* view = qobject_cast<QAbstractItemView*>(&widget);
        view != nullptr && view->model() != nullptr)
      look_at_model(widget, *view->model());
  }
  void look_at_model(const QWidget& widget, const QAbstractItemModel& model) {
    for (int column = 0; column < model.columnCount(); ++column) {
      const QVariant head = model.headerData(column, Qt::Horizontal);
      add(widget, "heading", head.toString());
      add(widget, "tooltip of a heading",
          model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
      for (int row = 0; row < std::min(model.rowCount(), most_rows); ++row)
        for (int role : {int{Qt::DisplayRole}, int{Qt::ToolTipRole}, int{Qt::AccessibleTextRole}})
          add(widget, "row", model.index(row, column).data(role).toString());
    }
  }

  const LeftOut& left_out_;
};

bool has_left_out(const QWidget& widget, const LeftOut& left_out) {
  for (const QWidget* at = &widget; at != nullptr; at = at->parentWidget())
    if (left_out(*at)) return true;
  return false;
}

/// What Qt draws was asked for already.
bool draws_by_itself(const QWidget& widget) {
  const bool viewport = qobject_cast<QAbstractScrollArea*>(widget.parentWidget()) != nullptr;
  return viewport || widget.metaObject()->className()[0] != 'Q';
}

/// The width that it needs; 0 where it may have less.
int needed(const QWidget& widget) {
  if (dynamic_cast<const views::ElidedLabel*>(&widget) != nullptr) return 0;
  if (const auto* label = qobject_cast<const QLabel*>(&widget))
    return label->wordWrap() || label->text().isEmpty() ? 0 : label->sizeHint().width();
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
    return button->text().isEmpty() ? 0 : button->minimumSizeHint().width();
  if (qobject_cast<const QComboBox*>(&widget) != nullptr) return widget.minimumSizeHint().width();
  return 0;
}

QString text_of(const QWidget& widget) {
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) return label->text();
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) return button->text();
  if (const auto* combo = qobject_cast<const QComboBox*>(&widget)) return combo->currentText();
  return {};
}

}  // namespace

std::vector<ShownText> shown_texts(QWidget& top, const LeftOut& left_out) {
  Collector collector(left_out);
  collector.look_at(top);
  // What is painted is asked of each widget by itself, so that it is known who did it.
  for (QWidget* widget : top.findChildren<QWidget*>())
    if (widget->isVisible() && draws_by_itself(*widget) && !has_left_out(*widget, left_out))
      for (const QString& text : drawn_texts(*widget))
        collector.texts.push_back(
            {QStringLiteral("%1 draws").arg(widget->metaObject()->className()), text});
  return std::move(collector.texts);
}

std::vector<ShownText> cut_texts(QWidget& top, const LeftOut& left_out) {
  std::vector<ShownText> cut;
  for (QWidget* widget : top.findChildren<QWidget*>()) {
    if (!widget->isVisible() || has_left_out(*widget, left_out)) continue;
    if (const int least = needed(*widget); widget->width() < least)
      cut.push_back({QStringLiteral("%1 has %2 of %3 pixels")
                         .arg(widget->metaObject()->className())
                         .arg(widget->width())
                         .arg(least),
                     text_of(*widget)});
  }
  return cut;
}

}  // namespace synod::testing
