"""Replies completed from the store: what a card shows beside the draft is known there and not in the conversation."""

from __future__ import annotations

from dataclasses import replace

from bot.actions.reminders import get_reminder_by_id
from bot.dialogue.scene import Scene
from bot.wording.replies import Card, Reply


async def dress(reply: Reply, scene: Scene) -> Reply:
    """A card gets the item that it is about and the reminder that it would change; other replies are whole already."""
    if not isinstance(reply, Card):
        return reply
    draft = reply.draft
    if draft.item_key is not None:
        reply = replace(reply, item=await scene.uow.items.get(scene.user.workspace_id, draft.item_key))
    if draft.edits is not None:
        reminder = (await get_reminder_by_id(scene.uow, scene.user, draft.edits)).reminder
        reply = replace(reply, reminder=reminder)
    return reply
