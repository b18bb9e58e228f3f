"""The ledger in words: what happened to a reminder, by whom, when, how late; the answer to "why REM-7"."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.ledger import LedgerAction, LedgerEntry
from bot.domain.message import Message, Run
from bot.wording.reasons import reason_words
from bot.wording.reminder import what
from bot.wording.replies import Explanation
from bot.wording.settings import place_word
from bot.wording.times import duration, when
from bot.wording.typed import in_one_line
from bot.wording.voice import Value, Voice, joined

_NEWLINE = Run("\n")
_LATE = timedelta(minutes=1)
_WITH_DUE = {LedgerAction.EDITED, LedgerAction.RESUMED}


def explanation_message(explanation: Explanation, voice: Voice) -> Message:
    reminder = explanation.ledger.reminder
    runs = [*voice.say("ledger.heading", label=reminder.label, text=what(reminder.text))]
    for entry in explanation.ledger.entries:
        happened = voice.say(_key(entry), **_values(entry, explanation, voice))
        runs += [_NEWLINE, *voice.say("ledger.line", when=when(entry.at, voice), what=happened)]
    return Message(joined(runs))


def _key(entry: LedgerEntry) -> str:
    """Which sentence tells this entry: by its action, and by what is known of it."""
    action = entry.action
    parts = [f"ledger.{action.value}"]
    if action is LedgerAction.SET and entry.due_at is None:
        parts.append("waiting")
    if action in _WITH_DUE and entry.due_at is not None:
        parts.append("due")
    if action is LedgerAction.DISMISSED and entry.note:
        parts.append("note")
    if action is LedgerAction.SENT and entry.delivery is not None and entry.delivery.attempts > 1:
        parts.append("tries")
    if action in (LedgerAction.SENT, LedgerAction.FIRED) and _late(entry) >= _LATE:
        parts.append("late")
    if action is LedgerAction.WAITING and entry.delivery is not None and entry.delivery.error:
        parts.append("error")
    return "_".join(parts)


def _values(entry: LedgerEntry, explanation: Explanation, voice: Voice) -> dict[str, Value]:
    delivery = entry.delivery
    place = delivery.channel if delivery else entry.platform or entry.via or ""
    note = (delivery.error if delivery else entry.note) or ""
    if entry.action is LedgerAction.REFUSED:
        note = _refusal(note, voice)
    return {
        "who": _who(entry, explanation, voice),
        "place": place_word(place, voice),
        "due": when(entry.due_at, voice) if entry.due_at else "",
        "late": duration(_late(entry), voice),
        "attempts": delivery.attempts if delivery else 0,
        "note": reason_words(note, voice),
    }


def _late(entry: LedgerEntry) -> timedelta:
    if entry.late is not None:
        return entry.late
    return max(entry.at - entry.due_at, timedelta()) if entry.due_at else timedelta()


def _who(entry: LedgerEntry, explanation: Explanation, voice: Voice) -> str:
    if entry.actor_id == explanation.asker:
        return voice.text("ledger.you")
    name = explanation.names.get(entry.actor_id) if entry.actor_id else None
    return in_one_line(name) if name else voice.text("ledger.somebody")


def _refusal(why: str, voice: Voice) -> str:
    """One that there are no words for by its own name."""
    try:
        return voice.text(f"refused.{why}")
    except KeyError:
        return why
