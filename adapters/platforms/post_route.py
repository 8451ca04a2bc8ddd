"""The routes to which a platform posts."""

from collections.abc import Awaitable, Callable, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

LARGEST = 1024 * 1024
"""The most bytes in the body of a delivery. A larger one gets 413, without being read if it declares its length."""


def post_routes(path: str, receive: Callable[[Request], Awaitable[Response]]) -> Sequence[BaseRoute]:
    """Return the routes for this path, with and without a trailing slash.

    Both are needed, because platforms don't follow a redirect from one to the other.
    """
    return [Route(form, receive, methods=["POST"], max_body_size=LARGEST) for form in (path, f"{path}/")]
