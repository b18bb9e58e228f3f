"""Mattermost: a bot account over REST and WebSocket, a slash command, buttons and a dialog over HTTP. chat.py joins the parts."""
