"""Assistant: the path of one message, and of one press, through one transaction (docs/architecture.md, "A message in")."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

from bot.actions.users import follow_language, identify_user
from bot.dialogue.cards import close_card, rewrite_delivered, rewrite_pressed
from bot.dialogue.carry_out import carry_out
from bot.dialogue.confirmation import advance
from bot.dialogue.door import turn_away
from bot.dialogue.dressing import dress
from bot.dialogue.hearing import hear, hear_again, misses_a_time
from bot.dialogue.inquiries import Fact, Facts, Inquiry, ask_all
from bot.dialogue.presses import turn_of
from bot.dialogue.scene import Scene
from bot.dialogue.settings import Settings
from bot.dialogue.turn import Heard, Moment, Turn, settle
from bot.domain.conversation import Conversation
from bot.domain.identifier import new_id
from bot.domain.message import Address, Answer, ButtonPress, Edit, IncomingMessage, Message, Said
from bot.language.intents import NoIntent
from bot.ports import Clock, Directories, UnitOfWork, UnitOfWorkFactory, Wakeup
from bot.wording.press import read_press
from bot.wording.render import render_reply
from bot.wording.replies import Notice
from bot.wording.typed import clean
from bot.wording.voice import voice_of

# The transcript is in the order of its ids: each is later than what it follows.
_MILLISECOND = timedelta(milliseconds=1)
SIDE_BY_SIDE = 4  # more transactions only wait for one another, and what is to be stored quickly for them
_TRANSCRIBED = frozenset({"web", "console"})  # where we show the transcript, what people wrote is kept as well


@dataclass(frozen=True, slots=True)
class Assistant:
    """Everything it knows between two messages is in the store, so that it may be killed and made anew at any moment.

    turns: how many transactions of its may be open at the same time. What is asked outside of them holds up nobody.
    """

    open_unit: UnitOfWorkFactory
    clock: Clock
    wakeup: Wakeup
    settings: Settings
    directories: Directories = field(default_factory=dict)
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(SIDE_BY_SIDE))

    async def handle_message(self, message: IncomingMessage) -> Answer:
        """What the bot answers. The effects and the answer are stored together, or not at all; an event seen before is answered by nothing.

        Raises StoreUnavailable; then nothing has changed.
        """
        again: Heard | None = None
        facts: dict[Inquiry, Fact] = {}
        while True:
            answer = await self._answer(message, again, facts)
            if isinstance(answer, Answer):
                return answer
            if isinstance(answer, Heard):
                again = await hear_again(answer)
            else:
                facts |= await ask_all(answer, self.directories)

    async def _answer(
        self, message: IncomingMessage, again: Heard | None, facts: Facts
    ) -> Answer | Heard | tuple[Inquiry, ...]:
        """Something else instead, with nothing stored, where more must be known first.

        Heard: a time is missed that the second readers may find (again: what they made of it); inquiries: what facts lacks.
        """
        async with self.turns, self.open_unit() as uow:
            scene = await self._enter(uow, message, facts, direct=message.direct)
            if isinstance(scene, Answer):
                return scene
            scene.mentions, scene.direct = message.mentions, message.direct
            scene.permalink = message.permalink
            before = await _recall(scene)
            heard = again or self._hear(message, scene)
            if heard and again is None and misses_a_time(heard, before.pending):
                return heard
            turn = await self._respond(message, heard, before, scene)
            if turn.inquiries:
                return turn.inquiries
            messages = await _worded(turn, scene)
            edits = await _follow_up(before, turn, messages, scene)
            said = await _say([(scene.address, message) for message in messages], scene)
            said += await _say(await _elsewhere(turn, scene), scene)
            await _leave(before, turn.conversation, scene)
        self._wake(uow)
        return Answer(said, edits)

    async def handle_press(self, press: ButtonPress) -> Answer:
        """The same for a button. What was pressed reads the outcome from now on; a question that follows is a message of its own."""
        facts: dict[Inquiry, Fact] = {}
        while True:
            answer = await self._answer_press(press, facts)
            if isinstance(answer, Answer):
                return answer
            facts |= await ask_all(answer, self.directories)

    async def _answer_press(self, press: ButtonPress, facts: Facts) -> Answer | tuple[Inquiry, ...]:
        async with self.turns, self.open_unit() as uow:
            scene = await self._enter(uow, press, facts)
            if isinstance(scene, Answer):
                return scene
            before = await _recall(scene)
            turn = await _pressed(press, before, scene)
            if turn is not None and turn.inquiries:
                return turn.inquiries
            turn = turn or Turn(before, (Notice("stale"),), aside=True)
            messages = await _worded(turn, scene)
            in_place = not turn.aside and messages[0].card is None
            rewritten = await rewrite_pressed(press, messages[0], scene) if in_place else ()
            edits = await _follow_up(before, turn, messages, scene, pressed=press if rewritten else None)
            said = await _say([(scene.address, message) for message in messages[bool(rewritten) :]], scene)
            said += await _say(await _elsewhere(turn, scene), scene)
            await _leave(before, turn.conversation, scene)
        self._wake(uow)
        return Answer(said, (*rewritten, *edits))

    async def _enter(
        self, uow: UnitOfWork, event: IncomingMessage | ButtonPress, facts: Facts, *, direct: bool = False
    ) -> Scene | Answer:
        """The scene of an event; the answer to a stranger, and to an event that was seen before."""
        now = self.clock.now()
        admission = self.settings.admission.get(event.address.platform)
        away = await turn_away(uow, event, admission, now) if admission else None
        if away is not None:
            await uow.commit()
            return away
        user = await identify_user(
            uow, event.workspace, event.address, event.sender, now, self.settings.default_zone, direct=direct
        )
        if not await uow.events.first_seen(user.workspace_id, event.address.platform, event.event_id, now):
            return Answer()
        uow.ledger.come_from("chat", event.address.platform, event.address.room)
        command = self.settings.commands.get(event.address.platform, "")
        until = now + self.settings.question_life
        moment = Moment(user, now, secrets.token_hex(5), until, self.settings.limits, command)
        listen = partial(hear, now=now, series=self.settings.series)
        speaker = event.sender.external_id
        return Scene(uow, moment, event.address, self.settings, listen, speaker=speaker, facts=facts)

    def _hear(self, message: IncomingMessage, scene: Scene) -> Heard | None:
        """None for a message that cannot be taken: empty, or too long."""
        text = clean(message.text)
        if not 0 < len(text) <= self.settings.message_length:
            return None
        return replace(
            scene.hear(text),
            mentions=message.mentions,
            direct=message.direct,
            link=message.about,
            quoted=message.quoted,
        )

    async def _respond(self, message: IncomingMessage, heard: Heard | None, before: Conversation, scene: Scene) -> Turn:
        """A message that cannot be taken is answered and leaves everything as it was; all others go their way."""
        if heard is None:
            return Turn(before, (self._refusal(clean(message.text)),))
        if message.address.platform in _TRANSCRIBED:
            await _transcribe(message, heard.text, scene)
        if not isinstance(heard.understanding.intent, NoIntent):
            language = heard.understanding.language
            scene.become(await follow_language(scene.uow, scene.user, message.sender, language))
        return await carry_out(advance(before, heard, scene.moment), scene)

    def _refusal(self, text: str) -> Notice:
        length, allowed = len(text), self.settings.message_length
        if not length:
            return Notice("empty")
        return Notice("too_long", {"length": length, "allowed": allowed, "count": length - allowed})

    def _wake(self, uow: UnitOfWork) -> None:
        if uow.earliest_due is not None:
            self.wakeup.notify(uow.earliest_due)


async def _recall(scene: Scene) -> Conversation:
    """The conversation as it stands; a question that has lapsed is no longer open."""
    address, user = scene.address, scene.user
    conversation = await scene.uow.conversations.get(user.workspace_id, address.platform, address.room, user.id)
    if conversation.until is not None and conversation.until <= scene.now:
        return settle(conversation)
    return conversation


async def _pressed(press: ButtonPress, before: Conversation, scene: Scene) -> Turn | None:
    read = read_press(press.press)
    turn = await turn_of(read, before, scene) if read else None
    return await carry_out(turn, scene) if turn else None


async def _transcribe(message: IncomingMessage, text: str, scene: Scene) -> None:
    await scene.uow.messages.add_from_person(
        scene.user.workspace_id, new_id(scene.now), message.address.platform, message.address.room,
        scene.user.id, text, scene.now, client_id=message.event_id,
    )  # fmt: skip


async def _worded(turn: Turn, scene: Scene) -> tuple[Message, ...]:
    voice = voice_of(scene.user, scene.now)
    return tuple([render_reply(await dress(reply, scene), voice) for reply in turn.replies])


async def _follow_up(
    before: Conversation,
    turn: Turn,
    messages: tuple[Message, ...],
    scene: Scene,
    *,
    pressed: ButtonPress | None = None,
) -> tuple[Edit, ...]:
    """The edits that follow: a card whose question is over loses its buttons, a firing that was answered shows it everywhere."""
    edits: tuple[Edit, ...] = ()
    asked = before.pending.card if before.pending else None
    still = turn.conversation.pending.card if turn.conversation.pending else None
    if asked is not None and asked != still and pressed is None:
        edits = await close_card(asked, scene)
    if turn.answered is not None:
        message = replace(messages[-1], buttons=(), card=None)
        edits += await rewrite_delivered(turn.answered, message, scene, but=pressed.message_ref if pressed else None)
    return edits


async def _elsewhere(turn: Turn, scene: Scene) -> list[tuple[Address, Message]]:
    voice = voice_of(scene.user, scene.now)
    return [(address, render_reply(await dress(reply, scene), voice)) for address, reply in turn.elsewhere]


async def _say(messages: Sequence[tuple[Address, Message]], scene: Scene) -> tuple[Said, ...]:
    """Kept before they are sent, so that they are said even when we are killed in between (ADR 3)."""
    ids = [new_id(scene.now + place * _MILLISECOND) for place in range(1, len(messages) + 1)]
    said = tuple(Said(id_, address, message) for id_, (address, message) in zip(ids, messages, strict=True))
    for one in said:
        if one.message.secret:
            continue
        await scene.uow.messages.add_from_bot(scene.user.workspace_id, scene.user.id, one, scene.now)
    return said


async def _leave(before: Conversation, after: Conversation, scene: Scene) -> None:
    if after != before:
        await scene.uow.conversations.save(after, scene.now)
    await scene.uow.commit()
