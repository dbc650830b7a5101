// Words of a fact: its question, and the short answer.
#pragma once

#include "model/why/fact_event.h"
#include "model/world/cluster.h"

namespace synod {

/// "Why has A1 promised 2.2?" `after` is the world after the event `brought`, which brought the
/// fact about.
Sentence question_of(const Fact& fact, const Event& brought, const Cluster& after);

/// The short of it, in one sentence.
Sentence answer_of(const Fact& fact, const Event& brought, const Cluster& after);

/// The sentence of `event` that tells that response of its acceptor; empty where the protocol says
/// nothing.
Note response_note(const Event& event, const Response& response);
/// Whether the sentence tells one of the event's responses, rather than what its node did besides.
bool tells_response(std::size_t note, const Event& event);

/// Whether the event is an acceptor's answer to the node that leads the ballot. Otherwise what an
/// acceptor responded was to itself, by the way.
bool is_answer(const Event& event, const Shape& shape);

}  // namespace synod
