"""Telegram: long polling or a webhook in, inline keyboards out, through python-telegram-bot. chat.py is the way in."""
