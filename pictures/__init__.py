"""Draw the screens for the pages in `docs/` from the bot's own output, and measure them. Not part of the wheel."""
