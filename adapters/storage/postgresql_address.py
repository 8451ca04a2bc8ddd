"""Reads the address of a PostgreSQL as libpq would: each of its parameters is taken, or refused by name.

asyncpg would send what it doesn't know to the server as a setting. And it gives all hosts together one time limit, so
that one that doesn't answer hides the next: hence the hosts are told apart here.
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
    "its user or password holds a character that must be written otherwise: "
    "%40 for @, %2F for /, %23 for #, %3F for ?, %25 for %, %5B and %5D for brackets"
)


@dataclass(frozen=True, slots=True)
class PostgresqlAddress:
    """An address.

    Attributes:
        url: What the driver is to read of it: no host, and no parameter that it doesn't know.
        hosts: Hosts with their ports, in the order in which they are tried; none where the environment decides.
        timeout: Seconds that each of them has to let us in.
        keepalive: Parameters of libpq that concern the socket.
        system_trust: Whether the server's certificate is checked against what this system trusts.
    """

    url: str
    hosts: tuple[tuple[str, int], ...]
    timeout: float
    keepalive: Mapping[str, int]
    system_trust: bool

    @classmethod
    def read(cls, url: str) -> "PostgresqlAddress":
        """Read an address.

        Args:
            url: postgresql://… in libpq's form.

        Raises:
            StorageError: If it can't be used; it names the parameter, and nothing secret.
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
    except ValueError:  # a bracket without its other half
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
    """Return the parameters that the driver is to read."""
    passed = {name: value for name, value in given.items() if name in DRIVER | SERVER and value != SYSTEM}
    if hosts > 1:
        passed.setdefault("target_session_attrs", "read-write")
    if name := given.get("fallback_application_name"):
        passed.setdefault("application_name", name)
    return passed


def _refuse_reserved(rest: str) -> None:
    """Refuse an address whose password holds what ends it; the user would be told of a host or port otherwise."""
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
