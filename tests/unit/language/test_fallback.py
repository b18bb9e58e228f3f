"""The second readers: asked only where our own grammar finds no time, never believed without confirmation."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from threading import Event

import pytest

from bot.language import fallback
from bot.language.fallback import understand_with_fallback
from bot.language.intents import NoIntent, SetReminder
from bot.language.reading import Certainty, Implied, Reference
from bot.language.understand import understand

NOW = datetime(2025, 9, 10, 8, 17, tzinfo=UTC)
HERE = Reference(NOW, "Europe/Copenhagen")


async def test_a_time_of_our_own_grammar_is_never_overruled() -> None:
    text = "remind me tomorrow at 9am to renew the 2027-01-05 contract"
    assert await understand_with_fallback(text, HERE) == understand(text, HERE)


async def test_a_past_or_impossible_time_stays_an_error() -> None:
    for text in ("remind me yesterday to call Jens", "remind me on February 30th to call Jens"):
        assert await understand_with_fallback(text, HERE) == understand(text, HERE)


async def test_a_language_without_a_lexicon_is_read_by_the_second_reader_and_must_be_confirmed() -> None:
    understood = await understand_with_fallback("domani", Reference(NOW, "Europe/Rome", locale="it"))
    assert understood.time is not None
    assert understood.time.at.date().isoformat() == "2025-09-11"
    assert understood.certainty is Certainty.IMPLIED


async def test_what_a_second_reader_answers_is_ahead_and_marked() -> None:
    understood = await understand_with_fallback("remind me to feed the cat domani alle 15", HERE)
    assert isinstance(understood.intent, SetReminder)
    if understood.time is not None:
        assert understood.time.at > NOW
        assert Implied.SECOND_READER in understood.time.implied


async def test_an_answer_in_the_past_is_no_answer() -> None:
    understood = await understand_with_fallback("remind me to call Jens", HERE)
    assert understood.time is None
    assert isinstance(understood.intent, SetReminder)
    assert understood.intent.error is not None


async def test_a_long_text_is_not_given_to_slow_readers() -> None:
    text = "word " * 200
    assert (await understand_with_fallback(text, HERE)).intent == NoIntent()


async def test_a_reader_that_takes_too_long_has_read_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    waited = Event()

    def never(text: str, reference: Reference, bare: bool) -> None:
        waited.wait(5)

    monkeypatch.setattr(fallback, "_ask_both", never)
    monkeypatch.setattr(fallback, "PATIENCE", 0.05)
    understood = await understand_with_fallback("remind me to call Jens in due course", HERE)
    waited.set()
    assert understood.time is None


def test_understanding_loads_no_second_reader() -> None:
    code = (
        "import sys; from datetime import UTC, datetime; from bot.language.understand import understand;"
        "from bot.language.reading import Reference;"
        "understand('remind me tomorrow at 9 to call Jens', Reference(datetime(2025, 9, 10, tzinfo=UTC), 'Europe/Copenhagen'));"
        "sys.exit(any(name in sys.modules for name in ('dateparser', 'parsedatetime', 'holidays')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "remind me to march with the band",
        "remind me to buy mars bars",
        "remind me to send the may report",
        "remind me to water the sun flowers",
    ],
)
async def test_words_of_our_own_language_are_not_left_to_second_readers(text: str) -> None:
    assert (await understand_with_fallback(text, HERE)).time is None


async def test_a_second_reader_that_breaks_has_read_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, reference: Reference) -> None:
        raise RecursionError

    monkeypatch.setattr(fallback, "_ask_dateparser", broken)
    monkeypatch.setattr(fallback, "_ask_parsedatetime", broken)
    assert (await understand_with_fallback("remind me to call Jens in due course", HERE)).time is None
