"""The pages that people open: chat, notifications, signing in and out, and what is said when something is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.templating import Jinja2Templates

from adapters.web.api.problems import Services
from adapters.web.auth import delete_cookie, end_session, exchange, find_visitor, set_cookie
from adapters.web.live import Pages
from adapters.web.services import WebServices

_SEE_OTHER = 303
_LONGEST_TOKEN = 200

router = APIRouter(default_response_class=HTMLResponse)
templates = Jinja2Templates(Path(__file__).parent / "templates")


@router.get("/")
async def chat(request: Request, services: Services) -> Response:
    return await _for_visitors(request, services, "chat.html", "chat.js")


@router.get("/notifications")
async def notifications(request: Request, services: Services) -> Response:
    return await _for_visitors(request, services, "notifications.html", "notifications.js")


@router.get("/sign-in")
async def ask_to_sign_in(request: Request, services: Services, token: str = "") -> Response:
    """Changes nothing, so that whatever looks at a link before its reader does not use it up."""
    if not 0 < len(token) <= _LONGEST_TOKEN:
        return not_signed_in(request, services)
    return _page(request, services, "sign_in.html", {"token": token})


@router.post("/sign-in")
async def sign_in(
    request: Request, services: Services, token: Annotated[str, Form(max_length=_LONGEST_TOKEN)] = ""
) -> Response:
    session_token = await exchange(services, token)
    if session_token is None:
        lines = ["A sign-in link works once, and for 15 minutes. This one was used already, or is too old."]
        return notice(request, services, 403, "This link no longer works", lines, offer_link=True)
    answer = RedirectResponse(f"{services.base}/", _SEE_OTHER)
    set_cookie(services, answer, session_token)
    return answer


@router.post("/sign-out")
async def sign_out(request: Request, services: Services) -> Response:
    visitor = await find_visitor(services, request)
    if visitor is not None:
        pages: Pages = request.app.state.pages
        await end_session(services, visitor)
        pages.end_session(visitor)
    answer = RedirectResponse(f"{services.base}/", _SEE_OTHER)
    delete_cookie(services, answer)
    return answer


def not_signed_in(request: Request, services: WebServices) -> Response:
    lines = ["remindbot printed a sign-in link where it was started. Open that link in this browser."]
    return notice(request, services, 401, "You are not signed in", lines, offer_link=True)


def notice(
    request: Request,
    services: WebServices,
    status: int,
    heading: str,
    lines: list[str],
    *,
    offer_link: bool = False,
    back: bool = False,
) -> Response:
    """A page that says one thing. offer_link: with the command for a new sign-in link; back: with the way to the chat."""
    command = services.sign_in_command if offer_link else None
    context = {"heading": heading, "lines": lines, "command": command, "back": back}
    return _page(request, services, "notice.html", context, status)


async def _for_visitors(request: Request, services: WebServices, template: str, script: str) -> Response:
    visitor = await find_visitor(services, request)
    if visitor is None:
        return not_signed_in(request, services)
    return _page(request, services, template, {"user": visitor.user, "script": script})


def _page(
    request: Request, services: WebServices, template: str, context: dict[str, Any], status: int = 200
) -> Response:
    context = {"user": None, "base": services.base} | context
    return templates.TemplateResponse(request, template, context, status)
