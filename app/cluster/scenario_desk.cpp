#include "app/cluster/scenario_desk.h"

#include <QSettings>

#include "app/parts/head_words.h"
#include "app/session/session.h"
#include "tutorials/scenario_head.h"
#include "views/panels/scenario_panel.h"

namespace synod::app {

namespace {

constexpr auto unfolded_setting = "window/about_scenario";

}  // namespace

ScenarioDesk::ScenarioDesk(const Session& session, views::ScenarioPanel& panel, QAction& unfolded,
                           QObject* parent)
    : QObject(parent), session_(session), panel_(panel), unfolded_(unfolded) {
  unfolded.setChecked(QSettings().value(unfolded_setting, true).toBool());
  connect(&unfolded, &QAction::toggled, this,
          [](bool shown) { QSettings().setValue(unfolded_setting, shown); });
  connect(&session, &Session::opened, this, &ScenarioDesk::show_about);
  show_about();
}

void ScenarioDesk::show_about() {
  ScenarioHead head =
      session_.in_lesson() ? ScenarioHead() : read_scenario_head(session_.own_text());
  head.title = head_words(head.title).toStdString();
  panel_.set_about({QString::fromStdString(full_title(head)), head_words(head.text),
                    QString::fromStdString(head.source)});
  panel_.setVisible(head.explains());
  unfolded_.setEnabled(head.explains());
}

}  // namespace synod::app
