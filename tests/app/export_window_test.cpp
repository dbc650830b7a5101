// Export dialog in the window.
#include <QDir>
#include <QImage>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/export/export_dialog.h"
#include "app/window/main_window.h"
#include "tests/views/panels_world.h"

namespace synod::app {
namespace {

class ExportWindow : public testing::Test {
 protected:
  ExportWindow() : window(QString()) {
    window.session().start(views::apart_setup());
    window.player().act(actions::propose(views::node(0), "blue"));
    while (window.session().step()) {
    }
    window.player().reset();
    window.actions()[Command::export_]->trigger();
    dialog = window.findChild<ExportDialog*>();
  }
  void save_to(const QString& path) {
    for (QLineEdit* edit : dialog->findChildren<QLineEdit*>())
      if (edit->accessibleName() == "File") edit->setText(path);
    QTest::mouseClick(button("Save"), Qt::LeftButton);
  }
  QPushButton* button(const QString& text) const {
    for (QPushButton* each : dialog->findChildren<QPushButton*>())
      if (each->text().remove('&') == text) return each;
    return nullptr;
  }
  bool said(const QString& words) const {
    for (QLabel* label : dialog->findChildren<QLabel*>())
      if (label->text().contains(words)) return true;
    return false;
  }

  QTemporaryDir folder;
  MainWindow window;
  ExportDialog* dialog = nullptr;
};

TEST_F(ExportWindow, a_picture_is_saved_from_the_dialog) {
  ASSERT_NE(dialog, nullptr);
  save_to(folder.filePath("canvas.png"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return said("Written"); }, 30'000));
  EXPECT_EQ(QImage(folder.filePath("canvas.png")).size(), QSize(1920, 1080));
}

TEST_F(ExportWindow, formats_of_different_kinds_suggest_different_names) {
  ASSERT_NE(dialog, nullptr);
  QSet<QString> names;
  const auto suggested = [&] {
    for (QLineEdit* edit : dialog->findChildren<QLineEdit*>())
      if (edit->accessibleName() == "File") return edit->text();
    return QString();
  };
  for (const ExportInfo& info : export_formats()) {
    dialog->choose(info.format);
    names << suggested();
  }
  EXPECT_EQ(names.size(), static_cast<qsizetype>(export_formats().size()));
  for (QLineEdit* edit : dialog->findChildren<QLineEdit*>())
    if (edit->accessibleName() == "File") edit->setText(folder.filePath("mine.pdf"));
  dialog->choose(ExportFormat::csv);
  EXPECT_EQ(suggested(), folder.filePath("mine.csv")) << "a name that somebody chose stays";
}

TEST_F(ExportWindow, of_a_diagram_a_part_can_be_taken) {
  ASSERT_NE(dialog, nullptr);
  dialog->choose(ExportFormat::diagram_pdf);
  QSpinBox* from = nullptr;
  for (QSpinBox* field : dialog->findChildren<QSpinBox*>())
    if (field->accessibleName() == "The first event of the part") from = field;
  ASSERT_NE(from, nullptr);
  EXPECT_TRUE(from->isVisibleTo(dialog));
  from->setValue(3);
  save_to(folder.filePath("part.pdf"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return said("Written"); }, 30'000));
  EXPECT_TRUE(said("pages: 1"));
  dialog->choose(ExportFormat::csv);
  EXPECT_FALSE(from->isVisibleTo(dialog));
}

TEST_F(ExportWindow, numbered_pictures_can_be_called_off) {
  ASSERT_NE(dialog, nullptr);
  dialog->choose(ExportFormat::frames);
  save_to(folder.filePath("frames"));
  ASSERT_NE(button("Cancel"), nullptr);
  ASSERT_TRUE(QTest::qWaitFor([&] { return QDir(folder.filePath("frames")).exists(); }, 30'000));
  QTest::mouseClick(button("Cancel"), Qt::LeftButton);
  ASSERT_TRUE(QTest::qWaitFor([&] { return said("Cancelled"); }, 30'000));
  EXPECT_FALSE(QDir(folder.filePath("frames")).exists());
  EXPECT_TRUE(dialog->isVisible());
}

}  // namespace
}  // namespace synod::app
