"""Pictures of the screens for the pages in `docs/`, drawn from what the bot shows. No part of what is installed."""
