"""Understanding: ours beside dateparser, parsedatetime and, where node and chrono are found, chrono, on the same sentences in one run.

Prints the share of right answers by tag, latency percentiles, and their ratios. `make bench-language`.
"""

from __future__ import annotations

import statistics
import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import perf_counter_ns
from typing import Any

import dateparser.search
import parsedatetime

from benchmarks.chrono.peer import NotInstalled, ask_chrono
from bot.domain.zone import zone_of
from bot.language.reading import Reference
from bot.language.understand import understand
from tests.unit.language.scoring import CASES, CORPUS, failures, read_cases
from tests.unit.language.test_properties import HOSTILE

Case = dict[str, Any]
# What a parser answers for a case: the wall time in the case's zone, or None.
Parser = Callable[[Case], datetime | None]

ROUNDS = 5
LENGTHS = (1_000, 10_000, 50_000)  # characters


def ours(case: Case) -> datetime | None:
    reference = Reference(datetime.fromisoformat(case["now"]), case["tz"])
    time = understand(case["text"], reference).time
    return time.at.replace(tzinfo=None) if time is not None else None


def with_dateparser(case: Case) -> datetime | None:
    settings = {"RELATIVE_BASE": _wall(case), "PREFER_DATES_FROM": "future", "RETURN_AS_TIMEZONE_AWARE": False}
    found = dateparser.search.search_dates(case["text"], languages=[case["lang"]], settings=settings)
    return found[-1][1].replace(tzinfo=None) if found else None


_CALENDAR = parsedatetime.Calendar()


def with_parsedatetime(case: Case) -> datetime | None:
    found = _CALENDAR.nlp(case["text"], sourceTime=_wall(case))
    return found[-1][0] if found else None


def _wall(case: Case) -> datetime:
    return datetime.fromisoformat(case["now"]).astimezone(zone_of(case["tz"])).replace(tzinfo=None)


def time_is_right(case: Case, at: datetime | None) -> bool:
    """Whether the answered time is one that counts as right; the first time of a repeat counts like any other."""
    expect = case["expect"]
    if expect.get("at_unscored"):
        return at is not None
    if expect["at"] is None:
        return at is None or expect["intent"] != "SET_REMINDER"
    if at is None:
        return False
    wanted = [datetime.fromisoformat(other) for other in (expect["at"], *expect.get("at_any", []))]
    if expect.get("date_only"):
        return at.date() in [other.date() for other in wanted]
    return at.replace(microsecond=0) in wanted


def measure(parser: Parser, cases: list[Case]) -> tuple[list[bool], list[float]]:
    """For each case: is its time right, and the median microseconds of ROUNDS calls."""
    right, spent = [], []
    for case in cases:
        parser(case)  # the first call of a kind loads what it needs
    for case in cases:
        rounds = []
        for _ in range(ROUNDS):
            begin = perf_counter_ns()
            at = parser(case)
            rounds.append((perf_counter_ns() - begin) / 1000)
        right.append(time_is_right(case, at))
        spent.append(statistics.median(rounds))
    return right, spent


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def print_by_tag(cases: list[Case], results: dict[str, list[bool]], every_field: list[bool]) -> None:
    groups: dict[str, list[int]] = defaultdict(list)
    for index, case in enumerate(cases):
        for tag in ["all", *case["tags"]]:
            groups[tag].append(index)
    names = list(results)
    print(f"{'time right, by tag':<24}{'cases':>6}" + "".join(f"{name:>15}" for name in names) + f"{'every field':>15}")
    for tag in sorted(groups, key=lambda tag: (tag != "all", tag)):
        indexes = groups[tag]
        columns = [sum(results[name][index] for index in indexes) / len(indexes) for name in names]
        columns.append(sum(every_field[index] for index in indexes) / len(indexes))
        print(f"{tag:<24}{len(indexes):>6}" + "".join(f"{share:>15.1%}" for share in columns))


def print_latency(spent: dict[str, list[float]]) -> None:
    print(f"\n{'one message, µs':<24}{'p50':>10}{'p99':>10}{'ours / p50':>14}{'ours / p99':>14}")
    own = spent["ours"]
    for name, values in spent.items():
        p50, p99 = percentile(values, 0.5), percentile(values, 0.99)
        ratios = f"{percentile(own, 0.5) / p50:>14.3f}{percentile(own, 0.99) / p99:>14.3f}"
        print(f"{name:<24}{p50:>10.0f}{p99:>10.0f}{ratios}")


def print_long_messages() -> None:
    """Cost against length: it must grow no faster than the text, whatever the text is. 10,000 characters may take 20 ms."""
    sentence = (
        "please remind the whole team about the quarterly report on friday at 5pm and call Jens about TSK-12 today. "
    )
    texts = {"plain sentences": sentence * 1000, **HOSTILE}
    spent = {name: [_milliseconds(text[:length]) for length in LENGTHS] for name, text in texts.items()}
    worst = sorted(HOSTILE, key=lambda name: -spent[name][-1])[:5]
    print(f"\n{'a long message, ms':<28}" + "".join(f"{length:>14,}" for length in LENGTHS) + f"{'µs a character':>18}")
    for name in ("plain sentences", *worst):
        columns = "".join(f"{ms:>14.1f}" for ms in spent[name])
        print(f"{name:<28}{columns}{spent[name][-1] * 1000 / LENGTHS[-1]:>18.2f}")


def _milliseconds(text: str) -> float:
    reference = Reference(datetime.fromisoformat("2025-09-10T10:17:00+02:00"), "Europe/Copenhagen")
    rounds = []
    for _ in range(3):
        begin = perf_counter_ns()
        understand(text, reference)
        rounds.append((perf_counter_ns() - begin) / 1e6)
    return min(rounds)


def _cases(arguments: list[str]) -> tuple[str, list[Case]]:
    own = [CORPUS] if CORPUS.exists() else sorted(CASES.glob("*.jsonl"))
    paths = [Path(argument) for argument in arguments] or own
    return ", ".join(path.name for path in paths), [case for path in paths for case in read_cases(path)]


def main() -> None:
    """Files of cases as arguments; by default the corpus beside the repository, else the repository's own cases."""
    name, cases = _cases(sys.argv[1:])
    print(f"{len(cases)} cases of {name}\n")
    parsers: dict[str, Parser] = {"ours": ours, "dateparser": with_dateparser, "parsedatetime": with_parsedatetime}
    right, spent = {}, {}
    for label, parser in parsers.items():
        right[label], spent[label] = measure(parser, cases)
    try:
        answers = ask_chrono(cases, ROUNDS)
        right["chrono"] = [time_is_right(case, at) for case, (at, _) in zip(cases, answers, strict=True)]
        spent["chrono"] = [us for _, us in answers]
    except NotInstalled as reason:
        print(f"chrono: left out, {reason}\n")
    print_by_tag(cases, right, [not failures(case) for case in cases])
    print_latency(spent)
    print_long_messages()


if __name__ == "__main__":
    main()
