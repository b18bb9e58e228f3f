"""What pages of the web chat are sent for a message of the transcript.

The socket that carries it is adapters/web's business; when it is sent, web.py's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.conversation_repositories import StoredMessage
from bot.domain.message import Message
from bot.domain.notification import Notification

Frame = dict[str, Any]
Push = Callable[[Frame], None]


def of_stored(row: StoredMessage) -> Frame:
    """A line of the transcript, as it is."""
    if row.message is not None:
        return of_bot(row.id, row.message, row.created_at)
    return {
        "id": str(row.id), "client_id": row.client_id, "by": row.by, "at": row.created_at.isoformat(),
        "text": row.text, "buttons": [],
    }  # fmt: skip


def of_bot(message_id: UUID, message: Message, at: datetime) -> Frame:
    return {
        "id": str(message_id),
        "by": "bot",
        "at": at.isoformat(),
        "runs": [{"text": run.text, "style": run.style.value, "url": run.url} for run in message.runs],
        "buttons": [{"label": one.label, "press": one.press, "style": one.style} for one in message.buttons],
    }


def of_notice(message: Frame, told: Notification, unread: int | None) -> Frame:
    """A delivery. unread: the bell's count; None for what is not a person's."""
    notification = {"kind": told.kind.value, "level": told.level.value, "title": told.title, "body": told.body}
    counted = {} if unread is None else {"unread": unread}
    return {"type": "notice", "message": message, "notification": notification} | counted
