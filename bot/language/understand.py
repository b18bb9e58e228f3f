"""Understand: one message and its reference become one Understanding. Pure: no store, no clock, no network."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.language.bare import is_bare_task, place_of_thing
from bot.language.calendar import Calendar
from bot.language.choose import choose
from bot.language.cutting import cut_text
from bot.language.detect import language_of
from bot.language.intents import Choose, Confirm, Decline, EditReminder, Intent, NoIntent, SetReminder, Snooze
from bot.language.lexicon.lexicon import load_lexicon
from bot.language.manage import read_command
from bot.language.merge import find_phrases
from bot.language.nagging import read_nag_command
from bot.language.oneself import read_oneself
from bot.language.parts import Parts
from bot.language.people import names_of
from bot.language.phrase import Phrase, covered_by, place_of
from bot.language.reading import Implied, Reference, TimeError
from bot.language.request import find_request, read_request, settle_request
from bot.language.resolve import Resolution
from bot.language.rule import resolve_phrase
from bot.language.slash import asks_by_itself, mark_request, slash_command
from bot.language.spelling import mend
from bot.language.tokens import Tokens
from bot.language.understanding import Place, Understanding

_ORDERS = frozenset({"command", "setting"})
_OPENING_SIGNS = frozenset("/!,:")


def understand(text: str, reference: Reference) -> Understanding:
    """What `text` asks for, said by whom and when `reference` tells. Never raises for any text; raises ValueError for an unknown zone."""
    series = dict(reference.series)
    command = slash_command(text) if text.startswith("/") else None
    language = language_of(command.typed if command else text, reference.locale)
    lexicon = load_lexicon("en" if command and command.is_english else language)
    t = Tokens(text, lexicon, series)
    if command and not command.is_english:
        if asks_by_itself(t):
            t = Tokens(" " * t.starts[2] + text[t.starts[2] :], lexicon, series)
        else:
            mark_request(t)
    mended = mend(t)
    calendar = Calendar(reference)
    phrases = find_phrases(t)
    start = _skip_opening(t, reference)
    intent, found, used = _read_intent(t, start, phrases, calendar)
    if mended and found is not None and any(p.start <= k < p.end for p in used for k in mended):
        intent, found = _with_spelling(intent, found)
    return _answer(t, intent, found, used, language)


def _read_intent(
    t: Tokens, start: int, phrases: list[Phrase], calendar: Calendar
) -> tuple[Intent, Resolution | None, list[Phrase]]:
    """The intent, the message's time and the phrases that it was read from."""
    own = read_oneself(t, start, phrases)
    if own is not None:
        return own, None, []
    if t.words[0] == "/" and t.words[1] == "remind" and not _ORDERS.isdisjoint(t.means[2]):
        command = read_command(t, 2, phrases, calendar)  # /remind cancel REM-1
        if command is not None and not isinstance(command.intent, Confirm | Decline | Choose):
            return command.intent, command.found, command.used
    nagging = read_nag_command(t, start, calendar)
    if nagging is not None:
        return nagging.intent, None, []
    ask = find_request(t, start, phrases)
    if ask < 0 or not ((ask == start and "command" not in t.means[ask]) or "noun" in t.means[ask]["ask"]):
        command = read_command(t, start, phrases, calendar)
        if command is not None:
            return command.intent, command.found, command.used
    if ask >= 0:
        parts = read_request(t, start, ask, phrases)
        silent = "needs_words" in t.means[ask] and not parts.subject  # "call me tomorrow" is said to people
        if t.means[ask]["ask"] != "weak" or (parts.time is not None and not silent):
            request, settled = settle_request(t, parts, calendar, explicit=True)
            if "again" in t.kinds and parts.time is not None and _asks_again(t, ask, parts):
                return _as_snooze(request), settled, parts.used
            return request, settled, parts.used
    return _read_unasked(t, start, phrases, calendar)


