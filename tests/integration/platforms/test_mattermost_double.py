"""Proof that the double speaks Mattermost: Mattermost's own client talks to it, and through it to the bot."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.domain.message import Button, ButtonPress, Edit, IncomingMessage, Message, Run
from tests.doubles.mattermost.harness import Scene, at_work

PROOF = Path(__file__).parents[2] / "proofs" / "mattermost"
CARD = (Button("Set it", "yes:card1", "primary"), Button("Change", "change:card1"))


@pytest.fixture(scope="session")
def proof() -> Path:
    """The folder in which the proof can run, its packages installed from the lock; kept for the next time."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("node and npm are not here: Mattermost's own client cannot run")
    files = sorted(path for path in PROOF.iterdir() if path.is_file())
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "remindbot-proofs" / f"mattermost-{digest}"
    if not (folder / "installed").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for path in files:
            shutil.copy(path, folder)
        try:
            done = subprocess.run([npm, "ci"], cwd=folder, capture_output=True, text=True, timeout=180)
        except subprocess.TimeoutExpired:
            pytest.skip("npm did not get its packages within three minutes")
        if done.returncode:
            pytest.skip(f"npm could not get its packages: {done.stderr.strip().splitlines()[-1:]}")
        (folder / "installed").touch()
    return folder


async def play_the_assistant(scene: Scene) -> None:
    async def answer(event: IncomingMessage | ButtonPress) -> None:
        address = event.address
        if isinstance(event, ButtonPress):
            await scene.adapter.edit(Edit(address, str(event.message_ref), Message((Run("Set."),))))
        elif event.text == "card please":
            await scene.say(address.room, "Set it?", *CARD, card="card1")
        elif event.text != "hello":
            to = {"user": address.user} if address.user else {}
            await scene.say(address.room, f"heard: {event.text}", **to)

    scene.inbox.on_each = answer


async def test_mattermosts_own_client_and_the_bot_understand_each_other_through_the_double(proof: Path) -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        await play_the_assistant(scene)
        process = await asyncio.create_subprocess_exec(
            "node", "proof.js", scene.double.url, scene.double.room, cwd=proof,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        lines: list[str] = []
        async for raw in process.stdout:
            lines.append(raw.decode().strip())
            if lines[-1] == "do:drop":
                scene.double.hub.drop()
                scene.double.write(ana, "while it was broken")
            if lines[-1] == "do:forget":
                scene.double.hub.drop(forget=True)
            process.stdin.write(b"done\n")
        complaints = (await process.stderr.read()).decode()
        assert await process.wait() == 0, complaints
    assert lines == ["do:drop", "do:forget", "proved"]


async def test_the_double_runs_as_a_process_of_its_own() -> None:
    command = ("-m", "tests.doubles.mattermost", "--port", "0")
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        known = json.loads(await asyncio.wait_for(process.stdout.readline(), 60))
        headers = {"Authorization": f"Bearer {known['token']}"}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.get(f"{known['url']}/api/v4/users/me") as me,
        ):
            assert (await me.json())["username"] == "remindbot"

    finally:
        process.terminate()
        await process.wait()
