"""The libpq parameters in an address: each is supported, or refused by name with what to write instead."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from adapters.storage.errors import StorageError

DRIVER = frozenset(
    {
        "dbname",
        "database",
        "user",
        "password",
        "passfile",
        "service",
        "krbsrvname",
        "gsslib",
        "sslmode",
        "sslcert",
        "sslkey",
        "sslpassword",
        "sslrootcert",
        "sslcrl",
        "sslnegotiation",
        "ssl_min_protocol_version",
        "ssl_max_protocol_version",
        "target_session_attrs",
    }
)
"""Parameters that asyncpg reads itself."""
SERVER = frozenset(
    {
        "application_name",
        "options",
        "search_path",
        "statement_timeout",
        "lock_timeout",
    }
)
"""Settings that are passed to the server."""
SOCKET = frozenset(
    {
        "keepalives",
        "keepalives_idle",
        "keepalives_interval",
        "keepalives_count",
        "tcp_user_timeout",
    }
)
SYSTEM = "system"
"""The value of sslrootcert for the system's trusted certificates."""
_OURS = frozenset(
    {
        "host",
        "port",
        "connect_timeout",
        "fallback_application_name",
    }
)
_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "sslmode": ("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
    "target_session_attrs": ("any", "read-write", "primary"),
    "sslnegotiation": ("postgres", "direct"),
    "gssencmode": ("disable", "prefer"),
    "channel_binding": ("disable", "prefer"),
    "load_balance_hosts": ("disable",),
    "client_encoding": ("utf8", "UTF8", "utf-8", "UTF-8", "auto"),
    "sslcompression": ("0",),
    "sslsni": ("1",),
    "replication": ("false", "off", "no", "0"),
}
"""The supported values of some parameters; if the driver doesn't know one, this is its behaviour anyway."""
_FILES = frozenset(
    {
        "sslcert",
        "sslkey",
        "sslrootcert",
        "sslcrl",
        "passfile",
    }
)
_INSTEAD: Mapping[str, str] = {
    "hostaddr": "write the IP address as the host",
    "requiressl": "write sslmode=require",
    "requirepeer": "leave it out",
    "require_auth": "leave it out; sslmode=verify-full makes sure of the server",
    "sslcertmode": "leave it out; sslcert names a certificate of the bot's",
    "sslcrldir": "write sslcrl with a file",
    "sslkeylogfile": "leave it out",
    "gssdelegation": "leave it out",
    "servicefile": "set PGSERVICEFILE in the environment",
    "scram_client_key": "write a password",
    "scram_server_key": "write a password",
    "min_protocol_version": "leave it out",
    "max_protocol_version": "leave it out",
}
"""Unsupported libpq parameters, with what to do instead."""
_KNOWN = DRIVER | SERVER | SOCKET | _OURS | _ALLOWED.keys() | _INSTEAD.keys()


def check(name: str, value: str) -> None:
    """Raise `StorageError` if this parameter, or its value, isn't supported."""
    if name in _INSTEAD:
        msg = f"{name} in its address isn't supported: {_INSTEAD[name]}"
        raise StorageError(msg)
    if name not in _KNOWN:
        near = get_close_matches(name, _KNOWN - _INSTEAD.keys(), 1)
        hint = f"do you mean {near[0]}?" if near else "write a setting of the server as options=-c%20name=value"
        msg = f"its address has a parameter that doesn't exist, {_shown(name)}: {hint}"
        raise StorageError(msg)
    if name in _FILES and value != SYSTEM and not Path(value).is_file():
        msg = f"{name} in its address doesn't name a readable file"
        raise StorageError(msg)
    if name in _ALLOWED and value not in _ALLOWED[name]:
        msg = f"{name} in its address must be {' or '.join(_ALLOWED[name])}"
        raise StorageError(msg)


def _shown(name: str) -> str:
    """Return a parameter's name, unless it is more likely part of a password."""
    return name if re.fullmatch(r"[a-z][a-z_]{1,40}", name) else "which isn't even a name"


def number(name: str, given: Mapping[str, str]) -> int:
    """Return the value of an integer parameter; 0 if it isn't given, or negative.

    Raises:
        StorageError: If it isn't an integer.
    """
    try:
        return max(0, int(given.get(name, "0")))
    except ValueError:
        msg = f"{name} in its address must be a whole number"
        raise StorageError(msg) from None
