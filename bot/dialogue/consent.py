"""Whose reminders a person takes: "stop reminders from @bob", "allow reminders from @bob", and the button on the first one that came."""

from __future__ import annotations

from uuid import UUID

from bot.actions.consents import answer_sender
from bot.dialogue.naming import name_of
from bot.dialogue.recipients import Trouble, find_user, missing_facts
from bot.dialogue.scene import Scene
from bot.dialogue.turn import Turn
from bot.domain.conversation import Conversation
from bot.domain.user import User
from bot.language.intents import Preference, SetPreference
from bot.wording.replies import Notice
from bot.wording.typed import handle, in_one_line


async def answer_named_sender(intent: SetPreference, conversation: Conversation, scene: Scene) -> Turn:
    """Refuse or allow the reminders of whoever is named."""
    typed = intent.value or intent.typed
    named = name_of(typed, scene.mentions)
    inquiries = missing_facts((named,), scene)
    if inquiries:
        return Turn(conversation, inquiries=inquiries)
    sender = await find_user(named, scene)
    if isinstance(sender, Trouble):
        return Turn(conversation, (nobody(typed, sender),))
    return Turn(conversation, (await _answer(sender, scene, refused=intent.preference is Preference.BLOCK),))


async def refuse_sender(sender_id: UUID, conversation: Conversation, scene: Scene) -> Turn | None:
    """The button; None where there is nobody of that id any more."""
    sender = await scene.uow.users.get(scene.user.workspace_id, sender_id)
    return Turn(conversation, (await _answer(sender, scene, refused=True),)) if sender else None


def nobody(typed: str, trouble: Trouble) -> Notice:
    """That a name is nobody's, with the names that are like it; or that the platform cannot be asked."""
    name = in_one_line(typed, 60)
    if trouble.because == "unanswered":
        return Notice("no_person.unanswered", {"typed": name, "reason": in_one_line(trouble.who)})
    if trouble.choices:
        near = ", ".join(in_one_line(choice.typed, 40) for choice in trouble.choices)
        return Notice("no_person.near", {"typed": name, "near": near})
    return Notice("no_person", {"typed": name})


async def _answer(sender: User, scene: Scene, *, refused: bool) -> Notice:
    if sender.id == scene.user.id:
        return Notice("consent.yourself")
    await answer_sender(scene.uow, scene.user, sender.id, scene.now, refused=refused)
    return Notice("consent.refused" if refused else "consent.allowed", _names(sender))


def _names(sender: User) -> dict[str, str]:
    return {"who": in_one_line(sender.name, 60), "handle": handle(sender.name)}
