#include "views/panels/keys_dialog.h"

namespace synod::views {

KeysDialog::KeysDialog(const QList<QAction*>&, QWidget* parent) : QDialog(parent) {}

void KeysDialog::set_theme(const Theme&) {}

}  // namespace synod::views
