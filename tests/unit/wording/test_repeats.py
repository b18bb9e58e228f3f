"""Rules in words, for every shape that the language yields."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.recurrence import Recurrence
from bot.wording.repeats import repeat
from bot.wording.voice import voice_for

VOICE = voice_for("en", "Europe/Copenhagen", datetime(2025, 9, 10, 12, 30, tzinfo=UTC))
START = datetime(2025, 9, 12, 16, 0)  # noqa: DTZ001 - a wall time, a Friday


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day at 16:00"),
        ("FREQ=DAILY;INTERVAL=2", "every other day at 16:00"),
        ("FREQ=DAILY;INTERVAL=10", "every 10 days at 16:00"),
        ("FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0", "every day at 09:00 and 17:00"),
        ("FREQ=DAILY;BYHOUR=9,11,13;BYMINUTE=30", "every day at 09:30, 11:30 and 13:30"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "every weekday at 16:00"),
        ("FREQ=DAILY;BYMONTH=6,7", "every day in June and July at 16:00"),
        ("FREQ=WEEKLY", "every Friday at 16:00"),
        ("FREQ=WEEKLY;BYDAY=FR", "every Friday at 16:00"),
        ("FREQ=WEEKLY;BYDAY=FR,MO,WE", "every Monday, Wednesday and Friday at 16:00"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday at 16:00"),
        ("FREQ=WEEKLY;BYDAY=SA,SU", "every Saturday and Sunday at 16:00"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every day at 16:00"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SA,SU", "every day except Friday at 16:00"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every other Tuesday at 16:00"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "every 2 weeks on Monday and Friday at 16:00"),
        ("FREQ=WEEKLY;INTERVAL=3", "every 3 weeks on Friday at 16:00"),
        (
            "FREQ=WEEKLY;WKST=TH;BYDAY=MO,TH;BYHOUR=9,14;BYMINUTE=0;BYSECOND=0;BYSETPOS=2,3",
            "every Monday at 09:00 and every Thursday at 14:00",
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO,WE;BYHOUR=8,20;BYMINUTE=0,30;BYSECOND=0;BYSETPOS=1,4,5,8",
            "every Monday and Wednesday at 08:00 and 20:30",
        ),
        (
            "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=15,20;BYSETPOS=1,4",
            "every year on 15 January and 20 July at 16:00",
        ),
        ("FREQ=MONTHLY", "on the 12th of every month at 16:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "on the 1st of every month at 16:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "on the 1st and the 15th of every month at 16:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "on the last day of every month at 16:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", "on the second last day of every month at 16:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=-5", "on the 5th last day of every month at 16:00"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=22", "on the 22nd of every 3 months at 16:00"),
        ("FREQ=MONTHLY;BYDAY=1MO", "on the first Monday of every month at 16:00"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "on the last Friday of every month at 16:00"),
        ("FREQ=MONTHLY;BYDAY=1MO,3MO", "on the first Monday and the third Monday of every month at 16:00"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "on the first weekday of every month at 16:00"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "on the last weekday of every month at 16:00"),
        ("FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=2", "on the second weekend day of every month at 16:00"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "on Friday on the 13th of every month at 16:00"),
        ("FREQ=YEARLY", "every year on 12 September at 16:00"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3", "every year on 3 March at 16:00"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "every year on 29 February at 16:00"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "every year on the last day of February at 16:00"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=24", "every 2 years on 24 December at 16:00"),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "on the fourth Thursday of November, every year at 16:00"),
        ("FREQ=HOURLY", "every hour"),
        ("FREQ=HOURLY;INTERVAL=2", "every 2 hours"),
        ("FREQ=MINUTELY;INTERVAL=30", "every 30 minutes"),
        ("FREQ=HOURLY;BYDAY=MO", "every hour on Monday"),
        ("FREQ=MINUTELY;INTERVAL=30;BYHOUR=9,10", "every 30 minutes (BYHOUR=9,10)"),
        ("FREQ=DAILY;BYHOUR=9,11,13,15,17;BYMINUTE=0", "every day, every 2 hours from 09:00 to 17:00"),
        ("FREQ=WEEKLY;BYDAY=MO;BYHOUR=9,10,11,12;BYMINUTE=0", "every Monday, every hour from 09:00 to 12:00"),
        ("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20,40", "every day, every 20 minutes from 09:00 to 10:40"),
        ("FREQ=DAILY;BYHOUR=0,6,12,18;BYMINUTE=0", "every day, every 6 hours"),
        ("FREQ=DAILY;BYHOUR=8,17;BYMINUTE=15,30;BYSETPOS=2,3", "every day at 08:30 and 17:15"),
        ("FREQ=DAILY;BYMONTHDAY=1;BYHOUR=12;BYMINUTE=0", "on the 1st of every month at 12:00"),
        ("FREQ=DAILY;BYMONTH=12;BYMONTHDAY=24;BYHOUR=7;BYMINUTE=0", "every year on 24 December at 07:00"),
        ("FREQ=DAILY;COUNT=5", "every day at 16:00, 5 times"),
        ("FREQ=DAILY;COUNT=1", "every day at 16:00, once"),
        ("FREQ=WEEKLY;UNTIL=20251031T235959", "every Friday at 16:00, until Fri 31 Oct"),
        ("FREQ=WEEKLY;UNTIL=20260109", "every Friday at 16:00, until Fri, 9 Jan 2026"),
        ("FREQ=WEEKLY;WKST=SU", "every Friday at 16:00"),
        ("FREQ=YEARLY;BYWEEKNO=20", "every year on 12 September at 16:00 (BYWEEKNO=20)"),
    ],
)
def test_a_rule_reads(rule: str, words: str) -> None:
    assert repeat(Recurrence(rule, START, "Europe/Copenhagen"), VOICE) == words


def test_a_rule_of_another_zone_names_it() -> None:
    assert repeat(Recurrence("FREQ=DAILY", START, "Asia/Tokyo"), VOICE) == "every day at 16:00 (Asia/Tokyo)"


def test_a_rule_that_counts_hours_has_no_zone() -> None:
    assert repeat(Recurrence("FREQ=HOURLY", START, "Asia/Tokyo"), VOICE) == "every hour"


def test_an_american_reads_it_with_a_twelve_hour_clock() -> None:
    american = voice_for("en", "America/New_York", VOICE.now)
    assert (
        repeat(Recurrence("FREQ=YEARLY", START, "America/New_York"), american)
        == "every year on September 12 at 4:00 pm"
    )
