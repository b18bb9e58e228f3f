"""The web application, put together: routes, static files, errors in words, the guard around it all.

It starts nothing: server.py serves it, bot/main.py owns its life.
"""

from __future__ import annotations

import logging
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from adapters.web import health, live, pages
from adapters.web.api import messages, notifications
from adapters.web.api.problems import Problem, problem_response
from adapters.web.guard import Guard
from adapters.web.live import Pages
from adapters.web.services import WebServices
from bot.domain.errors import StoreUnavailable

_log = logging.getLogger(__name__)
_WORDS = {
    404: ("There is nothing here", "The address may be mistyped."),
    405: ("That is not possible here", "The address may be mistyped."),
    413: ("That is too large", "Nothing here takes that much at once."),
    422: ("That was not understood", "Something in the address is not as it should be."),
    500: ("Something went wrong", "That was remindbot's fault; its log says more. Try again in a moment."),
    503: ("Just now it does not work", "remindbot cannot reach its database. Try again in a moment."),
}


def create_app(services: WebServices) -> ASGIApp:
    """An ASGI application for HTTP and the pages' sockets; everything lies under the path of `services.address`."""
    app = FastAPI(title="remindbot", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.services, app.state.pages = services, Pages(services.relay)
    for router in (pages.router, live.router, messages.router, notifications.router, health.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    app.mount("/bootstrap", StaticFiles(packages=[("bootstrap_wrapper", "../bootstrap")]))
    app.exception_handler(Problem)(_problem)
    app.exception_handler(HTTPException)(_http_error)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(StoreUnavailable)(_store_unavailable)
    app.exception_handler(Exception)(_unexpected)
    return Guard(app, services)


def _say(request: Request, status: int) -> Response:
    """The error for a person, or, under /api/, for a program."""
    services: WebServices = request.app.state.services
    heading, line = _WORDS.get(status, _WORDS[404] if status < 500 else _WORDS[500])
    if request.url.path.removeprefix(services.base).startswith("/api/"):
        return problem_response(status, heading, line)
    return pages.notice(request, services, status, heading, [line], back=True)


async def _problem(request: Request, error: Problem) -> Response:
    return problem_response(error.status, error.title, error.detail)


async def _http_error(request: Request, error: HTTPException) -> Response:
    return _say(request, error.status_code)


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    return _say(request, 422)


async def _store_unavailable(request: Request, error: StoreUnavailable) -> Response:
    _log.warning("store_unavailable", extra={"path": request.url.path})
    return _say(request, 503)


async def _unexpected(request: Request, error: Exception) -> Response:
    """Starlette raises the error again after this answer, and the server logs it."""
    return _say(request, 500)
