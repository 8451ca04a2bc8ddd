"""A Slack on loopback: a small real HTTP and websocket server with Slack's limits and errors.

What is known of the real Slack comes from its documentation (docs.slack.dev), from its own SDKs (slack_sdk 3.47 and
slack_bolt 1.30), and from what people met and wrote down; where something is a guess, a comment says so.
1. It knows nothing of this product and nothing of a Slack SDK: a bot talks to it over the network alone.
2. It refuses whatever Slack refuses, in Slack's words, and lists it in `SlackSimulator.errors`.
3. It forgets everything when it is closed, and logs nothing.
"""
