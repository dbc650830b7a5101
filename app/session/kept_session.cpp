#include "app/session/kept_session.h"

#include <algorithm>

#include "app/session/scenario_run.h"

namespace synod::app {

namespace {

constexpr std::string_view first_line = "# Synod kept this session\n";
constexpr std::string_view by_lines = "# written: line by line\n";
constexpr std::string_view last_line = "# ----\n";
constexpr std::string_view foot = "# events: ";
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

std::string_view whole_lines(std::string_view text) {
  const std::size_t last = text.rfind('\n');
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

quint64 number(std::string_view value) {
  return QByteArray(value.data(), static_cast<qsizetype>(value.size())).toULongLong();
}

void read_entry(std::string_view line, KeptSession& kept) {
  KeptHead& head = kept.head;
  const auto is = [&](std::string_view key) {
    if (!line.starts_with(key)) return false;
    line.remove_prefix(key.size());
    return true;
  };
  if (is(foot))
    kept.events = number(line);  // Earlier versions had it in the head.
  else if (is("# file: "))
    head.file = from_one_line(line);
  else if (is("# scenario: "))
    head.example = from_one_line(line);
  else if (is("# title: "))
    head.title = from_one_line(line);
  else if (is("# changed: "))
    head.changed = line == "yes";
  else if (is("# own bytes: "))
    head.own_bytes = number(line);
  else if (is("# file hash: "))
    head.file_hash = number(line);
}

/// Takes off what was cut off, and the foot where it is at the end.
void take_foot(KeptSession& kept) {
  kept.script = whole_lines(kept.script);
  kept.events = events_at_end(kept.script).value_or(0);
  const std::string last = foot_text(kept.events);
  if (kept.script.ends_with(last))
    kept.script.remove_suffix(last.size());
  else
    ++kept.events;  // One at least, that no foot was written for.
}

/// Earlier versions had one line, or none.
KeptSession read_old(std::string_view text) {
  KeptSession kept{.head = {.changed = true}, .script = text};
  if (!text.starts_with("# file: ") && !text.starts_with("# scenario: ")) return kept;
  read_entry(take_line(kept.script), kept);
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
  put("changed", head.changed ? "yes" : "no");
  put("own bytes", std::to_string(head.own_bytes));
  if (head.file_hash != 0) put("file hash", std::to_string(head.file_hash));
  return text.append(by_lines).append(last_line);
}

std::string foot_text(quint64 events) {
  return std::string(foot).append(std::to_string(events)).append("\n");
}

std::optional<quint64> events_at_end(std::string_view text) {
  text = whole_lines(text);
  const std::size_t last = text.rfind("\n" + std::string(foot));
  if (last == std::string_view::npos) return std::nullopt;
  text.remove_prefix(last + 1 + foot.size());
  return number(take_line(text));
}

KeptSession read_kept(std::string_view text) {
  if (!text.starts_with(first_line)) return read_old(text);
  KeptSession kept{.script = text};
  bool lines_only = false;
  std::string_view line;
  while (!kept.script.empty() && kept.script.starts_with('#') && line != "# ----") {
    const std::string_view rest = kept.script;
    line = take_line(kept.script);
    ++kept.head.lines;
    lines_only = lines_only || rest.starts_with(by_lines);
    read_entry(line, kept);
  }
  if (lines_only) take_foot(kept);
  return kept;
}

Verdict run_kept_text(const std::string& kept, const RunBounds& bounds, RunProgress* progress) {
  const KeptSession session = read_kept(kept);
  const KeptHead& head = session.head;
  Verdict verdict = run_scenario_text(std::string(session.script), bounds, progress, "session",
                                      static_cast<std::size_t>(head.own_bytes));
  if (verdict.error && verdict.error->line != 0) verdict.error->line += head.lines;
  return verdict;
}

}  // namespace synod::app
