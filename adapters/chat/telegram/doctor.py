"""What `remindbot doctor` asks Telegram: whether the token is accepted, and updates can be delivered to the webhook."""

from __future__ import annotations

from telegram.error import InvalidToken, TelegramError

from adapters.chat.telegram.bot import TelegramBot
from adapters.chat.telegram.settings import TelegramSettings


async def diagnose(bot: TelegramBot, settings: TelegramSettings) -> list[str]:
    """A sentence for each thing that is wrong, with what to do."""
    if settings.mode == "webhook" and not (settings.public_url or "").startswith("https://"):
        return ["telegram: the webhook needs web.public_url to begin with https://"]
    try:
        await bot.get_me()
        webhook = await bot.get_webhook_info()
    except InvalidToken:
        return ["telegram: the token is not accepted: ask @BotFather for it (/token)"]
    except TelegramError as error:
        return [f"telegram: {settings.api_url} cannot be reached ({type(error).__name__})"]
    if settings.mode == "webhook" and webhook.url and webhook.last_error_message:
        return [f"telegram: Telegram could not deliver to {webhook.url}: {webhook.last_error_message}"]
    return []
