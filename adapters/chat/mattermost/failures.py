"""What can go wrong between us and a Mattermost server, and what each means for a delivery.

Status codes and error names are the server's own (its model.AppError); the sorting into kinds is ours.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.errors import DeliveryError

BAD_ROOT = ("api.post.create_post.root_id.app_error", "api.post.create_post.channel_root_id.app_error")
_AGAIN_AFTER = timedelta(seconds=5)


class Failure(Exception):
    """A call that failed. status 0: there was no answer; arrived: the server may have done what was asked all the same.

    retry_after: seconds, where the server said them. error_id: the server's name for it, "" where it sent none.
    """

    def __init__(
        self, status: int, error_id: str = "", *, arrived: bool = False, retry_after: float | None = None, why: str = ""
    ) -> None:
        super().__init__(f"Mattermost answered {status} {error_id}".rstrip() if status else f"no answer ({why})")
        self.status, self.error_id, self.arrived, self.retry_after = status, error_id, arrived, retry_after

    @property
    def refused(self) -> bool:
        """The token is not accepted."""
        return self.status == 401

    @property
    def missing(self) -> bool:
        """There is no such thing, or not for us."""
        return self.status in (403, 404)


def delivery_error(failure: Failure, now: datetime) -> DeliveryError:
    """400, 401, 403, 404, 413 and 501 stay as they are when tried again; 429 names its instant; all else may pass."""
    if failure.status == 429:
        wait = timedelta(seconds=failure.retry_after) if failure.retry_after is not None else _AGAIN_AFTER
        return DeliveryError("Mattermost asks to wait", retry_after=now + wait)
    if 400 <= failure.status < 500 or failure.status == 501:
        return DeliveryError(_reason(failure), permanent=True, refused=failure.refused)
    return DeliveryError(str(failure), may_have_arrived=failure.arrived)


def _reason(failure: Failure) -> str:
    if failure.refused:
        return "Mattermost does not accept the bot's token"
    if failure.error_id == "api.post.create_post.can_not_post_to_deleted.error":
        return "the room is archived"
    if failure.missing:
        return "the room is gone, or remindbot is not in it"
    return str(failure)
