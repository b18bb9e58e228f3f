"""Scene: what carrying out a command needs at hand. One for each message or press, within its transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from bot.actions.reminders import get_reminder_by_id
from bot.dialogue.inquiries import Facts
from bot.dialogue.settings import Settings
from bot.dialogue.turn import Heard, Moment, Turn
from bot.domain.conversation import Change, Conversation
from bot.domain.message import Address, Mention
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.wording.press import Press
from bot.wording.replies import Done, Outcome

REMEMBERED_CHANGES = 20


@dataclass(slots=True)
class Scene:
    """Mutable in one thing: the moment's user, who may change zone or preferences in the middle of a message, or turn out to be another.

    speaker: the platform's id of the user. mentions: whom and what the platform recognised in what was said. facts: what it was asked.
    direct: nobody else reads here.
    """

    uow: UnitOfWork
    moment: Moment
    address: Address
    settings: Settings
    listen: Callable[[str, User], Heard]
    permalink: str | None = None
    speaker: str = ""
    mentions: tuple[Mention, ...] = ()
    facts: Facts = field(default_factory=dict)
    direct: bool = True

    @property
    def user(self) -> User:
        return self.moment.user

    @property
    def now(self) -> datetime:
        return self.moment.now

    def hear(self, text: str) -> Heard:
        """Understand some words as this person's, here and now."""
        return self.listen(text, self.user)

    def become(self, user: User) -> None:
        """The same person, with what they have just chosen."""
        self.moment = replace(self.moment, user=user)

    async def outcome(
        self,
        conversation: Conversation,
        change: Change,
        done: Done,
        *,
        implied: tuple[str, ...] = (),
        until: datetime | None = None,
    ) -> Turn:
        """Say what was done, and remember how to take it back."""
        view = await get_reminder_by_id(self.uow, self.user, change.reminder_id, self.address)
        undo = str(Press("undo", change.reminder_id.hex, str(change.version)))
        said = Outcome(done, view, undo, implied, until=until)
        return Turn(remember(conversation, change), (said,), answered=change.occurrence_id)


def remember(conversation: Conversation, *changes: Change) -> Conversation:
    """What can be undone, the latest last; the reminder becomes the one being talked about."""
    kept = (*conversation.changes, *changes)[-max(REMEMBERED_CHANGES, len(changes)) :]
    return replace(conversation, changes=kept, focus=changes[-1].reminder_id)


def about(conversation: Conversation, reminder_id: UUID) -> Conversation:
    """What "it" means from now on."""
    return replace(conversation, focus=reminder_id)
