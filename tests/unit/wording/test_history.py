"""Every kind of ledger entry in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.actions.firing import ITEM_CLOSED
from bot.actions.notifications import Refusal
from bot.actions.telling import NO_CHANNEL
from bot.domain.delivery import Delivery, DeliveryStatus
from bot.domain.ledger import Ledger, LedgerAction, LedgerEntry
from bot.wording.render import render_reply
from bot.wording.replies import Explanation
from tests.unit.wording.test_messages import ID, NOW, REMINDER, VOICE

BOB = UUID(int=9)
SENT = Delivery(ID, ID, ID, "mattermost", "room", NOW, DeliveryStatus.SENT, attempts=1)


def tell(entry: LedgerEntry) -> str:
    text = render_reply(Explanation(Ledger(REMINDER, (entry,)), {BOB: "Bob"}, ID), VOICE).text
    heading, line = text.split("\n")
    assert heading == "REM-7, call Jens:"
    return line.removeprefix("today at 14:30: ")


def entry(action: LedgerAction, **values: object) -> LedgerEntry:
    return replace(LedgerEntry(ID, ID, ID, NOW, action, ID), **values)  # type: ignore[arg-type] - a test's shorthand


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            entry(LedgerAction.SET, via="chat", platform="console", due_at=NOW),
            "set by you (terminal), due today at 14:30",
        ),
        (entry(LedgerAction.SET, via="api"), "set by you (API)"),
        (entry(LedgerAction.EDITED, actor_id=BOB), "changed by Bob"),
        (entry(LedgerAction.EDITED, due_at=NOW), "changed by you, due today at 14:30"),
        (entry(LedgerAction.CANCELLED, actor_id=UUID(int=8)), "cancelled by somebody"),
        (entry(LedgerAction.FIRED, actor_id=None, due_at=NOW), "came due"),
        (
            entry(LedgerAction.FIRED, actor_id=None, due_at=NOW - timedelta(hours=1)),
            "came due, 1 hour late (it was due today at 13:30)",
        ),
        (entry(LedgerAction.REFUSED, note="muted"), "not told: you have muted it"),
        (entry(LedgerAction.REFUSED, note="something new"), "not told: something new"),
        (entry(LedgerAction.SNOOZED, due_at=NOW + timedelta(hours=1)), "snoozed by you, to today at 15:30"),
        (entry(LedgerAction.DISMISSED), "dismissed by you"),
        (entry(LedgerAction.DISMISSED, note="not\nneeded"), "dismissed by you: not needed"),
        (entry(LedgerAction.SENT, delivery=SENT, late=timedelta(seconds=2)), "sent to Mattermost"),
        (entry(LedgerAction.SENT, delivery=SENT, late=timedelta(minutes=5)), "sent to Mattermost, 5 minutes late"),
        (
            entry(LedgerAction.SENT, delivery=replace(SENT, attempts=3), late=timedelta(minutes=5)),
            "sent to Mattermost at try 3, 5 minutes late",
        ),
        (
            entry(LedgerAction.FAILED, delivery=replace(SENT, channel="pager", error="no such room")),
            "could not be sent to pager, given up: no such room",
        ),
        (entry(LedgerAction.WAITING, delivery=SENT), "waits to be sent to Mattermost"),
        (entry(LedgerAction.WITHDRAWN, delivery=SENT), "no longer to be sent to Mattermost"),
        (
            entry(LedgerAction.WAITING, delivery=replace(SENT, error="down")),
            "waits to be sent to Mattermost; the last try failed: down",
        ),
    ],
)
def test_an_entry_reads(told: LedgerEntry, words: str) -> None:
    assert tell(told) == words


@pytest.mark.parametrize("action", list(LedgerAction))
def test_every_action_has_its_words(action: LedgerAction) -> None:
    assert tell(entry(action))


@pytest.mark.parametrize("why", [*Refusal, ITEM_CLOSED, NO_CHANNEL])
def test_every_refusal_has_its_words(why: str) -> None:
    assert tell(entry(LedgerAction.REFUSED, note=str(why))) != f"not told: {why}"
