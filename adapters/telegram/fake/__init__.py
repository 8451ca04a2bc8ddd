"""A Bot API on loopback: a small real HTTP server with Telegram's limits and errors, to hold conversations on.

What is known of the real server stands in its documentation (core.telegram.org/bots/api) and in its source
(github.com/tdlib/telegram-bot-api, version 10.0, and the library under it); where neither says, the comment says so.
1. It knows nothing of this product and nothing of a Telegram SDK: a bot talks to it and isn't made of it.
2. It refuses whatever Telegram refuses, with Telegram's words.
3. It forgets everything when it is closed, and logs nothing.
"""
