// Classroom mode: projector, spotlight, covered answers, presenter's remote and size of text.
#pragma once

#include <QAction>
#include <QObject>

#include "app/parts/window_parts.h"
#include "app/play/player.h"

class QMainWindow;

namespace synod::app {

class Appearance;
class BookmarkCommands;
class LessonController;
class Projector;

/// Projector, spotlight, covered answers, bookmarks, a presenter's remote and the size of text: all
/// but the projector's own part is said to the views through their frame.
class Classroom : public QObject {
  Q_OBJECT

 public:
  Classroom(QMainWindow& window, Session& session, Player& player, Shared& shared,
            const WindowParts& parts, const Actions& actions, Appearance& appearance,
            LessonController& lessons);

  Projector& projector() { return *projector_; }
  BookmarkCommands& bookmarks() { return *bookmarks_; }

  /// What the list of keys tells beside the commands.
  QList<QAction*> keyed() const { return keyed_; }

  /// `frame` as the class may see it.
  views::Frame staged(const views::Frame& frame);
  /// Shows what stands beside the views in `frame`; after the story has.
  void show_frame(const views::Frame& frame);

 signals:
  /// The frame must be staged and shown once more.
  void changed();
  void refused(const QString& why);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void wire_menu(QMainWindow& window);
  void tell_keys();
  void wire_looks();
  void wire_remote(LessonController& lessons);
  void look_for_answers(const views::Frame& frame);
  void move_spotlight();
  NodeId pointed_node() const;
  void hide_answers(bool hidden);
  void reveal();
  void remote_stop();
  bool answers_hidden() const { return hiding_ && !revealed_ && asked_; }

  QMainWindow& window_;
  Session& session_;
  Player& player_;
  Shared& shared_;
  const WindowParts& parts_;
  const Actions& actions_;
  Appearance& appearance_;
  Projector* projector_;
  BookmarkCommands* bookmarks_;
  QList<QAction*> keyed_;

  NodeId spotlit_;
  bool hiding_ = false;
  bool revealed_ = false;
  bool asked_ = false;  ///< Something comes next that can be asked for.
  std::vector<views::CoveredField> answers_;
  // What the answers were looked up for.
  MomentId known_moment_ = 0;
  MomentId known_next_ = 0;
  std::size_t known_size_ = 0;
};

}  // namespace synod::app
