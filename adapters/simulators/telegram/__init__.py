"""A Bot API on loopback: a small real HTTP server with Telegram's limits and errors.

Its behaviour is based on the documentation of the real server (core.telegram.org/bots/api) and on its source
(github.com/tdlib/telegram-bot-api, version 10.0, and its library tdlib/td); comments say where both are silent.
1. It doesn't depend on this product or on any Telegram SDK: a bot talks to it over the network only.
2. It refuses whatever Telegram refuses, in Telegram's words.
3. It forgets everything when it is closed, and logs nothing.
"""
