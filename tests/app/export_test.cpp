// Export of a run: files, folders and films.
#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "app/export/export_diagram.h"
#include "app/export/export_ffmpeg.h"
#include "app/export/export_film.h"
#include "app/export/export_run.h"
#include "protocols/log_options.h"
#include "tests/views/panels_world.h"

namespace synod::app {
namespace {

QByteArray read(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class Export : public testing::Test {
 protected:
  ExportOrder order(ExportFormat format) const {
    ExportOrder order;
    order.format = format;
    order.run = line_of(history);
    order.title = "adopted";
    order.script = "nodes 3\n";
    return order;
  }
  QString path(const QString& name) const { return folder.filePath(name); }
  QStringList left() const {
    return QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
  }

  QTemporaryDir folder;
  History history = views::adopted_value_run();
};

TEST_F(Export, every_format_without_ffmpeg_gives_the_same_bytes_twice) {
  for (const ExportInfo& info : export_formats()) {
    if (info.group == ExportGroup::film) continue;
    for (const char* name : {"first", "second"})
      ASSERT_EQ(run_export(order(info.format), path(name)).end, ExportEnd::done) << info.name;
    EXPECT_FALSE(read(path("first")).isEmpty()) << info.name;
    EXPECT_EQ(read(path("first")), read(path("second"))) << info.name;
  }
}

TEST_F(Export, the_diagram_opens_again_and_shows_something) {
  ASSERT_EQ(run_export(order(ExportFormat::diagram_png), path("d.png")).end, ExportEnd::done);
  const QImage image(path("d.png"));
  EXPECT_GT(image.width(), 500);
  EXPECT_GT(image.height(), 200);
}

/// Two clients that keep five replicas busy.
Run long_run(std::uint32_t commands, SimTime time) {
  Setup setup;
  setup.protocol = "multi";
  setup.shape = {.together = 5, .clients = 2};
  setup.options.own.set(log_options::detector, Detector::fixed);
  setup.options.load = commands;
  History history(make_cluster(*find_protocol("multi"), setup));
  while (history.world().now < time && history.step()) {
  }
  return line_of(history);
}

TEST_F(Export, the_diagram_of_a_long_run_is_a_document_of_many_pages) {
  ExportOrder pages = order(ExportFormat::diagram_pdf);
  pages.run = long_run(50, {3'000});
  ASSERT_GT(pages.run.actions.size(), 300u);
  const ExportOutcome outcome = run_export(pages, path("d.pdf"));
  ASSERT_EQ(outcome.end, ExportEnd::done) << outcome.why.toStdString();
  const std::size_t count = diagram_pages(pages);
  EXPECT_GT(count, 5u);
  const QByteArray pdf = read(path("d.pdf"));
  EXPECT_TRUE(pdf.contains("/Count " + QByteArray::number(static_cast<int>(count)) + "\n"));
  EXPECT_TRUE(outcome.told.contains(QString::number(count))) << outcome.told.toStdString();
}

TEST_F(Export, the_diagram_of_a_long_run_is_numbered_files) {
  for (const ExportFormat format : {ExportFormat::diagram_png, ExportFormat::diagram_svg}) {
    ExportOrder pages = order(format);
    pages.run = long_run(50, {3'000});
    pages.from = 10;
    pages.to = 150;
    const QString suffix = info_of(format).suffix;
    const ExportOutcome outcome = run_export(pages, path("run." + suffix));
    ASSERT_EQ(outcome.end, ExportEnd::done) << outcome.why.toStdString();
    const std::size_t count = diagram_pages(pages);
    EXPECT_GT(count, 1u);
    EXPECT_EQ(static_cast<std::size_t>(left().filter("." + suffix).size()), count);
    EXPECT_TRUE(left().contains("run-001." + suffix));
    EXPECT_FALSE(left().contains("run." + suffix));
    EXPECT_TRUE(left().filter(".synod-").isEmpty()) << "what was made meanwhile";
    EXPECT_TRUE(outcome.told.contains("run-001")) << outcome.told.toStdString();
  }
  const QImage page(path("run-001.png"));
  EXPECT_NEAR(page.width(), 2 * 1122.5, 1);
  EXPECT_NEAR(page.height(), 2 * 793.7, 1);
}

TEST_F(Export, a_size_that_a_diagram_does_not_fit_in_is_that_of_a_page) {
  ExportOrder pages = order(ExportFormat::diagram_png);
  pages.run = long_run(50, {1'000});
  pages.size = {1280, 720};
  ASSERT_GT(diagram_pages(pages), 1u);
  ASSERT_EQ(run_export(pages, path("d.png")).end, ExportEnd::done);
  EXPECT_EQ(QImage(path("d-001.png")).size(), QSize(1280, 720));
  pages.size = {160, 120};
  const ExportOutcome small = run_export(pages, path("d.png"));
  EXPECT_EQ(small.end, ExportEnd::failed);
  EXPECT_TRUE(small.why.contains("larger size")) << small.why.toStdString();
}

TEST_F(Export, too_many_pages_are_refused_with_the_way_out) {
  ExportOrder pages = order(ExportFormat::diagram_pdf);
  pages.run.actions.resize(200'000);
  const ExportOutcome outcome = run_export(pages, path("d.pdf"));
  EXPECT_EQ(outcome.end, ExportEnd::failed);
  EXPECT_TRUE(outcome.why.contains("--from") && outcome.why.contains("--to"));
  EXPECT_TRUE(outcome.why.contains("200000")) << outcome.why.toStdString();
  EXPECT_EQ(left(), QStringList());
}

TEST_F(Export, a_part_that_the_run_has_not_is_refused) {
  ExportOrder part = order(ExportFormat::diagram_svg);
  part.to = 1'000;
  EXPECT_TRUE(run_export(part, path("d.svg")).why.contains("ends before event 1000"));
  part.from = 5;
  part.to = 4;
  EXPECT_TRUE(run_export(part, path("d.svg")).why.contains("begin"));
  EXPECT_EQ(left(), QStringList());
}

TEST_F(Export, calling_pages_off_leaves_nothing) {
  for (const ExportFormat format : {ExportFormat::diagram_png, ExportFormat::diagram_pdf}) {
    ExportOrder pages = order(format);
    pages.run = long_run(50, {3'000});
    int told = 0;
    const ExportOutcome outcome = run_export(pages, path("d"), [&](double) { return ++told < 4; });
    EXPECT_EQ(outcome.end, ExportEnd::cancelled);
    EXPECT_EQ(left(), QStringList());
  }
}

TEST_F(Export, a_film_of_a_part_begins_before_it_and_ends_with_it) {
  const Film film(history, 30, 1, 5, 8);
  EXPECT_EQ(film.position(0), 4);
  EXPECT_EQ(film.position(film.size() - 1), 8);
}

TEST_F(Export, the_strip_is_one_page) {
  ASSERT_EQ(run_export(order(ExportFormat::strip), path("s.pdf")).end, ExportEnd::done);
  const QByteArray pdf = read(path("s.pdf"));
  EXPECT_TRUE(pdf.startsWith("%PDF"));
  EXPECT_TRUE(pdf.contains("/Count 1"));
}

TEST_F(Export, frames_are_as_many_as_the_film_lasts_and_begin_and_end_with_the_stills) {
  ExportOrder frames = order(ExportFormat::frames);
  frames.size = {320, 200};
  frames.fps = 5;
  frames.speed = 8;
  ASSERT_EQ(run_export(frames, path("frames")).end, ExportEnd::done);
  const QStringList names = QDir(path("frames")).entryList(QDir::Files, QDir::Name);
  const Film film(history, frames.fps, frames.speed);
  EXPECT_NEAR(static_cast<double>(names.size()), film.seconds() * frames.fps, 2);
  EXPECT_EQ(names.front(), "frame-00001.png");
  for (const auto& [name, at] : {std::pair(names.front(), 0.0), std::pair(names.back(), -1.0)}) {
    ExportOrder still = frames;
    still.format = ExportFormat::png;
    still.at = at;
    ASSERT_EQ(run_export(still, path("still.png")).end, ExportEnd::done);
    EXPECT_EQ(QImage(path("frames/" + name)), QImage(path("still.png"))) << name.toStdString();
  }
}

TEST_F(Export, a_film_goes_on_from_each_event_to_the_next) {
  const Film film(history, 30, 1);
  for (std::size_t i = 1; i < film.size(); ++i)
    ASSERT_LT(film.position(i - 1), film.position(i)) << i;
  EXPECT_EQ(film.position(0), 0);
  EXPECT_EQ(film.position(film.size() - 1), static_cast<double>(history.line().size() - 1));
}

TEST_F(Export, calling_frames_off_leaves_nothing) {
  int told = 0;
  const ExportOutcome outcome =
      run_export(order(ExportFormat::frames), path("frames"), [&](double) { return ++told < 4; });
  EXPECT_EQ(outcome.end, ExportEnd::cancelled);
  EXPECT_EQ(left(), QStringList());
}

TEST_F(Export, calling_a_film_off_leaves_nothing) {
  if (ffmpeg_program().isEmpty()) GTEST_SKIP() << "ffmpeg is not installed";
  int told = 0;
  const ExportOutcome outcome =
      run_export(order(ExportFormat::mp4), path("film.mp4"), [&](double) { return ++told < 4; });
  EXPECT_EQ(outcome.end, ExportEnd::cancelled);
  EXPECT_EQ(left(), QStringList());
}

TEST_F(Export, each_kind_of_film_is_made) {
  if (ffmpeg_program().isEmpty()) GTEST_SKIP() << "ffmpeg is not installed";
  for (const ExportFormat format : {ExportFormat::mp4, ExportFormat::gif, ExportFormat::webm}) {
    ExportOrder film = order(format);
    film.size = {321, 201};
    film.fps = 4;
    film.speed = 16;
    const QString file = path(info_of(format).name);
    const ExportOutcome outcome = run_export(film, file);
    ASSERT_EQ(outcome.end, ExportEnd::done) << outcome.why.toStdString();
    EXPECT_GT(read(file).size(), 500);
  }
}

TEST_F(Export, without_ffmpeg_a_film_names_the_package) {
  const QByteArray before = qgetenv("PATH");
  qputenv("PATH", "/nowhere");
  const ExportOutcome outcome = run_export(order(ExportFormat::gif), path("film.gif"));
  qputenv("PATH", before);
  EXPECT_EQ(outcome.end, ExportEnd::failed);
  EXPECT_TRUE(outcome.why.contains("install the package 'ffmpeg'")) << outcome.why.toStdString();
  EXPECT_EQ(left(), QStringList());
}

TEST_F(Export, a_folder_that_holds_something_is_not_filled_with_frames) {
  QDir(folder.path()).mkdir("mine");
  QFile mine(path("mine/letter.txt"));
  ASSERT_TRUE(mine.open(QIODevice::WriteOnly));
  EXPECT_EQ(run_export(order(ExportFormat::frames), path("mine")).end, ExportEnd::failed);
  EXPECT_EQ(QDir(path("mine")).entryList(QDir::Files), QStringList("letter.txt"));
}

TEST_F(Export, what_can_not_be_written_is_named) {
  const ExportOutcome outcome = run_export(order(ExportFormat::png), path("no/such/place.png"));
  EXPECT_EQ(outcome.end, ExportEnd::failed);
  EXPECT_TRUE(outcome.why.contains("place.png"));
}

}  // namespace
}  // namespace synod::app
