"""What `remindbot doctor` asks Slack: whether the tokens are accepted, and the app has every permission that it needs."""

from __future__ import annotations

from adapters.chat.slack.api import SlackApi
from adapters.chat.slack.failures import LIBRARY_ERRORS, SlackFailure, to_failure
from adapters.chat.slack.settings import SlackSettings

SCOPES = (
    "app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "groups:history", "groups:read",
    "im:history", "im:read", "im:write", "mpim:history", "mpim:read", "users:read",
)  # fmt: skip


async def diagnose(api: SlackApi, settings: SlackSettings) -> list[str]:
    """A sentence for each thing that is wrong, with what to do."""
    problems = []
    try:
        scopes = await api.scopes()
    except SlackFailure as failure:
        return [f"slack: {_words(failure, settings)}"]
    missing = [scope for scope in SCOPES if scope not in scopes]
    if missing:
        problems.append(f"slack: the app lacks {', '.join(missing)}: add under OAuth & Permissions, install it again")
    if settings.app_token is not None:
        try:
            await api.client.apps_connections_open(app_token=settings.app_token.get_secret_value())
        except LIBRARY_ERRORS as error:
            problems.append(f"slack: Socket Mode: {_words(to_failure(error), settings)}")
    return problems


def _words(failure: SlackFailure, settings: SlackSettings) -> str:
    return failure.refused or f"{settings.api_url} cannot be reached ({failure.code})"
