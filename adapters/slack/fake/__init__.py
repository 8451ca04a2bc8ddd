"""A Slack on loopback: a small real HTTP and websocket server with Slack's limits and errors, to hold conversations on.

What is known of the real one stands in its documentation (docs.slack.dev), in its own SDKs (slack_sdk 3.47 and
slack_bolt 1.30), and in what people saw and wrote down; where it is a guess, the comment says so.
1. It knows nothing of this product and nothing of a Slack SDK: a bot talks to it and isn't made of it.
2. It refuses whatever Slack refuses, with Slack's words, and says so in `errors`.
3. It forgets everything when it is closed, and logs nothing.
"""
