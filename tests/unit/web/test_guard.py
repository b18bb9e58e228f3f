"""What is turned away before anything else looks at it, and the headers that every answer carries."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from adapters.web.guard import HEADERS
from tests.unit.web.site import Site


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/healthz", "/nowhere", "/static/chat.js", "/static/nowhere", "/api/v1/messages"]
)
async def test_every_answer_carries_the_security_headers(site: Site, path: str) -> None:
    async with site.browser() as browser:
        answer = await browser.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value


async def test_refusals_carry_them_too(site: Site) -> None:
    async with site.browser() as browser:
        refused = await browser.get("/", headers={"Host": "evil.example"})
    assert refused.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")


async def test_pages_use_no_inline_script_or_style(site: Site) -> None:
    async with site.signed_in() as browser:
        for path in ("/", "/notifications", "/sign-in?token=abc"):
            page = (await browser.get(path)).text
            assert "<style" not in page
            assert "style=" not in page
            assert "onclick" not in page
            assert page.count("<script") == page.count("<script src=") + page.count('<script type="module" src=')
            assert "//" not in page.replace(site.address, "").replace("<!doctype", "")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "[::2]", "", "[::1"])
async def test_a_foreign_host_name_is_refused(site: Site, host: str) -> None:
    async with site.signed_in() as browser:
        assert (await browser.get("/", headers={"Host": host})).status_code in (400, 421)


@pytest.mark.parametrize("host", ["localhost:1234", "127.0.0.1", "[::1]:80"])
async def test_this_computer_by_any_of_its_names_is_answered(site: Site, host: str) -> None:
    async with site.browser() as browser:
        assert (await browser.get("/healthz", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://127.0.0.1:1", "http://localhost"])
async def test_a_foreign_origin_cannot_post(site: Site, origin: str) -> None:
    async with site.signed_in() as browser:
        for path in ("/sign-out", "/sign-in", "/api/v1/notifications/read-all"):
            assert (await browser.post(path, headers={"Origin": origin})).status_code == 403
        assert (await browser.get("/")).status_code == 200


async def test_a_post_without_an_origin_is_refused(site: Site) -> None:
    async with httpx.AsyncClient(base_url=site.address) as browser:
        assert (await browser.post("/sign-in", data={"token": await site.issue()})).status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
async def test_a_foreign_origin_opens_no_socket(site: Site, origin: str) -> None:
    async with site.signed_in() as browser:
        with pytest.raises(InvalidStatus) as refused:
            async with site.page(browser, origin=origin):
                pass
    assert refused.value.response.status_code == 403


async def test_a_foreign_host_opens_no_socket(site: Site) -> None:
    async with site.signed_in() as browser:
        with pytest.raises(InvalidStatus):
            async with site.page(browser, host="evil.example"):
                pass


async def test_no_cookie_opens_no_socket(site: Site) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with site.page(None):
            pass
    assert refused.value.response.status_code == 403


async def test_a_large_body_is_refused_whether_its_length_is_told_or_not(site: Site) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 1024

    async with site.browser() as browser:
        assert (await browser.post("/sign-in", content=b"x" * 100_000)).status_code == 413
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        assert (await browser.post("/sign-in", content=chunks(), headers=form)).status_code == 413


async def test_what_is_not_there_is_said_in_words(site: Site) -> None:
    async with site.browser() as browser:
        page = await browser.get("/nowhere")
        assert page.status_code == 404
        assert "There is nothing here" in page.text
        answer = await browser.get("/api/v1/nowhere")
        assert json.loads(answer.text)["title"] == "There is nothing here"
        assert (await browser.get("/docs")).status_code == 404
        assert (await browser.get("/openapi.json")).status_code == 404


async def test_static_files_stay_within_their_folder(site: Site) -> None:
    async with site.browser() as browser:
        for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/bootstrap/../bootstrap_wrapper/__init__.py"):
            assert (await browser.get(path)).status_code == 404


async def test_bootstrap_comes_from_its_package(site: Site) -> None:
    async with site.browser() as browser:
        for path in ("css/bootstrap.min.css", "js/bootstrap.bundle.min.js"):
            assert (await browser.get(f"/bootstrap/{path}")).status_code == 200


async def test_health_needs_no_session(site: Site) -> None:
    async with site.browser() as browser:
        assert (await browser.get("/healthz")).json() == {"status": "ok"}
        assert (await browser.get("/readyz")).json() == {"status": "ok"}
