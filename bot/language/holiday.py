"""Holidays by name: "christmas eve", "easter monday", "thanksgiving"; and "the next public holiday" of the person's country."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from bot.language.calendar import Calendar, country_of, public_holidays
from bot.language.reading import Implied
from bot.language.weekday import CODES, nth_weekday

_FIXED: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "christmas": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new year": (1, 1), "new year's eve": (12, 31),
        "halloween": (10, 31), "valentine's day": (2, 14), "independence day": (7, 4), "st patrick's day": (3, 17),
        "veterans day": (11, 11), "juneteenth": (6, 19), "april fools": (4, 1),
        "groundhog day": (2, 2), "epiphany": (1, 6), "all saints": (11, 1), "all souls": (11, 2), "may day": (5, 1),
        "earth day": (4, 22), "bonfire night": (11, 5), "canada day": (7, 1), "bastille day": (7, 14), "australia day": (1, 26), "anzac day": (4, 25),
        "cinco de mayo": (5, 5), "women's day": (3, 8), "midsummer": (6, 24), "pi day": (3, 14), "star wars day": (5, 4), "st nicholas": (12, 6),
        "german unity day": (10, 3), "reformation day": (10, 31), "assumption": (8, 15), "st martin": (11, 11),
        "st lucy": (12, 13), "hispanic day": (10, 12),
        "constitution day": (6, 5), "st john's eve": (6, 23), "flag day": (6, 14), "kwanzaa": (12, 26), "boss's day": (10, 16), "tax day": (4, 15),
        "winter solstice": (12, 21), "summer solstice": (6, 21), "spring equinox": (3, 20), "autumn equinox": (9, 22), "burns night": (1, 25),
        "candlemas": (2, 2), "st george's day": (4, 23), "st david's day": (3, 1), "walpurgis night": (4, 30), "singles day": (11, 11),
    }
)  # fmt: skip
_FROM_EASTER: Mapping[str, int] = MappingProxyType(
    {
        "shrove tuesday": -47, "shrove monday": -48, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3,
        "good friday": -2, "holy saturday": -1, "trinity sunday": 56, "easter": 0, "easter monday": 1,
        "ascension": 39, "pentecost": 49, "whit monday": 50, "corpus christi": 60,
    }
)  # fmt: skip
# month, weekday (Monday is 0), which of them, days on
_FLOATING: Mapping[str, tuple[int, int, int, int]] = MappingProxyType(
    {
        "thanksgiving": (11, 3, 4, 0), "black friday": (11, 3, 4, 1), "cyber monday": (11, 3, 4, 4), "labor day": (9, 0, 1, 0),
        "memorial day": (5, 0, -1, 0), "mlk day": (1, 0, 3, 0), "presidents day": (2, 0, 3, 0), "columbus day": (10, 0, 2, 0),
        "mother's day": (5, 6, 2, 0), "father's day": (6, 6, 3, 0),
        "giving tuesday": (11, 3, 4, 5), "election day": (11, 0, 1, 1), "canadian thanksgiving": (10, 0, 2, 0),
    }
)  # fmt: skip
# Where a holiday is public that people keep elsewhere too: its day is looked up there where the person's own country has none of the name.
_KEPT_IN: Mapping[str, str] = MappingProxyType(
    {
        "diwali": "IN", "holi": "IN", "chinese new year": "SG", "dragon boat": "CN", "mid-autumn": "CN", "vesak": "SG", "eid al-fitr": "SG",
        "eid al-adha": "SG", "islamic new year": "MY", "rosh hashanah": "IL", "yom kippur": "IL", "pesach": "IL", "shavuot": "IL", "sukkot": "IL",
        "german unity": "DE", "king's day": "NL", "waitangi": "NZ", "matariki": "NZ", "victoria day": "CA", "gandhi": "IN",
    }
)  # fmt: skip


@dataclass(slots=True)
class Holiday:
    """A holiday by the name that the lexicons give it. years_ahead: 1 for "christmas next year"."""

    name: str
    year: int | None = None
    past: bool = False
    years_ahead: int | None = None

    def find(self, calendar: Calendar) -> list[date]:
        """The coming one, or that year's."""
        if self.past:
            day = holiday_in(self.name, calendar.today.year)
            return [day if day < calendar.today else holiday_in(self.name, calendar.today.year - 1)]
        if self.year is not None:
            return [holiday_in(self.name, self.year)]
        if self.years_ahead is not None:
            return [holiday_in(self.name, calendar.today.year + self.years_ahead)]
        found = calendar.first_ahead(lambda year: holiday_in(self.name, year))
        return [found] if found else []


@dataclass(slots=True)
class PublicHoliday:
    """The next public holiday of the person's country; with a name, the next one called so, there or where it is at home."""

    name: str = ""

    def find(self, calendar: Calendar) -> list[date]:
        own = calendar.reference.country or country_of(calendar.reference.zone)
        for country in (own, _KEPT_IN.get(self.name)):
            found = self._find_in(country, calendar) if country is not None else None
            if found is not None:
                calendar.implied.add(Implied.YEAR if self.name else Implied.DAY)
                return [found]
        return []

    def _find_in(self, country: str, calendar: Calendar) -> date | None:
        for year in (calendar.today.year, calendar.today.year + 1):
            named = public_holidays(country, year)
            ahead = [day for day, name in named.items() if day > calendar.today and self.name in name.lower()]
            if ahead:
                return min(ahead)
        return None


def holiday_in(name: str, year: int) -> date:
    """The day of a holiday in a year. Raises KeyError for a name that no table has."""
    if name in _FIXED:
        month, day = _FIXED[name]
        return date(year, month, day)
    if name in _FLOATING:
        month, weekday, n, days = _FLOATING[name]
        found = nth_weekday(year, month, n, weekday)
        if found is None:
            raise ValueError(f"{name} is in no week of {year}")
        return found + timedelta(days=days)
    from dateutil.easter import easter  # loaded on first use

    find: Callable[[int], date] = easter
    return find(year) + timedelta(days=_FROM_EASTER[name])


def yearly_rule(name: str) -> str | None:
    """The RRULE of a holiday that keeps its date or its weekday; None for one that moves with Easter."""
    if name in _FIXED:
        month, day = _FIXED[name]
        return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"
    if name in _FLOATING and not _FLOATING[name][3]:
        month, weekday, n, _ = _FLOATING[name]
        return f"FREQ=YEARLY;BYMONTH={month};BYDAY={n}{CODES[weekday]}"
    return None
