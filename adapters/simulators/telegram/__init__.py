"""A Bot API on loopback: a small real HTTP server with Telegram's limits and errors.

What is known of the real server comes from its documentation (core.telegram.org/bots/api) and from its source
(github.com/tdlib/telegram-bot-api, version 10.0, and the library under it); where neither says, a comment says so.
1. It knows nothing of this product and nothing of a Telegram SDK: a bot talks to it over the network alone.
2. It refuses whatever Telegram refuses, in Telegram's words.
3. It forgets everything when it is closed, and logs nothing.
"""
