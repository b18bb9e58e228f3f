"""The room that a person chooses for what does not reach them directly: found, and its rights looked at, before it is promised.

What is sent there, and when, is in bot/actions/fallback.py.
"""

from __future__ import annotations

from dataclasses import replace

from bot.actions.users import change_preferences
from bot.dialogue.naming import name_of
from bot.dialogue.recipients import Trouble, find_recipient, missing_facts
from bot.dialogue.scene import Scene
from bot.dialogue.turn import Turn
from bot.domain.conversation import Conversation, Named
from bot.domain.reminder import Room
from bot.language.intents import SetPreference
from bot.wording.people import room_name
from bot.wording.replies import Notice
from bot.wording.typed import in_one_line


async def choose_fallback(intent: SetPreference, conversation: Conversation, scene: Scene) -> Turn:
    """A room of the platform where it is said, or none."""
    if not intent.value:
        scene.become(await change_preferences(scene.uow, scene.user, fallback=None))
        return Turn(conversation, (Notice("set.fallback_none"),))
    named = replace(name_of(intent.value, scene.mentions, None if scene.direct else scene.address.room), calls="")
    inquiries = missing_facts((named,), scene)
    if inquiries:
        return Turn(conversation, inquiries=inquiries)
    found = await find_recipient(named, scene)
    if not isinstance(found, Room):
        return Turn(conversation, (_refusal(named, found if isinstance(found, Trouble) else Trouble("no_room")),))
    scene.become(await change_preferences(scene.uow, scene.user, fallback=found))
    return Turn(conversation, (Notice("set.fallback", {"room": room_name(found.name)}),))


def _refusal(named: Named, trouble: Trouble) -> Notice:
    who = room_name(trouble.who) if trouble.because in ("not_in_room", "may_not_post") else in_one_line(trouble.who, 60)
    return Notice(f"ask_who.{trouble.because}", {"typed": in_one_line(named.typed, 60), "who": who})
