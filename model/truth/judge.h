// Judges: each knows what is true of one kind of protocol, and says when it is broken.
#pragma once

#include "model/base/sentence.h"
#include "model/base/shape.h"
#include "model/data/record.h"
#include "model/truth/deed.h"

namespace synod {

/// State of a judge: a value with `fields()`, as a node's state is.
using JudgeState = Record<240>;

/// Receiver of a judge's findings.
class Verdicts {
 public:
  virtual ~Verdicts() = default;
  /// `invariant` is broken by event `at`.
  virtual void violate(const char* invariant, EventNumber at, Sentence why) = 0;
  /// The value of `vote` is decided about `slot` from event `at` on; its ballot is none where the
  /// protocol has no numbers.
  virtual void decide(Slot slot, const Vote& vote, EventNumber at) = 0;

 protected:
  Verdicts() = default;
  Verdicts(const Verdicts&) = default;
  Verdicts& operator=(const Verdicts&) = default;
};

/// Type of a judge: its functions, without a state.
struct JudgeType {
  JudgeState (*fresh)();
  void (*hear)(JudgeState& state, const Deed& deed, const Shape& shape, EventNumber at,
               Verdicts& verdicts);

  /// The type of a struct `J` with `name`, `fields()` and `hear(deed, shape, at, verdicts)`.
  template <class J>
  static const JudgeType& of() {
    static const JudgeType type{
        [] { return JudgeState(J()); },
        [](JudgeState& state, const Deed& deed, const Shape& shape, EventNumber at,
           Verdicts& verdicts) { state.as<J>().hear(deed, shape, at, verdicts); }};
    return type;
  }
};

}  // namespace synod
