"""A Mattermost server for tests, written from the server's documented contract: REST, WebSocket, slash commands, buttons, dialogs.

Try it by hand: `python -m tests.doubles.mattermost --port 8065`. What makes it misbehave is in faults.py.
"""
