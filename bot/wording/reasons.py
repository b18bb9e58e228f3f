"""Why something could not be delivered, in the person's language. Channels give reasons in English; those that people meet have words here."""

from __future__ import annotations

from functools import lru_cache

from bot.wording.catalogue.en_platforms import PLATFORMS
from bot.wording.typed import in_one_line
from bot.wording.voice import Voice

_PLACES = ("Mattermost", "Slack", "Telegram")
_PREFIX = "failure."


def reason_words(reason: str, voice: Voice) -> str:
    """What there are no words for (a server's own description) stays as it is."""
    key, place = _known().get(reason, ("", ""))
    return voice.text(key, place=place) if key else in_one_line(reason)


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, str]]:
    """reason -> its key in the catalogue, and the platform that it names."""
    templates = {key: english for key, english in PLATFORMS.items() if key.startswith(_PREFIX)}
    return {english.replace("{place}", place): (key, place) for key, english in templates.items() for place in _PLACES}
