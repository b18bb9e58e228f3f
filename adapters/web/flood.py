"""A limit on how fast one session may talk: a bucket of frames that refills with time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime


class FloodLimit:
    """At most `burst` frames at once and `per_second` in the long run, for each session."""

    def __init__(self, burst: int = 30, per_second: float = 2.0) -> None:
        self._burst, self._per_second = burst, per_second
        self._buckets: dict[bytes, _Bucket] = {}

    def wait(self, session: bytes, now: datetime) -> float:
        """0 when a frame may pass, and then it is counted; else the seconds until one may."""
        bucket = self._buckets.get(session)
        if bucket is None:
            self._forget_quiet_ones(now)
            bucket = self._buckets[session] = _Bucket(self._burst, now)
        bucket.left, bucket.at = self._level(bucket, now), now
        if bucket.left < 1:
            return (1 - bucket.left) / self._per_second
        bucket.left -= 1
        return 0.0

    def _level(self, bucket: _Bucket, now: datetime) -> float:
        refill = max(0.0, (now - bucket.at).total_seconds()) * self._per_second
        return min(float(self._burst), bucket.left + refill)

    def _forget_quiet_ones(self, now: datetime) -> None:
        full = [session for session, bucket in self._buckets.items() if self._level(bucket, now) >= self._burst]
        for session in full:
            del self._buckets[session]
