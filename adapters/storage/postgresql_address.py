"""Parses a PostgreSQL address like libpq: each of its parameters is either supported, or refused by name.

asyncpg would send unknown parameters to the server as settings. It also applies one timeout to all hosts together, so
that an unresponsive host hides the next: hence the hosts are separated here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from adapters.storage.errors import TIMEOUT, UNCLEAR, StorageError
from adapters.storage.postgresql_parameters import DRIVER, SERVER, SOCKET, SYSTEM, check, number

_PORTS = 65536
_BARE_PERCENT = "%(?![0-9A-Fa-f]{2})"
_ESCAPES = (
    "its user or password contains a character that must be escaped: "
    "%40 for @, %2F for /, %23 for #, %3F for ?, %25 for %, %5B and %5D for brackets"
)


@dataclass(frozen=True, slots=True)
class PostgresqlAddress:
    """A parsed address.

    Attributes:
        url: The URL for the driver, without hosts, and with only the parameters that it knows.
        hosts: Hosts with their ports, in the order in which to try them; empty to let the environment decide.
        timeout: The connection timeout for each host, in seconds.
        keepalive: The libpq parameters for the socket.
        system_trust: Whether to check the server's certificate against the system's trusted ones.
    """

    url: str
    hosts: tuple[tuple[str, int], ...]
    timeout: float
    keepalive: Mapping[str, int]
    system_trust: bool

    @classmethod
    def read(cls, url: str) -> "PostgresqlAddress":
        """Parse an address.

        Args:
            url: postgresql://… in libpq's form.

        Raises:
            StorageError: If it can't be used; the message names the parameter, but nothing secret.
        """
        rest = url.partition("://")[2]
        _refuse_reserved(rest)
        parts = _split(rest)
        given = _parameters(parts.query)
        user, at, named = parts.netloc.rpartition("@")
        hosts = _hosts(given.get("host") or named, given.get("port", ""))
        passed = _passed(given, len(hosts))
        query = urlencode(passed, quote_via=quote)
        return cls(
            url=f"postgresql://{user}{at}{parts.path}{'?' if query else ''}{query}",
            hosts=hosts,
            timeout=number("connect_timeout", given) or TIMEOUT / max(1, len(hosts)),
            keepalive={name: number(name, given) for name in SOCKET & given.keys()},
            system_trust=given.get("sslrootcert") == SYSTEM,
        )


def _split(rest: str) -> SplitResult:
    try:
        return urlsplit(f"postgresql://{rest}")
    except ValueError:  # an unbalanced bracket
        raise StorageError(UNCLEAR) from None


def _parameters(query: str) -> Mapping[str, str]:
    try:
        given = dict(parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)))
    except ValueError:
        raise StorageError(UNCLEAR) from None
    for name, value in given.items():
        check(name, value)
    return given


def _passed(given: Mapping[str, str], hosts: int) -> Mapping[str, str]:
    """Return the parameters for the driver."""
    passed = {name: value for name, value in given.items() if name in DRIVER | SERVER and value != SYSTEM}
    if hosts > 1:
        passed.setdefault("target_session_attrs", "read-write")
    if name := given.get("fallback_application_name"):
        passed.setdefault("application_name", name)
    return passed


def _refuse_reserved(rest: str) -> None:
    """Refuse an address whose password contains a delimiter; otherwise the error would be about a host or port."""
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    user, _, host = authority.rpartition("@")
    path, _, query = rest.removeprefix(authority).partition("?")
    spilt = "@" in path or "#" in rest or ("@" in query and "=" not in query.partition("@")[0])
    if "@" in user or spilt or re.search(rf"{_BARE_PERCENT}|[\[\]\s]", user) or re.search(_BARE_PERCENT, host):
        raise StorageError(_ESCAPES)


def _hosts(listed: str, port: str) -> tuple[tuple[str, int], ...]:
    """Return each host with its port. Source: libpq, "Specifying Multiple Hosts"."""
    if not listed:
        return ()
    names, ports = listed.split(","), port.split(",")
    if len(ports) == 1:
        ports *= len(names)
    if len(ports) != len(names):
        msg = "its address must have as many ports as hosts, or one"
        raise StorageError(msg)
    return tuple(_host(name, one) for name, one in zip(names, ports, strict=True))


def _host(name: str, port: str) -> tuple[str, int]:
    match = re.fullmatch(r"(\[[0-9A-Fa-f:.%]+\]|/[^:]*|%2[Ff][^:]*|[^:\[\]]*)(?::(.*))?", name)
    if not match:
        raise StorageError(UNCLEAR)
    found = match[2] or port or "5432"
    if not re.fullmatch("[0-9]{1,5}", found) or not 0 < int(found) < _PORTS:
        msg = "its port must be a number from 1 to 65535"
        raise StorageError(msg)
    return unquote(match[1].strip("[]")) or "localhost", int(found)
