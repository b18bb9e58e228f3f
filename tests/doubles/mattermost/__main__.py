"""`python -m tests.doubles.mattermost --port 8065`: the double for trying by hand and for tests of the whole process.

It prints one JSON line: its URL, the bot's token, a person "ana" and her token, and the slash command's token.
"""

from __future__ import annotations

import argparse
import asyncio
import json

from tests.doubles.mattermost.server import MattermostDouble


async def serve(port: int, command_url: str) -> None:
    async with MattermostDouble(port) as double:
        ana = double.add_person("ana")
        known = {
            "url": double.url, "token": double.token, "ana": ana, "ana_token": double.world.add_token(ana),
            "room": double.room, "team": double.team, "command_token": double.add_command("remind", command_url),
        }  # fmt: skip
        print(json.dumps(known), flush=True)
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(description="A Mattermost server for tests.")
    parser.add_argument("--port", type=int, default=8065)
    parser.add_argument("--command-url", default="http://127.0.0.1:8765/platforms/mattermost/command")
    arguments = parser.parse_args()
    asyncio.run(serve(arguments.port, arguments.command_url))


if __name__ == "__main__":
    main()
