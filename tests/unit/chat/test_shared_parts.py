"""What the platforms' adapters share: what they remember, and what they log of an error that nobody foresaw."""

from __future__ import annotations

from adapters.chat.faults import kind_and_place
from adapters.chat.recent import Recent


def test_what_was_kept_longest_ago_is_forgotten_first() -> None:
    recent: Recent[str, int] = Recent(2)
    for number, name in enumerate(("ana", "bo", "ana", "cai")):
        recent.keep(name, number)
    assert recent == {"ana": 2, "cai": 3}


def test_an_errors_own_words_are_not_told() -> None:
    try:
        int("the secret of Ana")
    except ValueError as error:
        told = kind_and_place(error)
    assert told.startswith("ValueError test_shared_parts.py:")
    assert "secret" not in told


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert kind_and_place(KeyError("the secret of Ana")) == "KeyError"
