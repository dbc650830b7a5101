// Keys as the README and tooltips name them: those of the one table of actions.
#include <QFile>
#include <gtest/gtest.h>
#include <regex>

#include "app/parts/actions.h"
#include "tests/places.h"
#include "tests/source_lines.h"
#include "views/panels/keys_dialog.h"

namespace synod::app {
namespace {

TEST(KeysOfTheReadme, are_told_as_the_list_of_keys_tells_them) {
  const Actions actions;
  const QStringList known = views::KeysDialog(actions.all()).text().split('\n');
  QFile file(QStringLiteral(SYNOD_SOURCE_DIR "/README.md"));
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  const QString readme = QString::fromUtf8(file.readAll());
  const QString head = QStringLiteral("| Key | What it does |\n| --- | --- |\n");
  const QStringList rows = readme.section(head, 1).section("\n\n", 0, 0).split('\n');
  EXPECT_GT(rows.size(), 30) << "the test has lost sight of the table";
  for (const QString& row : rows) {
    const QString told = row.mid(2, row.size() - 4).replace(" | ", "\t");
    EXPECT_TRUE(known.contains(told)) << row.toStdString();
  }
}

TEST(KeysOfTooltips, are_keys_of_the_table) {
  const Actions actions;
  QStringList keys;
  for (const QAction* action : actions.all())
    for (const QKeySequence& key : action->shortcuts())
      keys << key.toString(QKeySequence::PortableText);
  const std::regex named(R"re(tr\(.*\(((?:Ctrl\+|Shift\+)*(?:[A-Z0-9]|F[0-9]+))\)")re");
  std::size_t seen = 0;
  for (const testing::SourceLine& line : testing::lines_of({".cpp"})) {
    std::smatch match;
    if (line.folder != "views" || !std::regex_search(line.text, match, named)) continue;
    ++seen;
    EXPECT_TRUE(keys.contains(QString::fromStdString(match[1]))) << line.where();
  }
  EXPECT_GT(seen, 5u) << "the test has lost sight of the tooltips";
}

}  // namespace
}  // namespace synod::app
