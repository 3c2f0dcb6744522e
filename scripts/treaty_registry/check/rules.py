"""The checks that look at one record, in the order in which their findings make sense to a reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from treaty_registry.check import (
    chronology,
    companions,
    contradictions,
    doubts,
    duplicates,
    evidence,
    identity,
    order,
    outcomes,
    references,
)
from treaty_registry.check.record import Context, Record
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.problem import Problem

Rule = Callable[[Record, Treaty, Context], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    identity.file_and_folder,
    identity.unique_ids,
    identity.unique_names,
    references.treaties_exist,
    references.sources_declared_and_used,
    references.events_exist,
    companions.terms_accompanied,
    companions.relations_complete,
    doubts.facts_named,
    doubts.speakers_known,
    chronology.nothing_in_the_future,
    chronology.events_in_order,
    chronology.parties_existed,
    chronology.sources_not_older,
    chronology.recently_verified,
    evidence.identifiers_sourced,
    evidence.identifiers_formed,
    evidence.obligations_placed,
    evidence.obligations_looked_for,
    duplicates.events,
    duplicates.sources,
    contradictions.one_date_for_each_result,
    contradictions.in_force_or_never,
    contradictions.begins_before_it_ends,
    contradictions.unanimous_votes,
    contradictions.obligors_act,
    contradictions.relations,
    contradictions.no_reference_to_itself,
    contradictions.ended_by_another,
    outcomes.computed_and_attested,
    outcomes.signed_before_ratified,
    outcomes.acts_of_parties,
    outcomes.revoked_in_time,
    outcomes.obligors_became_parties,
    outcomes.protocols_in_force,
    order.keys_in_order,
)
