"""Validation of links, in buttons and in texts."""

import re
from urllib.parse import urlsplit

_SCHEMES = {"http", "https", "ftp", "ton", "tonsite", "tg"}
_WITH_HOST = {"http", "https", "ftp"}
_HOST = re.compile(r"^(?:[^\s.:/@]+\.)+[^\s.:/@]{2,}$|^\d{1,3}(?:\.\d{1,3}){3}$")


def fault(url: str) -> str | None:
    """Return what is wrong with a link, in Telegram's words, or None; a link without a scheme counts as http."""
    text = url.strip() if "://" in url or url.startswith("tg:") else f"http://{url.strip()}"
    scheme = text.partition(":")[0].lower()
    if scheme not in _SCHEMES or (re.match(r"^[a-z]+:(?!//)", url) and not url.startswith("tg:")):
        return "Unsupported URL protocol"
    if scheme not in _WITH_HOST:
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return "Wrong port number specified in the URL"
    if port == 0:
        return "Wrong port number specified in the URL"
    return None if _HOST.match(parts.hostname or "") else "Wrong HTTP URL"
