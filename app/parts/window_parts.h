// Parts of the window and their places.
#pragma once

#include <vector>

#include "views/kit/ballot_choice.h"
#include "views/kit/line_trace.h"
#include "views/kit/reason.h"
#include "views/kit/selection.h"
#include "views/kit/theme.h"
#include "views/kit/traffic_filter.h"

class QMainWindow;
class QSplitter;
class QTabWidget;
class QToolButton;
class QStackedWidget;

namespace synod::views {
class AlarmBar;
class Canvas;
class ChartsView;
class ClientsView;
class DiagramView;
class ErrorBar;
class Inspector;
class LogView;
class ProposeBar;
class ScenarioPanel;
class ScriptView;
class Story;
class Timeline;
class TraceGate;
class TransportBar;
class VotesView;
class WhyPanel;
}  // namespace synod::views

namespace synod::app {

class Actions;
class EmptyHint;
class ShownTabs;

/// The transport bar on top, the canvas in the middle, the inspector on its right, and below them
/// the timeline and the tabs. The window owns them all.
struct WindowParts {
  views::TransportBar* transport = nullptr;
  views::ErrorBar* errors = nullptr;
  views::AlarmBar* alarm = nullptr;
  views::ScenarioPanel* about = nullptr;  ///< Beside the canvas.
  views::Canvas* canvas = nullptr;
  views::ProposeBar* propose = nullptr;
  views::Inspector* inspector = nullptr;
  views::WhyPanel* why = nullptr;
  QStackedWidget* right = nullptr;  ///< The inspector, or the panel that tells why.
  views::Timeline* timeline = nullptr;
  views::Story* story = nullptr;
  views::DiagramView* diagram = nullptr;
  views::VotesView* votes = nullptr;
  views::LogView* log = nullptr;
  views::ClientsView* clients = nullptr;
  views::ChartsView* charts = nullptr;
  views::ScriptView* script = nullptr;
  EmptyHint* hint = nullptr;
  QTabWidget* tabs = nullptr;
  ShownTabs* shown_tabs = nullptr;
  std::vector<views::TraceGate*> gates;  ///< In front of the tabs that need the whole run.
  QToolButton* large = nullptr;          ///< Shows the tab in front in place of the canvas.
  QSplitter* across = nullptr;           ///< Between the canvas and the inspector.
  QSplitter* down = nullptr;             ///< Between them and what is below.
};

/// Gives every part the look of `theme`.
void show_theme(const WindowParts& parts, const views::Theme& theme);

/// What the parts share.
struct Shared {
  views::Selection selection;
  views::Reason reason;
  views::LineTrace line;
  views::BallotChoice ballots{&line};
  views::TrafficFilter traffic;
};

/// Makes the parts and puts them into `window`.
WindowParts make_parts(QMainWindow& window, Shared& shared, const Actions& actions);

/// Shows the tabs in place of the canvas, or gives both their own places back.
void enlarge_tabs(const WindowParts& parts, bool large);

/// Hides all but the canvas and the bar on top, or shows the rest again: the panel on the right
/// where `right` is set, and what is below where `below` is.
void enlarge_canvas(const WindowParts& parts, bool large, bool right, bool below);

}  // namespace synod::app
