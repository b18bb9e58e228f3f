"""Wall time and instants: the one place where a zone's gaps and folds are settled.

An instant is an aware UTC datetime. A wall time is a naive datetime beside the name of a zone. No formatting here.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})\Z")


@lru_cache(maxsize=1024)
def zone_of(name: str) -> tzinfo:
    """The zone called `name`: an IANA name ("Europe/Copenhagen") or a fixed offset ("+02:00").

    Raises ValueError for a name that is neither.
    """
    fixed = _OFFSET.match(name)
    if fixed:
        sign, hours, minutes = fixed.groups()
        if int(hours) > 23 or int(minutes) > 59:
            raise ValueError(f"no such offset: {name!r}")
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(-offset if sign == "-" else offset, name)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"no such zone: {name!r}") from error


def is_zone(name: str) -> bool:
    """Whether zone_of() knows it: what people type and profiles name may be anything."""
    try:
        zone_of(name)
    except ValueError:
        return False
    return True


def to_instant(wall: datetime, zone: str) -> datetime:
    """The UTC instant of a wall time. A time that happens twice is the first; one that is skipped moves forward by the gap.

    02:30 on the night when 02:00 becomes 03:00 is 03:30: `fold=0` reads a skipped time with the offset from before the gap.
    """
    if wall.fold:
        wall = wall.replace(fold=0)
    return datetime.combine(wall.date(), wall.time(), zone_of(zone)).astimezone(UTC)  # five times as fast as replace()


def to_wall(instant: datetime, zone: str) -> datetime:
    """The naive wall time that a clock in `zone` shows at an aware instant."""
    return wall_of(instant.astimezone(zone_of(zone)))


def wall_of(local: datetime) -> datetime:
    """What a clock shows that is in the zone of an aware datetime."""
    return datetime.combine(local.date(), local.time().replace(fold=0) if local.fold else local.time())
