"""Commands about what exists: cancel, done, pause, hand over, undo, yes and no; read_command() finds which one a message gives.

Words of settings live in preferences.py, lists in listing.py, new times in reschedule.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from bot.language.calendar import Calendar
from bot.language.command import Command
from bot.language.cutting import trim
from bot.language.intents import (
    CancelReminder,
    Choose,
    Complete,
    Confirm,
    Decline,
    Dismiss,
    ExplainReminder,
    HandOver,
    Help,
    Intent,
    Link,
    Pause,
    PreviewReminder,
    Resume,
    ShowReminder,
    Target,
    Undo,
)
from bot.language.listing import read_list, read_question, read_show
from bot.language.phrase import Phrase
from bot.language.preferences import read_preference
from bot.language.reschedule import read_edit, read_further, read_snooze
from bot.language.target import read_position, read_target
from bot.language.tokens import Tokens

Reader = Callable[[Tokens, int, list[Phrase], Calendar], Command | None]

_OPENINGS = frozenset({"decline", "vague", "command"})
_SHORT = 7  # tokens: an answer of one word, with politeness and punctuation


def read_command(t: Tokens, start: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
    """The command that begins at token `start`, past politeness; None where the message orders nothing about reminders."""
    if t.n - start <= _SHORT or t.n <= _SHORT:
        answer = _read_answer(t, start)
        if answer is not None:
            return Command(answer)
    preference = read_preference(t, start, phrases)
    if preference is not None:
        return Command(preference)
    k = start
    if not _OPENINGS.isdisjoint(t.means[k]) and t.words[k + 1] in (",", ".", "-", ";") and "command" in t.means[k + 2]:
        k += 2
    while "polite" in t.means[k] and "command" not in t.means[k]:
        k += 1
    if (number := _leading_reminder(t, k)) and number < t.n:
        k = number
    kind = t.means[k].get("command")
    if kind is not None:
        command = _READERS[kind](t, k, phrases, calendar)
        if command is not None:
            return _aimed_at(command, t, start, k) if number else command
    if (
        t.lexicon.grammar.verb_last
        and "command_last" in t.kinds
        and (last := _read_verb_last(t, start, phrases, calendar))
    ):
        return last
    return (
        _read_number_alone(t, start) or read_further(t, start, calendar) or read_question(t, start, phrases, calendar)
    )


def _read_verb_last(t: Tokens, start: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
    """REM-4 löschen bitte, alle Erinnerungen pausieren: the verb stands behind what it is about."""
    k = t.n - 1
    while k > start and {"stop", "polite"} & t.means[k].keys():
        k -= 1
    names_reminder = bool({"reminder_noun", "reminder_number"} & t.kinds)  # "die Datei löschen" is a task
    if t.means[k].get("command_last") == "edit":
        return read_edit(t, start - 1, phrases, calendar, verb=k) if names_reminder else None
    make = _VERBS_LAST.get(t.means[k].get("command_last", ""))
    if make is None:
        return None
    target = read_target(t, start, phrases, calendar, stop=k)
    if not target.is_reminder:
        return None
    return Command(make(target.value)) if names_reminder or target.value.words is None else None


def _aimed_at(command: Command, t: Tokens, start: int, stop: int) -> Command:
    """The command on the reminder that was named before it: "REM-7 done"."""
    number = next((t.means[j]["reminder_number"] for j in range(start, stop) if "reminder_number" in t.means[j]), None)
    target = getattr(command.intent, "target", None)
    if number is None or not isinstance(target, Target) or target.number is not None:
        return command
    intent: Any = command.intent
    return replace(command, intent=replace(intent, target=replace(target, number=number)))


def _read_number_alone(t: Tokens, start: int) -> Command | None:
    """ "REM-7?", "what is REM-3?" """
    if "reminder_number" not in t.kinds:
        return None
    numbers = [k for k in range(start, t.n) if "reminder_number" in t.means[k]]
    fillers = {"stop", "polite", "question", "is", "reminder_noun", "reminder_number"}
    if len(numbers) != 1 or any(not fillers & t.means[k].keys() for k in range(start, t.n)):
        return None
    return Command(ShowReminder(Target(number=t.means[numbers[0]]["reminder_number"])))


def _leading_reminder(t: Tokens, k: int) -> int:
    """ "REM-7 done": the reminder may come first."""
    if "reminder_number" in t.means[k]:
        k += 1
        while t.words[k] in (":", ",", "-") or "is" in t.means[k]:
            k += 1
        return k if "command" in t.means[k] else 0
    return 0


def _read_answer(t: Tokens, start: int) -> Intent | None:
    """yes, no, 2, the second one, help, undo: messages that are nothing else."""
    kinds: list[str] = []
    number: int | None = None
    for k in range(t.n):
        meaning = t.means[k]
        if k < start and not {"confirm", "decline"} & meaning.keys():
            continue
        if "confirm" in meaning:
            kinds.append("confirm")
        elif "decline" in meaning:
            kinds.append("decline")
        elif "choice_filler" in meaning and (number is not None or k + 1 < t.n):
            continue
        elif number is None and ("int" in meaning or "ord" in meaning or "hash_number" in meaning):
            number = meaning.get("ord", meaning.get("int", meaning.get("hash_number")))
        elif number is None and "num" in meaning and meaning["num"] == int(meaning["num"]):
            number = int(meaning["num"])
        elif not ("stop" in meaning or "polite" in meaning or t.words[k] in (",", "-")):
            return None
    if number is not None:
        return Choose(number) if not kinds and (0 < number <= 20 or number == -1) else None
    if not kinds:
        return None
    return Confirm() if kinds[0] == "confirm" and "decline" not in kinds else Decline()


def _read_cancel(t: Tokens, k: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
    if (position := read_position(t, k + 1)) is not None:
        return Command(CancelReminder(Target(position=position)))
    target = read_target(t, k + 1, phrases, calendar)
    if target.is_empty and not target.is_reminder:
        return Command(Decline()) if "alone_declines" in t.means[k] else None
    by_words = target.value.words and (not phrases or "names_reminder" in t.means[k])
    by_words = by_words and not any("is" in meaning for meaning in t.means[k + 1 :])  # "cancel culture is weird"
    return Command(CancelReminder(target.value)) if target.is_reminder or by_words else None


def _of_any(make: Callable[[Target], Intent]) -> Reader:
    """A reader of commands that take nothing but the reminder, or none; words alone name none ("hold the door", "continue the story")."""

    def read(t: Tokens, k: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
        target = read_target(t, k + 1, phrases, calendar)
        return Command(make(target.value)) if target.is_reminder or target.is_empty else None

    return read


def _of_named(make: Callable[[Target], Intent]) -> Reader:
    """The same for commands that must name their reminder: "why REM-7", "preview it"."""

    def read(t: Tokens, k: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
        target = read_target(t, k + 1, phrases, calendar)
        return Command(make(target.value)) if target.is_reminder else None

    return read


def _read_complete(t: Tokens, k: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
    """done; done with REM-7; mark TSK-1 as done; complete the one about the bank."""
    if t.means[k]["command"] == "mark" and not any("done_word" in t.means[j] for j in range(k + 1, t.n)):
        return _read_put(t, k, phrases, calendar)
    target = read_target(t, k + 1, phrases, calendar, ignore="done_word")
    is_news = target.is_empty and not phrases  # "done by friday" is none
    return Command(Complete(target.value)) if target.is_reminder or is_news else None


def _read_put(t: Tokens, k: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
    """mets REM-7 en pause; setze REM-7 fort."""
    said = next(
        (kind for kind in ("pause_word", "resume_word") if any(kind in t.means[j] for j in range(k + 1, t.n))), None
    )
    if said is None:
        return None
    target = read_target(t, k + 1, phrases, calendar, ignore=said)
    if not target.is_reminder:
        return None
    return Command(Pause(target.value) if said == "pause_word" else Resume(target.value))


def _read_dismiss(t: Tokens, k: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
    """dismiss it, not relevant any more."""
    reason = None
    stop = t.n
    for j in range(k + 1, t.n):
        if t.words[j] in (",", ":", "-", "–", ";") or "because" in t.means[j]:
            reason = trim(t.text[t.ends[j] :]) or None
            stop = j
            break
    target = read_target(t, k + 1, [], calendar, stop=stop)
    if not (target.is_reminder or target.is_empty):
        return None
    return Command(Dismiss(target.value, reason))


def _read_hand_over(t: Tokens, k: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
    """hand all my reminders over to @ana."""
    people = [j for j in range(k, t.n) if "mention" in t.means[j] and t.words[j][0] in "@<"]
    nouns = any(
        "reminder_noun" in t.means[j] or "reminder_number" in t.means[j] or "everything" in t.means[j]
        for j in range(k, t.n)
    )
    if not people or not nouns:
        return None
    recipient = people[-1]
    target = read_target(t, k + 1, [], calendar, stop=recipient).value
    is_one = target.number or target.item
    return Command(HandOver(t.typed(recipient), target if is_one else Target(every=True)))


def _read_help(t: Tokens, k: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
    """help; help snooze; what can you do?"""
    rest = [j for j in range(k + 1, t.n) if not {"stop", "polite"} & t.means[j].keys()]
    if "help_about" in t.means[k]:
        asked = any({"command", "setting", "reminder_noun", "ask"} & t.means[j].keys() for j in rest)
        return Command(Help(trim(t.text[t.ends[k] :]).lower())) if asked else None
    if "help_alone" not in t.means[k]:
        return None if rest else Command(Help())
    if all("me" in t.means[j] for j in rest):
        return Command(Help())
    j = k + 1
    while t.means[j].get("mark", 0) or "lead" in t.means[j] or "me" in t.means[j]:
        j += 1
    topic = trim(t.text[t.starts[j] :])
    return Command(Help(topic.lower())) if topic and len(topic.split()) <= 2 and j + 2 >= t.n - 1 else None


def _read_undo(t: Tokens, k: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
    others = [
        j
        for j in range(k + 1, t.n)
        if not {"stop", "polite", "it", "det", "reminder_noun", "list_filler"} & t.means[j].keys()
    ]
    return Command(Undo()) if not others else None


def _read_link(t: Tokens, k: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
    """link; link my account; link ABC-123."""
    words = [j for j in range(k + 1, t.n) if not {"stop", "polite", "det", "account"} & t.means[j].keys()]
    if not words:
        return Command(Link())
    code = t.text[t.starts[words[0]] : t.ends[words[-1]]]
    has_digit = any(map(str.isdigit, code)) or code.isupper()
    return Command(Link(code.upper())) if has_digit and " " not in code and 4 <= len(code) <= 16 else None


_VERBS_LAST: Mapping[str, Callable[[Target], Intent]] = MappingProxyType(
    {"cancel": CancelReminder, "pause": Pause, "resume": Resume, "complete": Complete}
)
_READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "cancel": _read_cancel,
        "snooze": read_snooze,
        "complete": _read_complete,
        "mark": _read_complete,
        "dismiss": _read_dismiss,
        "pause": _of_any(Pause),
        "put": _read_put,
        "resume": _of_any(Resume),
        "show": read_show,
        "list": read_list,
        "why": _of_named(ExplainReminder),
        "preview": _of_named(PreviewReminder),
        "undo": _read_undo,
        "edit": read_edit,
        "hand over": _read_hand_over,
        "help": _read_help,
        "link": _read_link,
    }
)
