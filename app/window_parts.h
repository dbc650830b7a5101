// The parts of the window and where they stand.
#pragma once

#include "views/selection.h"
#include "views/theme.h"

class QMainWindow;
class QSplitter;
class QTabWidget;

namespace synod::views {
class Canvas;
class ErrorBar;
class Inspector;
class ProposeBar;
class ScriptView;
class Story;
class Timeline;
class TransportBar;
}  // namespace synod::views

namespace synod::app {

class Actions;
class EmptyHint;

/// The transport bar on top, the canvas in the middle, the inspector on its right, and below them
/// the timeline and the tabs. The window owns them all.
struct WindowParts {
  views::TransportBar* transport = nullptr;
  views::ErrorBar* errors = nullptr;
  views::Canvas* canvas = nullptr;
  views::ProposeBar* propose = nullptr;
  views::Inspector* inspector = nullptr;
  views::Timeline* timeline = nullptr;
  views::Story* story = nullptr;
  views::ScriptView* script = nullptr;
  EmptyHint* hint = nullptr;
  QTabWidget* tabs = nullptr;
  QSplitter* across = nullptr;  ///< Between the canvas and the inspector.
  QSplitter* down = nullptr;    ///< Between them and what is below.
};

/// Gives every part the look of `theme`.
void show_theme(const WindowParts& parts, const views::Theme& theme);

/// Makes the parts and puts them into `window`.
WindowParts make_parts(QMainWindow& window, views::Selection& selection, const Actions& actions);

}  // namespace synod::app
