"""The body of a request that a platform sends us, read no further than a platform's can be long. Who sent it, its adapter finds out."""

from __future__ import annotations

from starlette.requests import Request


async def read_body(request: Request, most: int) -> bytes | None:
    """None where it has more than `most` bytes. Raises starlette's ClientDisconnect where it breaks off."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)
