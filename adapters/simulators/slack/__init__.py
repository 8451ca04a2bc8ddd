"""A Slack on loopback: a small real HTTP and websocket server with Slack's limits and errors.

Its behaviour is based on Slack's documentation (docs.slack.dev), on Slack's SDKs (slack_sdk 3.47 and slack_bolt 1.30),
and on published bug reports; comments say where something is a guess.
1. It doesn't depend on this product or on any Slack SDK: a bot talks to it over the network only.
2. It refuses whatever Slack refuses, with Slack's errors, and lists it in `SlackSimulator.errors`.
3. It forgets everything when it is closed, and logs nothing.
"""
