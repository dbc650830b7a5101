#include "app/parts/window_parts.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QMargins>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/parts/actions.h"
#include "app/parts/empty_hint.h"
#include "app/parts/shown_tabs.h"
#include "views/canvas/canvas.h"
#include "views/charts/charts_view.h"
#include "views/clients/clients_view.h"
#include "views/diagram/diagram_view.h"
#include "views/kit/error_bar.h"
#include "views/kit/icons.h"
#include "views/kit/style.h"
#include "views/kit/trace_gate.h"
#include "views/kit/translated.h"
#include "views/log/log_view.h"
#include "views/panels/alarm_bar.h"
#include "views/panels/inspector.h"
#include "views/panels/propose_bar.h"
#include "views/panels/scenario_panel.h"
#include "views/panels/script_view.h"
#include "views/panels/story.h"
#include "views/panels/timeline.h"
#include "views/panels/transport_bar.h"
#include "views/votes/votes_view.h"
#include "views/why/why_panel.h"

namespace synod::app {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(WindowParts)
};

constexpr int inspector_width = 290;
constexpr int below_height = 225;
constexpr int handle_height = 5;
constexpr QMargins propose_margins(20, 2, 20, 6);

QVBoxLayout* column(QWidget* owner) {
  auto* layout = new QVBoxLayout(owner);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  return layout;
}

QSplitter* splitter(Qt::Orientation orientation) {
  auto* split = new QSplitter(orientation);
  split->setHandleWidth(orientation == Qt::Vertical ? handle_height : 1);
  split->setChildrenCollapsible(false);
  return split;
}

/// Views that draw the whole run wait behind a gate while it is read.
std::vector<views::TraceGate*> make_gates(const WindowParts& parts, views::LineTrace& line) {
  std::vector<views::TraceGate*> gates;
  for (QWidget* view : std::initializer_list<QWidget*>{parts.diagram, parts.votes, parts.log,
                                                       parts.clients, parts.charts})
    gates.push_back(new views::TraceGate(view, &line));
  return gates;
}

QTabWidget* make_tabs(const WindowParts& parts) {
  auto* tabs = new QTabWidget;
  tabs->tabBar()->setDrawBase(false);
  const auto add = [tabs](QWidget* view, const char* title, const char* help) {
    const int index = tabs->addTab(views::page_of(view), views::translated(title));
    tabs->setTabToolTip(index, views::translated(help));
  };
  add(parts.story, SYNOD_TEXT("Story"), SYNOD_TEXT("Each event in one sentence"));
  add(parts.diagram, SYNOD_TEXT("Diagram"),
      SYNOD_TEXT("Nodes as lines, messages as arrows, along time"));
  add(parts.votes, SYNOD_TEXT("Votes"),
      SYNOD_TEXT("Who promised, accepted or refused at each ballot"));
  add(parts.log, SYNOD_TEXT("Log"), SYNOD_TEXT("The logs of all nodes, slot under slot"));
  add(parts.clients, SYNOD_TEXT("Clients"),
      SYNOD_TEXT("What each client asked for and was told, along time, and whether it fits "
                 "one store"));
  add(parts.charts, SYNOD_TEXT("Charts"), SYNOD_TEXT("Figures along time, and over many runs"));
  add(parts.script, SYNOD_TEXT("Script"), SYNOD_TEXT("All that happened, one command a line"));
  tabs->setAccessibleName(Texts::tr("Story, diagram, votes, logs, clients, charts and script"));
  return tabs;
}

ShownTabs* make_shown_tabs(const WindowParts& parts) {
  auto* shown = new ShownTabs(parts.tabs);
  // Where nodes keep no logs, nobody wants to be shown none; the same of votes and of clients.
  const auto show_where = [shown](auto* view, auto available) {
    QObject::connect(view, available, shown, [shown, page = views::page_of(view)](bool any) {
      shown->set_available(page, any);
    });
  };
  show_where(parts.votes, &views::VotesView::available);
  show_where(parts.log, &views::LogView::available);
  show_where(parts.clients, &views::ClientsView::available);
  shown->show_from(views::page_of(parts.diagram), views::LevelOfDetail::intermediate);
  shown->show_from(views::page_of(parts.votes), views::LevelOfDetail::full);
  shown->show_from(views::page_of(parts.charts), views::LevelOfDetail::full);
  return shown;
}

