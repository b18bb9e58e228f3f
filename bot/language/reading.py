"""Readings: what a time in an utterance was read as, and the reference that it was read against: who asks, and when.

Values only. What the utterance asks for is intents.py's.
"""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum

from bot.domain.record import record
from bot.domain.recurrence import Recurrence


@record(frozen=True, slots=True)
class Reference:
    """Who asks, and when: everything outside the text that its meaning depends on.

    now: aware, in any zone. zone: IANA name or "+02:00". series: item prefixes in upper case -> "task" | "bug" | "project".
    day_first: how 05/10 is read; None derives it from the zone. country: ISO 3166 code for public holidays, None derives it from the zone.
    """

    now: datetime
    zone: str
    locale: str = "en"
    day_first: bool | None = None
    country: str | None = None
    start_of_day: time = time(9)
    parts_of_day: tuple[tuple[str, time], ...] = (
        ("morning", time(9)),
        ("lunch", time(12)),
        ("afternoon", time(15)),
        ("eod", time(17)),
        ("evening", time(19)),
        ("night", time(21)),
    )
    series: tuple[tuple[str, str], ...] = (("TSK", "task"), ("BUG", "bug"), ("PRJ", "project"))
    bot_names: frozenset[str] = frozenset({"remindbot", "reminderbot"})


class Implied(StrEnum):
    """A part of a reading that nobody said: what the confirmation must point out."""

    CLOCK = "clock"  # a date without a time: the start of the day
    MERIDIEM = "meridiem"  # "at 5": afternoon was assumed
    DAY = "day"  # "at 3pm", passed today: tomorrow
    YEAR = "year"  # "march 3rd": the coming one
    DATE_ORDER = "date_order"  # 05/10 by the person's locale
    WEEK = "week"  # "next friday": the one of next week
    ZONE = "zone"  # "EST" in summer: the fixed offset
    GAP = "gap"  # the clocks skip the time that was said: moved forward
    PART_OF_DAY = "part_of_day"  # "in the morning": 9:00
    SECOND_READER = "second_reader"  # dateparser or parsedatetime read it, not we
    SPELLING = "spelling"  # a typo was mended
    LENGTH = "length"  # "20 minutes" by itself: counted from now
    EXCEPTION = "exception"  # "except holidays": no rule can leave those out


class Certainty(StrEnum):
    SURE = "sure"
    IMPLIED = "implied"
    AMBIGUOUS = "ambiguous"


class TimeError(StrEnum):
    """Why nothing can be set."""

    PAST = "past"
    INVALID = "invalid"
    NO_TIME = "no_time"


@record(frozen=True, slots=True)
class Span:
    """Half-open range of characters in the text as it was typed; role says what it was read as ("time", "subject", "recipient", …)."""

    start: int
    end: int
    role: str


@record(frozen=True, slots=True)
class Reading:
    """One reading of when: `at` is the first firing, aware, in the asker's zone."""

    at: datetime
    recurrence: Recurrence | None = None
    implied: frozenset[Implied] = frozenset()
