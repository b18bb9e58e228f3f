"""The second readers: dateparser (other languages, odd formats) and parsedatetime (English), asked only about what our own grammar cannot read.

They are loaded on first use and run in a thread with a time limit; what they answer is implied, so that it is always confirmed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time
from importlib import import_module

import anyio
from anyio.to_thread import run_sync

from bot.domain.zone import zone_of
from bot.language.calendar import Calendar
from bot.language.cutting import trim
from bot.language.detect import language_of
from bot.language.intents import NoIntent, SetReminder
from bot.language.lexicon.lexicon import LANGUAGES
from bot.language.reading import Implied, Reading, Reference, TimeError
from bot.language.understand import understand
from bot.language.understanding import Understanding

PATIENCE = 2.0  # seconds; the first call of dateparser alone loads for some 0.2
_MOST = 0.8  # of a text that is nothing but a time: the share that a second reader must have read
_LONGEST = 300  # characters: nobody's time is hidden in a page of text
# A text without a digit or a word of three letters is not worth a second reader's time.
_WORTH_A_LOOK = re.compile(r"\d|[^\W\d_]{3}")

_log = logging.getLogger(__name__)

Found = tuple[int, int, datetime]  # the characters that were read, and the instant


async def understand_with_fallback(text: str, reference: Reference) -> Understanding:
    """What understand() makes of a message; where it found a request and no time, the second readers are asked for one.

    Never overrules our own grammar. A second reader that takes longer than PATIENCE seconds, or fails, has read nothing.
    """
    understood = understand(text, reference)
    if not _lacks_a_time(understood) or len(text) > _LONGEST or not _WORTH_A_LOOK.search(text):
        return understood
    place = _subject_place(text, understood)
    asked = text[place:]
    found: Found | None = None
    bare = isinstance(understood.intent, NoIntent)
    with anyio.move_on_after(PATIENCE):
        found = await run_sync(_ask_both, asked, reference, bare, abandon_on_cancel=True)
    if found is None:
        return understood
    return _with_time(understood, text, (found[0] + place, found[1] + place, found[2]), reference)


def _lacks_a_time(understood: Understanding) -> bool:
    """A request without a time that is not past or invalid in our own reading, or a text that may be nothing but a time."""
    if understood.time is not None or understood.time_error in (TimeError.PAST, TimeError.INVALID):
        return False
    intent = understood.intent
    if isinstance(intent, SetReminder):
        return intent.error is TimeError.NO_TIME
    return isinstance(intent, NoIntent)


def _subject_place(text: str, understood: Understanding) -> int:
    """Where the message begins, behind the words that ask; 0 where nobody asks."""
    subject = getattr(understood.intent, "subject", None)
    return max(text.find(subject), 0) if subject else 0


def _ask_both(text: str, reference: Reference, bare: bool) -> Found | None:
    """The first answer that lies ahead and may count. Runs in a thread: both readers are slow, and neither waits for anything."""
    readers: list[Callable[[str, Reference], Found | None]] = [_ask_dateparser]
    if language_of(text, reference.locale) == "en":
        readers.append(_ask_parsedatetime)
    for ask in readers:
        try:
            found = ask(text, reference)
        except Exception as error:
            # They are known to stumble over odd text in many ways; that is no reason to leave a person without an answer.
            _log.warning("second_reader_failed", extra={"reader": ask.__name__, "error": type(error).__name__})
            continue
        if (
            found is not None
            and found[2] > reference.now
            and _may_count(text[found[0] : found[1]], text, reference, bare)
        ):
            return found
    return None


def _may_count(words: str, text: str, reference: Reference, bare: bool) -> bool:
    """In our own languages words are our own business ("march with the band"): there only odd formats of numbers are left to others.

    bare: nobody asks for a reminder in the text, so that a time which is all of it answers "When?".
    """
    if reference.locale[:2].lower() not in LANGUAGES or any(sign.isdecimal() for sign in words):
        return True
    return bare and len(words.strip()) >= _MOST * len(text.strip())


def _ask_dateparser(text: str, reference: Reference) -> Found | None:
    search_dates = import_module("dateparser.search").search_dates  # slow to load: on first use only
    asker = Calendar(reference)
    settings = {
        "RELATIVE_BASE": asker.wall,
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY" if asker.day_first else "MDY",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    locale = reference.locale[:2].lower()
    found = search_dates(text, languages=None if locale in LANGUAGES else [locale], settings=settings)
    for words, wall in found or []:
        # A lone number or a word of two letters is read as a date too easily.
        if len(words.strip()) < 4 or words.strip().isdecimal():
            continue
        place = text.find(words)
        if place >= 0:
            return place, place + len(words), _instant(wall, asker)
    return None


def _ask_parsedatetime(text: str, reference: Reference) -> Found | None:
    parsedatetime = import_module("parsedatetime")  # on first use only
    calendar = parsedatetime.Calendar(version=parsedatetime.VERSION_CONTEXT_STYLE)
    asker = Calendar(reference)
    for wall, _, start, end, words in calendar.nlp(text, sourceTime=asker.wall) or []:
        if len(words.strip()) >= 4 and not words.strip().isdecimal():
            return start, end, _instant(wall, asker)
    return None


def _instant(wall: datetime, asker: Calendar) -> datetime:
    """A wall time of theirs as an instant. A clock equal to now's was not said: the day then begins when the person's does."""
    clock = wall.time().replace(microsecond=0)
    if clock in (time(), asker.wall.time().replace(microsecond=0)):
        wall = datetime.combine(wall.date(), asker.reference.start_of_day)
    return wall.replace(tzinfo=wall.tzinfo or asker.home).astimezone(UTC)


def _with_time(understood: Understanding, text: str, found: Found, reference: Reference) -> Understanding:
    """The same understanding with the second reader's time in it."""
    start, end, instant = found
    reading = Reading(instant.astimezone(zone_of(reference.zone)), None, frozenset({Implied.SECOND_READER}))
    intent = understood.intent
    if isinstance(intent, SetReminder):
        subject = intent.subject or ""
        words = trim(" ".join(subject.replace(text[start:end], " ").split()))
        intent = replace(intent, subject=words or intent.subject, reading=reading, error=None)
    return replace(
        understood,
        intent=intent,
        time=reading,
        time_error=None,
        times=((start, end),),
    )
