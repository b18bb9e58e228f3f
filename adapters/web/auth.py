"""Who is at the other end: one-time sign-ins, sessions, and the cookie that carries one.

A token is 256 random bits and goes out once; only its SHA-256 is stored and looked up, so that neither a copy of the database nor
the time a look-up takes tells anything of use.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import HTTPConnection
from starlette.responses import Response

from adapters.web.services import WebServices
from bot.domain.session import Session
from bot.domain.user import Identity, User
from bot.ports import Clock, UnitOfWork, UnitOfWorkFactory

SIGN_IN_LASTS = timedelta(minutes=15)
SESSION_LASTS = timedelta(days=30)
PLATFORM = "web"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person who is signed in. identity: as the web chat knows them."""

    user: User
    identity: Identity
    session: Session


async def issue_sign_in(open_unit: UnitOfWorkFactory, clock: Clock, user: User) -> str:
    """A token that signs `user` in once, within SIGN_IN_LASTS; the link to print is sign_in_link(address, token)."""
    now = clock.now()
    token = secrets.token_urlsafe(32)
    async with open_unit() as uow:
        await uow.sessions.remove_expired(now)
        await uow.sessions.add(Session(user.workspace_id, user.id, _hash(token), "sign_in", now, now + SIGN_IN_LASTS))
        await uow.commit()
    return token


def sign_in_link(address: str, token: str) -> str:
    return f"{address}/sign-in?token={token}"


async def exchange(services: WebServices, sign_in_token: str) -> str | None:
    """A session's token for a sign-in's, which is used up; None for one that is unknown, used or too old."""
    now = services.clock.now()
    token = secrets.token_urlsafe(32)
    async with services.open_unit() as uow:
        sign_in = await uow.sessions.use_sign_in(_hash(sign_in_token), now)
        if sign_in is None:
            return None
        await _meet(uow, sign_in)
        session = Session(sign_in.workspace_id, sign_in.user_id, _hash(token), "session", now, now + SESSION_LASTS)
        await uow.sessions.add(session)
        await uow.commit()
    return token


async def find_visitor(services: WebServices, connection: HTTPConnection) -> Visitor | None:
    """Who sends this request or opens this socket; None where no session of anybody's stands behind it."""
    token = connection.cookies.get(cookie_name(services))
    if not token:
        return None
    async with services.open_unit(write=False) as uow:
        session = await uow.sessions.get(_hash(token), "session", services.clock.now())
        user = await uow.users.get(session.workspace_id, session.user_id) if session else None
        if session is None or user is None:
            return None
        identity = await _web_identity(uow, session)
    return Visitor(user, identity, session) if identity else None


async def end_session(services: WebServices, visitor: Visitor) -> None:
    async with services.open_unit() as uow:
        await uow.sessions.remove(visitor.session.token_hash)
        await uow.commit()


def set_cookie(services: WebServices, response: Response, token: str) -> None:
    response.set_cookie(
        cookie_name(services), token, max_age=int(SESSION_LASTS.total_seconds()), path=services.base or "/",
        secure=services.is_secure, httponly=True, samesite="strict",
    )  # fmt: skip


def delete_cookie(services: WebServices, response: Response) -> None:
    response.delete_cookie(
        cookie_name(services), path=services.base or "/", secure=services.is_secure, httponly=True, samesite="strict"
    )


def cookie_name(services: WebServices) -> str:
    """Browsers keep one jar for all ports of a host, so the port is part of the name."""
    if services.is_secure:
        return "__Secure-remindbot" if services.base else "__Host-remindbot"
    return f"remindbot-{services.url.port or 80}"


async def _meet(uow: UnitOfWork, sign_in: Session) -> None:
    """The first sign-in makes the person known to the web chat, in a conversation of their own."""
    if await _web_identity(uow, sign_in) is None:
        own = str(sign_in.user_id)
        await uow.users.save_identity(Identity(sign_in.workspace_id, PLATFORM, own, sign_in.user_id, own))


async def _web_identity(uow: UnitOfWork, session: Session) -> Identity | None:
    identities = await uow.users.identities(session.workspace_id, [session.user_id])
    return next((identity for identity in identities if identity.platform == PLATFORM), None)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
