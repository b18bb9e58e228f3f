"""The condition on notifications that picks a share of a firing: one person's, the rooms', or all of it.

What a share is, and who has one, is decided in bot/actions/rights.py.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, bindparam, or_

from bot.domain.reminder import Share
from storage.tables import notifications
from storage.types import Id

OF_SHARE = or_(
    bindparam("whole", type_=Boolean),
    notifications.c.user_id.is_not_distinct_from(bindparam("sharer", type_=Id)),
)


def of_share(share: Share | None) -> dict[str, Any]:
    """The values that OF_SHARE asks for. None: of all notifications."""
    return {"whole": share is None, "sharer": share.user_id if share else None}