QWidget* make_middle(const WindowParts& parts) {
  auto* middle = new QWidget;
  QVBoxLayout* layout = column(middle);
  layout->addWidget(parts.alarm);
  auto* stage = new QWidget;
  auto* row = new QHBoxLayout(stage);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  row->addWidget(parts.about);
  row->addWidget(parts.canvas, 1);
  layout->addWidget(stage, 1);
  parts.errors->float_over(middle);
  return middle;
}

QWidget* make_below(const WindowParts& parts) {
  auto* below = new QWidget;
  QVBoxLayout* layout = column(below);
  layout->addWidget(parts.timeline);
  // Beside the tabs: a row of its own would take height from the canvas.
  auto* corner = new QWidget;
  auto* row = new QHBoxLayout(corner);
  row->setContentsMargins(propose_margins);
  row->addWidget(parts.propose);
  row->addWidget(parts.large);
  parts.tabs->setCornerWidget(corner, Qt::TopRightCorner);
  layout->addWidget(parts.tabs, 1);
  return below;
}

/// Flat tabs; the present one is underlined and in full colour.
QString tab_style(const views::Theme& theme) {
  return QStringLiteral(
             "QTabWidget::tab-bar { left: 22px; }"
             "QTabWidget::pane { border: 0; border-top: 1px solid %1; }"
             "QTabBar::tab { background: transparent; border: 0; color: %2; padding: 6px 10px 5px; "
             "min-height: %5px; "
             "margin-right: 8px; border-bottom: 2px solid transparent; }"
             "QTabBar::tab:selected { color: %3; border-bottom-color: %4; font-weight: 600; }"
             "QTabBar::tab:focus { color: %4; }")
      .arg(theme.divider.name(), theme.muted.name(), theme.text.name(), theme.accent.name())
      .arg(static_cast<int>(31 * theme.scale));
}

}  // namespace

void show_theme(const WindowParts& parts, const views::Theme& theme) {
  // Before the parts: a style sheet gives the palettes back that were there before it.
  parts.tabs->setStyleSheet(tab_style(theme));
  parts.shown_tabs->set_detail(theme.detail);
  const QString divider = QStringLiteral(
      "QSplitter::handle { background: %1; } QSplitter::handle:hover { background: %2; }");
  parts.across->setStyleSheet(divider.arg(theme.divider.name(), theme.accent.name()));
  parts.down->setStyleSheet(divider.arg(theme.divider.name(), theme.accent.name()));
  parts.large->defaultAction()->setIcon(views::icon("large", theme.text));
  parts.large->setStyleSheet(views::button_style(theme));
  parts.transport->set_theme(theme);
  parts.errors->set_theme(theme);
  parts.alarm->set_theme(theme);
  parts.about->set_theme(theme);
  parts.canvas->set_theme(theme);
  parts.propose->set_theme(theme);
  parts.inspector->set_theme(theme);
  parts.why->set_theme(theme);
  parts.timeline->set_theme(theme);
  parts.story->set_theme(theme);
  parts.diagram->set_theme(theme);
  parts.votes->set_theme(theme);
  parts.log->set_theme(theme);
  parts.clients->set_theme(theme);
  parts.charts->set_theme(theme);
  parts.script->set_theme(theme);
  for (views::TraceGate* gate : parts.gates) gate->set_theme(theme);
  parts.hint->set_theme(theme);
}

namespace {

/// The keys that do what the buttons about a node, a link or a message do.
std::map<Verb, QKeySequence> keys_of_verbs(const Actions& actions) {
  constexpr std::pair<Verb, Command> table[] = {
      {Verb::propose, Command::propose},  {Verb::crash, Command::crash},
      {Verb::restart, Command::crash},    {Verb::wipe, Command::wipe},
      {Verb::pause, Command::pause_node}, {Verb::resume, Command::pause_node},
      {Verb::cut, Command::cut},          {Verb::heal, Command::cut},
      {Verb::deliver, Command::deliver},  {Verb::hold, Command::hold},
      {Verb::release, Command::hold},     {Verb::duplicate, Command::duplicate},
      {Verb::drop, Command::drop}};
  std::map<Verb, QKeySequence> keys;
  for (const auto& [verb, command] : table) keys[verb] = actions[command]->shortcut();
  return keys;
}

}  // namespace

