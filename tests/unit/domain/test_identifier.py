"""Ids: that they sort by their instants, that a batch's are as good as single ones, and that what is made quickly is a UUID like any."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bot.domain.identifier import ids_of_a_batch, made_at, new_id, uuid_of

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def test_an_id_made_quickly_is_the_same_as_one_that_its_class_makes() -> None:
    value = new_id(NOW).int
    made = uuid_of(value)
    assert made == UUID(int=value)
    assert hash(made) == hash(UUID(int=value))
    assert repr(made) == repr(UUID(int=value))
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own bytes


def test_the_ids_of_a_batch_differ_and_tell_their_instants() -> None:
    make = ids_of_a_batch()
    instants = [NOW + timedelta(milliseconds=number // 50) for number in range(500)]
    made = [make(instant) for instant in instants]
    assert len(set(made)) == 500
    assert [made_at(id_, NOW) for id_ in made] == instants
    assert {id_.version for id_ in made} == {7}
    assert {id_.variant for id_ in made} == {new_id(NOW).variant}
