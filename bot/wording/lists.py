"""Reminders listed, one shown, and its next firings."""

from __future__ import annotations

from uuid import UUID

from bot.domain.listing import ReminderView
from bot.domain.message import Button, Message, Run
from bot.domain.reminder import Person, Reminder, ReminderStatus, Repeat
from bot.wording.people import is_for_others, line_with_people, person_name, recipient_names
from bot.wording.press import Press
from bot.wording.reminder import line, nag_words, state_words, what
from bot.wording.replies import Company, Details, Listing, NextFiring, Preview
from bot.wording.times import duration, when
from bot.wording.voice import Voice, joined, quiet

_NEWLINE = Run("\n")
_GROUPS = ("missed", "upcoming", "repeating", "waiting", "others", "over")


def listing_message(listing: Listing, voice: Voice) -> Message:
    """Grouped lines under a heading; an empty list says so, and what to do about it."""
    views = listing.page.items
    if not views:
        key = "list.page_end" if listing.number else f"list.empty.{listing.heading}"
        return Message(voice.say(key, **listing.values))
    runs = [*voice.say(f"list.heading.{listing.heading}", **listing.values)]
    groups = {group: [view for view in views if _group(view, listing.company) == group] for group in _GROUPS}
    for group, members in groups.items():
        if members:
            runs += [_NEWLINE, *quiet(voice.say(f"list.group.{group}"))]
        for view in members:
            told = line_with_people(line(view, voice), view.reminder, listing.company, voice)
            runs += [_NEWLINE, *told]
    if listing.number or listing.page.more:
        runs += [_NEWLINE, *quiet(voice.say("list.page", number=listing.number + 1))]
    return Message(joined(runs), _turning(listing, voice))


def _group(view: ReminderView, company: Company | None) -> str:
    reminder = view.reminder
    if company is not None and not reminder.is_over and not _concerns(reminder, company.asker):
        return "others"
    if view.occurrence is not None and view.next_due is None:
        return "missed"
    if reminder.is_over:
        return "over"
    if reminder.status is ReminderStatus.PAUSED or view.next_due is None:
        return "waiting"
    return "repeating" if isinstance(reminder.trigger, Repeat) else "upcoming"


def _concerns(reminder: Reminder, asker: UUID) -> bool:
    """Whether it comes to the reader: what they receive themselves, and what others have set for a room."""
    return Person(asker) in reminder.recipients or reminder.owner_id != asker


def _turning(listing: Listing, voice: Voice) -> tuple[Button, ...]:
    buttons = []
    if listing.number:
        buttons.append(Button(voice.text("button.back"), str(Press("page", str(listing.number - 1)))))
    if listing.page.more:
        buttons.append(Button(voice.text("button.more"), str(Press("page", str(listing.number + 1)))))
    return tuple(buttons)


def details_message(details: Details, voice: Voice) -> Message:
    reminder = details.view.reminder
    runs = voice.say(
        "details.line", label=reminder.label, text=what(reminder.text), when=state_words(details.view, voice, full=True)
    )
    notes = _set_at(details, voice)
    if reminder.nag_every is not None:
        notes.append(nag_words(reminder.nag_every, reminder.nag_limit, voice))
    return Message(joined([*runs, _NEWLINE, *quiet([Run(" ".join(notes))])]))


def _set_at(details: Details, voice: Voice) -> list[str]:
    """For whom, by whom and when it was set, as far as that is not the reader alone."""
    reminder, company = details.view.reminder, details.company
    at = when(reminder.created_at, voice)
    by_other = company is not None and reminder.owner_id != company.asker
    said = [voice.text("details.set", when=at)]
    if by_other:
        said = [voice.text("details.set_by", who=person_name(reminder.owner_id, company, voice), when=at)]
    if by_other or is_for_others(reminder.recipients, company):
        said.insert(0, voice.text("details.for", who=recipient_names(reminder.recipients, company, voice)))
    return said


def preview_message(preview: Preview, voice: Voice) -> Message:
    """The next firings, and where the clocks change between them."""
    reminder = preview.reminder
    if not preview.firings:
        return Message(voice.say("preview.none", label=reminder.label, text=what(reminder.text)))
    runs = [*voice.say("preview.heading", label=reminder.label, text=what(reminder.text))]
    for number, firing in enumerate(preview.firings, 1):
        runs += [_NEWLINE, *voice.say("preview.line", number=number, when=when(firing.instant, voice))]
        runs += _clock_change(firing, voice)
    return Message(joined(runs))


def _clock_change(firing: NextFiring, voice: Voice) -> tuple[Run, ...]:
    if not firing.clock_change:
        return ()
    key = "preview.forward" if firing.clock_change.total_seconds() > 0 else "preview.back"
    note = voice.text(key, duration=duration(abs(firing.clock_change), voice))
    return quiet([Run(f" ({note})")])
