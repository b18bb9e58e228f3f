"""Commands that give a reminder another time or other words: "snooze it for an hour", "move REM-7 to 5pm", "change REM-7 to buy milk"."""

from __future__ import annotations

from bot.language.calendar import Calendar
from bot.language.choose import choose
from bot.language.command import Command
from bot.language.cutting import cut_text
from bot.language.duration import Duration, one_of, read_duration
from bot.language.intents import EditReminder, Snooze
from bot.language.lexicon.lexicon import AT, BY, IN, ON
from bot.language.merge import find_phrases, read_phrase
from bot.language.numbers import read_integer
from bot.language.phrase import Phrase, place_of
from bot.language.reading import TimeError
from bot.language.rule import resolve_phrase
from bot.language.target import NOBODY, NamedTarget, read_target
from bot.language.tokens import Tokens

_LENGTHS = frozenset({"int", "num", "dec", "a", "half", "duration"})


def read_snooze(t: Tokens, k: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
    """snooze REM-7 for 10 minutes; remind me again tomorrow; push it back an hour; not now, ask me again in 10 minutes."""
    if "ask" in t.means[k] and _says_what(t, k + 1, phrases):
        return None
    if "snooze_needs_it" in t.means[k]:
        asks_only = t.means[k]["snooze_needs_it"] == 2  # "give me a minute" is said to people
        bare = None if phrases or asks_only else _bare_duration(t, k + 1)
        times = phrases if bare is None else [bare]
        target = read_target(t, k + 1, times, calendar)
        if not (target.is_reminder or (target.is_empty and times)):
            return read_edit(t, k, phrases, calendar) if "edits_words" in t.means[k] else None
    after = [p for p in phrases if p.start > k]
    chosen, used, context = choose(t, after, [], k + 1)
    if chosen is None or (chosen.clocks and not chosen.says_day and not chosen.marks & (AT | BY)):
        bare = _bare_duration(t, k + 1)
        if bare is not None:
            chosen, used = bare, [bare]
    target = read_target(t, k + 1, after or used, calendar)
    if chosen is None:
        return Command(Snooze(target.value))
    found = resolve_phrase(chosen, calendar, context)
    return Command(Snooze(target.value, found.best, found.others, found.error), found, used)


def _says_what(t: Tokens, k: int, phrases: list[Phrase]) -> bool:
    """ "remind me later today to call Ana" is a request, "remind me later about this" is not."""
    k = next((p.end for p in phrases if p.start <= k < p.end), k)
    return "lead" in t.means[k] and "about" not in t.means[k] and k + 1 < t.n


def _bare_duration(t: Tokens, start: int) -> Phrase | None:
    """ "snooze 10 minutes", "snooze for an hour", "snooze 1h": a length without "in"."""
    for k in range(start, t.n):
        found = read_duration(t, k)
        if found is None and "unit" in t.means[k] and "a" in t.means[k - 1]:
            continue
        if found is not None:
            phrase = Phrase(k - 1 if "for" in t.means[k - 1] or "by" in t.means[k - 1] else k)
            phrase.end, phrase.delta = found[1], found[0]
            return phrase
    number = read_integer(t, start + 1 if "for" in t.means[start] else start)
    if number is not None and 0 < number[0] <= 600 and number[1] >= t.n:
        phrase = Phrase(start)
        minutes = Duration()
        minutes.add(number[0], "s", 60)
        phrase.end, phrase.delta = number[1], minutes
        return phrase
    return None


def read_further(t: Tokens, start: int, calendar: Calendar) -> Command | None:
    """10 more minutes, noch eine Stunde, 10 minutos más: a length, a word that asks for more of it, and nothing else."""
    if "further" not in t.kinds:
        return None
    k, said = start, "further" in t.means[start]
    found = read_duration(t, k) or (read_duration(t, k + 1) or _one_unit(t, k + 1) if said else None)
    if found is None:
        return None
    length, after = found
    said = said or any("further" in t.means[j] for j in range(start, after + 1))
    while {"further", "polite", "stop"} & t.means[after].keys():
        after += 1
    if not said or after < t.n or not length.is_elapsed:
        return None
    phrase = Phrase(start)
    phrase.end, phrase.delta = found[1], length
    resolved = resolve_phrase(phrase, calendar)
    return Command(Snooze(NOBODY, resolved.best, resolved.others, resolved.error), resolved, [phrase])


def _one_unit(t: Tokens, k: int) -> tuple[Duration, int] | None:
    """The hour of "another hour"."""
    unit = t.means[k].get("unit")
    return (one_of(unit), k + 1) if unit is not None else None


def read_edit(
    t: Tokens, k: int, phrases: list[Phrase], calendar: Calendar, *, verb: int | None = None
) -> Command | None:
    """move REM-7 to 5pm; change REM-7 to buy milk; reschedule the dentist reminder for friday.

    verb: the token of the verb where it stands last, behind what begins at k + 1: "REM-7 auf 17 Uhr verschieben".
    """
    end, verb = (t.n, k) if verb is None else (verb, verb)
    moved = _read_move_by(t, k, calendar, end=end, verb=verb)
    if moved is not None:
        return moved
    to = _place_of_to(t, k + 1)
    after = [p for p in phrases if p.start > k]
    to = next(
        (p.start for p in after if p.start < to < p.end and "edit_to" in t.means[p.start]), to
    )  # al sábado a las 10
    times = _times_from(t, to + 1) if to > 0 else after
    chosen, used, context = choose(t, [], times, to + 1 if to > 0 else k + 1)
    stop = to if to > 0 else (used[0].start if used else end)
    target = read_target(t, k + 1, [p for p in after if p.end <= stop], calendar, stop=stop)
    if not (target.is_reminder or _names_its_words(t, verb, to, chosen, target)):
        return None
    subject = None
    if to > 0:
        cuts = [place_of(t, p) for p in used]
        subject = cut_text(t.text, t.ends[to], t.starts[end], cuts) or None
    if chosen is None:
        return Command(EditReminder(target.value, subject=subject))
    found = resolve_phrase(chosen, calendar, context)
    return Command(EditReminder(target.value, found.best, found.others, subject, found.error), found, used)


def _names_its_words(t: Tokens, verb: int, to: int, chosen: Phrase | None, target: NamedTarget) -> bool:
    """ "reschedule the dentist to friday", "move the dentist to 4pm": a time and nothing else behind "to"; "move the car at 4" is a task."""
    needs = t.means[verb].get("edits_words")
    if needs is None or chosen is None or to < 0 or not target.value.words:
        return False
    return needs == 1 or (chosen.start <= to + 1 and t.closes(chosen.end) and not chosen.repeat)


def _read_move_by(t: Tokens, k: int, calendar: Calendar, *, end: int, verb: int) -> Command | None:
    """move REM-7 by an hour; push it 30 minutes later; verschiebe REM-7 um zwei Tage."""
    for j in range(k + 1, end):
        if t.means[j].get("edit_to") == 1 and "by" not in t.means[j]:
            return None
        found = read_duration(t, j) if _LENGTHS & t.means[j].keys() else None
        if found is not None:
            break
    else:
        return None
    length, after = found
    sign = -1 if "pulls" in t.means[verb] else 1
    while "moves" in t.means[after]:
        sign, after = t.means[after]["moves"], after + 1
    first = j
    while first > k + 1 and {"by", "moves"} & t.means[first - 1].keys():
        sign = t.means[first - 1].get("moves", sign)
        first -= 1
    if not (after == end or t.closes(after)) or t.means[first - 1].get("mark", 0) & IN:
        return None
    target = read_target(t, k + 1, [], calendar, stop=first)
    if not (target.is_reminder or ("holds_it" in t.means[verb] and target.is_empty)):
        return None
    phrase = Phrase(first)
    phrase.end, phrase.delta = after, length
    from_now = resolve_phrase(phrase, calendar)
    if from_now.error is TimeError.INVALID:
        return Command(EditReminder(target.value, error=TimeError.INVALID), from_now, [phrase])
    reading = from_now.best if sign > 0 else None
    intent = EditReminder(target.value, reading, by=sign * length.as_timedelta())
    return Command(intent, from_now if reading is not None else None, [phrase])


def _place_of_to(t: Tokens, start: int) -> int:
    """The word behind which the new time or text stands: the last "to", else the first "for", else the first "at"; -1 for none."""
    ranked = [
        (t.means[j]["edit_to"], -j if t.means[j]["edit_to"] == 1 else j)
        for j in range(start, t.n)
        if "edit_to" in t.means[j]
    ]
    return abs(min(ranked)[1]) if ranked else -1


def _times_from(t: Tokens, k: int) -> list[Phrase]:
    """The time that begins at token k, or any after it."""
    first = read_phrase(t, k, marks=ON | AT) or read_phrase(t, k - 1)
    return [first] if first is not None else [p for p in find_phrases(t) if p.start >= k]
