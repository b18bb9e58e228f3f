"""Linking: a person's places become one person's by a one-time code, and one of them leaves again.

What a code is, and what of two people's choices holds, is told in bot/domain/linking.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from bot.actions.users import set_zone
from bot.domain.dealing import Dealing, DealingAction
from bot.domain.errors import LinkRefused
from bot.domain.identifier import new_id
from bot.domain.ledger import LedgerAction, LedgerEntry
from bot.domain.linking import CODE_LIFE, LinkCode, find_code, hash_code, join_people, new_code
from bot.domain.message import Address
from bot.domain.user import Identity, User
from bot.ports import UnitOfWork

_REMEMBERED = timedelta(days=1)  # for so long a code that is used or expired is told from a wrong one
_WINDOW = timedelta(minutes=10)
_TRIES = 5  # of one person in a window
_ALL_TRIES = 100  # of everybody: with 35 bits and at most some dozens of live codes, guessing comes to nothing
OF_THIS_MACHINE = frozenset({"console", "web"})


@dataclass(frozen=True, slots=True)
class Linked:
    """user: the one that both are now. came: how many of the other's reminders are still open. code: where it was asked for."""

    user: User
    came: int
    code: LinkCode


async def issue_code(uow: UnitOfWork, user: User, address: Address, now: datetime) -> str:
    """A code that links another place to this person, once, within CODE_LIFE; an earlier one of theirs no longer counts."""
    code = new_code()
    expires = now + CODE_LIFE
    await uow.links.save_code(
        LinkCode(user.workspace_id, user.id, hash_code(code), address.platform, address.room, now, expires)
    )
    return code


async def check_code(uow: UnitOfWork, workspace_id: UUID, who: str, typed: str, now: datetime) -> LinkCode:
    """The code that was typed. who: whose tries are counted, like "telegram:77".

    Raises LinkRefused: too_many, wrong, used, expired. A wrong one counts as a try, so the transaction is to be committed.
    """
    own, all_tries = await uow.links.count_attempts(workspace_id, who, now - _WINDOW)
    if own >= _TRIES or all_tries >= _ALL_TRIES:
        raise LinkRefused("too_many")
    code = find_code(await uow.links.codes(workspace_id, now - _REMEMBERED), typed)
    if code is None:
        await uow.links.add_attempt(workspace_id, new_id(now), who, now)
    return _valid(code, now)


async def agreed_code(uow: UnitOfWork, workspace_id: UUID, code_hash: bytes, now: datetime) -> LinkCode:
    """The code that check_code() found, once more: it may have been used or have grown old in between. Raises LinkRefused."""
    codes = await uow.links.codes(workspace_id, now - _REMEMBERED)
    return _valid(next((code for code in codes if code.code_hash == code_hash), None), now)


def _valid(code: LinkCode | None, now: datetime) -> LinkCode:
    if code is None:
        raise LinkRefused("wrong")
    if code.used_at is not None:
        raise LinkRefused("used")
    if code.expires_at <= now:
        raise LinkRefused("expired")
    return code


async def whom_it_joins(uow: UnitOfWork, user: User, code: LinkCode) -> User:
    """The person who asked for the code, where `user` can become one with them. Raises LinkRefused: own, taken."""
    if code.user_id == user.id:
        raise LinkRefused("own")
    kept = await uow.users.get(user.workspace_id, code.user_id)
    if kept is None:
        raise LinkRefused("wrong")
    theirs = {identity.platform for identity in await places_of(uow, kept)}
    if not theirs.isdisjoint(identity.platform for identity in await places_of(uow, user)):
        raise LinkRefused("taken")
    return kept


async def link(uow: UnitOfWork, user: User, code: LinkCode, now: datetime) -> Linked:
    """`user`, and whatever is theirs, becomes the person who asked for the code. Raises LinkRefused: own, taken."""
    kept = await whom_it_joins(uow, user, code)
    if kept.zone is not None and user.zone not in (None, kept.zone):
        await set_zone(uow, user, kept.zone, now)  # so that their repeats follow, as they do whenever a person moves
    came_with = ", ".join(identity.platform for identity in await places_of(uow, user))
    joined = join_people(kept, user)
    coming = await uow.reminders.open_of(user.workspace_id, user.id)
    await uow.users.save(joined)
    await uow.links.merge(user.workspace_id, kept.id, user.id)
    await uow.links.save_code(replace(code, used_at=now))
    await uow.ledger.add_many(
        [
            LedgerEntry(one.workspace_id, new_id(now), one.id, now, LedgerAction.LINKED, actor_id=kept.id)
            for one in coming
        ]
    )
    await uow.dealings.add(Dealing(kept.workspace_id, new_id(now), now, DealingAction.LINKED, kept.id, note=came_with))
    return Linked(joined, len(coming), code)


async def unlink(uow: UnitOfWork, user: User, platform: str, now: datetime) -> Identity:
    """The place is no longer this person's; whatever they have stays with them. Raises LinkRefused: not_linked, only_place, machine."""
    places = await places_of(uow, user)
    leaving = next((identity for identity in places if identity.platform == platform), None)
    if leaving is None:
        raise LinkRefused("not_linked")
    if platform in OF_THIS_MACHINE:
        raise LinkRefused("machine")
    if len(places) == 1:
        raise LinkRefused("only_place")
    await uow.users.remove_identity(leaving)
    await uow.dealings.add(Dealing(user.workspace_id, new_id(now), now, DealingAction.UNLINKED, user.id, note=platform))
    return leaving


async def places_of(uow: UnitOfWork, user: User) -> list[Identity]:
    return await uow.users.identities(user.workspace_id, [user.id])
