"""/api/v1/messages: the transcript of one's own conversation, page by page."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from adapters.web.api.problems import Services, SignedIn

router = APIRouter(prefix="/api/v1/messages")


@router.get("")
async def list_messages(
    services: Services, visitor: SignedIn, before: UUID | None = None, limit: Annotated[int, Query(ge=1, le=100)] = 50
) -> dict[str, Any]:
    """The latest `limit` messages (before that one), the oldest first; more: whether older ones follow."""
    messages, more = await services.chat.history(visitor.identity, before, limit)
    return {"messages": messages, "more": more}
