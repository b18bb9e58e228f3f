"""A firing answered in one place while its message to another is still on its way: that message keeps no buttons."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.actions.occurrences import acknowledge
from bot.actions.reminders import ReminderDraft, set_reminder
from bot.domain.errors import DeliveryError
from bot.domain.limits import Limits
from bot.domain.message import Button, Edit, Message, Run, Said
from bot.domain.reminder import At, Origin
from bot.domain.user import User
from bot.ports import DeliveryContext, Notice, UnitOfWorkFactory
from bot.scheduling.loop import Loop
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer
from tests.waiting import until


class WithButtons(PlainRenderer):
    def render(self, context: DeliveryContext) -> Message:
        return replace(super().render(context), buttons=(Button("Done", "done:it"),))


@dataclass
class Answered(KeptChannel):
    """Somebody says elsewhere that it is done, before the platform's answer is here."""

    open_unit: UnitOfWorkFactory
    user: User
    clock: FrozenClock
    done: bool = True
    edits: list[Edit] = field(default_factory=list)
    failures_of_edits: list[DeliveryError] = field(default_factory=list)
    tried: int = 0

    def __post_init__(self) -> None:
        super().__init__("web")

    async def send(self, notice: Notice) -> str | None:
        if self.done and notice.notification.occurrence_id is not None:
            async with self.open_unit() as uow:
                await acknowledge(uow, self.user, notice.notification.occurrence_id, self.clock.now())
                await uow.commit()
        return await super().send(notice)

    async def edit(self, edit: Edit) -> None:
        self.tried += 1
        if self.failures_of_edits:
            raise self.failures_of_edits.pop(0)
        self.edits.append(edit)


class Transcribing(Answered):
    """As the web chat: its messages are rows of ours."""

    async def send(self, notice: Notice) -> str | None:
        await super().send(notice)
        async with self.open_unit() as uow:
            said = Said(notice.delivery_id, notice.address, notice.message)
            await uow.messages.add_from_bot(notice.workspace_id, self.user.id, said, self.clock.now())
            await uow.commit()
        return str(notice.delivery_id)


async def deliver(open_unit: UnitOfWorkFactory, clock: FrozenClock, ana: User, channel: Answered) -> None:
    async with open_unit() as uow:
        draft = ReminderDraft("call Jens", At(clock.now() + timedelta(hours=1)), "UTC")
        await set_reminder(uow, ana, draft, Origin("chat", "web", "room-of-ana"), clock.now(), Limits())
        await uow.commit()
    clock.advance(timedelta(hours=1))
    await Loop(open_unit, clock, FakeAlarm(), {"web": channel}, WithButtons()).run_once()
    assert channel.texts == ["call Jens"]


async def test_what_was_answered_while_it_was_on_its_way_loses_its_buttons_when_it_is_there(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channel = Answered(open_unit, ana, frozen_clock)
    await deliver(open_unit, frozen_clock, ana, channel)
    assert [(edit.message_ref, edit.message.text, edit.message.buttons) for edit in channel.edits] == [
        ("message-1", "call Jens", ())
    ]


async def test_buttons_that_cannot_be_taken_away_just_then_go_a_little_later(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    passing = [DeliveryError("the platform is away")] * 2
    channel = Answered(open_unit, ana, frozen_clock, failures_of_edits=passing)
    await deliver(open_unit, frozen_clock, ana, channel)
    assert (channel.edits, channel.tried) == ([], 1)
    await until(lambda: channel.edits, clock=frozen_clock)
    assert ([edit.message.buttons for edit in channel.edits], channel.tried) == ([()], 3)


async def test_a_message_that_is_gone_is_not_edited_again_and_again(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channel = Answered(open_unit, ana, frozen_clock, failures_of_edits=[DeliveryError("it is gone", permanent=True)])
    await deliver(open_unit, frozen_clock, ana, channel)
    frozen_clock.wake_next()
    await asyncio.sleep(0)
    assert (channel.edits, channel.tried) == ([], 1)


async def test_what_nobody_has_answered_keeps_its_buttons(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channel = Answered(open_unit, ana, frozen_clock, done=False)
    await deliver(open_unit, frozen_clock, ana, channel)
    assert channel.edits == []


async def test_the_transcript_forgets_the_buttons_too(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channel = Transcribing(open_unit, ana, frozen_clock)
    await deliver(open_unit, frozen_clock, ana, channel)
    async with open_unit(write=False) as uow:
        stored = await uow.messages.get(ana.workspace_id, channel.ids[0])
    assert stored is not None
    assert (stored.message, [edit.message_ref for edit in channel.edits]) == (
        Message((Run("call Jens"),)),
        [str(channel.ids[0])],
    )
