"""The double's REST API: the part of /api/v4 that a bot and the official client use. Every rule is in world.py."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from tests.doubles.mattermost.faults import Faults
from tests.doubles.mattermost.hub import Hub
from tests.doubles.mattermost.integrations import Integrations
from tests.doubles.mattermost.world import LONGEST_POST, Json, Refusal, World, for_client

Endpoint = Callable[[web.Request], Awaitable[web.StreamResponse]]
API = "/api/v4"


class Rest:
    def __init__(self, world: World, hub: Hub, integrations: Integrations, faults: Faults) -> None:
        self.world, self.hub, self.integrations, self.faults = world, hub, integrations, faults

    def routes(self) -> list[web.RouteDef]:
        table: list[tuple[str, str, Callable[[web.Request, str], Awaitable[object]]]] = [
            ("GET", "/users/me", self.me),
            ("GET", "/users/me/teams", self.my_teams),
            ("GET", "/users/username/{name}", self.user_by_name),
            ("GET", "/users/autocomplete", self.users_like),
            ("GET", "/users/{user}", self.user),
            ("GET", "/users/{user}/channels", self.my_channels),
            ("GET", "/users/{user}/teams/{team}/channels", self.my_channels),
            ("POST", "/channels/direct", self.open_direct),
            ("GET", "/channels/{channel}", self.channel),
            ("GET", "/channels/{channel}/members/{user}", self.member),
            ("GET", "/channels/{channel}/posts", self.posts),
            ("GET", "/teams/{team}/channels/name/{name}", self.channel_by_name),
            ("POST", "/posts", self.create_post),
            ("POST", "/posts/ephemeral", self.create_ephemeral),
            ("GET", "/posts/{post}", self.post),
            ("PUT", "/posts/{post}/patch", self.patch_post),
            ("DELETE", "/posts/{post}", self.delete_post),
            ("POST", "/posts/{post}/actions/{action}", self.press),
            ("POST", "/commands/execute", self.execute),
            ("POST", "/actions/dialogs/open", self.open_dialog),
            ("POST", "/actions/dialogs/submit", self.submit_dialog),
        ]
        guarded = [web.route(method, API + path, self._guard(endpoint)) for method, path, endpoint in table]
        return [
            web.get(API + "/websocket", self.hub.serve),
            web.get(API + "/system/ping", self.ping),
            web.get(API + "/config/client", self.config),
            web.post(API + "/users/login", self.login),
            web.post("/hooks/commands/{hook}", self.hook),
            *guarded,
        ]

    def _guard(self, endpoint: Callable[[web.Request, str], Awaitable[object]]) -> Endpoint:
        async def guarded(request: web.Request) -> web.StreamResponse:
            user = self.world.user_of(request.headers.get("Authorization", ""))
            if user is None:
                refusal = Refusal(401, "api.context.session_expired.app_error", "Invalid or expired session")
                return self._json(refusal.as_json(), 401)
            try:
                answer = await endpoint(request, user)
            except Refusal as refusal:
                return self._json(refusal.as_json(), refusal.status)
            except (ValueError, KeyError) as error:
                return self._json(Refusal(400, "api.context.invalid_body_param.app_error", repr(error)).as_json(), 400)
            created = request.method == "POST" and request.path.endswith(("/posts", "/direct"))
            return self._json(answer, 201 if created else 200)

        return guarded

    def _json(self, body: object, status: int) -> web.Response:
        return web.Response(
            body=json.dumps(body).encode(), status=status, headers={"Content-Type": self.faults.content_type}
        )

    async def ping(self, _: web.Request) -> web.Response:
        return self._json({"status": "OK"}, 200)

    async def config(self, _: web.Request) -> web.Response:
        config = {"SiteURL": self.integrations.base_url, "MaxPostSize": str(LONGEST_POST), "Version": "11.9.0"}
        return self._json(config, 200)

    async def login(self, request: web.Request) -> web.Response:
        wanted = (await request.json()).get("login_id")
        for user in self.world.users.values():
            if user["username"] == wanted:
                response = self._json(user, 200)
                response.headers["Token"] = self.world.add_token(user["id"])
                return response
        return self._json(Refusal(401, "api.user.login.invalid_credentials_email_username").as_json(), 401)

    async def hook(self, request: web.Request) -> web.Response:
        try:
            self.integrations.use_hook(request.match_info["hook"], await request.json())
        except Refusal as refusal:
            return self._json(refusal.as_json(), refusal.status)
        return web.Response(text="ok")

    async def me(self, _: web.Request, user: str) -> Json:
        return self.world.users[user]

    async def user(self, request: web.Request, _: str) -> Json:
        return self._known(self.world.users, request.match_info["user"], "app.user.missing_account.const")

    async def user_by_name(self, request: web.Request, _: str) -> Json:
        for user in self.world.users.values():
            if user["username"] == request.match_info["name"].lower():
                return user
        raise Refusal(404, "app.user.get_by_username.app_error")

    async def users_like(self, request: web.Request, _: str) -> Json:
        start, most = request.query["name"].lower(), int(request.query.get("limit", "100"))
        like = [user for user in self.world.users.values() if user["username"].startswith(start)]
        return {"users": [user for user in like if not user["delete_at"]][:most]}

    async def my_teams(self, _: web.Request, __: str) -> list[Json]:
        return list(self.world.teams.values())

    async def my_channels(self, _: web.Request, user: str) -> list[Json]:
        return [
            channel
            for channel in self.world.channels.values()
            if user in self.world.members[channel["id"]] and not channel["delete_at"]
        ]

    async def open_direct(self, request: web.Request, user: str) -> Json:
        one, other = await request.json()
        if user not in (one, other):
            raise Refusal(403, "api.context.permissions.app_error")
        if one not in self.world.users or other not in self.world.users:
            raise Refusal(400, "api.channel.create_direct_channel.invalid_user.app_error")
        return self.world.channels[self.world.direct_channel(one, other)]

    async def channel(self, request: web.Request, user: str) -> Json:
        channel = self._known(self.world.channels, request.match_info["channel"], "app.channel.get.existing.app_error")
        if user not in self.world.members[channel["id"]] and channel["type"] != "O":
            raise Refusal(403, "api.context.permissions.app_error")
        return channel

    async def channel_by_name(self, request: web.Request, user: str) -> Json:
        for channel in self.world.channels.values():
            named = (channel["name"], channel["team_id"]) == (request.match_info["name"], request.match_info["team"])
            if named and (channel["type"] == "O" or user in self.world.members[channel["id"]]):
                return channel
        raise Refusal(404, "app.channel.get_by_name.missing.app_error")

    async def member(self, request: web.Request, user: str) -> Json:
        channel = self._known(self.world.channels, request.match_info["channel"], "app.channel.get.existing.app_error")
        wanted = user if request.match_info["user"] == "me" else request.match_info["user"]
        if user not in self.world.members[channel["id"]]:
            raise Refusal(403, "api.context.permissions.app_error")
        if wanted not in self.world.members[channel["id"]]:
            raise Refusal(404, "app.channel.get_member.missing.app_error")
        return {"channel_id": channel["id"], "user_id": wanted, "roles": "channel_user"}

    async def posts(self, request: web.Request, user: str) -> Json:
        channel_id = request.match_info["channel"]
        if user not in self.world.members.get(channel_id, set()):
            raise Refusal(403, "api.context.permissions.app_error")
        posts = [post for post in reversed(self.world.by_channel[channel_id]) if not post["delete_at"]]
        if since := int(request.query.get("since", "0")):
            posts = [post for post in posts if post["update_at"] > since][:1000]
        else:
            size = min(int(request.query.get("per_page", "60")), 200)
            start = int(request.query.get("page", "0")) * size
            posts = posts[start : start + size]
        return {"order": [post["id"] for post in posts], "posts": {post["id"]: for_client(post) for post in posts}}

    async def create_post(self, request: web.Request, user: str) -> Json:
        post, new = self.world.create_post(user, await request.json())
        if new:
            self.hub.publish_post("posted", post)
        return for_client(post)

    async def create_ephemeral(self, _: web.Request, __: str) -> Json:
        raise Refusal(403, "api.context.permissions.app_error", "only system administrators may")

    async def post(self, request: web.Request, _: str) -> Json:
        return for_client(self.world.visible_post(request.match_info["post"]))

    async def patch_post(self, request: web.Request, user: str) -> Json:
        post = self.world.patch_post(user, request.match_info["post"], await request.json())
        self.hub.publish_post("post_edited", post)
        return for_client(post)

    async def delete_post(self, request: web.Request, _: str) -> Json:
        self.hub.publish_post("post_deleted", self.world.delete_post(request.match_info["post"]))
        return {"status": "OK"}

    async def press(self, request: web.Request, user: str) -> Json:
        called = await self.integrations.press(user, request.match_info["post"], request.match_info["action"])
        if called.status != 200:
            raise Refusal(400, "api.post.do_action.action_integration.app_error", f"status={called.status}")
        return {"status": "OK", "trigger_id": self.world.trigger(user)}

    async def execute(self, request: web.Request, user: str) -> Json:
        wanted = await request.json()
        called = await self.integrations.command(
            user, wanted["channel_id"], wanted["command"], wanted.get("root_id", "")
        )
        if called.status != 200:
            raise Refusal(500, "api.command.execute_command.failed_resp.app_error", f"status={called.status}")
        return called.body

    async def open_dialog(self, request: web.Request, _: str) -> Json:
        self.integrations.open_dialog(await request.json())
        return {"status": "OK"}

    async def submit_dialog(self, request: web.Request, user: str) -> Json:
        wanted = await request.json()
        dialog = {"url": wanted["url"], "dialog": {"state": wanted.get("state"), "callback_id": wanted["callback_id"]}}
        called = await self.integrations.submit_dialog(user, dialog, wanted["channel_id"], wanted["submission"])
        return called.body

    def _known(self, where: dict[str, Json], key: str, error_id: str) -> Json:
        if key not in where:
            raise Refusal(404, error_id)
        return where[key]
