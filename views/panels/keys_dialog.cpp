#include "views/panels/keys_dialog.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "views/kit/choices.h"
#include "views/kit/style.h"
#include "views/kit/transport_button.h"

namespace synod::views {

namespace {

QString keys_of(const QAction& action) {
  const QString told = action.property("keys").toString();
  if (!told.isEmpty()) return told;
  QStringList keys;
  for (const QKeySequence& key : action.shortcuts()) keys << key.toString(QKeySequence::NativeText);
  return keys.join(QStringLiteral(", "));
}

}  // namespace

KeysDialog::KeysDialog(const QList<QAction*>& actions, QWidget* parent)
    : QDialog(parent), page_(new QTextBrowser(this)) {
  setWindowTitle(tr("Keys and gestures"));
  list_actions(actions);
  list_canvas_keys();
  list_gestures();
  page_->setFrameShape(QFrame::NoFrame);
  page_->setAccessibleName(windowTitle());
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
  buttons->button(QDialogButtonBox::Close)->setToolTip(tr("Close (Esc)"));
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->addWidget(page_);
  column->addWidget(buttons);
  set_theme(theme_);
}

void KeysDialog::list_actions(const QList<QAction*>& actions) {
  for (const QAction* action : actions) {
    const QString told = keys_of(*action);
    if (told.isEmpty()) continue;
    QString title = action->property("group").toString();
    if (title.isEmpty()) title = tr("Keys");
    auto group = std::find_if(groups_.begin(), groups_.end(),
                              [&](const Group& known) { return known.title == title; });
    if (group == groups_.end()) group = groups_.insert(groups_.end(), Group{title, {}});
    group->rows.push_back({told, plain_text(*action)});
  }
}

void KeysDialog::list_gestures() {
  groups_.push_back(
      {tr("Mouse"),
       {{tr("Click a node"), tr("Crash it; again: restart it")},
        {tr("Shift+click a node"), tr("Lose its disk too")},
        {tr("Click a link"), tr("Cut it; again: heal it")},
        {tr("Shift+click a link"), tr("Cut it one way, from the nearer end")},
        {tr("Click a message"), tr("Lose it")},
        {tr("Drag a message"),
         tr("Over its receiver it is delivered, elsewhere it is held; Esc puts it back")},
        {tr("Right-click anything"), tr("Open the menu of all that can be done there")},
        {tr("Right-drag across the canvas"), tr("Partition the network along the line")},
        {tr("Ctrl+click anything"), tr("Pin its details in the inspector")},
        {tr("Wheel"), tr("Zoom")}}});
}

void KeysDialog::list_canvas_keys() {
  Group canvas{tr("On the canvas, at what is marked"), {}};
  for (const CanvasKey& key : canvas_keys()) canvas.rows.push_back({key.keys, key.what});
  groups_.push_back(std::move(canvas));
}

QString KeysDialog::text() const {
  QStringList lines;
  for (const Group& group : groups_) {
    lines << group.title;
    for (const Row& row : group.rows) lines << row.keys + u'\t' + row.what;
  }
  return lines.join(u'\n');
}

QString KeysDialog::html() const {
  QString page = QStringLiteral("<table cellspacing='0' cellpadding='4' width='100%'>");
  for (const Group& group : groups_) {
    page +=
        QStringLiteral("<tr><td colspan='2' style='padding-top:14px; color:%1'><b>%2</b></td></tr>")
            .arg(theme_.accent.name(), group.title.toHtmlEscaped());
    for (const Row& row : group.rows)
      page += QStringLiteral("<tr><td width='40%'><b>%1</b></td><td>%2</td></tr>")
                  .arg(row.keys.toHtmlEscaped(), row.what.toHtmlEscaped());
  }
  return page + QStringLiteral("</table>");
}

void KeysDialog::set_theme(const Theme& theme) {
  theme_ = theme;
  setStyleSheet(dialog_style(theme) + font_style(theme) + button_style(theme) +
                scroll_style(theme) +
                QStringLiteral("QTextEdit { background-color: %1; color: %2; border: 0; }")
                    .arg(theme.panel.name(), theme.text.name()));
  paint_ground(*this, theme, theme.panel);
  paint_ground(*page_, theme, theme.panel);
  page_->setFont(theme.font(9.5));
  page_->setHtml(html());
  resize(static_cast<int>(560 * theme.scale), static_cast<int>(620 * theme.scale));
}

}  // namespace synod::views
