"""The headers that make a browser store nothing of the page, and load nothing else."""

import base64
import hashlib
from collections.abc import Mapping

_FEATURES = ("camera", "geolocation", "microphone", "browsing-topics", "interest-cohort")
_ICON = "data:"
"""The source of the page's icon: an empty one inside the page, so that browsers don't request one."""
CLEARING = {"Clear-Site-Data": '"cache"'}
"""Additional headers at the end of a check."""


def headers(style: str, script: str, idle: float) -> Mapping[str, str]:
    """Return the headers of every answer.

    Args:
        style: The style sheet inside the page.
        script: The script inside the page.
        idle: Seconds after which the browser replaces the page by the first page, without a script.
    """
    return {
        "Cache-Control": "no-store",
        "Connection": "close",  # an idle browser would keep it open for nothing
        "Content-Security-Policy": _policy(style, script),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
        "Referrer-Policy": "no-referrer",
        "Refresh": f"{max(1, round(idle))}",
        "Vary": "Accept-Language",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow",
    }


def _policy(style: str, script: str) -> str:
    parts = (
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        f"script-src '{_hash(script)}'",
        f"img-src {_ICON}",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
    return "; ".join(parts)


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
