"""Deliveries: claiming them under a lease, and settling what became of the sends.

Nothing here sends: that is the loop's, outside any transaction. What is told, and to whom, is decided in notifications.py.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from bot.actions.consents import with_senders
from bot.actions.fairness import FairShare
from bot.actions.fallback import fall_back, owner_of
from bot.actions.notifications import Lease
from bot.actions.pacing import Paced, claim_paced
from bot.actions.routing import choose_route
from bot.domain.delivery import Delivery, DeliveryStatus, RetryPolicy
from bot.domain.errors import DeliveryError
from bot.domain.message import Message
from bot.domain.pace import Pace
from bot.domain.record import record
from bot.ports import LATE_AFTER, LATE_AFTER_DOWNTIME, ChannelOutage, DeliveryContext, Downtime, LateReason, UnitOfWork
from bot.repositories import DueDelivery

FOREVER = timedelta(days=36500)
_MOST_ADDRESSES = 200


@record(frozen=True, slots=True)
class Outcome:
    """What became of one send at `at` (UTC): error is None when the channel took it, message_ref its id for it, message what it reads."""

    due: DueDelivery
    at: datetime
    message_ref: str | None = None
    error: DeliveryError | None = None
    message: Message | None = None


def shares_of_addresses() -> FairShare[DueDelivery, str]:
    return FairShare(lambda due: due.delivery.address, lambda due: due.delivery.id)


@dataclass(frozen=True, slots=True)
class _WaitingByAddress:
    """Implements Queue, for one channel."""

    uow: UnitOfWork
    channel: str
    until: datetime

    async def others(self, crowd: Sequence[str]) -> list[str]:
        addresses = await self.uow.outbox.addresses(self.channel, self.until, _MOST_ADDRESSES + len(crowd))
        return [address for address in addresses if address not in crowd]

    async def of(self, party: str, limit: int) -> list[DueDelivery]:
        return await self.uow.outbox.waiting(self.channel, self.until, limit, party)


async def claim_deliveries(
    uow: UnitOfWork,
    channel: str,
    until: datetime,
    limit: int,
    lease: Lease,
    shares: FairShare[DueDelivery, str] | None = None,
) -> list[DueDelivery]:
    """Claim at most `limit` of what waits for the channel and may go by `until`, the earliest first.

    shares: of its addresses, kept by the caller from batch to batch.
    """
    waiting = await _waiting(uow, channel, until, limit, shares)
    claimed = [replace(due, delivery=due.delivery.claim(lease.token, lease.until)) for due in waiting]
    await uow.outbox.save([due.delivery for due in claimed])
    return await with_senders(uow, claimed)


async def claim_in_slots(
    uow: UnitOfWork,
    channel: str,
    pace: Pace,
    now: datetime,
    until: datetime,
    limit: int,
    lease: Lease,
    shares: FairShare[DueDelivery, str] | None = None,
) -> Paced:
    """The same for a channel that takes only so many at a time."""
    waiting = await _waiting(uow, channel, until, limit, shares)
    paced = await claim_paced(uow, channel, waiting, pace, now, until, lease)
    paced.claimed = await with_senders(uow, paced.claimed)
    return paced


async def _waiting(
    uow: UnitOfWork, channel: str, until: datetime, limit: int, shares: FairShare[DueDelivery, str] | None
) -> list[DueDelivery]:
    waiting = await uow.outbox.waiting(channel, until, limit)
    return await shares.share(waiting, limit, until, _WaitingByAddress(uow, channel, until)) if shares else waiting


async def still_held(uow: UnitOfWork, due: Collection[DueDelivery], token: UUID) -> set[UUID]:
    """The ids of those that may still be sent: not cancelled since, and the lease not lost."""
    return await uow.deliveries.still_held([(each.delivery.workspace_id, each.delivery.id) for each in due], token)


async def settle(
    uow: UnitOfWork,
    outcomes: Sequence[Outcome],
    policy: RetryPolicy,
    chance: Callable[[], float],
    down: Collection[str] = (),
) -> set[UUID]:
    """Store what became of sends; of one whose lease was lost, nothing. Returns the ids of the deliveries that were settled.

    What has failed for good goes by another of the person's ways; where none is left, the reminder's owner is told by another. Where
    the whole channel is refused and there is no other way, it waits. down: channels whose failures are not held against their
    deliveries. chance: draws from [0, 1).
    """
    waiting = {
        outcome.due.delivery.id
        for outcome in outcomes
        if outcome.error is not None and await _waits(uow, outcome, outcome.error, down)
    }
    settled = [
        (outcome, _settle_one(outcome, policy, chance, waits=outcome.due.delivery.id in waiting))
        for outcome in outcomes
    ]
    stored = await uow.deliveries.settle([(outcome.due.delivery, delivery) for outcome, delivery in settled])
    for outcome, delivery in settled:
        if delivery.status is DeliveryStatus.FAILED and delivery.id in stored:
            await fall_back(uow, outcome.due, delivery, outcome.at)
    return stored


async def release(uow: UnitOfWork, due: Sequence[DueDelivery]) -> None:
    """Give back claims whose sends have not begun, as though they had not been made."""
    await uow.deliveries.settle([(each.delivery, each.delivery.release()) for each in due])


async def give_back(uow: UnitOfWork, tokens: Collection[UUID]) -> int:
    """Give back all that was claimed under these leases: nobody knows of it, and so nothing of it was sent. Returns how many."""
    return sum([await uow.deliveries.give_back(token) for token in tokens])


async def rescue_stuck(uow: UnitOfWork, now: datetime, *, alone: bool = False) -> int:
    """Take back deliveries whose lease has run out; alone: every leased one, as nobody else can be sending. Returns how many."""
    return await uow.deliveries.take_back(now, lease_ended_by=now + FOREVER if alone else now)


async def reroute_stranded(uow: UnitOfWork, served: Collection[str], limit: int) -> int:
    """What waits for a channel that nobody serves any more goes by another that reaches the person, where there is one. Returns how many."""
    return await _reroute(uow, await uow.deliveries.stranded(served, limit), served)


async def reroute_refused(uow: UnitOfWork, refused: Collection[str], served: Collection[str], limit: int) -> int:
    """What waits for a channel whose platform refuses us goes by another that is served and reaches the person, where there is one."""
    usable = [channel for channel in served if channel not in refused]
    return await _reroute(uow, await uow.deliveries.waiting_on(refused, limit), usable)


async def _reroute(uow: UnitOfWork, stranded: Sequence[tuple[Delivery, UUID]], served: Collection[str]) -> int:
    moved = []
    for delivery, user_id in stranded:
        user = await uow.users.get(delivery.workspace_id, user_id)
        identities = await uow.users.identities(delivery.workspace_id, [user_id])
        route = choose_route(user, identities, None, served) if user else None
        if route and route[0] in served:
            moved.append(delivery.reroute(*route))
    await uow.deliveries.move(moved)
    return len(moved)


def context_of(
    due: DueDelivery, now: datetime, downtimes: Sequence[Downtime], outage: ChannelOutage | None = None
) -> DeliveryContext:
    """A delivery as its words need it, with how late it is and why; outage: what its channel had meanwhile. Pure."""
    late, reason = now - due.notification.due_at, _late_reason(due, downtimes) or outage
    if late < (LATE_AFTER_DOWNTIME if isinstance(reason, Downtime) else LATE_AFTER):
        late, reason = timedelta(0), None
    return DeliveryContext(
        due.delivery, due.notification, due.reminder, due.occurrence, due.user, now, late, reason, due.sender, due.asks_consent,
    )  # fmt: skip


def _late_reason(due: DueDelivery, downtimes: Sequence[Downtime]) -> LateReason | None:
    for downtime in downtimes:
        if downtime.since <= due.notification.due_at < downtime.until:
            return downtime
    if due.delivery.error:
        return ChannelOutage(max(1, due.delivery.attempts - 1), due.delivery.error)
    return None


async def _waits(uow: UnitOfWork, outcome: Outcome, error: DeliveryError, down: Collection[str]) -> bool:
    """Whether the failure was none of this delivery's: its channel is down, or refused with nobody to be told of that."""
    if error.refused:
        owner, channel = await owner_of(uow, outcome.due), outcome.due.delivery.channel
        if owner is None:
            return True
        identities = await uow.users.identities(owner.workspace_id, [owner.id])
        return choose_route(owner, identities, None, None, but=channel) is None
    return not error.permanent and outcome.due.delivery.channel in down


def _settle_one(outcome: Outcome, policy: RetryPolicy, chance: Callable[[], float], *, waits: bool) -> Delivery:
    delivery, error = outcome.due.delivery, outcome.error
    if error is None:
        return delivery.sent(outcome.at, outcome.message_ref)
    if waits or (error.retry_after and not error.permanent):
        # Being told when to come back is no failure: a long queue must not use up the tries.
        at = error.retry_after or outcome.at
        return delivery.put_off(at, error.reason, may_have_arrived=error.may_have_arrived)
    if error.permanent or policy.gives_up(delivery.attempts):
        return delivery.fail(error.reason)
    at = outcome.at + policy.delay(delivery.attempts, chance())
    return delivery.retry(at, error.reason, may_have_arrived=error.may_have_arrived)
