"""What an utterance can ask for: the Intent dataclasses. Understanding, which carries one, lives in understanding.py.

Values only. Nothing here looks at the store, at the clock or at the conversation.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from bot.domain.record import record
from bot.language.reading import Reading, TimeError


@record(frozen=True, slots=True)
class ItemMention:
    """An id of a known series: key "TSK-123" (upper case), kind "task" | "bug" | "project"."""

    key: str
    kind: str


@record(frozen=True, slots=True)
class OnStatusPhrase:
    """ "when BUG-9 is resolved": status is the word that was typed, lower case."""

    item: ItemMention
    status: str


@record(frozen=True, slots=True)
class BeforeDuePhrase:
    """ "2 days before TSK-123 is due": offset is how long before (negative: after)."""

    item: ItemMention
    offset: timedelta


@record(frozen=True, slots=True)
class WhenIdlePhrase:
    """ "if TSK-4 is untouched for 3 days"."""

    item: ItemMention
    duration: timedelta


ItemTrigger = OnStatusPhrase | BeforeDuePhrase | WhenIdlePhrase


@record(frozen=True, slots=True)
class Target:
    """Which reminder is meant. Nothing set: the one being talked about ("it", "that reminder"), or none was named.

    number: 7 of REM-7. words: what follows "about" or "to", as typed. every: "all my reminders". at: "the 5pm one".
    position: 1 for "the first one" of the list.
    """

    number: int | None = None
    item: ItemMention | None = None
    words: str | None = None
    every: bool = False
    at: datetime | None = None
    position: int | None = None


@record(frozen=True, slots=True)
class SetReminder:
    """A request to be reminded. subject, reading and trigger are None where they were not said; then error says what to ask."""

    name: ClassVar[str] = "SET_REMINDER"
    subject: str | None
    reading: Reading | None
    alternatives: tuple[Reading, ...] = ()
    error: TimeError | None = None
    recipients: tuple[str, ...] = ("me",)  # "me", "@ana", "#dev", "~ops", "ana@example.org"
    item: ItemMention | None = None
    trigger: ItemTrigger | None = None
    unless_closed: bool = False  # "unless it's closed"
    nag_every: timedelta | None = None  # "nag me every 10 minutes until done"
    explicit: bool = True  # False: a bare task with a time, no verb of reminding


class ListScope(StrEnum):
    UPCOMING = "upcoming"  # the default: the next 24 hours and what else is pending
    ALL = "all"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    RANGE = "range"  # since..until are set ("for friday", "next week")
    MISSED = "missed"
    DONE = "done"


@record(frozen=True, slots=True)
class ListReminders:
    name: ClassVar[str] = "LIST_REMINDERS"
    scope: ListScope = ListScope.UPCOMING
    since: datetime | None = None  # aware; None: open
    until: datetime | None = None
    item: ItemMention | None = None
    person: str | None = None  # "@ana"
    room: str | None = None  # "#dev", "~ops"
    words: str | None = None


@record(frozen=True, slots=True)
class ShowReminder:
    name: ClassVar[str] = "SHOW_REMINDER"
    target: Target = Target()


@record(frozen=True, slots=True)
class ExplainReminder:
    """ "why REM-7": the whole ledger of one reminder."""

    name: ClassVar[str] = "SHOW_REMINDER"
    target: Target = Target()


@record(frozen=True, slots=True)
class PreviewReminder:
    """ "preview REM-7": its next five firings."""

    name: ClassVar[str] = "SHOW_REMINDER"
    target: Target = Target()


@record(frozen=True, slots=True)
class CancelReminder:
    name: ClassVar[str] = "CANCEL_REMINDER"
    target: Target = Target()


@record(frozen=True, slots=True)
class EditReminder:
    """ "move REM-7 to 5pm" (reading), "change REM-7 to buy milk" (subject); either or both.

    nag_every: "nag me every 5 minutes about REM-7"; zero for "stop nagging"; None where nothing is said of it.
    by: "move REM-7 by an hour", negative for "an hour earlier": counted from when it would come. Then the reading is counted from now.
    """

    name: ClassVar[str] = "EDIT_REMINDER"
    target: Target
    reading: Reading | None = None
    alternatives: tuple[Reading, ...] = ()
    subject: str | None = None
    error: TimeError | None = None
    nag_every: timedelta | None = None
    by: timedelta | None = None


@record(frozen=True, slots=True)
class Snooze:
    """reading None: for the usual time. Counted from now."""

    name: ClassVar[str] = "SNOOZE"
    target: Target = Target()
    reading: Reading | None = None
    alternatives: tuple[Reading, ...] = ()
    error: TimeError | None = None


@record(frozen=True, slots=True)
class Complete:
    name: ClassVar[str] = "COMPLETE"
    target: Target = Target()


@record(frozen=True, slots=True)
class Dismiss:
    """ "dismiss it, not relevant any more": put away without having been done."""

    name: ClassVar[str] = "DISMISS"
    target: Target = Target()
    reason: str | None = None


@record(frozen=True, slots=True)
class Pause:
    name: ClassVar[str] = "PAUSE"
    target: Target = Target()


@record(frozen=True, slots=True)
class Resume:
    name: ClassVar[str] = "RESUME"
    target: Target = Target()


@record(frozen=True, slots=True)
class Undo:
    name: ClassVar[str] = "UNDO"


@record(frozen=True, slots=True)
class HandOver:
    """ "hand all my reminders over to @ana"."""

    name: ClassVar[str] = "HAND_OVER"
    recipient: str
    target: Target = Target(every=True)


class Preference(StrEnum):
    ZONE = "zone"  # value: IANA name
    LOCALE = "locale"  # value: "de"
    CONFIRMATION = "confirmation"  # "always" | "when-unsure" | "never"
    START_OF_DAY = "start_of_day"  # "08:30"
    PART_OF_DAY = "part_of_day"  # "evening=20:00"
    QUIET_HOURS = "quiet_hours"  # "22:00-08:00", "" for none
    DIGEST = "digest"  # "daily@09:00", "weekly@MO 09:00", "" for none
    MINIMUM_LEVEL = "minimum_level"  # "info" | "warning" | "danger"
    MUTE = "mute"  # "BUG-12", "@bob", a kind
    UNMUTE = "unmute"
    CHANNEL_ON = "channel_on"  # "email"
    CHANNEL_OFF = "channel_off"
    FALLBACK = "fallback"  # a room as typed ("#dev"), "here" for the one it is said in, "" for none
    NOTIFICATIONS = "notifications"  # "on" | "off"
    BLOCK = "block"  # "stop reminders from @bob": "@bob"
    UNBLOCK = "unblock"
    PLACES = "places"  # where reminders go: "only:slack", "also:telegram", "everywhere", "origin" (where each was set); "?" asks
    NAME = "name"  # what the person is called
    KEEP = "keep"  # for how many days notifications that were seen are kept: "7"


@record(frozen=True, slots=True)
class SetPreference:
    """value is normalised as the Preference's comment says; None when it could not be read (typed keeps the words)."""

    name: ClassVar[str] = "SET_PREFERENCE"
    preference: Preference
    value: str | None
    typed: str = ""
    item: ItemMention | None = None  # of "mute BUG-12"


