"""A reminder in words: what it says, when it comes, and both in one line of a list."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.item import Item
from bot.domain.listing import ReminderView
from bot.domain.message import Run, Style
from bot.domain.reminder import At, BeforeDue, OnStatus, ReminderStatus, Repeat, Trigger, WhenIdle
from bot.wording.repeats import repeat
from bot.wording.times import duration, when, when_in_full
from bot.wording.typed import in_one_line, shown
from bot.wording.voice import Voice


def what(text: str) -> Run:
    """The text as it was typed, set apart from our own words."""
    return Run(shown(text), Style.STRONG)


def trigger_words(trigger: Trigger, next_due: datetime | None, voice: Voice, *, full: bool = True) -> str:
    """When it comes: "tomorrow at 09:00 (in 18 hours, Europe/Copenhagen)", "every Friday at 16:00, next …", "when BUG-9 is resolved"."""
    say_when = when_in_full if full else when
    if isinstance(trigger, At):
        return say_when(next_due or trigger.instant, voice)
    if isinstance(trigger, Repeat):
        words = repeat(trigger.recurrence, voice)
        if next_due is None:
            return voice.text("time.ended", repeat=words)
        return voice.text("time.repeat", repeat=words, next=say_when(next_due, voice))
    return _waiting_words(trigger, voice)


def state_words(view: ReminderView, voice: Voice, *, full: bool = False) -> str:
    """When it comes, or why it doesn't: paused, over, or told and waiting for an answer."""
    reminder = view.reminder
    if view.occurrence is not None and view.next_due is None and view.occurrence.fired_at is not None:
        return voice.text("state.fired", when=when(view.occurrence.fired_at, voice))
    if reminder.status is ReminderStatus.PAUSED:
        return voice.text("state.paused", when=_rule_words(reminder.trigger, voice))
    if reminder.status is not ReminderStatus.ACTIVE:
        return voice.text(f"state.{reminder.status.value}")
    return trigger_words(reminder.trigger, view.next_due, voice, full=full)


def _rule_words(trigger: Trigger, voice: Voice) -> str:
    """When it would come, were it not paused."""
    if isinstance(trigger, Repeat):
        return repeat(trigger.recurrence, voice)
    return when(trigger.instant, voice) if isinstance(trigger, At) else _waiting_words(trigger, voice)


def line(view: ReminderView, voice: Voice) -> tuple[Run, ...]:
    """ "REM-7 · call Jens · tomorrow at 09:00", the text cut to fit."""
    text = Run(in_one_line(view.reminder.text), Style.STRONG)
    return voice.say("list.line", label=view.reminder.label, text=text, when=state_words(view, voice))


def nag_words(every: timedelta, limit: int, voice: Voice) -> str:
    """How often it is told again until somebody answers."""
    units = ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))
    length, unit = next(((length, unit) for length, unit in units if every % length == timedelta()), units[-1])
    often = voice.text(f"repeat.every_{unit}", count=max(1, round(every / length)))
    return voice.text("nag.note", every=often, count=limit)


def item_line(item: Item, voice: Voice) -> tuple[Run, ...]:
    """What the tracker told of an item, linked; nothing when it told no title."""
    if item.title is None:
        return ()
    key = "card.item_status" if item.status else "card.item"
    title = Run(in_one_line(item.title), url=item.url)
    return voice.say(key, key=item.key, title=title, status=in_one_line(item.status or ""))


def _waiting_words(trigger: OnStatus | BeforeDue | WhenIdle, voice: Voice) -> str:
    if isinstance(trigger, OnStatus):
        return voice.text("trigger.status", item=trigger.item_key, status=trigger.status)
    if isinstance(trigger, WhenIdle):
        return voice.text("trigger.idle", item=trigger.item_key, duration=duration(trigger.duration, voice))
    key = "trigger.before_due" if trigger.offset >= timedelta() else "trigger.after_due"
    return voice.text(key, item=trigger.item_key, duration=duration(abs(trigger.offset), voice))
