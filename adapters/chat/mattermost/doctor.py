"""What `remindbot doctor` asks Mattermost: whether the server answers, the token is a bot's, and the server can reach us."""

from __future__ import annotations

from urllib.parse import urlsplit

from adapters.chat.mattermost.api import Api, Json
from adapters.chat.mattermost.failures import Failure
from adapters.chat.mattermost.settings import MattermostSettings


async def diagnose(api: Api, settings: MattermostSettings) -> list[str]:
    """A sentence for each thing that is wrong, with what to do."""
    problems = [f"mattermost: {problem}" for problem in _set_up(settings)]
    try:
        bot: Json = await api.log_in()
        if not await api.get("/users/me/teams"):
            problems.append("mattermost: the bot is in no team: invite it (the team's menu, Invite people)")
    except Failure as failure:
        return [*problems, f"mattermost: {_words(failure, settings)}"]
    if not bot.get("is_bot"):
        problems.append("mattermost: the token is a person's: make a bot account and use its token")
    return problems


def _set_up(settings: MattermostSettings) -> list[str]:
    problems = []
    if settings.public_url is None:
        problems.append("no public address is set: there are no buttons and no /remind; people answer in words")
    elif urlsplit(settings.public_url).hostname in ("localhost", "127.0.0.1", "::1"):
        problems.append(
            f"{settings.public_url} works only if Mattermost runs on this computer, and allows it in "
            "System Console > Developer > Allow untrusted internal connections"
        )
    if settings.public_url is not None and not settings.command_tokens:
        problems.append("no token of the slash command is set: /remind is refused")
    return problems


def _words(failure: Failure, settings: MattermostSettings) -> str:
    if failure.refused:
        return "the server does not accept the bot's token: create a new one"
    if failure.status:
        return f"{settings.url} does not answer as a Mattermost server does ({failure})"
    return f"{settings.url} cannot be reached ({failure})"
