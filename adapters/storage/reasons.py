"""Describes in one line why a database can't be used; quotes it only if that reveals no address, name or password."""

import os
import re
import sqlite3
import ssl
from collections.abc import Callable, Mapping
from functools import partial
from socket import gaierror
from typing import Any

from asyncpg import exceptions as postgresql

from adapters.storage import errors

_NO_ANSWER = "it doesn't answer"
_KINDS: Mapping[type[BaseException], str] = {
    postgresql.InvalidAuthorizationSpecificationError: "it refuses this user or password",
    postgresql.TargetServerAttributeNotMatched: "it takes no writes: every host that answers is read-only",
    postgresql.ReadOnlySQLTransactionError: "it takes no writes: it is read-only",
    postgresql.InvalidCatalogNameError: "it has no database of that name",
    postgresql.InsufficientPrivilegeError: "this user may not create or change tables in it",
    postgresql.InvalidSchemaNameError: "this user may not create or change tables in it",
    postgresql.UndefinedTableError: "its tables aren't there",
    gaierror: "its host name can't be resolved",
}
_SAID: Mapping[str, str] = {
    "no such table": "its tables aren't there",
    "transaction blocks not allowed": "the pooler in front of it splits transactions: set its pool_mode=transaction",
    "unsupported startup parameter": (
        "the pooler in front of it doesn't accept {}: leave that out of the address, or name it in the pooler's "
        "ignore_startup_parameters"
    ),
    "no encryption": "it requires TLS: write sslmode=require",
    "SSL off": "it requires TLS: write sslmode=require",
    "no pg_hba.conf entry": "its pg_hba.conf doesn't let this user in from here",
    "rejected SSL upgrade": "it has no TLS: turn that on there, or write sslmode=prefer",
    "root certificate file": "sslmode=verify-ca or verify-full needs sslrootcert=FILE, or sslrootcert=system",
}
"""Words in the errors of PostgreSQL, PgBouncer and asyncpg, and their meaning."""
_OWN_WORDS = ("08", "25", "53", "54", "55", "57", "58", "XX")
"""The prefixes of codes of errors whose message is about the server, and never contains data."""
_HOST_NAME, _HOST_ADDRESS = 62, 64
"""OpenSSL's codes (X509_V_ERR_…) for a certificate with another name or address."""


def reason(error: BaseException) -> str:
    """Return why the database can't be used, as part of a sentence."""
    chain = [error]
    while cause := (chain[-1].__cause__ or chain[-1].__context__):
        chain.append(cause)
    return next(filter(None, map(_one, chain)), type(chain[-1]).__name__)


def _one(error: BaseException) -> str | None:
    """Return the reason in this error, without its causes; None if there is none."""
    for words, text in _SAID.items():
        if words in str(error):
            return text.format(*re.findall(r"parameter: (\w+)", str(error))[:1] or ["a parameter"])
    return next((say(error) for kind, say in _SAY.items() if isinstance(error, kind)), None)


def _fixed(text: str, _error: object) -> str:
    return text


def _postgresql(error: Any) -> str:  # noqa: ANN401 - asyncpg has no types
    if errors.code(error).startswith(_OWN_WORDS):
        return str(error).partition("\n")[0]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")).lower()


def _certificate(error: ssl.SSLCertVerificationError) -> str:
    if error.verify_code in {_HOST_NAME, _HOST_ADDRESS}:
        return "its certificate is for another host: write the name that is in it, or sslmode=verify-ca"
    return f"its certificate is not trusted ({error.verify_message}): set sslrootcert=FILE to its issuer's certificate"


def _system(error: OSError) -> str:
    """Return the system's message, even if several addresses of a host were tried and each failed."""
    numbers = re.findall(r"\[Errno (\d+)\]", str(error))
    number = error.errno or (int(numbers[0]) if numbers else None)
    return os.strerror(number) if number else _NO_ANSWER


_SAY: Mapping[type[BaseException], Callable[[Any], str]] = {
    **{kind: partial(_fixed, text) for kind, text in _KINDS.items()},
    postgresql.PostgresError: _postgresql,
    sqlite3.Error: str,
    ssl.SSLCertVerificationError: _certificate,
    ssl.SSLError: lambda error: f"TLS fails: {(error.reason or 'unknown').replace('_', ' ').lower()}",
    OSError: _system,
    ValueError: partial(_fixed, errors.UNCLEAR),
}
"""The describing function for each kind of error; the first match counts."""
