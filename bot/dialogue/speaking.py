"""Speaker: says what the assistant has answered: room by room in order, rooms side by side, again until the platform has it.

All of it is stored before (ADR 3), so that what is unsaid when the process ends is said by the next one. What to say is decided elsewhere.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from bot.dialogue.holding import Holding
from bot.dialogue.order import Order, Place
from bot.dialogue.shared_commit import SharedCommit
from bot.domain.delivery import RetryPolicy
from bot.domain.errors import DeliveryError, StoreUnavailable
from bot.domain.identifier import made_at
from bot.domain.message import Edit, Message, Said
from bot.ports import ChatAdapter, Clock, UnitOfWork

log = logging.getLogger(__name__)

_WAITED_FOR = timedelta(days=1)
_AGAIN = RetryPolicy(base=timedelta(seconds=1), longest=timedelta(minutes=1))


@dataclass(slots=True)
class _Mark:
    """A message that its platform has. edited: what it has to read, where that is something else by now."""

    workspace_id: UUID
    said: Said
    ref: str | None
    at: datetime
    edited: Message | None = None


class Speaker:
    """adapters: by platform. Answers go to platforms that are served; those of others stay unsaid. holding: where other processes speak."""

    def __init__(
        self, adapters: Mapping[str, ChatAdapter], commit: SharedCommit, clock: Clock, holding: Holding | None = None
    ) -> None:
        self._holding = holding
        self._adapters, self._commit, self._clock = adapters, commit, clock
        self._order: Order[tuple[str, str]] = Order()
        self._tasks: set[asyncio.Task[None]] = set()
        self._resting: set[asyncio.Task[Any]] = set()
        self._unsaid: set[UUID] = set()
        self._edits: dict[tuple[str, str], Edit] = {}
        self._stopping = False

    @property
    def waiting(self) -> int:
        """How much is still to be said."""
        return len(self._tasks)

    def say(self, workspace_id: UUID, said: Said) -> asyncio.Future[bool]:
        """Returns at once. The future tells whether it went out; False as soon as it is clear that it will be said later or never."""
        gone: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        if said.address.platform not in self._adapters or said.id in self._unsaid:
            gone.set_result(False)
            return gone
        self._unsaid.add(said.id)
        self._start(self._say(self._place(said.address.platform, said.address.room), workspace_id, said, gone))
        return gone

    def edit(self, edit: Edit) -> asyncio.Future[bool]:
        """As say(). A later edit of the same message takes the place of one that has not been made yet."""
        made: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        if edit.address.platform not in self._adapters:
            made.set_result(False)
            return made
        self._edits[edit.address.platform, edit.message_ref] = edit
        self._start(self._edit(self._place(edit.address.platform, edit.address.room), edit, made))
        return made

    async def finish(self, within: timedelta) -> None:
        """Say what can be said in that time; the rest is stored, and said by the next process."""
        self._stopping = True
        for task in self._resting:
            task.cancel()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=within.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _place(self, platform: str, room: str) -> Place:
        return self._order.take((platform, room))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _say(self, place: Place, workspace_id: UUID, said: Said, gone: asyncio.Future[bool]) -> None:
        try:
            async with place:
                _tell(gone, went=await self._send(workspace_id, said, gone))
        except Exception:
            # A fault of an adapter's: the room goes on, and the message is tried again by the next process.
            log.exception("message.not_sent", extra={"message_id": str(said.id)})
        finally:
            self._unsaid.discard(said.id)
            if self._holding:
                self._holding.forget(said)
            _tell(gone, went=False)

    async def _send(self, workspace_id: UUID, said: Said, gone: asyncio.Future[bool]) -> bool:
        adapter = self._adapters[said.address.platform]
        for attempt in count(1):
            try:
                if self._holding and not await self._holding.holds(workspace_id, said):
                    return False
                ref = await adapter.send(said)
            except StoreUnavailable:
                await self._rest(DeliveryError("nobody can tell whether it is still ours to say"), attempt)
            except DeliveryError as error:
                log.warning("message.not_sent", extra={"message_id": str(said.id), "reason": error.reason})
                if error.permanent and not error.refused:
                    await self._put_away(workspace_id, said)
                    return False
                _tell(gone, went=False)
                await self._rest(error, attempt)
            else:
                await self._mark(_Mark(workspace_id, said, ref, self._clock.now()))
                return True
        raise AssertionError("the loop ends by returning")

    async def _mark(self, mark: _Mark) -> None:
        """Remember that it is there. What was changed while it was on its way is changed there as well."""
        try:
            await self._commit.write(_mark_all, mark)
        except StoreUnavailable:
            # It is there, and goes out once more at the next start under the same id.
            log.warning("message.not_marked", extra={"message_id": str(mark.said.id)})
        if mark.edited is not None and mark.ref is not None:
            self.edit(Edit(mark.said.address, mark.ref, mark.edited))

    async def _put_away(self, workspace_id: UUID, said: Said) -> None:
        """What cannot be said today may be said by another process; after a day nobody waits for it any more."""
        now = self._clock.now()
        if now - made_at(said.id, now) > _WAITED_FOR:
            await self._mark(_Mark(workspace_id, said, None, now))
        elif self._holding:
            with suppress(StoreUnavailable):
                await self._holding.leave(workspace_id, said)

    async def _edit(self, place: Place, edit: Edit, made: asyncio.Future[bool]) -> None:
        """An edit that cannot be made leaves buttons that answer kindly that they are over; it never holds up the rest."""
        try:
            async with place:
                delay = await self._try_edit(edit, 1, made)
            for attempt in range(2, _AGAIN.attempts):
                if delay is None:
                    return
                await self._rest(delay, attempt - 1)
                delay = await self._try_edit(edit, attempt, made)
        except Exception:
            log.exception("edit.failed", extra={"platform": edit.address.platform})
        finally:
            if self._is_latest(edit):
                del self._edits[edit.address.platform, edit.message_ref]
            _tell(made, went=False)

    async def _try_edit(self, edit: Edit, attempt: int, made: asyncio.Future[bool]) -> DeliveryError | None:
        """The error after which it is worth trying again."""
        if not self._is_latest(edit):
            return None
        try:
            await self._adapters[edit.address.platform].edit(edit)
        except DeliveryError as error:
            extra = {"platform": edit.address.platform, "attempt": attempt, "reason": error.reason}
            log.warning("edit.failed", extra=extra)
            _tell(made, went=False)
            return None if error.permanent and not error.refused else error
        _tell(made, went=True)
        return None

    def _is_latest(self, edit: Edit) -> bool:
        return self._edits.get((edit.address.platform, edit.message_ref)) is edit

    async def _rest(self, error: DeliveryError, attempt: int) -> None:
        """Until it is worth trying again; when we are stopping, the task ends here."""
        if self._stopping:
            raise asyncio.CancelledError
        now = self._clock.now()
        until = now + _AGAIN.delay(attempt, random.random())  # noqa: S311 - spreads load, guards nothing
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine runs in a task
        self._resting.add(task)
        try:
            await self._clock.sleep_until(max(until, error.retry_after or now))
        finally:
            self._resting.discard(task)


async def _mark_all(uow: UnitOfWork, marks: Sequence[_Mark]) -> None:
    await uow.messages.mark_all_sent([(mark.workspace_id, mark.said.id, mark.ref, mark.at) for mark in marks])
    by_id = {mark.said.id: mark for mark in marks}
    for workspace_id in {mark.workspace_id for mark in marks}:
        for stored in await uow.messages.edited(workspace_id, list(by_id)):
            mark = by_id[stored.id]
            mark.edited = stored.message if stored.message != mark.said.message else None


def _tell(future: asyncio.Future[bool], *, went: bool) -> None:
    if not future.done():
        future.set_result(went)
