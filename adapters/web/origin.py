"""Detect requests that another website makes a browser send."""

from starlette.datastructures import Headers

_OURS = {"same-origin", "none"}
"""Values of Sec-Fetch-Site for requests by this page or by the person; not by other hosts of the same site."""


def foreign(headers: Headers) -> bool:
    """Return whether another website made the browser send this request.

    Browsers without `Sec-Fetch-Site` may send `Origin`, which is `null` for this page because of its Referrer-Policy.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in _OURS
    origin = headers.get("origin", "null")
    return origin != "null" and origin.partition("://")[2] != headers.get("host")
