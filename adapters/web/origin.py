"""Tells a press on our own page from one that another website makes a browser send."""

from starlette.datastructures import Headers

_OURS = {"same-origin", "none"}
"""What a browser says of a request that our page, or the person, made. A page of a neighbouring name isn't ours."""


def foreign(headers: Headers) -> bool:
    """Return whether another website made the browser send this.

    A browser that doesn't say so in `Sec-Fetch-Site` may say it in `Origin`, which is `null` from our page: it tells
    nobody where it stands.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in _OURS
    origin = headers.get("origin", "null")
    return origin != "null" and origin.partition("://")[2] != headers.get("host")
