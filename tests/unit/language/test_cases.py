"""Every case of data: the phrase cases of this repository, and the corpus where it lies beside the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.language.scoring import CASES, CORPUS, failures, read_cases

# Cases whose expected answer does not follow from the conventions; docs/language.md, "Argued cases", says why.
ARGUED = {
    "en-date-123",  # "tomorrow at 6:30" is a bare hour: 1 to 6 are the afternoon's
    "en-errors-012",  # "at 8:30 today", asked at ten: the next sensible reading is 20:30
    # Names of works and people that only knowing them tells apart from times.
    "en-distractors-136",
    "en-distractors-146",
    "en-distractors-207",
    "en-recipients-015",  # "closes early tomorrow": "early" belongs to either
}


def _wrong(cases: list[dict[str, Any]]) -> list[str]:
    wrong = []
    for case in cases:
        found = failures(case)
        if found and case["id"] not in ARGUED:
            wrong.append(f"{case['id']} {case['text']!r}: {'; '.join(found)}")
    return wrong


@pytest.mark.parametrize(
    "path", [*sorted(CASES.glob("*.jsonl")), *([CORPUS] if CORPUS.exists() else [])], ids=lambda path: path.stem
)
def test_every_case_of_the_file_is_understood_in_every_field(path: Path) -> None:
    assert _wrong(read_cases(path)) == []


def test_there_are_enough_cases_and_a_third_of_them_set_nothing_or_mislead() -> None:
    cases = [case for path in CASES.glob("*.jsonl") for case in read_cases(path)]
    negative = [
        case
        for case in cases
        if case["expect"]["intent"] != "SET_REMINDER" or case["expect"].get("error") or "distractor" in case["tags"]
    ]
    assert len(cases) >= 1500
    assert len(negative) >= len(cases) * 0.3
