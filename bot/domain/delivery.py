"""Delivery: one notification on one channel to one address. The outbox and the ledger in one.

A lease (token and end) says who is sending; who lost the lease cannot settle.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from bot.domain.backoff import back_off
from bot.domain.errors import IllegalTransition
from bot.domain.record import record


class DeliveryStatus(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Exponential back-off: base × 2^(attempts-1), at most `longest`, spread by ±jitter; given up after `attempts` tries."""

    base: timedelta = timedelta(seconds=2)
    longest: timedelta = timedelta(minutes=15)
    attempts: int = 12
    jitter: float = 0.25

    def delay(self, attempts: int, chance: float) -> timedelta:
        """How long to wait after the attempts-th failure; chance in [0, 1) picks the place within the jitter."""
        return back_off(self.base, attempts - 1, self.longest, self.jitter, chance)

    def gives_up(self, attempts: int) -> bool:
        return attempts >= self.attempts


@record(frozen=True, slots=True)
class Delivery:
    """channel: "web", "console", "mattermost", …; address: what that channel needs to find the person or the room.

    not_before: UTC; a claim may come earlier, the send may not. message_ref: the platform's id of the message that was sent.
    may_have_arrived: an earlier try went out without an answer. id is the idempotency key.
    """

    workspace_id: UUID
    id: UUID
    notification_id: UUID
    channel: str
    address: str
    not_before: datetime
    status: DeliveryStatus = DeliveryStatus.PENDING
    attempts: int = 0
    lease_token: UUID | None = None
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    message_ref: str | None = None
    error: str | None = None
    may_have_arrived: bool = False

    def claim(self, token: UUID, until: datetime) -> Delivery:
        self._require("claim", DeliveryStatus.PENDING)
        # Written out, here and in sent(), because thousands a second pass: replace() takes four times as long.
        return Delivery(
            self.workspace_id, self.id, self.notification_id, self.channel, self.address, self.not_before,
            DeliveryStatus.SENDING, self.attempts + 1, token, until, None, None, self.error, self.may_have_arrived,
        )  # fmt: skip

    def sent(self, now: datetime, message_ref: str | None) -> Delivery:
        self._require("settle", DeliveryStatus.SENDING)
        return Delivery(
            self.workspace_id, self.id, self.notification_id, self.channel, self.address, self.not_before,
            DeliveryStatus.SENT, self.attempts, None, None, now, message_ref, None, self.may_have_arrived,
        )  # fmt: skip

    def retry(self, at: datetime, error: str, *, may_have_arrived: bool = False) -> Delivery:
        """Back to PENDING: after a failed try, or when its lease ran out (then nobody knows whether it went)."""
        self._require("retry", DeliveryStatus.SENDING)
        return replace(
            self, status=DeliveryStatus.PENDING, not_before=at, error=error, lease_token=None, lease_until=None,
            may_have_arrived=self.may_have_arrived or may_have_arrived,
        )  # fmt: skip

    def release(self) -> Delivery:
        """Back to PENDING with the try not counted: it was claimed, but nothing was sent."""
        self._require("release", DeliveryStatus.SENDING)
        return replace(
            self, status=DeliveryStatus.PENDING, attempts=self.attempts - 1, lease_token=None, lease_until=None
        )

    def put_off(self, at: datetime, error: str, *, may_have_arrived: bool = False) -> Delivery:
        """The same at a later time: the channel could not take it just then, whatever it was."""
        put_off = self.retry(at, error, may_have_arrived=may_have_arrived)
        return replace(put_off, attempts=self.attempts - 1)

    def move(self, not_before: datetime) -> Delivery:
        """To a slot of its own, where the channel takes only so many at a time."""
        self._require("move", DeliveryStatus.PENDING)
        return self if not_before == self.not_before else replace(self, not_before=not_before)

    def fail(self, error: str) -> Delivery:
        self._require("give up", DeliveryStatus.SENDING)
        return replace(self, status=DeliveryStatus.FAILED, error=error, lease_token=None, lease_until=None)

    def cancel(self, now: datetime) -> Delivery:
        """While it is pending, or claimed ahead and held for an instant still to come."""
        if self.status is not DeliveryStatus.SENDING or self.not_before <= now:
            self._require("cancel", DeliveryStatus.PENDING)
        return replace(self, status=DeliveryStatus.CANCELLED, lease_token=None, lease_until=None)

    def reroute(self, channel: str, address: str) -> Delivery:
        """By another way: the one that it waits for is not there."""
        self._require("reroute", DeliveryStatus.PENDING)
        return replace(self, channel=channel, address=address)

    def _require(self, change: str, status: DeliveryStatus) -> None:
        if self.status is not status:
            raise IllegalTransition("delivery", self.status, change)
