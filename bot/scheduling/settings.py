"""LoopSettings: the loop's measures, with the defaults that measuring taught.

What people may ask for is limited in bot/domain/limits.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.domain.circuit import CircuitPolicy
from bot.domain.delivery import RetryPolicy
from bot.domain.keep import Keep
from bot.domain.limits import UNANSWERED
from bot.domain.pace import Pace


@dataclass(frozen=True, slots=True)
class LoopSettings:
    """lead: how far ahead of its instant a firing is claimed, to be held until then. margin: how early the loop wakes for it; the
    difference is what one waking gathers. batch: firings in one transaction. leased: deliveries of a channel claimed and not settled,
    at most; in_flight: its sends at once. lease: how long a claim holds; send_timeout: how long a send may take, much less.
    settle_gap: sends that end within it are settled together, at most settle_together in one transaction. beat: how often the loop
    says that it lives, and looks after what is stuck or stale. back_off: the pause after an error of the store. finish: how long sends
    in hand may go on when the loop is stopped. circuit: when a channel counts as down. paces: of channels that have limits.
    unanswered: Limits.unanswered. keep: what the sweeper deletes, and when. events_kept: how long an event is remembered so that it
    does not count twice.
    """

    lead: timedelta = timedelta(milliseconds=400)
    margin: timedelta = timedelta(milliseconds=150)
    batch: int = 500
    leased: int = 1000
    in_flight: int = 200
    lease: timedelta = timedelta(seconds=90)
    send_timeout: timedelta = timedelta(seconds=30)
    settle_gap: timedelta = timedelta(milliseconds=5)
    settle_together: int = 500
    beat: timedelta = timedelta(seconds=15)
    back_off: timedelta = timedelta(seconds=1)
    finish: timedelta = timedelta(seconds=10)
    unanswered: timedelta = UNANSWERED
    events_kept: timedelta = timedelta(days=7)
    keep: Keep = field(default_factory=Keep)
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    circuit: CircuitPolicy = field(default_factory=CircuitPolicy)
    paces: Mapping[str, Pace] = field(default_factory=dict)