WindowParts make_parts(QMainWindow& window, Shared& shared, const Actions& actions) {
  auto& [selection, reason, line, ballots, traffic] = shared;
  WindowParts parts;
  parts.transport =
      new views::TransportBar({.to_start = actions[Command::to_start],
                               .back = actions[Command::back],
                               .play = actions[Command::play],
                               .step = actions[Command::step],
                               .phase = actions[Command::step_phase],
                               .until_chosen = actions[Command::until_chosen]},
                              {actions[Command::pause_at], actions[Command::new_cluster],
                               actions[Command::projector], actions[Command::keys]});
  parts.transport->set_home(actions[Command::start_page]);
  parts.errors = new views::ErrorBar;
  parts.alarm = new views::AlarmBar;
  parts.about = new views::ScenarioPanel(actions[Command::about_scenario]);
  parts.canvas = new views::Canvas(&selection);
  parts.canvas->set_ballots(&ballots);
  parts.canvas->tools().add(actions[Command::zoom_reset], "fit");
  parts.canvas->tools().add(actions[Command::large_canvas], "large");
  traffic.remember();
  parts.canvas->set_filter(&traffic);
  parts.propose = new views::ProposeBar;
  parts.inspector = new views::Inspector(&selection);
  parts.inspector->set_keys(keys_of_verbs(actions));
  parts.inspector->set_histories_key(actions[Command::histories]->shortcut());
  parts.why = new views::WhyPanel(&selection, &reason);
  parts.right = new QStackedWidget;
  parts.right->addWidget(parts.inspector);
  parts.right->addWidget(parts.why);
  parts.timeline = new views::Timeline(&selection);
  parts.story = new views::Story(&selection);
  parts.diagram = new views::DiagramView(&selection, &reason, &line);
  parts.diagram->set_filter(traffic);
  parts.votes = new views::VotesView(&selection, &reason, &line, &ballots);
  parts.log = new views::LogView(&selection, &reason, &line);
  parts.clients = new views::ClientsView(&selection, &reason, &line);
  parts.charts = new views::ChartsView(&selection, &reason, &line);
  parts.script = new views::ScriptView;
  parts.gates = make_gates(parts, line);
  parts.tabs = make_tabs(parts);
  parts.shown_tabs = make_shown_tabs(parts);
  parts.large = new QToolButton;
  actions[Command::large_tab]->setIconVisibleInMenu(false);
  parts.large->setDefaultAction(actions[Command::large_tab]);
  parts.large->setToolButtonStyle(Qt::ToolButtonIconOnly);
  parts.hint = new EmptyHint(parts.story);

  parts.across = splitter(Qt::Horizontal);
  parts.across->addWidget(make_middle(parts));
  parts.across->addWidget(parts.right);
  parts.across->setStretchFactor(0, 1);
  parts.across->setSizes({1000, inspector_width});
  parts.down = splitter(Qt::Vertical);
  parts.down->addWidget(parts.across);
  parts.down->addWidget(make_below(parts));
  parts.down->setStretchFactor(0, 1);
  parts.down->setSizes({1000, below_height});

  auto* central = new QWidget;
  QVBoxLayout* layout = column(central);
  layout->addWidget(parts.transport);
  layout->addWidget(parts.down, 1);
  window.setCentralWidget(central);
  parts.canvas->setFocus();
  return parts;
}

void enlarge_tabs(const WindowParts& parts, bool large) {
  constexpr const char* before = "before_enlarged";
  QWidget* middle = parts.across->widget(0);
  QWidget* below = parts.down->widget(1);
  QWidget* home = large ? middle : below;
  if (parts.tabs->parentWidget() == home) return;
  if (large) parts.down->setProperty(before, parts.down->saveState());
  static_cast<QVBoxLayout*>(home->layout())->addWidget(parts.tabs, 1);
  parts.tabs->show();
  parts.canvas->parentWidget()->setVisible(!large);
  // Without the tabs only the timeline is left below.
  const int rest = parts.timeline->sizeHint().height();
  below->setMaximumHeight(large ? rest : QWIDGETSIZE_MAX);
  if (large) {
    parts.down->setSizes({QWIDGETSIZE_MAX / 2, rest});
  } else {
    parts.down->restoreState(parts.down->property(before).toByteArray());
  }
}

void enlarge_canvas(const WindowParts& parts, bool large, bool right, bool below) {
  parts.right->setVisible(!large && right);
  parts.down->widget(1)->setVisible(!large && below);
}

}  // namespace synod::app
