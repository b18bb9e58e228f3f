"""A server that speaks Slack on loopback: Web API, Socket Mode, signed HTTP pushes; people, channels and faults on demand.

Written from Slack's documentation; tests/integration/platforms/test_slack_double.py proves it with slack-sdk's own clients.
"""
