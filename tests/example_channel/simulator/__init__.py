"""A simulator of Plein: an HTTP server with Plein's rules, and the people who use it."""
