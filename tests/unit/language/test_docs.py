"""The examples of docs/language.md, run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.language.intents import SetReminder
from bot.language.reading import Reference
from bot.language.understand import understand

PAGE = Path(__file__).parents[3] / "docs" / "language.md"
HERE = Reference(datetime(2025, 9, 10, 8, 17, tzinfo=UTC), "Europe/Copenhagen")


def rows(heading: str) -> list[list[str]]:
    """The rows of the tables whose header begins with "| phrase | <heading>"."""
    found: list[list[str]] = []
    inside = False
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("| phrase |"):
            inside = line.startswith(f"| phrase | {heading}")
        elif not line.startswith("|"):
            inside = False
        elif inside and not line.startswith("| ---"):
            found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def ask(phrase: str) -> SetReminder:
    intent = understand(f"remind me to ping Bob {phrase}", HERE).intent
    assert isinstance(intent, SetReminder)
    assert intent.subject == "ping Bob"
    return intent


@pytest.mark.parametrize("row", rows("first firing"), ids=lambda row: row[0])
def test_the_page_s_example_fires_first_when_the_page_says(row: list[str]) -> None:
    intent = ask(row[0])
    if row[1].endswith("is past"):
        assert intent.error == "past"
        return
    assert intent.reading is not None
    assert intent.reading.at.strftime("%Y-%m-%dT%H:%M") == row[1]
    rule = intent.reading.recurrence.rule if intent.reading.recurrence else None
    assert rule == (row[2] if len(row) > 2 else None)


@pytest.mark.parametrize("row", rows("error"), ids=lambda row: row[0])
def test_the_page_s_example_sets_nothing(row: list[str]) -> None:
    intent = understand(f"remind me {row[0]} to ping Bob", HERE).intent
    assert isinstance(intent, SetReminder)
    assert intent.reading is None
    assert intent.error == row[1]


@pytest.mark.parametrize("row", rows("language"), ids=lambda row: row[0])
def test_the_page_s_example_in_another_language_fires_when_the_page_says(row: list[str]) -> None:
    sentence, language, first, rule = row
    understood = understand(sentence, HERE)
    assert understood.language == language
    assert isinstance(understood.intent, SetReminder)
    reading = understood.intent.reading
    assert reading is not None
    assert reading.at.strftime("%Y-%m-%dT%H:%M") == first
    assert (reading.recurrence.rule if reading.recurrence else "") == rule


def test_the_page_has_examples_of_every_kind() -> None:
    assert len(rows("first firing")) > 50
    assert len(rows("error")) >= 4
