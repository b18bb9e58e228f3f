"""The platforms that the configuration asks for, built: what main.py then runs, mounts and closes alike.

Only building is here; each platform's own ways are in adapters/chat/.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from starlette.types import ASGIApp

from adapters.chat.health import Health
from adapters.chat.mattermost.chat import MattermostChat
from adapters.chat.mattermost.settings import MattermostSettings
from adapters.chat.slack import settings as slack
from adapters.chat.slack.chat import SlackChat
from adapters.chat.slack.home import PendingAtHome
from adapters.chat.telegram import settings as telegram
from adapters.chat.telegram.acquaintances import Acquaintances
from adapters.chat.telegram.chat import TelegramChat
from adapters.chat.voices import StoredVoices
from bot.config import Config, MattermostSection, SlackSection, TelegramSection
from bot.domain.message import Said
from bot.ports import ChatAdapter, Clock, Directory, Notice, UnitOfWorkFactory

# Mattermost limits nothing unless its server is set to, and says with each answer what is left to all who share the limit: a pace of ours
# would only slow it.
PACES = {"slack": slack.Rates().pace, "telegram": telegram.Rates().pace}


class Platform(ChatAdapter, Protocol):
    """A platform's adapter: chat, channel and way in over HTTP in one."""

    @property
    def name(self) -> str: ...

    @property
    def rights(self) -> Directory: ...

    @property
    def router(self) -> ASGIApp: ...

    async def send(self, said: Said | Notice) -> str | None: ...

    def health(self) -> Health: ...

    def counts(self) -> Mapping[str, int]: ...

    async def diagnose(self) -> list[str]:
        """A sentence for each thing that is wrong with the set-up, with what to do."""

    async def aclose(self) -> None: ...


def build_platforms(
    config: Config, clock: Clock, open_unit: UnitOfWorkFactory, missed_since: datetime | None
) -> dict[str, Platform]:
    """By name. missed_since: the end of the last run, from when on messages may have been missed."""
    built: list[Platform] = []
    voices = StoredVoices(open_unit, clock)
    if config.mattermost:
        built.append(MattermostChat(_mattermost(config.mattermost, config.web.public_url), clock, missed_since, voices))
    if config.slack:
        home = PendingAtHome(open_unit, clock, config.admission["slack"])
        built.append(SlackChat(_slack(config.slack), clock, home, voices))
    if config.telegram:
        built.append(TelegramChat(_telegram(config.telegram, config.web.public_url), clock, Acquaintances(open_unit)))
    return {platform.platform: platform for platform in built}


def heard_by_one(config: Config) -> frozenset[str]:
    """The platforms that let only one process listen: Telegram ends one poll when another begins."""
    return frozenset({"telegram"} if config.telegram and config.telegram.mode == "polling" else ())


def commands_of(config: Config) -> dict[str, str]:
    """By platform the slash command that people have there; Slack keeps /remind for itself."""
    mattermost = config.mattermost is not None and config.web.public_url and config.mattermost.command_tokens
    found = {"mattermost": "/remind"} if mattermost else {}
    if config.slack:
        found["slack"] = config.slack.command
    if config.telegram:
        found["telegram"] = "/remind"
    return found


def _mattermost(section: MattermostSection, public_url: str | None) -> MattermostSettings:
    return MattermostSettings(
        section.url.rstrip("/"),
        section.token,
        command_tokens=section.command_tokens,
        public_url=public_url,
        ca_file=str(section.ca_file) if section.ca_file else None,
    )


def _slack(section: SlackSection) -> slack.SlackSettings:
    api_url = section.api_url.rstrip("/") + "/"
    return slack.SlackSettings(section.bot_token, section.app_token, section.signing_secret, api_url)


def _telegram(section: TelegramSection, public_url: str | None) -> telegram.TelegramSettings:
    return telegram.TelegramSettings(
        section.token,
        mode=section.mode,
        public_url=public_url,
        api_url=section.api_url,
    )


def tell_health(platforms: Mapping[str, Platform], heard_at: Mapping[str, datetime]) -> dict[str, dict[str, str]]:
    """How each platform's connection stands, in words. heard_at: when each last brought something."""
    told = {}
    for name, platform in platforms.items():
        health = platform.health()
        told[name] = {"state": health.state.value, "since": health.since.isoformat(timespec="seconds")}
        if name in heard_at:
            told[name]["last_event"] = heard_at[name].isoformat(timespec="seconds")
        if not health.ok and health.detail:
            told[name]["problem"] = health.detail
    return told
