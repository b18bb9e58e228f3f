"""Numerals: what digits and the punctuation between them can mean, before any word around is looked at: clock, date, decimal, moment."""

from __future__ import annotations

import re
from typing import Any

from bot.language.lexicon.lexicon import Meaning

OPAQUE: Meaning = {"opaque": "id"}
_CLOCK_OF_MOMENT = re.compile(r"(\d{2}):?(\d{2})?:?(\d{2})?(?:[.,]\d+)?(z|[+-]\d{2}(?::?\d{2})?)?\Z")
_WEEK = re.compile(r"(\d{4})-?w(\d{2})(?:-?([1-7]))?\Z")
_SEPARATOR = re.compile(r"[.:,/'’-]")


def integer_meaning(piece: str) -> Meaning:
    """digits: how many, for 1730 and 20260221."""
    if len(piece) <= 9:
        return {"int": int(piece), "digits": len(piece)}
    return _stamp_meaning(piece) if len(piece) in (12, 14) and piece[:2] in ("19", "20", "21") else OPAQUE


def _stamp_meaning(piece: str) -> Meaning:
    """202609151430 and 20260915143000, where every part is one that a calendar and a clock have; other long numbers are no times."""
    month, day, hour, minute, second = (int(piece[k : k + 2] or 0) for k in range(4, 14, 2))
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour <= 23 and minute <= 59 and second <= 59):
        return OPAQUE
    return {"ymd": (int(piece[:4]), month, day), "moment": (hour, minute, second)}


def moment_meaning(piece: str) -> Meaning | None:
    """2025-09-12T14:00+02:00 and 20250912T140000Z."""
    day, _, clock = piece.partition("t")
    day = day.replace("-", "")
    if len(day) != 8 or not day.isdecimal():
        return None
    found = _CLOCK_OF_MOMENT.match(clock)
    if found is None:
        return None
    hour, minute, second, offset = found.groups()
    meaning: dict[str, Any] = {
        "ymd": (int(day[:4]), int(day[4:6]), int(day[6:])),
        "moment": (int(hour), int(minute or 0), int(second or 0)),
    }
    if offset:
        digits = offset[1:].replace(":", "").ljust(4, "0") if offset != "z" else "0000"
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        meaning["moment_offset"] = -minutes if offset[0] == "-" else minutes
    return meaning


def week_meaning(piece: str) -> Meaning | None:
    """2025-W40 and 2025W401: the ISO week and its day, Monday where none is said."""
    found = _WEEK.match(piece)
    if found is None:
        return None
    year, week, day = found.groups()
    return {"iso_week": (int(year), int(week), int(day or 1))}


def cluster_meaning(piece: str) -> Meaning | None:
    """What numbers with separators can be: a clock, a date, a decimal; None when nothing of the kind."""
    hour, _, minute = piece.partition(":")
    if minute.isdecimal() and hour.isdecimal():
        is_clock = len(hour) <= 2 and len(minute) == 2
        return {"clock": (int(hour), int(minute)), "digits": len(hour)} if is_clock else OPAQUE
    marks = set(_SEPARATOR.findall(piece))
    if len(marks) != 1:
        return _seconds_with_fraction(piece) if marks == {":", "."} or marks == {":", ","} else None
    mark = marks.pop()
    parts = piece.split(mark)
    if any(len(part) > 4 for part in parts) or len(parts) > 3:
        return OPAQUE
    numbers = tuple(map(int, parts))
    if mark == ":":
        if len(parts[0]) <= 2 and all(len(part) == 2 for part in parts[1:]):
            return {"clock": numbers, "digits": len(parts[0])}
        return OPAQUE
    if len(parts) == 3 and mark in "/.-":
        return _three_numbers(parts, numbers)
    if len(parts) == 2:
        return _two_numbers(mark, parts, numbers)
    return OPAQUE


def _seconds_with_fraction(piece: str) -> Meaning | None:
    """11:30:15.123: the fraction is below what anybody is reminded by."""
    whole = piece.replace(",", ".").partition(".")[0]
    return cluster_meaning(whole) if whole.count(":") == 2 else None


def _three_numbers(parts: list[str], numbers: tuple[int, ...]) -> Meaning:
    first, second, third = numbers
    if len(parts[0]) == 4 and len(parts[1]) <= 2 and len(parts[2]) <= 2:
        return {"ymd": (first, second, third)}
    if len(parts[0]) <= 2 and len(parts[1]) <= 2 and len(parts[2]) in (2, 4):
        year = third if len(parts[2]) == 4 else 2000 + third
        return {"numeric_date": (first, second, year)}
    return OPAQUE


def _two_numbers(mark: str, parts: list[str], numbers: tuple[int, ...]) -> Meaning | None:
    first, second = numbers
    short = len(parts[0]) <= 2 and len(parts[1]) <= 2
    if mark == "/":
        if short:
            return {"numeric_date": (first, second, None)}
        return {"month_year": (second, first)} if len(parts[0]) == 4 else {"month_year": (first, second)}
    if mark == "." and short:
        meaning: dict[str, Any] = {"dec": float(f"{first}.{parts[1]}"), "day_month": (first, second)}
        if len(parts[1]) == 2:
            meaning["dot_clock"] = (first, second)
        return meaning
    if mark in ".,":
        return {"dec": float(f"{first}.{parts[1]}")}
    if mark == "-" and len(parts[0]) == 4 and len(parts[1]) == 2 and 1 <= second <= 12:
        return {"month_year": (second, first)}
    if mark == "-" and len(parts[0]) == 4 and len(parts[1]) == 3 and 1 <= second <= 366:
        return {"year_day": (first, second), "opaque": "id"}
    return None
