#include "app/compare/twin_presets.h"

#include <QCoreApplication>
#include <algorithm>

#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/script.h"
#include "model/side_by_side/comparison.h"
#include "protocols/catalog.h"
#include "views/kit/translated.h"

namespace synod::app {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(TwinPresets)
};

QString problem_of(const Setup& left, const Setup& right) {
  if (const auto why = setup_problem(find_protocol(right.protocol)->info(), right))
    return views::translated(*why);
  if (const auto why = twin_problem(left, right)) return views::translated(*why);
  return {};
}

/// Makes presets for one cluster on the left.
class Presets {
 public:
  explicit Presets(const Setup& left) : left_(left), info_(find_protocol(left.protocol)->info()) {}

  std::vector<TwinPreset> all() && {
    variants();
    retry();
    quorums();
    protocols();
    return std::move(presets_);
  }

 private:
  void add(const QString& name, const QString& help, const Setup& setup) {
    if (setup != left_) presets_.push_back({name, help, problem_of(left_, setup), setup});
  }

  void variants() {
    Setup other = left_;
    other.options.bug.clear();
    add(Texts::tr("The correct protocol"), Texts::tr("The same cluster with no rule left out"),
        other);
    for (const Variant& variant : info_.variants) {
      other.options.bug = variant.name;
      add(Texts::tr("Variant: %1").arg(views::translated(variant.title)),
          views::translated(variant.rule), other);
    }
  }

  void retry() {
    if (!knows_option(info_, "retry")) return;
    Setup other = left_;
    other.options.retry = !left_.options.retry;
    add(other.options.retry ? Texts::tr("With retry") : Texts::tr("Without retry"),
        other.options.retry
            ? Texts::tr("A proposer that fails or waits too long starts again by itself")
            : Texts::tr("A proposer that fails waits until somebody asks it again"),
        other);
  }

  void quorums() {
    if (!knows_option(info_, "q1")) return;
    const auto acceptors = static_cast<std::uint32_t>(left_.shape.with(Role::acceptor).size());
    const auto sizes = [&](std::uint32_t q1, std::uint32_t q2, const QString& name,
                           const QString& help) {
      Setup other = left_;
      other.options.q1 = q1;
      other.options.q2 = q2;
      add(name, help, other);
    };
    sizes(0, 0, Texts::tr("Majorities"),
          Texts::tr("Both quorums are more than half of the acceptors"));
    sizes(acceptors, 1, Texts::tr("Quorums: all promise, one accepts"),
          Texts::tr("Two quorums of unequal size that always meet"));
    sizes(1, 1, Texts::tr("Quorums of one, which need not meet"),
          Texts::tr("Two values can be chosen: quorums must have an acceptor in common"));
  }

  void protocols() {
    for (const Protocol* protocol : catalog()) {
      if (left_.protocol == protocol->info().name || !stands_beside(protocol->info())) continue;
      Setup other = left_;
      other.protocol = protocol->info().name;
      other.shape.cast = protocol->info().cast;
      other.options = known_options(protocol->info());
      if (!protocol->info().clients) other.shape.clients = 0;
      add(views::translated(protocol->info().title), views::translated(protocol->info().summary),
          other);
    }
  }

  /// Beside protocols whose nodes are the same, and beside another one that agrees on a log.
  bool stands_beside(const ProtocolInfo& other) const {
    return other.cast == info_.cast || (other.noop.exists() && info_.noop.exists());
  }

  /// The options with which another protocol is offered on the start page; the left's where it
  /// changed them, as far as they mean something there.
  Options known_options(const ProtocolInfo& protocol) const {
    Options options = protocol.cast == info_.cast ? Options() : offered_options(protocol);
    for (const OptionKind& kind : options_of(protocol)) {
      const std::string ours = kind.print(left_.options);
      if (std::string_view(kind.name) != "bug" && ours != kind.print(Options()))
        kind.parse(ours, options);
    }
    return options;
  }

  static Options offered_options(const ProtocolInfo& protocol) {
    if (protocol.presets.empty()) return {};
    const std::string text =
        std::string("protocol ") + protocol.name + '\n' + protocol.presets.front().setup;
    const auto scenario = parse_scenario(text);
    if (!scenario) return {};
    const auto setup = setup_of(*scenario, find_protocol);
    return setup ? setup->options : Options();
  }

  const Setup& left_;
  const ProtocolInfo& info_;
  std::vector<TwinPreset> presets_;
};

/// "option bug", "protocol": what a setup line is about.
std::string subject_of(const std::string& line) {
  const std::size_t first = line.find(' ');
  if (line.compare(0, first, "option") != 0) return line.substr(0, first);
  return line.substr(0, line.find(' ', first + 1));
}

}  // namespace

std::vector<TwinPreset> twin_presets(const Setup& left) {
  return Presets(left).all();
}

QString cluster_name(const Setup& setup) {
  QStringList parts{views::translated(find_protocol(setup.protocol)->info().title)};
  for (const std::string& line : printed_options(setup.options))
    parts << QString::fromStdString(line);
  return parts.join(QStringLiteral(" · "));
}

Result<Setup> changed_setup(const Setup& setup, const std::vector<std::string>& lines) {
  std::string text;
  const std::string present = setup_text(setup);
  for (std::size_t from = 0; from < present.size();) {
    const std::size_t end = std::min(present.find('\n', from), present.size());
    const std::string line = present.substr(from, end - from);
    const bool replaced = std::any_of(lines.begin(), lines.end(), [&](const std::string& other) {
      return subject_of(other) == subject_of(line);
    });
    if (!replaced) text += line + '\n';
    from = end + 1;
  }
  for (const std::string& line : lines) text += line + '\n';
  const auto scenario = parse_scenario(text);
  if (!scenario) return scenario.error().why;
  for (const ScenarioLine& line : scenario->lines)
    if (!std::holds_alternative<SetupCommand>(line.command) &&
        !std::holds_alternative<BlankLine>(line.command))
      return say(SYNOD_TEXT("only setup lines make another cluster, such as 'option q1 1'"));
  const auto changed = setup_of(*scenario, find_protocol);
  if (!changed) return changed.error().why;
  return *changed;
}

}  // namespace synod::app