@record(frozen=True, slots=True)
class Link:
    """ "link" (code None): asks for a one-time code; "link ABC-123": uses one."""

    name: ClassVar[str] = "LINK"
    code: str | None = None


@record(frozen=True, slots=True)
class Unlink:
    """ "unlink telegram"; place None: none was named. place: a platform's name."""

    name: ClassVar[str] = "UNLINK"
    place: str | None = None


@record(frozen=True, slots=True)
class ShowSettings:
    name: ClassVar[str] = "SHOW_SETTINGS"


@record(frozen=True, slots=True)
class Help:
    name: ClassVar[str] = "HELP"
    topic: str | None = None


@record(frozen=True, slots=True)
class Confirm:
    name: ClassVar[str] = "CONFIRM"


@record(frozen=True, slots=True)
class Decline:
    name: ClassVar[str] = "DECLINE"


@record(frozen=True, slots=True)
class Choose:
    """ "2", "the second one", "the first": which of the offered choices, counted from 1; -1 is the last."""

    name: ClassVar[str] = "CHOOSE"
    index: int


@record(frozen=True, slots=True)
class NoIntent:
    """Nothing that the bot is asked to do."""

    name: ClassVar[str] = "NONE"


Intent = (
    SetReminder
    | ListReminders
    | ShowReminder
    | ExplainReminder
    | PreviewReminder
    | CancelReminder
    | EditReminder
    | Snooze
    | Complete
    | Dismiss
    | Pause
    | Resume
    | Undo
    | HandOver
    | SetPreference
    | Link
    | Unlink
    | ShowSettings
    | Help
    | Confirm
    | Decline
    | Choose
    | NoIntent
)
