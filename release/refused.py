"""The error that ends a release before anything is changed."""


class RefusedError(Exception):
    """No release can be made of what is here; the message says why, and what to do."""
