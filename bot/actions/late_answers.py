"""Answers that come while a message is still on its way: its buttons are over before it is known where it stands.

The edits are for the platforms to make, once the transaction is committed (bot/scheduling/correcting.py).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.actions.deliveries import Outcome
from bot.domain.delivery import Delivery
from bot.domain.message import Address, Edit, Message
from bot.ports import UnitOfWork


async def lose_buttons(
    uow: UnitOfWork, outcomes: Sequence[Outcome], stored: Collection[UUID], now: datetime
) -> list[Edit]:
    """The messages among these sends, settled in this transaction, that were answered elsewhere meanwhile. stored: as settle() returns."""
    gone = [
        (outcome.due, outcome.message, outcome.message_ref)
        for outcome in outcomes
        if outcome.message and outcome.message.buttons and outcome.message_ref and outcome.due.delivery.id in stored
    ]
    answered: set[UUID] = set()
    for workspace_id in {due.delivery.workspace_id for due, _, _ in gone}:
        ids = [due.notification.id for due, _, _ in gone if due.delivery.workspace_id == workspace_id]
        answered |= await uow.notifications.answered_among(workspace_id, ids)
    return [
        await _rewrite(uow, due.delivery, replace(message, buttons=()), ref, now)
        for due, message, ref in gone
        if due.notification.id in answered
    ]


async def _rewrite(uow: UnitOfWork, delivery: Delivery, message: Message, ref: str, now: datetime) -> Edit:
    transcribed = _id(ref)
    if transcribed is not None:
        await uow.messages.replace(delivery.workspace_id, transcribed, message, now)
    return Edit(Address(delivery.channel, delivery.address), ref, message)


def _id(message_ref: str) -> UUID | None:
    """The transcript's row, on platforms whose message ids are ours."""
    try:
        return UUID(message_ref)
    except ValueError:
        return None
