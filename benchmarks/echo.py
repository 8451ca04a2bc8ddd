"""A Slack that returns every view immediately, in a separate process so that its time isn't counted.

Run without arguments; prints its URL once it listens, and answers until it is terminated.
"""

import asyncio
import json
import socket

from aiohttp import web

_KNOWN = {"ok": True, "team_id": "T1", "user_id": "U0BOT", "bot_id": "B111"}


async def main() -> None:
    """Answer every call."""
    app = web.Application()
    app.router.add_post("/api/{method}", _answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    listener = socket.create_server(("127.0.0.1", 0))
    await web.SockSite(runner, listener).start()
    print(f"http://127.0.0.1:{listener.getsockname()[1]}/api/", flush=True)
    await asyncio.Event().wait()


async def _answer(request: web.Request) -> web.Response:
    called = json.loads(await request.read()) if request.content_type == "application/json" else {}
    return web.json_response({**_KNOWN, "view": called["view"]} if "view" in called else _KNOWN)


if __name__ == "__main__":
    asyncio.run(main())
