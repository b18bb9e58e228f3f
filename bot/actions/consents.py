"""Consents: who takes reminders from whom, and the people behind what is delivered.

Setting for somebody who refuses is stopped in bot/dialogue/recipients.py; what comes due all the same is stopped in telling.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.consent import Consent
from bot.domain.dealing import Dealing, DealingAction
from bot.domain.identifier import new_id
from bot.domain.reminder import Reminder, people_in
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.repositories import DueDelivery

Consents = dict[tuple[UUID, UUID], Consent]


async def answer_sender(uow: UnitOfWork, user: User, sender_id: UUID, now: datetime, *, refused: bool) -> None:
    """From now on this person takes no reminders from the sender, or takes them again."""
    known = await uow.consents.get_many(user.workspace_id, {user.id}, {sender_id})
    consent = known.get((user.id, sender_id), Consent(user.workspace_id, user.id, sender_id))
    await uow.consents.save_many([replace(consent, refused=refused)])
    action = DealingAction.REFUSED if refused else DealingAction.ALLOWED
    await uow.dealings.add(Dealing(user.workspace_id, new_id(now), now, action, user.id, sender_id))


async def refusing(uow: UnitOfWork, sender: User, people: Iterable[UUID]) -> set[UUID]:
    """Those of these people who take no reminders from the sender."""
    others = set(people) - {sender.id}
    known = await uow.consents.get_many(sender.workspace_id, others, {sender.id}) if others else {}
    return {user_id for (user_id, _), consent in known.items() if consent.refused}


async def consents_for(uow: UnitOfWork, reminders: Sequence[Reminder]) -> Consents:
    """What is known between the recipients of these reminders and those who have set them; nothing is read where all are people's own."""
    users: dict[UUID, set[UUID]] = defaultdict(set)
    senders: dict[UUID, set[UUID]] = defaultdict(set)
    for reminder in reminders:
        if reminder.is_own:
            continue
        users[reminder.workspace_id] |= people_in(reminder.recipients)
        senders[reminder.workspace_id].add(reminder.owner_id)
    found: Consents = {}
    for workspace_id, owners in senders.items():
        found |= await uow.consents.get_many(workspace_id, users[workspace_id], owners)
    return found


async def with_senders(uow: UnitOfWork, claimed: Sequence[DueDelivery]) -> list[DueDelivery]:
    """The same, those of another's reminder with who set it, and with whether this is the first from them. One's own cost nothing."""
    foreign = [
        each for each in claimed if each.reminder and (each.user is None or each.user.id != each.reminder.owner_id)
    ]
    if not foreign:
        return list(claimed)
    consents = await consents_for(uow, [each.reminder for each in foreign if each.reminder])
    owners: dict[UUID, set[UUID]] = defaultdict(set)
    for each in foreign:
        if each.reminder:
            owners[each.reminder.workspace_id].add(each.reminder.owner_id)
    senders: dict[UUID, User] = {}
    for workspace_id, ids in owners.items():
        senders |= await uow.users.get_many(workspace_id, ids)
    return [_with_sender(each, senders, consents) for each in claimed]


def _with_sender(due: DueDelivery, senders: dict[UUID, User], consents: Consents) -> DueDelivery:
    sender = senders.get(due.reminder.owner_id) if due.reminder else None
    if sender is None or (due.user is not None and due.user.id == sender.id):
        return due
    consent = consents.get((due.user.id, sender.id)) if due.user else None
    asks = consent is not None and due.occurrence is not None and consent.asked_in == due.occurrence.id
    return replace(due, sender=sender, asks_consent=asks)
