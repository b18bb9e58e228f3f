"""The answers of `remindbot parse`: one JSON line for one JSON line, or one sentence explained. The command itself lives in bot/cli.py."""

from __future__ import annotations

import json
from datetime import datetime
from time import perf_counter_ns
from typing import Any

from bot.language.intents import (
    CancelReminder,
    Complete,
    Dismiss,
    EditReminder,
    ExplainReminder,
    HandOver,
    Intent,
    ItemMention,
    ListReminders,
    Pause,
    PreviewReminder,
    Resume,
    SetPreference,
    SetReminder,
    ShowReminder,
    Snooze,
    Target,
)
from bot.language.reading import Reading, Reference
from bot.language.understand import understand
from bot.language.understanding import Understanding

_TARGETED = (
    CancelReminder,
    Complete,
    Dismiss,
    EditReminder,
    ExplainReminder,
    Pause,
    PreviewReminder,
    Resume,
    ShowReminder,
    Snooze,
)


def answer_line(line: str) -> str:
    """One line of `remindbot parse`: {"text", "now", "tz"} in, the understanding out, both JSON.

    Raises ValueError for a line that is no JSON object with these keys, for a time without offset and for an unknown zone.
    """
    try:
        asked = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not a JSON object: {error}") from error
    if not isinstance(asked, dict) or not all(isinstance(asked.get(key), str) for key in ("text", "now", "tz")):
        raise ValueError('wanted an object with the strings "text", "now" and "tz"')
    return json.dumps(answer(asked), ensure_ascii=False)


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """The same, as values. "locale" may be given as well. Raises ValueError as answer_line does."""
    now = datetime.fromisoformat(asked["now"])
    if now.tzinfo is None:
        raise ValueError(f"now has no offset: {asked['now']!r}")
    reference = Reference(now, asked["tz"], locale=str(asked.get("locale", "en")))
    begin = perf_counter_ns()
    understood = understand(asked["text"], reference)
    spent = (perf_counter_ns() - begin) / 1000
    return _fields(understood) | {"us": round(spent, 1)}


def _fields(understood: Understanding) -> dict[str, Any]:
    intent = understood.intent
    reading: Reading | None = getattr(intent, "reading", None)
    error = getattr(intent, "error", None)
    item = _item_of(intent)
    return {
        "intent": intent.name,
        "at": reading.at.isoformat() if reading else None,
        "recurrence": reading.recurrence.rule if reading and reading.recurrence else None,
        "entity": item.key if item else None,
        "entity_type": item.kind if item else None,
        "subject": _subject_of(intent),
        "recipient": ",".join(intent.recipients) if isinstance(intent, SetReminder) else "me",
        "error": error.value if error else None,
        "certainty": understood.certainty.value,
        "alternatives": [other.at.isoformat() for other in getattr(intent, "alternatives", ())],
    }


def _item_of(intent: Intent) -> ItemMention | None:
    if isinstance(intent, SetReminder | ListReminders | SetPreference):
        return intent.item
    target = getattr(intent, "target", None)
    return target.item if isinstance(target, Target) else None


def _subject_of(intent: Intent) -> str | None:
    if isinstance(intent, SetReminder):
        return intent.subject
    if isinstance(intent, EditReminder) and intent.subject:
        return intent.subject
    if isinstance(intent, (*_TARGETED, HandOver)):
        target = intent.target
        if target.words:
            return target.words
        return target.item.key if target.item else None
    return None


def explain(text: str, reference: Reference) -> str:
    """One message, readable: what it was understood as, the parts of the text that were used, and why."""
    understood = understand(text, reference)
    fields = _fields(understood)
    lines = [f"{name:<13}{value}" for name, value in fields.items() if value not in (None, [], "")]
    if understood.time is not None and fields["at"] is None:
        lines.append(f"{'time':<13}{understood.time.at.isoformat()}")
    lines += [f"{span.role:<13}{text[span.start : span.end]!r} ({span.start}–{span.end})" for span in understood.spans]
    lines += [f"{'why':<13}{reason}" for reason in understood.why]
    lines.append(f"{'language':<13}{understood.language}")
    return "\n".join(lines)
