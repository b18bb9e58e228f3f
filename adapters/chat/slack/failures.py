"""What can go wrong between us and Slack, told apart, and told to the core as a DeliveryError.

The names of errors are Slack's: https://docs.slack.dev/reference/methods/chat.postMessage. The sorting into kinds is ours.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.domain.errors import DeliveryError

# What slack-sdk and aiohttp raise. slack-sdk reads every answer as an object: a gateway's text or list makes it stumble (the last three).
LIBRARY_ERRORS = (
    SlackApiError, aiohttp.ClientError, TimeoutError, OSError, json.JSONDecodeError, AttributeError, UnicodeDecodeError,
)  # fmt: skip
_TOKEN = {
    "invalid_auth": "Slack does not accept the token: copy it again from the app's OAuth & Permissions page",
    "not_authed": "there is no token: set slack.bot_token",
    "account_inactive": "the bot was removed from the workspace: install the app again",
    "token_revoked": "the token was revoked: install the app again and copy the new one",
    "token_expired": "the token has expired: turn token rotation off for the app, and copy a new one",
    "not_allowed_token_type": "the tokens are mixed up: bot_token begins with xoxb-, app_token with xapp-",
    "missing_scope": "the app lacks a permission: compare its scopes with those of the manifest, then install it again",
    "no_permission": "the app lacks a permission: compare its scopes with those of the manifest, then install it again",
    "org_login_required": "the workspace is being moved to another organisation",
    "link_disabled": "Socket Mode is switched off for the app: switch it on under Settings",
}
_PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited"}
_PASSING |= {"team_added_to_org", "external_channel_migrating", "no_answer", "unreached", "unreadable_answer", "busy"}
_HALF_DONE = {"internal_error", "fatal_error"}  # documented: "It's possible some aspect of the operation succeeded"
_WORDS = {
    "channel_not_found": "the room is gone, or remindbot is not in it",
    "not_in_channel": "remindbot is not in that room: invite it",
    "is_archived": "the room is archived",
    "user_not_found": "there is no such person any more",
    "user_disabled": "the account is deactivated",
    "user_not_in_channel": "the person is not in that room",
    "cannot_dm_bot": "a bot cannot be written to",
    "restricted_action": "remindbot may not write there",
    "messages_tab_disabled": "the Messages tab is off: switch it on under App Home",
    "message_not_found": "the message was deleted",
    "ephemeral_cannot_be_changed": "a private message can be changed from its own buttons only",
    "unreached": "Slack cannot be reached",
    "no_answer": "the connection to Slack broke before it answered",
    "ratelimited": "Slack asks to wait",
    "busy": "there is more to send than Slack takes at once",
}


class SlackFailure(Exception):
    """A call that failed. code: Slack's name for it, or unreached, no_answer, unreadable_answer, busy. retry_after: seconds, where Slack said them.

    may_have_arrived: Slack may have done what was asked all the same.
    """

    def __init__(self, code: str, *, may_have_arrived: bool = False, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.code, self.may_have_arrived, self.retry_after = code, may_have_arrived, retry_after

    @property
    def passing(self) -> bool:
        """It may go well the next time."""
        return self.code in _PASSING or self.may_have_arrived

    @property
    def refused(self) -> str | None:
        """What is wrong with the tokens or the app, None when they are not the cause."""
        return _TOKEN.get(self.code)


def to_failure(error: Exception) -> SlackFailure:
    """error: one of LIBRARY_ERRORS."""
    if isinstance(error, SlackApiError):
        return _refusal(error)
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError | aiohttp.InvalidURL):
        return SlackFailure("unreached")
    if isinstance(error, aiohttp.ClientError | TimeoutError | OSError):
        return SlackFailure("no_answer", may_have_arrived=True)
    return SlackFailure("unreadable_answer", may_have_arrived=True)


def _refusal(error: SlackApiError) -> SlackFailure:
    response = error.response
    if not isinstance(response, AsyncSlackResponse) or not isinstance(response.data, dict):
        return SlackFailure("unreadable_answer", may_have_arrived=True)
    status = response.status_code
    if status == 429:
        return SlackFailure("ratelimited", retry_after=_seconds(response))
    code = response.data.get("error")
    if not isinstance(code, str):
        return SlackFailure("unreadable_answer", may_have_arrived=True)
    if code in ("ratelimited", "rate_limited"):
        return SlackFailure("ratelimited", retry_after=_seconds(response))
    return SlackFailure(code, may_have_arrived=code in _HALF_DONE or status >= 500)


def _seconds(response: AsyncSlackResponse) -> float:
    try:
        return max(1.0, float(response.headers.get("Retry-After", "1")))
    except ValueError:
        return 1.0


def to_delivery_error(failure: SlackFailure, now: datetime) -> DeliveryError:
    """now: UTC. The reason never holds the message's text."""
    again = now + timedelta(seconds=failure.retry_after) if failure.retry_after is not None else None
    reason = failure.refused or _WORDS.get(failure.code) or f"Slack: {failure.code}"
    return DeliveryError(
        reason,
        permanent=not failure.passing,
        refused=failure.refused is not None,
        retry_after=again,
        may_have_arrived=failure.may_have_arrived,
    )
