"""People: recognising them by their platform's id, and what they chose.

What a preference does to a notification is in notifications.py.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.actions.schedule import record, reschedule
from bot.domain.errors import UnknownZone
from bot.domain.identifier import new_id
from bot.domain.ledger import LedgerAction
from bot.domain.message import Address, Profile
from bot.domain.reminder import Reminder, ReminderStatus, Repeat, first_due
from bot.domain.user import Identity, Preferences, User
from bot.domain.zone import is_zone
from bot.ports import UnitOfWork

_OF_THIS_MACHINE = "console"  # who sits at its terminal runs remindbot
DEFAULT_LOCALE = "en"
_PREFERENCES = frozenset(field.name for field in fields(Preferences))


async def identify_user(
    uow: UnitOfWork,
    workspace_key: str,
    address: Address,
    profile: Profile,
    now: datetime,
    default_zone: str | None = None,
    *,
    direct: bool = True,
) -> User:
    """The person who writes; workspace, user and identity are made on first sight. direct: `address` reaches this person alone.

    Zone and locale follow the profile until the person has chosen them.
    """
    workspace_id = await uow.workspaces.find_or_add(workspace_key, now)
    return await recognise(uow, workspace_id, address, profile, now, default_zone, direct=direct)


async def recognise(
    uow: UnitOfWork,
    workspace_id: UUID,
    address: Address,
    profile: Profile,
    now: datetime,
    default_zone: str | None = None,
    *,
    direct: bool = True,
    speaking: bool = True,
) -> User:
    """The same in a workspace that is known. speaking: they write themselves; False for those whom somebody else has named."""
    known = await uow.users.find(workspace_id, address.platform, profile.external_id, speaking=speaking)
    if known:
        user, before = known
    else:
        user = await _meet(uow, workspace_id, address.platform, profile, now)
        before = Identity(workspace_id, address.platform, profile.external_id, user.id, "")
    user = await _refresh(uow, user, profile, default_zone, now)
    room = address.room if direct and address.room else before.address
    handle = before.handle if profile.handle is None else profile.handle.casefold()
    identity = replace(before, address=room, handle=handle)
    if known is None or identity != before:
        await uow.users.save_identity(identity)
    return user


async def change_preferences(uow: UnitOfWork, user: User, **changes: Any) -> User:
    """Change what a person chose: fields of Preferences, and `locale`. Raises TypeError for any other name. The zone has set_zone()."""
    unknown = changes.keys() - _PREFERENCES - {"locale"}
    if unknown:
        raise TypeError(f"no such preference: {sorted(unknown)}")
    if "locale" in changes:
        user = replace(user, locale=changes.pop("locale"), locale_chosen=True)
    if "called" in changes:
        user = replace(user, name=changes["called"] or user.name)
    user = replace(user, preferences=replace(user.preferences, **changes))
    await uow.users.save(user)
    return user


async def follow_language(uow: UnitOfWork, user: User, profile: Profile, language: str) -> User:
    """Where neither the person nor the platform names a language, the one that was spoken is answered. language: "de"."""
    if profile.locale or user.locale_chosen or user.locale[:2] == language:
        return user
    user = replace(user, locale=language)
    await uow.users.save(user)
    return user


async def set_zone(uow: UnitOfWork, user: User, zone: str, now: datetime) -> User:
    """The person's zone from now on, an IANA name or "+02:00". Repeats in the old zone follow, one-offs keep their instant.

    Raises UnknownZone.
    """
    if not is_zone(zone):
        raise UnknownZone
    return await _move(uow, replace(user, zone_chosen=True), zone, now)


async def _meet(uow: UnitOfWork, workspace_id: UUID, platform: str, profile: Profile, now: datetime) -> User:
    user = User(
        workspace_id, new_id(now), profile.name, None, profile.locale or DEFAULT_LOCALE,
        created_at=now, is_admin=platform == _OF_THIS_MACHINE,
    )  # fmt: skip
    await uow.users.add(user)
    return user


async def _refresh(uow: UnitOfWork, user: User, profile: Profile, default_zone: str | None, now: datetime) -> User:
    """What the profile says now, as far as the person has not said otherwise."""
    fresh = replace(user, name=user.preferences.called or profile.name or user.name)
    if profile.locale and not user.locale_chosen:
        fresh = replace(fresh, locale=profile.locale)
    zone = user.zone
    if profile.zone and not user.zone_chosen and is_zone(profile.zone):
        zone = profile.zone
    zone = zone or default_zone
    if zone and zone != user.zone:
        return await _move(uow, fresh, zone, now)
    if fresh != user:
        await uow.users.save(fresh)
    return fresh


async def _move(uow: UnitOfWork, user: User, zone: str, now: datetime) -> User:
    moved = replace(user, zone=zone)
    await uow.users.save(moved)
    if user.zone is not None and user.zone != zone:
        for reminder in await uow.reminders.open_of(user.workspace_id, user.id):
            trigger = reminder.trigger
            if (
                isinstance(trigger, Repeat)
                and trigger.recurrence.zone == user.zone
                and not trigger.recurrence.counts_elapsed_time
            ):
                await _move_repeat(uow, reminder, trigger, zone, now)
    return moved


async def _move_repeat(uow: UnitOfWork, reminder: Reminder, trigger: Repeat, zone: str, now: datetime) -> None:
    trigger = Repeat(trigger.recurrence.in_zone(zone))
    moved = replace(reminder.edit(trigger=trigger), zone=zone)
    await uow.reminders.save(moved)
    due = first_due(trigger, now) if moved.status is ReminderStatus.ACTIVE else None
    await reschedule(uow, moved, due, now)
    await record(uow, moved, LedgerAction.ZONE_CHANGED, now, reminder.owner_id, due_at=due, note=zone)
