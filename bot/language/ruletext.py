"""Rule texts: a Repeat and its clocks as the value of an RFC 5545 RRULE. When it first fires is rule.py's business."""

from __future__ import annotations

from datetime import date, time

from bot.language.holiday import yearly_rule
from bot.language.phrase import Repeat
from bot.language.weekday import CODES


def interval_part(interval: int) -> str:
    return f";INTERVAL={interval}" if interval != 1 else ""


def rule_text(repeat: Repeat, clocks: list[time], first: date) -> str:
    """The RRULE's value; BYHOUR only where there are several clocks a day."""
    if repeat.holiday is not None and (fixed := yearly_rule(repeat.holiday)):
        return fixed + _by_clock(repeat, clocks)
    rule = f"FREQ={repeat.freq}" + interval_part(repeat.interval)
    if repeat.holiday is not None:
        return f"{rule};BYMONTH={first.month};BYMONTHDAY={first.day};COUNT=1"
    if repeat.dates:
        return rule + _by_date(repeat.dates)
    if repeat.months:
        rule += ";BYMONTH=" + ",".join(map(str, sorted(set(repeat.months))))
    if repeat.weekdays:
        rule += ";BYDAY=" + ",".join(CODES[day] for day in sorted(set(repeat.weekdays)))
    any_day = [n for n, weekday in repeat.nth if weekday is None] + repeat.business_days
    if any_day:
        return rule + ";BYDAY=MO,TU,WE,TH,FR" + _by_clock(repeat, clocks, any_day)
    if repeat.nth:
        rule += ";BYDAY=" + ",".join(f"{n}{CODES[weekday]}" for n, weekday in repeat.nth if weekday is not None)
    if repeat.month_days:
        rule += ";BYMONTHDAY=" + ",".join(map(str, sorted(set(repeat.month_days))))
    elif repeat.freq == "YEARLY" and repeat.months and not repeat.nth and not repeat.weekdays:
        rule += f";BYMONTHDAY={first.day}"
    elif repeat.freq == "MONTHLY" and first.day > 28 and not repeat.nth:
        rule += f";BYMONTHDAY={','.join(map(str, range(28, first.day + 1)))};BYSETPOS=-1"
    return rule + _by_clock(repeat, clocks)


def _by_date(dates: list[tuple[int, int]]) -> str:
    """Dates of each year: every day in every month of them, of which BYSETPOS picks; at one clock."""
    months, days = sorted({month for month, _ in dates}), sorted({day for _, day in dates})
    grid = [(month, day) for month in months for day in days]
    chosen = [position for position, date_ in enumerate(grid, 1) if date_ in dates]
    rule = f";BYMONTH={','.join(map(str, months))};BYMONTHDAY={','.join(map(str, days))}"
    return rule if len(chosen) == len(grid) else f"{rule};BYSETPOS={','.join(map(str, chosen))}"


def _by_clock(repeat: Repeat, clocks: list[time], set_positions: list[int] | None = None) -> str:
    """BYHOUR and BYMINUTE for several clocks a day; BYSETPOS picks them out where their minutes differ."""
    positions = set_positions or []
    if len(clocks) < 2:
        return ";BYSETPOS=" + ",".join(map(str, sorted(set(positions)))) if positions else ""
    hours, minutes = sorted({c.hour for c in clocks}), sorted({c.minute for c in clocks})
    rule = f";BYHOUR={','.join(map(str, hours))};BYMINUTE={','.join(map(str, minutes))};BYSECOND=0"
    a_day = len(hours) * len(minutes)
    wanted = [k for k, (h, m) in enumerate((h, m) for h in hours for m in minutes) if time(h, m) in clocks]
    if positions:
        chosen = [((n - 1) * a_day + k + 1) if n > 0 else (n * a_day + k) for n in positions for k in wanted]
    elif len(wanted) < a_day:
        days = max(
            1, len(repeat.weekdays) if repeat.freq == "WEEKLY" else len(repeat.month_days) + len(repeat.nth) or 1
        )
        chosen = [day * a_day + k + 1 for day in range(days) for k in wanted]
    else:
        return rule
    return rule + ";BYSETPOS=" + ",".join(map(str, sorted(chosen)))
