"""From what was said to a draft, and from a draft and a correction to the next draft: what is not said again stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import cast

from bot.dialogue.quoting import subject_of
from bot.dialogue.turn import Heard
from bot.domain.conversation import Draft, Proposal
from bot.domain.item import ItemKind
from bot.domain.recurrence import Recurrence
from bot.domain.reminder import At, Repeat, Trigger
from bot.domain.zone import to_instant, to_wall
from bot.language.intents import SetReminder
from bot.language.reading import Implied, Reading
from bot.language.understand import understand

_CLOCK_PARTS = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})


def begin_draft(intent: SetReminder, heard: Heard) -> Draft:
    """The draft of a request. A request about an item and nothing else is called by the item's key.

    "Right now" is over before it can be set: the time is asked for.
    """
    item = intent.item
    reading = intent.reading if intent.reading and intent.reading.at > heard.reference.now else None
    subject = intent.subject or (item.key if item else None)
    return Draft(
        subject_of(heard.quoted, subject) if heard.quoted else subject,
        propose(reading) if reading else None,
        tuple(propose(other) for other in intent.alternatives),
        item_key=item.key if item else None,
        item_kind=cast(ItemKind, item.kind) if item else None,
        nag_every=intent.nag_every,
        typed=heard.text,
        link=heard.link,
    )


def propose(reading: Reading) -> Proposal:
    trigger = Repeat(reading.recurrence) if reading.recurrence else At(reading.at.astimezone(UTC))
    return Proposal(trigger, tuple(sorted(reading.implied)))


def with_time(draft: Draft, reading: Reading, alternatives: tuple[Reading, ...], heard: Heard) -> Draft:
    """The draft at another time. A clock without a day keeps the draft's day, a day without a clock its clock."""
    if draft.proposal is None:
        return replace(draft, proposal=propose(reading), alternatives=tuple(propose(other) for other in alternatives))
    base = draft.proposal.trigger
    proposal = merge(base, reading, heard)
    others = [merge(base, other, heard) for other in alternatives]
    different = tuple(other for other in others if other.trigger != proposal.trigger)
    repeated = draft.ends_repeat or (draft.edits is not None and isinstance(base, Repeat))
    ends = repeated and not isinstance(proposal.trigger, Repeat)
    return replace(draft, proposal=proposal, alternatives=different, ends_repeat=ends)


def merge(base: Trigger, reading: Reading, heard: Heard) -> Proposal:
    """`reading` with what it leaves open taken from `base`."""
    zone = heard.reference.zone
    read = propose(reading)
    clock_said = Implied.CLOCK not in reading.implied
    if reading.recurrence is not None:
        clock = _clock_of(base, zone)
        if clock_said or clock is None:
            return read
        return Proposal(Repeat(with_clock(reading.recurrence, clock)), _without(read, Implied.CLOCK))
    day_said = says_day(heard)
    if isinstance(base, Repeat) and clock_said and not day_said:
        clock = to_wall(reading.at, base.recurrence.zone).time()
        return Proposal(Repeat(with_clock(base.recurrence, clock)), _without(read, Implied.DAY))
    if isinstance(base, At) and clock_said and not day_said:
        day = to_wall(base.instant, zone).date()
        kept = to_instant(datetime.combine(day, reading.at.time()), zone)
        return Proposal(At(kept), _without(read, Implied.DAY)) if kept > heard.reference.now else read
    clock = _clock_of(base, zone)
    if not clock_said and clock is not None:
        kept = to_instant(datetime.combine(reading.at.date(), clock), zone)
        return Proposal(At(kept), _without(read, Implied.CLOCK)) if kept > heard.reference.now else read
    return read


def postpone(draft: Draft, reading: Reading, alternatives: tuple[Reading, ...], heard: Heard) -> Draft:
    """The draft later: "by two hours" counts from when it would come; any other time is where it goes."""
    base = draft.proposal.trigger if draft.proposal else None
    if isinstance(base, At) and _counts_from_now(reading, heard):
        later = base.instant + (reading.at - heard.reference.now)
        return replace(draft, proposal=Proposal(At(later)), alternatives=())
    return with_time(draft, reading, alternatives, heard)


def moved_by(draft: Draft, by: timedelta, zone: str) -> Draft | None:
    """The draft so much later, or earlier where negative: whole days by the calendar, the rest in real time; what repeats, each time.
    None: that would put its times on other days than its rule names, or beyond the calendar's end, and is asked.
    """
    try:
        moved = _moved(draft.proposal.trigger, by, zone) if draft.proposal else None
    except OverflowError:
        moved = None
    return replace(draft, proposal=Proposal(moved), alternatives=()) if moved else None


def _moved(base: Trigger, by: timedelta, zone: str) -> Trigger | None:
    """Raises OverflowError beyond the calendar's end."""
    if isinstance(base, Repeat):
        shifted = _shifted(base.recurrence, by)
        return Repeat(shifted) if shifted else None
    if not isinstance(base, At):
        return None
    wall = to_wall(base.instant, zone) + timedelta(days=by.days)
    return At(to_instant(wall, zone) + timedelta(seconds=by.seconds))


def _shifted(recurrence: Recurrence, by: timedelta) -> Recurrence | None:
    """Each firing so much later on the same day; None where there are several a day, or it would be another day."""
    start = recurrence.start + by
    if recurrence.counts_elapsed_time:
        return replace(recurrence, start=start)
    if start.date() != recurrence.start.date() or not _CLOCK_PARTS.isdisjoint(recurrence.parts):
        return None
    return with_clock(recurrence, start.time())


def _counts_from_now(reading: Reading, heard: Heard) -> bool:
    """Whether an elapsed time was said: read a minute later, it is a minute later."""
    later = understand(heard.text, replace(heard.reference, now=heard.reference.now + timedelta(minutes=1))).time
    return reading.recurrence is None and later is not None and later.at - reading.at == timedelta(minutes=1)


def says_day(heard: Heard) -> bool:
    """Whether the time that was said names its day: read a moment before midnight, a bare clock can only be tomorrow's."""
    zone = heard.reference.zone
    today = to_wall(heard.reference.now, zone).date()
    midnight = to_instant(datetime.combine(today + timedelta(days=1), time()), zone)
    late = understand(heard.text, replace(heard.reference, now=midnight - timedelta(seconds=1)))
    return late.time is None or Implied.DAY not in late.time.implied


def with_clock(recurrence: Recurrence, clock: time) -> Recurrence:
    """The same days at another time of day."""
    parts = recurrence.parts
    # Of a daily or weekly rule BYSETPOS picks among the clocks.
    dropped = _CLOCK_PARTS | {"BYSETPOS"} if parts["FREQ"] in ("DAILY", "WEEKLY") else _CLOCK_PARTS
    rule = ";".join(f"{name}={value}" for name, value in parts.items() if name not in dropped)
    start = recurrence.start.replace(hour=clock.hour, minute=clock.minute, second=clock.second, microsecond=0)
    return replace(recurrence, rule=rule, start=start)


def _clock_of(trigger: Trigger, zone: str) -> time | None:
    """The wall clock at which a trigger fires; None where it has none of its own."""
    if isinstance(trigger, At):
        return to_wall(trigger.instant, zone).time()
    if isinstance(trigger, Repeat) and not trigger.recurrence.counts_elapsed_time:
        return trigger.recurrence.start.time()
    return None


def _without(proposal: Proposal, implied: Implied) -> tuple[str, ...]:
    return tuple(name for name in proposal.implied if name != implied)
