#include "tutorials/lesson_template.h"

namespace synod {

std::string_view lesson_template() {
  return R"lesson(---
# Lines like this one, in the head and in synod blocks, are comments. Everything else is seen.
# docs/lessons.md says all that a lesson may hold. Check yours with: synod lesson check FILE
title: One clean round
summary: How one proposer gets one value chosen.
protocol: paxos
level: 1                      # 1 first steps, 2 the core, 3 deep water
minutes: 5
objectives:
- predict which messages answer a Prepare
- get a value chosen by your own hand
forms: worked, last-open, goal
---

## A proposer asks first

One proposer, three acceptors, one learner. Nobody has promised or accepted anything yet.

```synod at-once
# A block that begins with setup lines starts a new cluster. `at-once` sets the scene.
proposers 1
acceptors 3
learners 1
propose P1 blue
```

P1 has a value, but it does not send it. First it asks every acceptor for a
[promise](term:promised), in a [Prepare](term:prepare).

```ask
All three Prepares arrive. What will the acceptors answer?
- [x] Each one promises {A1.promised = 1.1 and A3.promised = 1.1} :: Nobody has promised anything higher, so ballot 1.1 is welcome everywhere.
- [ ] Only one promises, so that P1 is alone {not delivered promise *->P1 > 1} :: Acceptors do not talk to each other. Each follows its own disk, and each disk is empty.
- [ ] They accept blue {not A1.accepted = none} :: A Prepare carries no value, so there is nothing to accept yet.
rule: Phase 1b
```

```synod
deliver prepare P1->*
deliver promise *->P1
```

```expect
P1.promises = {A1 A2 A3}
P1.value = blue
```

A [quorum](term:quorum) has promised. Only now does P1 send its value.

```notes
Ask for a show of hands before you play the Prepares.
```

## Click what you expect

```ask
The Accepts of P1 arrive at A1 and A2, and the one to A3 is lost. Click every acceptor that will have accepted blue.
click: node where {node}.accepted = 1.1:blue
right: An acceptor accepts what it is asked for, unless it promised something higher.
wrong: Look at the envelopes: which ones arrive?
rule: Phase 2b
```

```synod open reach: chosen blue
deliver accept P1->A1
deliver accept P1->A2
drop accept P1->A3
```

```ask
Which value did A2 write to its disk?
type: A2.accepted
right: The ballot and the value, always as a pair.
wrong: An acceptor stores a ballot and a value, written 1.1:blue.
```

```synod
deliver accepted *->*
```

## Your turn

```synod at-once
proposers 1
acceptors 3
learners 1
```

```goal
Get red chosen without A3.
reach: chosen red and A3 down
hint: Two of three acceptors are a quorum.
hint: Kill A3 before P1 proposes, or after. It makes no difference to the other two.
par: 8
forbid: wipe
solution:
crash A3
propose P1 red
deliver prepare P1->A1
deliver prepare P1->A2
deliver promise *->P1
deliver accept P1->A1
deliver accept P1->A2
```

One acceptor is not missed: any two of three are a majority.

## Quiz

```ask
How many acceptors of five must promise before a proposer may send its value?
kind: quiz
- [ ] one :: Two proposers could each find one, and never meet.
- [x] three :: Three is a majority of five, and any two majorities meet.
- [ ] five :: Then a single crash would stop everything.
```
)lesson";
}

}  // namespace synod
