// HTML in the texts of a file: the window shows it as plain text everywhere.
#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <gtest/gtest.h>
#include <memory>

#include "app/lesson/lesson_controller.h"
#include "app/window/main_window.h"
#include "tests/places.h"
#include "views/canvas/canvas.h"
#include "views/kit/error_bar.h"
#include "views/kit/plain_text.h"
#include "views/panels/inspector.h"
#include "views/start/card.h"
#include "views/start/picture_queue.h"
#include "views/start/start_entry.h"

using namespace synod;
using namespace synod::app;

namespace {

const QString image = "<img src=/x>";
const QString bold = "<b>x</b>";

/// Whether Qt would draw `text` as something else than it is.
bool is_drawn_as_html(const QString& text) {
  return Qt::mightBeRichText(text) && (text.contains("<img") || text.contains("<b>x"));
}

QStringList wrong_texts(const QWidget& widget) {
  QStringList wrong;
  const QString name = widget.metaObject()->className();
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
    const bool plain = label->textFormat() == Qt::PlainText;
    if (!plain && is_drawn_as_html(label->text())) wrong << name + ": " + label->text();
    if (label->textFormat() == Qt::AutoText && !label->text().isEmpty())
      wrong << name + ", as Qt guesses: " + label->text();
  }
  for (const QString& tip : {widget.toolTip(), widget.statusTip(), widget.whatsThis()})
    if (is_drawn_as_html(tip)) wrong << name + ", a tooltip: " + tip;
  return wrong;
}

class HostileText : public testing::Test {
 protected:
  void SetUp() override {
    window.resize(1280, 800);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
  }
  QString write(const QString& name, const QString& text) {
    QFile file(folder.filePath(name));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
    return file.fileName();
  }
  QString run_file() {
    return write("<b>x<.synod",
                 "protocol paxos\nproposers 2\nacceptors 3\nlearners 1\n"
                 "propose P1 \"<img src=/x>\"\n#: bookmark <img src=/x> and <b>x</b>\n"
                 "propose P2 \"<b>x</b> &amp;\"\nrun until chosen\nstep 3\n");
  }
  /// Every widget and action of the program.
  static QStringList wrong_texts_everywhere() {
    QStringList wrong;
    for (const QWidget* widget : QApplication::allWidgets()) {
      wrong += wrong_texts(*widget);
      for (const QAction* action : widget->actions())
        if (is_drawn_as_html(action->toolTip())) wrong << "an action: " + action->toolTip();
    }
    return wrong;
  }
  void expect_plain(const char* where) {
    QApplication::processEvents();
    const QStringList wrong = wrong_texts_everywhere();
    EXPECT_TRUE(wrong.isEmpty()) << where << ": " << qPrintable(wrong.join('\n'));
  }

  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave")};
};

TEST_F(HostileText, a_run_whose_values_are_html_shows_them_as_they_stand) {
  ASSERT_TRUE(window.session().open(run_file()));
  expect_plain("opened");
  auto& canvas = *window.parts().canvas;
  const auto nodes = window.session().history().world().shape().all();
  for (EventNumber event = 0; event < window.session().history().line().size(); ++event) {
    window.player().scrub(event);
    for (NodeId node : nodes) {
      QTest::mouseMove(canvas.viewport(), canvas.node_point(node));
      QTest::mouseClick(canvas.viewport(), Qt::LeftButton, Qt::ControlModifier,
                        canvas.node_point(node));
      expect_plain("a node is pinned");
    }
  }
  for (int tab = 0; tab < window.parts().tabs->count(); ++tab) {
    window.parts().tabs->setCurrentIndex(tab);
    expect_plain("a tab");
  }
  for (QMenu* menu : window.findChildren<QMenu*>()) {
    emit menu->aboutToShow();
    expect_plain("a menu");
  }
}

TEST_F(HostileText, tooltips_of_lists_are_plain) {
  ASSERT_TRUE(window.session().open(run_file()));
  QApplication::processEvents();
  std::size_t seen = 0;
  for (const QAbstractItemView* view : window.findChildren<QAbstractItemView*>()) {
    const QAbstractItemModel* model = view->model();
    if (model == nullptr) continue;
    for (int row = 0; row < std::min(model->rowCount(), 60); ++row)
      for (int column = 0; column < model->columnCount(); ++column) {
        const QString tip = model->index(row, column).data(Qt::ToolTipRole).toString();
        seen += tip.contains("img");
        EXPECT_FALSE(is_drawn_as_html(tip)) << qPrintable(tip);
      }
  }
  EXPECT_GT(seen, 0u) << "nothing told of the value";
}

TEST_F(HostileText, an_error_that_quotes_html_is_plain) {
  window.session().open(write("a.synod", "<img src=/x>\n"));
  expect_plain("an error");
  window.parts().errors->show_message(image);
  expect_plain("the bar");
}

TEST_F(HostileText, the_name_of_a_file_is_plain_in_titles_menus_and_dialogs) {
  ASSERT_TRUE(window.session().open(run_file()));
  ASSERT_TRUE(window.session().save_as(folder.filePath("a [*] &b <b>x<.synod")));
  expect_plain("saved");
  EXPECT_TRUE(window.windowTitle().contains("a [*][*] &b"));
}

TEST_F(HostileText, a_lesson_whose_texts_are_html_shows_them_as_they_stand) {
  QFile good(SYNOD_SOURCE_DIR "/tests/tutorials/good_lesson.md");
  ASSERT_TRUE(good.open(QIODevice::ReadOnly));
  QString text = QString::fromUtf8(good.readAll());
  const qsizetype at = text.indexOf("title:");
  text.replace(at, text.indexOf('\n', at) - at, "title: " + image + " and " + bold);
  const qsizetype heading = text.indexOf("\n## ");
  text.insert(heading + 4, image + " &amp; " + bold + " ");
  ASSERT_TRUE(window.lessons().open(write("lesson.md", text)));
  expect_plain("the lesson");
  for (QMenu* menu : window.findChildren<QMenu*>()) {
    emit menu->aboutToShow();
    expect_plain("a menu of the lesson");
  }
}

TEST_F(HostileText, an_entry_of_the_start_page_is_plain) {
  views::StartEntry entry;
  entry.title = image;
  entry.text = bold;
  entry.facts = "&amp;";
  views::PictureQueue pictures([](const auto&, const auto&, const auto&) { return QImage(); });
  const views::Card card(entry, pictures, nullptr);
  EXPECT_FALSE(card.toolTip().contains("<img"));
  EXPECT_FALSE(card.toolTip().contains("<b>x"));
}

TEST(PlainText, a_tooltip_shows_what_it_was_given) {
  for (const QString& text :
       {image, bold, QString("&amp;lt; <i>"), QString("a < b"), QString("x")}) {
    QTextDocument drawn;
    const QString tip = views::plain_tip(text);
    if (Qt::mightBeRichText(tip)) {
      drawn.setHtml(tip);
    } else {
      drawn.setPlainText(tip);
    }
    EXPECT_EQ(drawn.toPlainText(), text);
  }
  EXPECT_EQ(views::plain_tip("Click: go there"), "Click: go there");
  EXPECT_EQ(views::plain_entry("a & b"), "a && b");
  const std::unique_ptr<QLabel> label(views::plain_label(image));
  EXPECT_EQ(label->textFormat(), Qt::PlainText);
}

}  // namespace
