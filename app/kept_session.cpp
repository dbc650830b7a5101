#include "app/kept_session.h"

#include <algorithm>

#include "app/scenario_run.h"

namespace synod::app {

namespace {

constexpr std::string_view first_line = "# Synod kept this session\n";
constexpr std::string_view last_line = "# ----\n";
constexpr qsizetype longest = 8'000;

/// File names may hold anything, a head has one line for each.
std::string one_line(QString text) {
  text.truncate(longest);
  text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
  return text.toStdString();
}

QString from_one_line(std::string_view line) {
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\\' || i + 1 == line.size()) {
      text += line[i];
      continue;
    }
    const char next = line[++i];
    text += next == 'n' ? '\n' : next == 'r' ? '\r' : next;
  }
  return QString::fromStdString(text);
}

/// The front line of `text` without its end; it is taken off the text.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

quint64 number(std::string_view value) {
  return QByteArray(value.data(), static_cast<qsizetype>(value.size())).toULongLong();
}

void read_entry(std::string_view line, KeptHead& head) {
  const auto is = [&](std::string_view key) {
    if (!line.starts_with(key)) return false;
    line.remove_prefix(key.size());
    return true;
  };
  if (is("# file: "))
    head.file = from_one_line(line);
  else if (is("# scenario: "))
    head.example = from_one_line(line);
  else if (is("# title: "))
    head.title = from_one_line(line);
  else if (is("# events: "))
    head.events = number(line);
  else if (is("# changed: "))
    head.changed = line == "yes";
  else if (is("# own bytes: "))
    head.own_bytes = number(line);
  else if (is("# file hash: "))
    head.file_hash = number(line);
}

/// Earlier versions had one line, or none.
KeptSession read_old(std::string_view text) {
  KeptSession kept{{.changed = true}, text};
  if (!text.starts_with("# file: ") && !text.starts_with("# scenario: ")) return kept;
  read_entry(take_line(kept.script), kept.head);
  kept.head.lines = 1;
  kept.head.title = kept.head.file.section('/', -1);
  if (kept.head.title.isEmpty()) kept.head.title = kept.head.example;
  return kept;
}

}  // namespace

std::string head_text(const KeptHead& head) {
  std::string text(first_line);
  const auto put = [&](const char* key, const std::string& value) {
    text.append("# ").append(key).append(": ").append(value).append("\n");
  };
  if (!head.file.isEmpty()) put("file", one_line(head.file));
  if (!head.example.isEmpty()) put("scenario", one_line(head.example));
  put("title", one_line(head.title));
  put("events", std::to_string(head.events));
  put("changed", head.changed ? "yes" : "no");
  put("own bytes", std::to_string(head.own_bytes));
  if (head.file_hash != 0) put("file hash", std::to_string(head.file_hash));
  return text.append(last_line);
}

KeptSession read_kept(std::string_view text) {
  if (!text.starts_with(first_line)) return read_old(text);
  KeptSession kept{{}, text};
  std::string_view line;
  while (!kept.script.empty() && kept.script.starts_with('#') && line != "# ----") {
    line = take_line(kept.script);
    ++kept.head.lines;
    read_entry(line, kept.head);
  }
  return kept;
}

Verdict run_kept_text(const std::string& kept, const RunBounds& bounds, RunProgress* progress) {
  const auto [head, script] = read_kept(kept);
  Verdict verdict = run_scenario_text(std::string(script), bounds, progress, "session",
                                      static_cast<std::size_t>(head.own_bytes));
  if (verdict.error && verdict.error->line != 0) verdict.error->line += head.lines;
  return verdict;
}

}  // namespace synod::app
