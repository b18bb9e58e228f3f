"""/healthz: the process answers. /readyz: it can also write to the store; and how each platform's connection stands.

For supervisors: no session is needed, and nothing of anybody's is told.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import JSONResponse

from adapters.web.api.problems import Services
from bot.domain.errors import StoreUnavailable

router = APIRouter()


@router.get("/healthz")
async def is_alive() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/readyz")
async def is_ready(services: Services) -> JSONResponse:
    """Clearing away expired sessions is a write of some use, and proves that writing works.

    A platform that refuses us makes nothing unready: the others go on, and starting anew would not help.
    """
    try:
        async with services.open_unit() as uow:
            await uow.sessions.remove_expired(services.clock.now())
            await uow.commit()
    except StoreUnavailable:
        return JSONResponse({"status": "the store cannot be written"}, 503)
    platforms = services.platforms()
    return JSONResponse({"status": "ok"} | ({"platforms": platforms} if platforms else {}))
