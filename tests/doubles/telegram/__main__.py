"""The double for trying by hand: `python -m tests.doubles.telegram --port 9001`, then point remindbot's telegram.api_url at it.

A line typed here is what a person writes to the bot; "/press 7 Done" presses a button of message 7; what the bot says is printed.
"""

from __future__ import annotations

import argparse
import asyncio
import sys

from tests.doubles.telegram.server import Call, TelegramDouble


async def serve(port: int) -> None:
    async with TelegramDouble(port=port) as telegram:
        ana = telegram.person("Ana", username="ana", language_code="en")
        print(f"api_url: {telegram.url}\ntoken:   {telegram.token}\nWrite a line to the bot; end with Ctrl-D.")
        telegram.on_call = lambda call: show(telegram, call)
        while line := await asyncio.to_thread(sys.stdin.readline):
            words = line.split(maxsplit=2)
            if words[:1] == ["/press"] and len(words) == 3:
                telegram.press(ana, telegram.world.posts[ana.id, int(words[1])], words[2].strip())
            elif words:
                telegram.say(ana, line.strip())


def show(telegram: TelegramDouble, call: Call) -> None:
    if call.method not in ("sendMessage", "editMessageText"):
        return
    if call.status != 200:
        print(f"{call.method}: {call.status}")
        return
    number = int(call.params.get("message_id", 0)) or telegram.said[-1].id
    post = telegram.world.posts[int(call.params["chat_id"]), number]
    print(f"[{post.id}] {post.text}\n    {post.buttons}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=9001)
    asyncio.run(serve(parser.parse_args().port))
