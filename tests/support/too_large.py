"""A body that is too large, sent through a proxy."""

import httpx

REFUSALS = frozenset({httpx.codes.BAD_REQUEST, httpx.codes.REQUEST_ENTITY_TOO_LARGE, httpx.codes.BAD_GATEWAY})


async def is_refused(client: httpx.AsyncClient, address: str, body: bytes) -> bool:
    """Return whether this body is refused.

    The program answers before it has read all of it, so a proxy that is still sending may end the connection before it
    has passed on the whole answer.
    """
    try:
        answer = await client.post(address, content=body)
    except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
        return True
    return answer.status_code in REFUSALS
