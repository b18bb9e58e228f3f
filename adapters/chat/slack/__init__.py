"""Slack: Socket Mode or signed HTTP in, Block Kit out, through slack-bolt and slack-sdk. chat.py is the way in."""
