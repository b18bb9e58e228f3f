"""The door: who is not let in is answered without a word about anybody, and nothing of them is kept but that they knocked.

Who is let in where is an Admission (bot/domain/admission.py), from the configuration.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.admission import Admission
from bot.domain.identifier import new_id
from bot.domain.message import Answer, ButtonPress, IncomingMessage, Said
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
    knocked = f"knock:{person}:{now.timestamp() // _ANSWERED_ONCE_IN.total_seconds():.0f}"
    if isinstance(event, ButtonPress) or not await uow.events.first_seen(
        workspace_id, event.address.platform, knocked, now
    ):
        return Answer()
    voice = voice_for(event.sender.locale or "en", event.sender.zone, now)
    message = render_reply(Notice("stranger" if event.direct else "strange_room", {"id": person, "room": room}), voice)
    said = Said(new_id(now), event.address, message)
    await uow.messages.add_from_bot(workspace_id, None, said, now)
    return Answer((said,))
