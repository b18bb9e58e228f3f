"""Recurrence: an RFC 5545 rule, the wall time it starts at and the zone that the wall time belongs to.

Rules keep their wall-clock time across daylight saving, except those that count minutes or hours: these are elapsed time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from dateutil.rrule import rrule, rruleset, rrulestr

from bot.domain.zone import to_instant, to_wall

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # as RFC 5545 writes them, in the order of datetime.weekday()
SUB_DAILY = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
# The widest jump of a zone: a whole day left out (Samoa, December 2011).
_WIDEST_GAP = timedelta(hours=25)
_STEP = {
    "SECONDLY": timedelta(seconds=1),
    "MINUTELY": timedelta(minutes=1),
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(weeks=1),
}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A repeating trigger.

    rule: the value of an RRULE property without its name, "FREQ=WEEKLY;BYDAY=FR". UNTIL, where there is one, is wall time.
    start: naive wall time of the first firing (DTSTART); it must itself satisfy the rule.
    zone: IANA name or fixed offset of `start`.
    """

    rule: str
    start: datetime
    zone: str

    def __post_init__(self) -> None:
        if self.start.tzinfo is not None:
            raise ValueError("start is wall time: it has no offset of its own")

    @property
    def parts(self) -> dict[str, str]:
        """The rule's parts by name: {"FREQ": "WEEKLY", "BYDAY": "FR"}."""
        return dict(part.split("=", 1) for part in self.rule.split(";"))

    @property
    def counts_elapsed_time(self) -> bool:
        """Whether firings are so many minutes or hours of real time apart, whatever the clocks do."""
        parts = self.parts
        return parts["FREQ"] in SUB_DAILY and not any(name.startswith("BY") for name in parts)

    def in_zone(self, zone: str) -> Recurrence:
        """The same wall times in another zone: what becomes of a repeat when its owner moves."""
        return replace(self, zone=zone)

    def next_after(self, instant: datetime) -> datetime | None:
        """The first firing strictly after `instant` (both UTC), or None when the rule has ended."""
        for firing in self._firings_around(instant):
            if firing > instant:
                return firing
        return None

    def first(self, count: int) -> list[datetime]:
        """The first `count` firings from the start, in UTC; fewer when the rule ends."""
        firings: list[datetime] = []
        for firing in self._all():
            if len(firings) == count:
                break
            firings.append(firing)
        return firings

    def _all(self) -> Iterator[datetime]:
        rule = _parse(self.rule, self._origin())
        last: datetime | None = None
        for wall in rule:
            firing = self._instant(wall)
            if last is None or firing > last:  # a gap can move two wall times onto one instant
                yield firing
                last = firing

    def _firings_around(self, instant: datetime) -> Iterator[datetime]:
        """Firings from a little before `instant` on, without walking there from the start where that can be helped."""
        target = instant.replace(tzinfo=None) if self.counts_elapsed_time else to_wall(instant, self.zone)
        target -= _WIDEST_GAP
        origin = self._nearest_origin(target)
        for wall in _parse(self.rule, origin).xafter(target, inc=True):
            yield self._instant(wall)

    def _nearest_origin(self, target: datetime) -> datetime:
        """A start that makes the same firings from `target` on: whole intervals later, when nothing counts from the start."""
        origin, parts = self._origin(), self.parts
        step = _STEP.get(parts["FREQ"])
        if step is None or "COUNT" in parts or target <= origin:
            return origin
        step *= int(parts.get("INTERVAL", "1"))
        return origin + max(0, (target - origin) // step - 1) * step

    def _origin(self) -> datetime:
        if not self.counts_elapsed_time:
            return self.start
        return to_instant(self.start, self.zone).replace(tzinfo=None)

    def _instant(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=UTC) if self.counts_elapsed_time else to_instant(wall, self.zone)


@lru_cache(maxsize=4096)
def _parse(rule: str, start: datetime) -> rrule:
    """Raises ValueError for a rule that RFC 5545 does not allow."""
    parsed = rrulestr(rule, dtstart=start)
    if isinstance(parsed, rruleset):
        raise ValueError("one rule is wanted, not a set of them")
    return parsed
