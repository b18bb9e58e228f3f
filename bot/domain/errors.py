"""Every error that the product raises on purpose: one root, each docstring is its message.

What a person can cause is a UserError; wording turns it into the words that the person reads.
"""

from __future__ import annotations

from datetime import datetime


class RemindbotError(Exception):
    """Something in remindbot went wrong."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class IllegalTransition(RemindbotError):
    """A status may not change that way."""

    def __init__(self, thing: str, status: str, change: str) -> None:
        super().__init__(f"{thing} is {status}: cannot {change}")
        self.thing, self.status, self.change = thing, status, change


class UserError(RemindbotError):
    """A request that cannot be carried out, and that its maker can mend."""


class ReminderNotFound(UserError):
    """There is no such reminder of this person's."""

    def __init__(self, asked: str) -> None:
        super().__init__(f"no reminder {asked} of this person's")
        self.asked = asked


class NotOwner(UserError):
    """Only who has set the reminder may do that."""


class AlreadyOver(UserError):
    """The reminder is done or cancelled: there is nothing left to change."""


class NothingToUndo(UserError):
    """Nothing was changed lately, or it has changed again since."""


class InThePast(UserError):
    """A reminder cannot be set for an instant that has passed."""


class LimitReached(UserError):
    """A limit of this installation is reached."""

    def __init__(self, limit: str, allowed: str) -> None:
        super().__init__(f"{limit}: at most {allowed}")
        self.limit, self.allowed = limit, allowed


class UnknownZone(UserError):
    """There is no time zone of that name."""


class LinkRefused(UserError):
    """Two places cannot be linked. why: a key under "link." of the words."""

    def __init__(self, why: str) -> None:
        super().__init__(f"not linked: {why}")
        self.why = why


class DeliveryError(RemindbotError):
    """A message could not be handed to its channel.

    permanent: trying again cannot help (the room is gone, the token revoked). retry_after: not before this instant, where the platform said so.
    may_have_arrived: the answer was lost after the request went out, so the message may be there. refused: the platform does not take
    our credentials, so that nothing goes that way until somebody mends it (then it is permanent as well).
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        refused: bool = False,
        retry_after: datetime | None = None,
        may_have_arrived: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason, self.permanent, self.refused = reason, permanent or refused, refused
        self.retry_after, self.may_have_arrived = retry_after, may_have_arrived


class StoreUnavailable(RemindbotError):
    """The database cannot be written just now (full, read-only, locked, gone); nothing was changed."""


class StoreChanged(StoreUnavailable):
    """Another process has changed the schema under what was asked; nothing was changed, and asked again it can be done."""


class SetupError(RemindbotError):
    """remindbot cannot start as it is set up; the message says what to change."""
