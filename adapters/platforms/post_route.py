"""The routes to which a platform posts."""

from collections.abc import Awaitable, Callable, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

LARGEST = 1024 * 1024
"""The most bytes of a delivery's body; a larger one is answered by 413, unread if its length is said beforehand."""


def post_routes(path: str, receive: Callable[[Request], Awaitable[Response]]) -> Sequence[BaseRoute]:
    """Return the routes for this path, with and without a slash at its end.

    A platform that is given either form must not be redirected to the other: none follows a redirect.
    """
    return [Route(form, receive, methods=["POST"], max_body_size=LARGEST) for form in (path, f"{path}/")]
