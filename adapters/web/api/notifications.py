"""/api/v1/notifications: one's own, listed, read, put away. The rules are those of bot/actions/notifications.py."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query

from adapters.web.api.problems import Problem, Services, SignedIn
from adapters.web.auth import Visitor
from adapters.web.services import WebServices
from bot.actions.notifications import archive, list_notifications, mark_all_read, mark_read, mark_unread
from bot.domain.notification import Notification

router = APIRouter(prefix="/api/v1/notifications")


@router.get("")
async def list_own(
    services: Services,
    visitor: SignedIn,
    unread: bool | None = None,
    archived: bool = False,
    before: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> dict[str, Any]:
    """The latest first; before: the id of the last one already seen; more: whether further ones follow."""
    async with services.open_unit(write=False) as uow:
        found = await list_notifications(
            uow, visitor.user, services.clock.now(), unread=unread, archived=archived, before=before, limit=limit + 1
        )
    return {"notifications": [_shape(one) for one in found[:limit]], "more": len(found) > limit}


@router.get("/unread")
async def count_own_unread(services: Services, visitor: SignedIn) -> dict[str, int]:
    return {"unread": await services.chat.count_unread(visitor.identity)}


@router.post("/read-all")
async def read_all(services: Services, visitor: SignedIn) -> dict[str, int]:
    async with services.open_unit() as uow:
        await mark_all_read(uow, visitor.user, services.clock.now())
        await uow.commit()
    return {"unread": await _announce(services, visitor)}


@router.post("/{notification_id}/{change}")
async def change_one(
    services: Services, visitor: SignedIn, notification_id: UUID, change: Literal["read", "unread", "archive"]
) -> dict[str, Any]:
    now = services.clock.now()
    async with services.open_unit() as uow:
        match change:
            case "read":
                changed = await mark_read(uow, visitor.user, notification_id, now)
            case "unread":
                changed = await mark_unread(uow, visitor.user, notification_id)
            case "archive":
                changed = await archive(uow, visitor.user, notification_id, now)
        if changed is None:
            raise Problem(404, "No such notification", "There is no such notification of yours any more.")
        await uow.commit()
    return {"notification": _shape(changed), "unread": await _announce(services, visitor)}


async def _announce(services: WebServices, visitor: Visitor) -> int:
    await services.chat.announce(visitor.identity)
    return await services.chat.count_unread(visitor.identity)


def _shape(notification: Notification) -> dict[str, Any]:
    """Instants are ISO 8601, UTC."""
    return {
        "id": str(notification.id),
        "title": notification.title,
        "body": notification.body,
        "kind": notification.kind.value,
        "level": notification.level.value,
        "url": notification.url,
        "created_at": notification.created_at.isoformat(),
        "due_at": notification.due_at.isoformat(),
        "read": notification.read_at is not None,
        "archived": notification.archived_at is not None,
    }
