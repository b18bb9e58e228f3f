"""What holds for any text, at any instant, in any zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import islice
from time import process_time
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.intents import EditReminder, SetReminder, Snooze
from bot.language.lexicon.lexicon import LANGUAGES, load_lexicon
from bot.language.reading import Implied, Reading, Reference
from bot.language.understand import understand
from bot.language.understanding import Understanding
from tests.unit.language.scoring import CASES, read_cases

NOW = datetime(2025, 9, 10, 8, 17, tzinfo=UTC)
HERE = Reference(NOW, "Europe/Copenhagen")
ZONES = sorted(available_timezones() - {"localtime"})
WORDS = sorted(word for language in LANGUAGES for word in load_lexicon(language).words)
TEXTS = [case["text"] for path in sorted(CASES.glob("*.jsonl")) for case in read_cases(path)]

instants = st.datetimes(timezones=st.just(UTC)).filter(lambda instant: 1990 <= instant.year < 2100)
zones = st.sampled_from(ZONES)
made_of_words = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.integers(0, 3000).map(str),
        st.just("999999999"),
        st.sampled_from([",", ":", "-", ".", "/", "TSK-1"]),
    ),
    max_size=14,
).map(" ".join)
known = st.sampled_from(TEXTS)
cut_up = st.tuples(known, st.integers(0, 60), known, st.integers(0, 60)).map(
    lambda t: t[0][: t[1]] + " " + t[2][t[3] :]
)
texts = st.one_of(st.text(max_size=80), made_of_words, known, cut_up)


def _is_now(reading: Reading, now: datetime) -> bool:
    """ "now" and "asap": this very moment, never sure."""
    return reading.implied == {Implied.LENGTH} and reading.at == now.replace(microsecond=0)


def check(text: str, understood: Understanding, now: datetime) -> None:
    """What must hold of any answer."""
    intent = understood.intent
    readings = [understood.time, *understood.alternatives]
    if isinstance(intent, SetReminder | EditReminder | Snooze):
        readings += [intent.reading, *intent.alternatives]
    for reading in readings:
        if reading is None:
            continue
        assert reading.at.tzinfo is not None
        assert reading.at > now or _is_now(reading, now)
        if reading.recurrence is not None:
            rule = rrulestr(reading.recurrence.rule, dtstart=reading.recurrence.start)
            first = next(iter(islice(rule, 1)), None)
            assert first == reading.recurrence.start
    end = 0
    for span in understood.spans:
        assert end <= span.start < span.end <= len(text)
        end = span.end


@settings(max_examples=400, deadline=None)
@example(
    text="holi", now=datetime(2000, 1, 1, tzinfo=UTC), zone="Africa/Abidjan"
)  # the table of holidays warns of the year
@given(texts, instants, zones)
def test_no_text_raises_and_no_answer_is_in_the_past(text: str, now: datetime, zone: str) -> None:
    check(text, understand(text, Reference(now, zone)), now)


@settings(max_examples=150, deadline=None)
@given(made_of_words, instants, zones, st.sampled_from(LANGUAGES))
def test_no_words_of_time_raise_in_any_language(text: str, now: datetime, zone: str, locale: str) -> None:
    check(text, understand(text, Reference(now, zone, locale=locale)), now)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_the_same_question_has_the_same_answer(text: str) -> None:
    assert understand(text, HERE) == understand(text, HERE)


@settings(max_examples=60, deadline=None)
@given(known, zones)
def test_the_zone_that_now_is_written_in_makes_no_difference(text: str, zone: str) -> None:
    there = Reference(NOW.astimezone(ZoneInfo("Pacific/Chatham")), zone)
    assert understand(text, Reference(NOW, zone)) == understand(text, there)


@pytest.mark.parametrize(
    "text",
    [
        "remind me every year {} before christmas to rest",
        "remind me every day for {} to stretch",
        "remind me for {} every day to stretch",
        "remind me when TSK-4 is untouched for {}",
        "remind me {} before TSK-123 is due",
        "remind me every {} to rest, nag me every {}",
        "move REM-7 by {}",
        "{} more",
        "snooze it for {}",
    ],
)
@pytest.mark.parametrize("unit", ["seconds", "hours", "days", "business days", "weeks", "months", "years", "centuries"])
def test_a_length_beyond_the_calendar_does_not_raise(text: str, unit: str) -> None:
    asked = text.replace("{}", f"999999999 {unit}")
    check(asked, understand(asked, HERE), NOW)


def test_no_number_is_too_large_for_a_sentence_that_is_known() -> None:
    for text in TEXTS:
        asked = re.sub(r"\d+", "999999999", text)
        check(asked, understand(asked, HERE), NOW)


@pytest.mark.parametrize("text", ["page Ana 9-12 14:00 UTC", "call Ana gmt-5 12:30"])
def test_a_number_before_a_clock_with_a_colon_does_not_raise(text: str) -> None:
    check(text, understand(text, HERE), NOW)


@pytest.mark.parametrize("text", ["remind everyone in", "mind os i"])
def test_a_message_that_breaks_off_does_not_raise(text: str) -> None:
    for locale in LANGUAGES:
        check(text, understand(text, Reference(NOW, "Europe/Copenhagen", locale=locale)), NOW)


def test_every_zone_of_the_database_can_ask() -> None:
    for zone in ZONES:
        understood = understand("remind me tomorrow at 9am to call Jens", Reference(NOW, zone))
        assert understood.time is not None
        assert (understood.time.at.hour, understood.time.at.minute) == (9, 0), zone


HOSTILE = {
    "letters": "a" * 50_000,
    "digits": "1" * 50_000,
    "digits and dots": "1." * 25_000,
    "digits and colons": "12:" * 16_000,
    "digits and dashes": "1-" * 25_000,
    "quotes": '"' * 50_001,
    "opening quotes": "“" * 50_000,
    "low quotes": "„" * 50_000,
    "apostrophes": "'" * 50_000,
    "words and apostrophes": "a'" * 25_000,
    "backticks": "`" * 50_001,
    "at signs": "@" * 50_000,
    "nearly e-mail": "a.b" * 16_000 + "@",
    "dots": "a." * 25_000,
    "slashes": "europe/" * 7_000,
    "spaces": " " * 50_000,
    "combining": "e\u0301" * 25_000,
    "days": "monday " * 7_000,
    "every": "every " * 8_000,
    "numbers": "two " * 12_000,
    "and": "at 5 and " * 5_500,
    "before": "2 days before " * 3_500,
    "commas": "5, " * 16_000,
    "phrases": "the day after tomorrow " * 2_200,
    "ids": "TSK-1 " * 8_000,
    "cron": "* " * 25_000,
    "brackets": "(" * 50_000,
    "angles": "<@" * 25_000,
    "reminders": "remind me " * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_fifty_thousand_hostile_characters_take_time_in_proportion(name: str) -> None:
    """Ten times the text may take no more than some thirty times as long: nothing goes back over what it has read."""
    text = HOSTILE[name]
    check(text, understand(text, HERE), NOW)
    short, long = _seconds(text[:5_000]), _seconds(text)
    assert long < max(30 * short, 0.5)


def _seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        begin = process_time()
        understand(text, HERE)
        best = min(best, process_time() - begin)
    return best
