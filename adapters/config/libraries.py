"""Validate the environment variables that libraries read, before an invalid one makes them fail.

SOCKS isn't supported, as neither httpx nor aiohttp can do it without another package.
"""

import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

Check = Callable[[str], str | None]
"""Return what is wrong with a value, as a sentence without that value; None if it is valid."""


def faults(
    environment: Mapping[str, str], dotenv: Mapping[str, str], *, online: bool, postgresql: bool
) -> Iterator[tuple[str, str]]:
    """Return the invalid variables, each with what is wrong with it.

    Args:
        environment: The environment of this process.
        dotenv: The values in `.env`, which libraries don't read.
        online: Whether a chat platform is configured.
        postgresql: Whether the database is PostgreSQL.
    """
    for name, check in {**_ALWAYS, **(_ONLINE if online else {}), **(_POSTGRESQL if postgresql else {})}.items():
        value = environment.get(name, "").strip()
        if fault := check(value) if value else None:
            yield name, fault
        elif dotenv.get(name) and not value:
            yield name, "Must be set in the environment: it isn't read from .env."


def _proxy(value: str) -> str | None:
    try:
        parts = urlsplit(value if "://" in value else f"http://{value}")
        sound = parts.scheme in {"http", "https"} and re.fullmatch(r"[\w.:-]+", parts.hostname or "", re.ASCII)
        if not unquote(f"{parts.username or ''}{parts.password or ''}").isascii():
            return "Must have an ASCII name and password: libraries differ in how they send other characters."
        if sound and value.isprintable() and " " not in value and parts.port != 0:
            return None
    except ValueError:
        pass
    return "Must be the address of an HTTP proxy, such as http://proxy.example.org:3128; SOCKS is not supported."


def _no_proxy(value: str) -> str | None:
    if "[" in value:
        return "Must have IPv6 addresses without brackets, such as ::1."
    return "Must be host names, separated by commas, without http://." if "://" in value else None


def _certificates(value: str) -> str | None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(value)
    except (OSError, ValueError):
        return "Must be a readable file with certificates (PEM)."
    return None


def _folder(value: str) -> str | None:
    return None if Path(value).is_dir() else "Must be a folder with certificates."


def _unwanted(what: str) -> Check:
    return lambda _value: f"Must not be set: {what}."


def _like(pattern: str) -> Check:
    shown = pattern.replace("|", ", ")
    return lambda value: None if re.fullmatch(pattern, value) else f"Must be one of: {shown}."


def _port(value: str) -> str | None:
    return None if re.fullmatch(r"\d+(,\d+)*", value, re.ASCII) else "Must be a port number."


_FILES = _unwanted("metrics would be stored in files there")
_TLS = _like("TLSv1|TLSv1.1|TLSv1.2|TLSv1.3")
_ALWAYS: Mapping[str, Check] = {"PROMETHEUS_MULTIPROC_DIR": _FILES, "prometheus_multiproc_dir": _FILES}
_ONLINE: Mapping[str, Check] = {
    **{name: _proxy for kind in ("HTTP", "HTTPS", "ALL") for name in (f"{kind}_PROXY", f"{kind.lower()}_proxy")},
    "NO_PROXY": _no_proxy,
    "no_proxy": _no_proxy,
    "SSL_CERT_FILE": _certificates,
    "SSL_CERT_DIR": _folder,
    "SSLKEYLOGFILE": _unwanted("the keys of every connection would be written to a file"),
}
_POSTGRESQL: Mapping[str, Check] = {
    "PGPORT": _port,
    "PGSSLMODE": _like("disable|allow|prefer|require|verify-ca|verify-full"),
    "PGSSLMINPROTOCOLVERSION": _TLS,
    "PGSSLMAXPROTOCOLVERSION": _TLS,
    "PGTARGETSESSIONATTRS": _like("any|primary|standby|read-write|read-only|prefer-standby"),
}