def _read_unasked(
    t: Tokens, start: int, phrases: list[Phrase], calendar: Calendar
) -> tuple[Intent, Resolution | None, list[Phrase]]:
    """The same where no words ask: "again in 10 minutes", a task with its time, or nothing but a time."""
    chosen, used, context = choose(t, [], phrases, start)
    if chosen is None:
        return NoIntent(), None, []
    if "again" in t.kinds and (chosen.delta or chosen.clocks) and _says_again(t, start, used):
        found = resolve_phrase(chosen, calendar, context)
        return Snooze(reading=found.best, alternatives=found.others, error=found.error), found, used
    place = place_of_thing(t, start, used)
    if place is None and not _begs_people(t, start, calendar.reference.bot_names) and is_bare_task(t, start, used):
        place = t.starts[start], len(t.text)
    if place is not None:
        cut = [place_of(t, p) for p in used]
        parts = Parts(time=chosen, used=used, context=context, subject=cut_text(t.text, *place, cut))
        request, settled = settle_request(t, parts, calendar, explicit=False)
        if parts.subject and settled.error is not TimeError.PAST:
            return request, settled, used
    return NoIntent(), resolve_phrase(chosen, calendar, context), used


def _asks_again(t: Tokens, ask: int, parts: Parts) -> bool:
    """ "remind me in an hour again": nothing to be reminded of but what was there already."""
    covered = covered_by(parts.used)
    passed = {"again", "it", "me", "polite", "stop", "lead", "mark", "det"}
    return all(k in covered or passed & t.means[k].keys() for k in range(ask + 1, t.n))


def _says_again(t: Tokens, start: int, used: list[Phrase]) -> bool:
    """ "again in 10 minutes": the word and a time, nothing else."""
    rest = [k for k in range(start, t.n) if not any(p.start <= k < p.end for p in used)]
    return any("again" in t.means[k] for k in rest) and all(
        {"again", "polite", "stop"} & t.means[k].keys() for k in rest
    )


def _begs_people(t: Tokens, start: int, bot_names: Collection[str]) -> bool:
    """ "could you book a table tomorrow", "please review it by friday": said to somebody, where the bot is not called by its name."""
    if not any("begs" in t.means[k] for k in range(start)):
        return False
    return not any(t.words[k].lstrip("@") in bot_names for k in range(start))


def _as_snooze(request: SetReminder) -> Snooze:
    return Snooze(reading=request.reading, alternatives=request.alternatives, error=request.error)


def _with_spelling(intent: Intent, found: Resolution) -> tuple[Intent, Resolution]:
    """The same, with the note that a word was mended."""
    readings = [replace(reading, implied=reading.implied | {Implied.SPELLING}) for reading in found.readings]
    mended = Resolution(readings, found.error)
    if readings and isinstance(intent, SetReminder | Snooze | EditReminder):
        intent = replace(intent, reading=mended.best, alternatives=mended.others)
    return intent, mended


def _skip_opening(t: Tokens, reference: Reference) -> int:
    """Past the bot's name, a slash and politeness."""
    k = 0
    while k < t.n:
        word, meaning = t.words[k], t.means[k]
        if (
            ("polite" in meaning and "command" not in meaning and k + 1 < t.n)
            or word in _OPENING_SIGNS
            or word.lstrip("@") in reference.bot_names
        ):
            k += 1
        else:
            break
    return k


def _answer(t: Tokens, intent: Intent, found: Resolution | None, used: list[Phrase], language: str) -> Understanding:
    readings = found.readings if found is not None else []
    times: tuple[Place, ...] = ()
    if len(used) == 1:
        times = (place_of(t, used[0]),)
    elif used:
        times = tuple(sorted([place_of(t, p) for p in used]))
    return Understanding(
        intent,
        readings[0] if readings else None,
        tuple(readings[1:]) if len(readings) > 1 else (),
        found.error if found is not None else None,
        t.text,
        times,
        names_of(t) if t.has_mention else (),
        language,
    )
