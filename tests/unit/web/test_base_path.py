"""Behind a proxy with TLS, under a path of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from adapters.web.app import create_app
from adapters.web.auth import sign_in_link
from tests.unit.web.site import Site

ADDRESS = "https://example.org/remind"


@pytest.fixture
async def behind_proxy(site: Site) -> AsyncIterator[httpx.AsyncClient]:
    """The proxy passes the path on as it is, and names another host than the browser did."""
    app = create_app(replace(site.services, address=ADDRESS))
    transport = httpx.ASGITransport(app=app)
    headers = {"Origin": "https://example.org", "Host": "127.0.0.1:8765"}
    async with httpx.AsyncClient(transport=transport, base_url="https://example.org", headers=headers) as browser:
        yield browser


async def test_pages_and_files_lie_under_the_path(site: Site, behind_proxy: httpx.AsyncClient) -> None:
    page = await behind_proxy.get(sign_in_link(ADDRESS, await site.issue()))
    assert 'action="/remind/sign-in"' in page.text
    for file in ("static/theme.js", "static/remindbot.css", "bootstrap/css/bootstrap.min.css"):
        assert f'"/remind/{file}"' in page.text
        answer = await behind_proxy.get(f"/remind/{file}")
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


async def test_a_proxy_may_cut_the_path_off(behind_proxy: httpx.AsyncClient) -> None:
    for path in ("/healthz", "/static/theme.js"):
        assert (await behind_proxy.get(path)).status_code == 200


async def test_the_cookie_goes_to_this_path_over_tls_only(site: Site, behind_proxy: httpx.AsyncClient) -> None:
    answer = await behind_proxy.post("/remind/sign-in", data={"token": await site.issue()})
    assert answer.headers["Location"] == "/remind/"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Secure-remindbot=")
    assert "; Secure" in cookie
    assert "Path=/remind;" in cookie


async def test_without_a_path_the_cookie_is_bound_to_its_host(site: Site) -> None:
    app = create_app(replace(site.services, address="https://example.org"))
    headers = {"Origin": "https://example.org"}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="https://example.org", headers=headers
    ) as browser:
        answer = await browser.post("/sign-in", data={"token": await site.issue()})
    assert answer.headers["Set-Cookie"].startswith("__Host-remindbot=")
    assert "Path=/;" in answer.headers["Set-Cookie"]


async def test_errors_under_the_path_are_told_apart(behind_proxy: httpx.AsyncClient) -> None:
    answer = await behind_proxy.get("/remind/api/v1/messages")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "There is nothing here" in (await behind_proxy.get("/remind/nowhere")).text
