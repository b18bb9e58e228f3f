"""Telegram servers that nobody here wrote, to prove the adapter, and so the double, against."""
