"""A server that speaks Telegram's Bot API on loopback, written from its documentation, with people, groups and faults on demand."""
