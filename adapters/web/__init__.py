"""The web page: a check in a browser, served by the bot itself, without third parties."""
