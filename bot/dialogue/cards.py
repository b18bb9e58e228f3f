"""Messages of the bot's that must read otherwise: a card that was answered, a delivered reminder that was done elsewhere.

The transcript's row is changed in the message's transaction; the platform is told afterwards by the edits that are returned.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from bot.actions.occurrences import sent_messages
from bot.conversation_repositories import StoredMessage
from bot.dialogue.scene import Scene
from bot.domain.message import Address, ButtonPress, Edit, Message
from bot.wording.press import read_press


async def close_card(card: str, scene: Scene) -> tuple[Edit, ...]:
    """The message that carries this question keeps its words and loses its buttons."""
    stored = await scene.uow.messages.by_card(scene.user.workspace_id, scene.address.platform, card)
    if stored is None or stored.message is None or not stored.message.buttons:
        return ()
    return await _rewrite(stored, replace(stored.message, buttons=()), scene)


async def rewrite_pressed(press: ButtonPress, message: Message, scene: Scene) -> tuple[Edit, ...]:
    """The message whose button was pressed says this now. Empty where the platform did not say which message that is."""
    if press.message_ref is None:
        return ()
    stored = await _stored(press.message_ref, scene)
    if stored is not None:
        return await _rewrite(stored, message, scene, press.message_ref)
    return (Edit(press.address, press.message_ref, message),)


async def rewrite_delivered(
    occurrence_id: UUID, message: Message, scene: Scene, *, but: str | None = None
) -> tuple[Edit, ...]:
    """Wherever a firing was delivered, it reads so now. but: the message_ref of the one that has been seen to."""
    edits: list[Edit] = []
    found = await sent_messages(scene.uow, scene.user, occurrence_id, scene.address)
    for sent in sorted(found, key=lambda each: (each.channel, each.address)):
        if sent.message_ref == but:
            continue
        stored = await _stored(sent.message_ref, scene)
        if stored is None:
            edits.append(Edit(Address(sent.channel, sent.address), sent.message_ref, message))
        elif stored.message is not None and stored.message.buttons:
            rewritten = message if _waits(stored.message) else replace(stored.message, buttons=())
            edits += await _rewrite(stored, rewritten, scene, sent.message_ref)
    return tuple(edits)


def _waits(message: Message) -> bool:
    """Whether it still asks for an answer; an earlier firing's message tells of its own answer, and only loses its Undo."""
    presses = [read_press(button.press) for button in message.buttons]
    return any(press is not None and press.verb in ("done", "snooze") for press in presses)


async def _stored(message_ref: str, scene: Scene) -> StoredMessage | None:
    """The transcript's row, on platforms whose message ids are ours."""
    try:
        message_id = UUID(message_ref)
    except ValueError:
        return None
    return await scene.uow.messages.get(scene.user.workspace_id, message_id)


async def _rewrite(
    stored: StoredMessage, message: Message, scene: Scene, message_ref: str | None = None
) -> tuple[Edit, ...]:
    """A message that its platform has not got yet needs no edit: it goes out as it reads now."""
    await scene.uow.messages.replace(stored.workspace_id, stored.id, message, scene.now)
    ref = message_ref or stored.message_ref
    if ref is None:
        return ()
    return (Edit(Address(stored.platform, stored.room, stored.thread), ref, message),)
