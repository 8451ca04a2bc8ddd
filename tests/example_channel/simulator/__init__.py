"""A simulator of Plein: it answers a bot over HTTP, refuses what breaks its rules, and has people who use it."""
