"""Routing: by which channels, and to which addresses, a person is told something: where they want it, where it was set, else where they are reached.

Pure. What is told at all is decided in notifications.py.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.domain.reminder import Origin
from bot.domain.user import EVERYWHERE, WHERE_SET, Identity, User


def choose_routes(
    user: User,
    identities: Sequence[Identity],
    origin: Origin | None,
    served: Collection[str] | None,
    *,
    but: str | None = None,
    avoided: Collection[str] = (),
) -> list[tuple[str, str]]:
    """One for each place that the person has chosen; what was chosen and does not reach them counts as nothing chosen."""

    def best(among: Sequence[Identity]) -> tuple[str, str] | None:
        return choose_route(user, among, origin, served, but=but, avoided=avoided)

    if not user.preferences.places:
        route = best(identities)
        return [route] if route else []
    chosen = [best(among) for among in _places(user.preferences.places, identities)]
    routes = dict.fromkeys(route for route in chosen or [best(identities)] if route)
    if not routes and chosen:
        routes = dict.fromkeys(route for route in [best(identities)] if route)
    return list(routes)


def _places(places: Sequence[str], identities: Sequence[Identity]) -> list[Sequence[Identity]]:
    """For each place that was chosen the identities that reach the person there."""
    if EVERYWHERE in places:
        return [[identity] for identity in identities]
    return [
        identities if place == WHERE_SET else [each for each in identities if each.platform == place]
        for place in places
    ]


def choose_route(
    user: User,
    identities: Sequence[Identity],
    origin: Origin | None,
    served: Collection[str] | None,
    *,
    but: str | None = None,
    avoided: Collection[str] = (),
) -> tuple[str, str] | None:
    """Channel and address for one person. What is not served, or avoided, is taken only where nothing else reaches them: there it waits. Pure.

    Without a direct conversation as yet the address is the person's own id, which platforms take for one; never the room of the origin.
    """
    off = user.preferences.channels_off
    reachable = [each for each in identities if each.platform != but and each.platform not in off]

    def preference(identity: Identity) -> tuple[bool, bool]:
        is_served = (served is None or identity.platform in served) and identity.platform not in avoided
        return (is_served, origin is not None and identity.platform == origin.platform)

    if not reachable:
        return None
    best = max(reachable, key=preference) if len(reachable) > 1 else reachable[0]
    return best.platform, best.address or best.external_id
