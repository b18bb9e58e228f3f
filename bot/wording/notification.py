"""A delivered notification in words, with the buttons that answer it, and what the same message says once it is answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.message import Button, Message, Run, Style
from bot.domain.notification import Kind, Notification
from bot.domain.occurrence import Occurrence
from bot.domain.reminder import Reminder
from bot.domain.user import User
from bot.wording.press import SNOOZES, Press
from bot.wording.reasons import reason_words
from bot.wording.reminder import what
from bot.wording.times import clock_of, duration, when
from bot.wording.typed import in_one_line, shown
from bot.wording.voice import Voice, joined, quiet

_NEWLINE = Run("\n")
OURS = "remindbot"  # Source.app of what the bot itself has to tell
# Source.model: who did what to a reminder of the reader's.
NEWS = frozenset({"done", "dismissed", "refused", "handed_over", "given_back", "taken_back"})
_RESTART = timedelta(minutes=1)  # nothing was running for less than this: clock times would say nothing


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late it comes and why: remindbot was not running between `since` and `until`, or earlier tries failed ("outage")."""

    late: timedelta
    cause: Literal["downtime", "outage"] | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a delivery tells. reminder and occurrence: None for what does not come from a reminder. may_be_twice: an earlier try may have arrived.

    sender: who has set the reminder, where that is somebody else; asks_consent: it is the first from them.
    instead_of: the name of whom it is for, where it goes to a room because it did not reach them.
    """

    notification: Notification
    reminder: Reminder | None = None
    occurrence: Occurrence | None = None
    lateness: Lateness | None = None
    may_be_twice: bool = False
    sender: User | None = None
    asks_consent: bool = False
    instead_of: str = ""


def notification_message(told: Told, voice: Voice) -> Message:
    """Text, number, lateness; Done, Snooze and Dismiss where it comes from a reminder."""
    runs = [*_headline(told, voice)]
    instead = voice.text("told.instead", who=in_one_line(told.instead_of, 60)) if told.instead_of else ""
    notes = [note for note in (instead, _again(told, voice), _late(told.lateness, voice), _twice(told, voice)) if note]
    if notes:
        runs += [_NEWLINE, *quiet([Run(" ".join(notes))])]
    buttons = answer_buttons(str(told.occurrence.id), voice) if told.occurrence is not None else ()
    source = told.notification.source
    if source is not None and (source.app, source.model) == (OURS, "handed_over"):
        buttons = (Button(voice.text("button.give_back"), str(Press("giveback", source.id))),)
    if told.asks_consent and told.sender is not None:
        label = voice.text("button.refuse", who=in_one_line(told.sender.name, 30))
        buttons += (Button(label, str(Press("refuse", told.sender.id.hex))),)
    return Message(joined(runs), buttons)


def _headline(told: Told, voice: Voice) -> tuple[Run, ...]:
    notification = told.notification
    if notification.kind is Kind.FAILURE:
        title = Run(shown(notification.title), Style.STRONG)
        reason, _, who = notification.body.partition("\n")
        key = "told.failure_to" if who else "told.failure"
        return voice.say(key, text=title, reason=reason_words(reason, voice), who=in_one_line(who, 60))
    if told.reminder is None:
        return _news(notification, voice) or _plain(notification)
    label = voice.say("told.label", label=told.reminder.label)
    if told.sender is not None:
        label = voice.say("told.label_from", label=told.reminder.label, who=in_one_line(told.sender.name, 60))
    link = told.reminder.origin.permalink
    named = tuple(replace(run, url=link) for run in quiet(label)) if link else quiet(label)
    return (Run("⏰ "), what(told.reminder.text), Run(" "), *named)


def _news(notification: Notification, voice: Voice) -> tuple[Run, ...] | None:
    """What became of a reminder, where it is that: who has done it, who does not take it."""
    source = notification.source
    if source is None or source.app != OURS or source.model not in NEWS:
        return None
    text = Run(shown(notification.title), Style.STRONG)
    who, _, reason = notification.body.partition("\n")
    if source.model in ("handed_over", "given_back", "taken_back"):
        return voice.say(f"told.{source.model}", text=text, who=in_one_line(who, 60), count=int(reason or 0))
    key = f"told.{source.model}_because" if reason else f"told.{source.model}"
    return voice.say(key, text=text, who=in_one_line(who, 60), reason=in_one_line(reason))


def _plain(notification: Notification) -> tuple[Run, ...]:
    title = Run(shown(notification.title), Style.STRONG, notification.url)
    body = shown(notification.body)
    return (title, _NEWLINE, Run(body)) if body and body != title.text else (title,)


def answer_buttons(occurrence: str, voice: Voice) -> tuple[Button, ...]:
    return (
        Button(voice.text("button.done"), str(Press("done", occurrence)), "primary"),
        Button(voice.text("button.snooze"), str(Press("snooze", occurrence))),
        Button(voice.text("button.dismiss"), str(Press("dismiss", occurrence))),
    )


def snooze_buttons(occurrence: str, voice: Voice) -> tuple[Button, ...]:
    """The lengths to choose from, once Snooze is pressed."""
    return tuple(Button(voice.text(f"snooze.{choice}"), str(Press("snooze", occurrence, choice))) for choice in SNOOZES)


def asking_how_long(reminder: Reminder, occurrence: str, voice: Voice) -> Message:
    """The delivered message, asking for how long to snooze."""
    label = quiet(voice.say("told.label", label=reminder.label))
    question = voice.say("told.ask_snooze")
    runs = [Run("⏰ "), what(reminder.text), Run(" "), *label, _NEWLINE, *question]
    return Message(joined(runs), snooze_buttons(occurrence, voice))


def _again(told: Told, voice: Voice) -> str:
    """That it nags, and which time this is."""
    if told.reminder is None or told.occurrence is None or not told.occurrence.nags:
        return ""
    if told.notification.kind is Kind.FAILURE:
        return ""
    return voice.text(
        "told.again", number=told.occurrence.nags, count=max(told.reminder.nag_limit, told.occurrence.nags)
    )


def _late(lateness: Lateness | None, voice: Voice) -> str:
    if lateness is None:
        return ""
    late = duration(lateness.late, voice)
    if lateness.cause == "downtime" and lateness.since and lateness.until:
        since, until = lateness.since, lateness.until
        if until - since < _RESTART:
            return voice.text("late.restart", duration=late)
        same_day = until - since < timedelta(hours=12)
        return voice.text(
            "late.downtime", duration=late, since=when(since, voice),
            until=clock_of(until, voice) if same_day else when(until, voice),
        )  # fmt: skip
    return voice.text("late.outage" if lateness.cause == "outage" else "late.plain", duration=late)


def _twice(told: Told, voice: Voice) -> str:
    return voice.text("late.twice") if told.may_be_twice else ""
