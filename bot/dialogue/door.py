"""The door: who is not let in is answered without a word about anybody, and nothing of them is kept but that they knocked.

Who is let in where is an Admission (bot/domain/admission.py), from the configuration.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from bot.actions.linking import check_code
from bot.domain.admission import Admission
from bot.domain.errors import LinkRefused
from bot.domain.identifier import new_id
from bot.domain.message import Answer, ButtonPress, IncomingMessage, Said
from bot.language.intents import Link
from bot.language.reading import Reference
from bot.language.understand import understand
from bot.ports import UnitOfWork
from bot.wording.render import render_reply
from bot.wording.replies import Notice
from bot.wording.voice import voice_for

_ANSWERED_ONCE_IN = timedelta(minutes=10)


async def turn_away(
    uow: UnitOfWork, event: IncomingMessage | ButtonPress, admission: Admission, now: datetime
) -> Answer | None:
    """None: come in. Else what a stranger is told, to be committed: how to become known, once in ten minutes. Blocked ones are told nothing."""
    person, room = event.sender.external_id, event.address.room
    if admission.blocks(person, room):
        return Answer()
    if admission.admits(person, room, known=False):
        return None
    workspace_id = await uow.workspaces.find_or_add(event.workspace, now)
    known = await uow.users.find(workspace_id, event.address.platform, person) is not None
    if admission.admits(person, room, known=known):
        return None
    # Whoever holds a code could be its owner: that they are known from then on, even by saying no to it, gives nothing away.
    refused = await _try_code(uow, workspace_id, event, now) if admission.people == "known" else None
    if refused == "":
        return None
    if refused is not None and refused != "too_many":
        return await _say(uow, workspace_id, event, Notice(f"link.{refused}"), now)
    knocked = f"knock:{person}:{now.timestamp() // _ANSWERED_ONCE_IN.total_seconds():.0f}"
    if isinstance(event, ButtonPress) or not await uow.events.first_seen(
        workspace_id, event.address.platform, knocked, now
    ):
        return Answer()
    key = "link.too_many" if refused else "stranger" if event.direct else "strange_room"
    return await _say(uow, workspace_id, event, Notice(key, {"id": person, "room": room}), now)


async def _try_code(
    uow: UnitOfWork, workspace_id: UUID, event: IncomingMessage | ButtonPress, now: datetime
) -> str | None:
    """Whether the message holds a code: None for none, "" for one that counts, else why it does not."""
    if isinstance(event, ButtonPress):
        return None
    intent = understand(event.text, Reference(now, "UTC", event.sender.locale or "en")).intent
    if not isinstance(intent, Link) or intent.code is None:
        return None
    who = f"{event.address.platform}:{event.sender.external_id}"
    try:
        await check_code(uow, workspace_id, who, intent.code, now)
    except LinkRefused as error:
        return error.why
    return ""


async def _say(
    uow: UnitOfWork, workspace_id: UUID, event: IncomingMessage | ButtonPress, notice: Notice, now: datetime
) -> Answer:
    voice = voice_for(event.sender.locale or "en", event.sender.zone, now)
    said = Said(new_id(now), event.address, render_reply(notice, voice))
    await uow.messages.add_from_bot(workspace_id, None, said, now)
    return Answer((said,))
