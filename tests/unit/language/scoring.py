"""Scoring of a case of the corpus's format against what was understood. Reading of the case files lives here too."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from dateutil.rrule import rrulestr

from bot.language.parse_command import answer

CASES = Path(__file__).parent / "cases"
CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "reminders.jsonl"
_PUNCTUATION = " \t.,;:!?\"'“”„«»‘’`()[]-–"


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of one file, a line each."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def failures(case: dict[str, Any]) -> list[str]:
    """What is wrong in the answer to a case: empty when every field is right."""
    expect = case["expect"]
    given = answer({key: case[key] for key in ("text", "now", "tz")})
    wrong: list[str] = []
    if given["intent"] not in [expect["intent"], *expect.get("intent_any", [])]:
        return [f"intent {given['intent']} (wanted {expect['intent']})"]
    if (given["error"] or None) != expect.get("error"):
        wrong.append(f"error {given['error']} (wanted {expect.get('error')})")
    if not _at_is_right(given, expect):
        wrong.append(f"at {given['at']} (wanted {expect['at']} {expect.get('at_any', '')})")
    if not _recurrence_is_right(given, expect):
        wrong.append(f"recurrence {given['recurrence']} (wanted {expect['recurrence']})")
    if given["entity"] not in [expect["entity"], *expect.get("entity_any", [])]:
        wrong.append(f"entity {given['entity']} (wanted {expect['entity']})")
    elif given["entity"] == expect["entity"] and given["entity_type"] != expect["entity_type"]:
        wrong.append(f"entity_type {given['entity_type']}")
    if expect["subject"] is not None:
        wanted = [
            _bare(subject) for subject in (expect["subject"], *expect.get("subject_any", [])) if subject is not None
        ]
        if _bare(given["subject"] or "") not in wanted:
            wrong.append(f"subject {given['subject']!r} (wanted {expect['subject']!r})")
    if given["recipient"] != expect["recipient"]:
        wrong.append(f"recipient {given['recipient']} (wanted {expect['recipient']})")
    return wrong


def _bare(text: str) -> str:
    return " ".join(text.lower().strip(_PUNCTUATION).split())


def _at_is_right(given: dict[str, Any], expect: dict[str, Any]) -> bool:
    if expect["at"] is None:
        return given["at"] is None or expect["intent"] not in ("SET_REMINDER", "SNOOZE", "EDIT_REMINDER")
    if given["at"] is None:
        return False
    if expect.get("at_unscored"):
        return True
    at = datetime.fromisoformat(given["at"])
    if "at_utc" in expect:
        return at == datetime.fromisoformat(expect["at_utc"])
    wanted = [datetime.fromisoformat(other) for other in (expect["at"], *expect.get("at_any", []))]
    if expect.get("date_only"):
        return at.date() in [other.date() for other in wanted]
    return at.replace(tzinfo=None) in wanted


def _recurrence_is_right(given: dict[str, Any], expect: dict[str, Any]) -> bool:
    rules = [expect["recurrence"], *expect.get("recurrence_any", [])]
    if given["recurrence"] is None or given["at"] is None:
        return None in rules
    start = datetime.fromisoformat(given["at"]).replace(tzinfo=None)
    own = _firings(given["recurrence"], start)
    for rule in rules:
        if rule is None:
            continue
        wanted_start = (
            start if expect.get("at_unscored") or expect.get("date_only") else datetime.fromisoformat(expect["at"])
        )
        if own == _firings(rule, wanted_start) or own == _firings(rule, start):
            return True
    return False


def _firings(rule: str, start: datetime) -> list[datetime]:
    found = []
    for firing in rrulestr(rule, dtstart=start).xafter(start, inc=True):
        found.append(firing)
        if len(found) == 5:
            break
    return found
