"""What the Slack adapter needs to be told. How it is written in config.yaml is bot/config.py's business."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from pydantic import SecretStr

from bot.domain.delivery import RetryPolicy
from bot.domain.errors import SetupError
from bot.domain.pace import Pace


@dataclass(frozen=True, slots=True)
class Rates:
    """At most so many messages in a room in any `second`, so many in the workspace in any `minute` (seconds).

    tiers: requests of a method in any `minute`. https://docs.slack.dev/apis/web-api/rate-limits: one message a second in a channel,
    "several hundred" a minute in a workspace, 20, 50 and 100 a minute for methods of tier 2, 3 and 4.
    """

    a_room: int = 1
    workspace: int = 300
    tiers: tuple[int, int, int] = (20, 50, 100)
    second: float = 1.0
    minute: float = 60.0

    @property
    def pace(self) -> Pace:
        """What all processes together keep to."""
        room = timedelta(seconds=self.second / self.a_room)
        return Pace(timedelta(seconds=self.minute / self.workspace), burst=20, rooms=(("", room),))


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """bot_token: xoxb-…. app_token: xapp-…, for Socket Mode; signing_secret: for HTTP; one of the two must be there.

    answer_within: Slack is told that an event came when it is stored, at the latest after that long; it waits three seconds.
    patience: how long a delivery may wait for its turn before it is handed back. most_waiting: events taken at the same time.
    catch_up: how far back missed messages are looked for.
    """

    bot_token: SecretStr
    app_token: SecretStr | None = None
    signing_secret: SecretStr | None = None
    api_url: str = "https://slack.com/api/"
    rates: Rates = field(default_factory=Rates)
    answer_within: timedelta = timedelta(seconds=2)
    patience: timedelta = timedelta(seconds=20)
    most_waiting: int = 10_000
    catch_up: timedelta = timedelta(minutes=10)
    profile_life: timedelta = timedelta(hours=1)
    profile_within: timedelta = timedelta(seconds=5)
    ping_each: timedelta = timedelta(seconds=10)
    reconnect: RetryPolicy = field(default_factory=lambda: RetryPolicy(timedelta(seconds=1), timedelta(minutes=1)))
    ask_again_when_refused: timedelta = timedelta(minutes=5)
    finish_within: timedelta = timedelta(seconds=10)

    def __post_init__(self) -> None:
        if self.app_token is None and self.signing_secret is None:
            raise SetupError("slack: set app_token (Socket Mode) or signing_secret (HTTP)")
