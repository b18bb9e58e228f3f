"""SharedWakeup: what becomes due soon wakes the loops of all processes, not only the one here.

A later instant needs no waking: every loop's sweep comes by before (adapters/clock.py), and that is the net for lost ones as well.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.ports import Clock, Relay, Wakeup

SOON = timedelta(minutes=1)
_TOPIC = "due"


class SharedWakeup:
    """Implements bot.ports.Wakeup. alarm: what the loop here sleeps on; None where none runs here."""

    def __init__(self, relay: Relay, clock: Clock, alarm: Wakeup | None) -> None:
        self._relay, self._clock, self._alarm = relay, clock, alarm
        if alarm is not None:
            relay.listen(_TOPIC, lambda due: alarm.notify(datetime.fromisoformat(due)))
            relay.on_gap(lambda: alarm.notify(clock.now()))

    def notify(self, due: datetime) -> None:
        if self._alarm is not None:
            self._alarm.notify(due)
        if due - self._clock.now() < SOON:
            self._relay.tell(_TOPIC, due.isoformat())
