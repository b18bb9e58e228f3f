"""Errors of the API as problem details (RFC 9457), and who may use it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import JSONResponse

from adapters.web.auth import Visitor, find_visitor
from adapters.web.services import WebServices


class Problem(Exception):
    """A request that is answered with an error. detail: words for a person, what to do included."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(title)
        self.status, self.title, self.detail = status, title, detail


def problem_response(status: int, title: str, detail: str) -> JSONResponse:
    content = {"type": "about:blank", "status": status, "title": title, "detail": detail}
    return JSONResponse(content, status, media_type="application/problem+json")


def services_of(request: Request) -> WebServices:
    services: WebServices = request.app.state.services
    return services


async def visitor_of(request: Request) -> Visitor:
    visitor = await find_visitor(services_of(request), request)
    if visitor is None:
        raise Problem(401, "Not signed in", "Sign in first, with the link that remindbot printed.")
    return visitor


Services = Annotated[WebServices, Depends(services_of)]
SignedIn = Annotated[Visitor, Depends(visitor_of)]
