"""Calendar: the asker's today, clock and customs, which words of time are counted from. It reads no words."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from bot.domain.zone import to_instant, wall_of, zone_of
from bot.language.reading import Implied, Reference

_MOST_BUSINESS_DAYS = 2600  # ten years: nobody counts further, and the walk stays short
# Parts of the day that nobody sets: at an hour of their own, or so many hours from one that is set.
_FIXED_PARTS = {"small hours": time(3), "dawn": time(6), "tea": time(16), "dusk": time(18)}
_BESIDE_PARTS = {
    "late morning": ("morning", 2),
    "early afternoon": ("afternoon", -2),
    "late afternoon": ("afternoon", 2),
    "early evening": ("evening", -1),
    "late evening": ("evening", 2),
}
_MONTH_FIRST_COUNTRIES = frozenset({"US", "CA", "PH", "PR", "GU", "AS", "VI"})


class Calendar:
    """What a phrase is resolved against. now: the instant, in UTC; wall and today: what the asker's clock shows; home: the asker's zone.

    clock: the phrase's own, as far as it is known, while days are looked for.
    clock_said: somebody said it. zone: the clock's, where the message names one. implied: what has been assumed so far; days add to it.
    """

    __slots__ = ("clock", "clock_said", "home", "implied", "now", "reference", "today", "wall", "zone")

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.home = zone_of(reference.zone)
        self.now = reference.now.astimezone(UTC)
        self.wall = wall_of(reference.now.astimezone(self.home))
        self.today = self.wall.date()
        self.clock = reference.start_of_day
        self.clock_said = False
        self.zone: str | None = None
        self.implied: set[Implied] = set()

    def is_ahead(self, day: date) -> bool:
        """Whether the phrase's clock on that day is still to come."""
        if self.zone is not None and abs((day - self.today).days) < 2:
            return to_instant(datetime.combine(day, self.clock), self.zone) > self.now
        return day > self.today or (day == self.today and datetime.combine(day, self.clock) > self.wall)

    def monday(self, weeks: int = 0) -> date:
        """The Monday of this week, or of one so many weeks on."""
        return self.today + timedelta(days=7 * weeks - self.today.weekday())

    def first_ahead(self, in_year: Callable[[int], date | None], years: int = 9) -> date | None:
        """The first day of a yearly series that is ahead. in_year gives its day in a year, None where the year has none."""
        for year in range(self.today.year, self.today.year + years):
            day = in_year(year)
            if day is not None and self.is_ahead(day):
                return day
        return None

    @property
    def day_first(self) -> bool:
        """How 05/10 is read here."""
        reference = self.reference
        if reference.day_first is not None:
            return reference.day_first
        return is_day_first(reference.zone, reference.country)

    def part(self, name: str) -> time:
        """The clock of a part of the day, as the person set it."""
        for part, clock in self.reference.parts_of_day:
            if part == name:
                return clock
        if name in _BESIDE_PARTS:
            base, hours = _BESIDE_PARTS[name]
            clock = self.part(base)
            return clock.replace(hour=min(max(clock.hour + hours, 0), 23))
        return _FIXED_PARTS.get(name, self.reference.start_of_day)

    def is_business_day(self, day: date) -> bool:
        """Monday to Friday and no public holiday of the person's country."""
        if day.weekday() >= 5:
            return False
        country = self.reference.country or country_of(self.reference.zone)
        return country is None or day not in public_holidays(country, day.year)

    def add_business_days(self, day: date, count: int) -> date:
        """The count-th business day after `day`; before it when negative."""
        step = timedelta(days=1 if count > 0 else -1)
        for _ in range(min(abs(count), _MOST_BUSINESS_DAYS)):
            day += step
            while not self.is_business_day(day):
                day += step
        return day


@lru_cache(maxsize=64)
def is_day_first(zone: str, country: str | None) -> bool:
    """Whether people of that zone write the day before the month (CLDR: the USA, its territories, Canada and the Philippines don't)."""
    if zone[0] in "+-":
        return not (zone[0] == "-" and "04" <= zone[1:3] <= "10")
    return (country or country_of(zone)) not in _MONTH_FIRST_COUNTRIES


@lru_cache(maxsize=64)
def country_of(zone: str) -> str | None:
    """The country that a zone lies in, ISO 3166, from the zone database's own table; None where it has none ("UTC")."""
    return _countries().get(zone)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    from importlib.resources import files  # read on first use: most messages need no country

    countries: dict[str, str] = {}
    for line in (files("tzdata") / "zoneinfo" / "tzdata.zi").read_text("ascii").splitlines():
        if line.startswith("L "):
            countries.setdefault(line.split()[2], "=" + line.split()[1])
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            countries[zone] = country
    return {
        zone: target
        for zone, country in countries.items()
        if (target := countries.get(country[1:], "") if country[0] == "=" else country)
    }


@lru_cache(maxsize=64)
def public_holidays(country: str, year: int) -> Mapping[date, str]:
    """The public holidays of a country's year with their English names; none for a country that the table does not know."""
    import holidays  # loaded on first use: it is large, and few messages count business days

    try:
        with warnings.catch_warnings():
            # Of a year that not all holidays of a country are known of it warns.
            warnings.simplefilter("ignore", UserWarning)
            return dict(holidays.country_holidays(country, years=year, language="en_US"))
    except NotImplementedError:
        return {}
