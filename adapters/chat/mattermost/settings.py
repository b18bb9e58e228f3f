"""What the Mattermost adapter must be told, and the patience it has. Where the values come from is bot/config.py's business."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta

from pydantic import SecretStr

from bot.domain.delivery import RetryPolicy


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: before coming back after a lost connection (doubling from `first` to `longest`), after a refused token, when stopping."""

    first: float = 0.5
    longest: float = 60.0
    refused: float = 300.0
    stopping: float = 10.0

    @property
    def reconnect(self) -> RetryPolicy:
        return RetryPolicy(timedelta(seconds=self.first), timedelta(seconds=self.longest))


@dataclass(frozen=True, slots=True)
class MattermostSettings:
    """url: the server as people open it, with its path where it has one ("https://chat.example.org/team").

    token: the bot account's. command_tokens: those of the slash command, one for each team that has it.
    public_url: where the Mattermost server reaches remindbot; None: no buttons, people answer in words.
    ca_file: certificates to trust, where the server's is not signed by a public authority.
    """

    url: str
    token: SecretStr
    command_tokens: tuple[SecretStr, ...] = ()
    public_url: str | None = None
    ca_file: str | None = None
    button_life: timedelta = timedelta(days=60)
    profile_life: timedelta = timedelta(minutes=15)
    patience: Patience = field(default_factory=Patience)

    def callback(self, what: str) -> str | None:
        """The address of one of our routes ("action", "dialog") as the server calls it."""
        return f"{self.public_url.rstrip('/')}/platforms/mattermost/{what}" if self.public_url else None

    @property
    def signing_key(self) -> bytes:
        """Signs what buttons carry. From the bot's token, so that every process has the same, and a revoked token revokes the buttons."""
        return hashlib.sha256(b"remindbot buttons " + self.token.get_secret_value().encode()).digest()
