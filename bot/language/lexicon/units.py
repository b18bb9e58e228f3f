"""Units of time, which the lexicons give their words. What is counted with them is duration.py's and repeat.py's business."""

from __future__ import annotations

from typing import NamedTuple


class Unit(NamedTuple):
    """kind: "s" elapsed seconds, "d" days, "m" months, "b" business days; factor: how many of those it is.

    freq, interval: how an RFC 5545 rule says it: a quarter is every third month.
    """

    kind: str
    factor: float
    freq: str
    interval: int


SECOND, MINUTE, HOUR = Unit("s", 1, "SECONDLY", 1), Unit("s", 60, "MINUTELY", 1), Unit("s", 3600, "HOURLY", 1)
QUARTER_HOUR = Unit("s", 900, "MINUTELY", 15)
DAY, WEEK, FORTNIGHT = Unit("d", 1, "DAILY", 1), Unit("d", 7, "WEEKLY", 1), Unit("d", 14, "WEEKLY", 2)
BUSINESS_DAY = Unit("b", 1, "DAILY", 1)
MONTH, QUARTER, YEAR = Unit("m", 1, "MONTHLY", 1), Unit("m", 3, "MONTHLY", 3), Unit("m", 12, "YEARLY", 1)
DECADE, CENTURY = Unit("m", 120, "YEARLY", 10), Unit("m", 1200, "YEARLY", 100)
