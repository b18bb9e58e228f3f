"""Inquiries: what must be asked of a platform before a turn can be taken, and what it answered.

No network inside a transaction: a turn that misses a fact says so (Turn.inquiries), is dropped, and is taken again once the fact is there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.directory import Matches, RoomProfile
from bot.domain.errors import DeliveryError
from bot.domain.message import Address, Profile
from bot.ports import Directories, Directory

_WITHIN = 8.0  # seconds; a platform whose answers take longer cannot be asked just now


@dataclass(frozen=True, slots=True)
class PersonInquiry:
    """Who is called `name`, typed in the room `near`; or, where external_id is known, whether there is somebody of that id."""

    platform: str
    name: str
    near: str
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class RoomInquiry:
    """Which room is meant, and whether the bot, and the person `asker`, may write there."""

    platform: str
    name: str
    near: str
    asker: str
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class PersonFact:
    """direct: where the one who was found can be reached."""

    matches: Matches[Profile]
    direct: Address | None = None


@dataclass(frozen=True, slots=True)
class RoomFact:
    matches: Matches[RoomProfile]
    bot_may_post: bool = False
    asker_may_post: bool = False


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The platform could not be asked; reason: why."""

    reason: str


Inquiry = PersonInquiry | RoomInquiry
Fact = PersonFact | RoomFact | Unanswered
Facts = Mapping[Inquiry, Fact]


async def ask_all(inquiries: Sequence[Inquiry], directories: Directories) -> dict[Inquiry, Fact]:
    """All at once. A platform without a directory knows nobody."""
    facts = await asyncio.gather(*(_ask(inquiry, directories.get(inquiry.platform)) for inquiry in inquiries))
    return dict(zip(inquiries, facts, strict=True))


async def _ask(inquiry: Inquiry, directory: Directory | None) -> Fact:
    try:
        async with asyncio.timeout(_WITHIN):
            if isinstance(inquiry, PersonInquiry):
                return await _about_person(inquiry, directory)
            return await _about_room(inquiry, directory)
    except DeliveryError as error:
        return Unanswered(error.reason)
    except TimeoutError:
        return Unanswered("no answer in time")


async def _about_person(inquiry: PersonInquiry, directory: Directory | None) -> PersonFact:
    if directory is None:
        return PersonFact(Matches())
    if inquiry.external_id is None:
        matches = await directory.find_person(inquiry.name, inquiry.near)
    else:
        matches = Matches(await directory.person(inquiry.external_id))
    direct = await directory.open_direct(matches.found.external_id) if matches.found else None
    return PersonFact(matches, direct)


async def _about_room(inquiry: RoomInquiry, directory: Directory | None) -> RoomFact:
    if directory is None:
        return RoomFact(Matches())
    if inquiry.external_id is None:
        matches = await directory.find_room(inquiry.name, inquiry.near)
    else:
        matches = Matches(await directory.room(inquiry.external_id))
    if matches.found is None:
        return RoomFact(matches)
    room = matches.found.external_id
    if not await directory.is_in_room(room):
        return RoomFact(matches)
    return RoomFact(matches, bot_may_post=True, asker_may_post=await directory.may_post(inquiry.asker, room))
