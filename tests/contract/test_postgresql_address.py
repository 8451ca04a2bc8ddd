"""Addresses of PostgreSQL as libpq takes them: each parameter works, or is refused by name, in one line."""

import asyncio
import datetime as dt
import re
import ssl
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from adapters.channels import registry
from adapters.storage.database import readable
from adapters.storage.postgresql_address import PostgresqlAddress
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from tests.contract.test_wipe_store_opening import SECRET, refusal
from tests.support.postgres import Postgres

UNKNOWN = "its address has a parameter that doesn't exist"
ESCAPES = "its user or password contains a character that must be escaped: "
SSL_REQUEST = struct.pack("!II", 8, 80877103)
REFUSES, TAKES_TLS = b"N", b"S"


@asynccontextmanager
async def answering(answer: bytes, certificate: Path | None = None) -> AsyncIterator[int]:
    """Serve as PostgreSQL does up to TLS. Yields its port. Source: its protocol, "SSL Session Encryption"."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readexactly(8) == SSL_REQUEST
        writer.write(answer)
        if certificate:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate)
            with pytest.raises(OSError):  # noqa: PT011 - whoever doesn't trust it hangs up
                await writer.start_tls(context)
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


def self_signed(folder: Path, host: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "both.pem").write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "both.pem"


@pytest.mark.parametrize(
    "parameter",
    [
        "connect_timeout=5",
        "keepalives=1&keepalives_idle=30&keepalives_interval=10&keepalives_count=3&tcp_user_timeout=9000",
        "keepalives=0",
        "application_name=groomingcheck",
        "fallback_application_name=groomingcheck",
        "target_session_attrs=read-write",
        "target_session_attrs=primary",
        "sslmode=disable",
        "sslmode=prefer&gssencmode=prefer&channel_binding=prefer&sslsni=1&client_encoding=utf8",
        "options=-c%20statement_timeout%3D9000",
        "statement_timeout=9000&lock_timeout=9000",
        "load_balance_hosts=disable&sslcompression=0",
    ],
)
async def test_parameters_of_libpq_are_accepted(postgres: Postgres, parameter: str) -> None:
    wipe_store = await WipeStore.open(f"{postgres.database()}&{parameter}", registry.wipeable())
    await wipe_store.backlog()
    await wipe_store.close()


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ("channel_binding=require", "channel_binding in its address must be disable or prefer"),
        ("gssencmode=require", "gssencmode in its address must be disable or prefer"),
        ("target_session_attrs=standby", "target_session_attrs in its address must be any or read-write or primary"),
        (
            "sslmode=perhaps",
            "sslmode in its address must be disable or allow or prefer or require or verify-ca or verify-full",
        ),
        ("hostaddr=127.0.0.1", "hostaddr in its address isn't supported: write the IP address as the host"),
        ("servicefile=a", "servicefile in its address isn't supported: set PGSERVICEFILE in the environment"),
        (
            "conect_timeout=5",
            "its address has a parameter that doesn't exist, conect_timeout: do you mean connect_timeout?",
        ),
        ("ssl_mode=require", "its address has a parameter that doesn't exist, ssl_mode: do you mean sslmode?"),
        (
            "pgbouncer=true",
            f"{UNKNOWN}, pgbouncer: write a setting of the server as options=-c%20name=value",
        ),
        ("connect_timeout=soon", "connect_timeout in its address must be a whole number"),
        ("sslmode", "its address is not understood"),
        ("port=1,2,3", "its address must have as many ports as hosts, or one"),
        ("sslmode=verify-full", "sslmode=verify-ca or verify-full needs sslrootcert=FILE, or sslrootcert=system"),
        ("sslmode=verify-full&sslrootcert=/none.crt", "sslrootcert in its address doesn't name a readable file"),
    ],
)
async def test_unsupported_parameters_are_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, parameters: str, reason: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert await refusal(f"postgresql://me:{SECRET}@127.0.0.1:1/name?{parameters}") == reason


@pytest.mark.parametrize("character", ["@", "/", "#", "?", "%", "[", " "])
async def test_a_character_in_a_password_that_must_be_escaped(character: str) -> None:
    told = await refusal(f"postgresql://me:{SECRET}{character}{SECRET}@127.0.0.1:1/name")
    assert told.startswith(ESCAPES)


async def test_a_number_before_such_a_character_is_no_port() -> None:
    assert (await refusal(f"postgresql://me:12/{SECRET}@127.0.0.1:1/name")).startswith(ESCAPES)
    assert (await refusal(f"postgresql://me:12#{SECRET}@127.0.0.1:1/name")).startswith(ESCAPES)
    assert (await refusal(f"postgresql://me:12?{SECRET}@127.0.0.1:1/name")).startswith(ESCAPES)


@pytest.mark.parametrize("port", ["0", "65536", "x", "5432x", "-1"])
async def test_an_invalid_port(port: str) -> None:
    assert await refusal(f"postgresql://me@127.0.0.1:{port}/name") == "its port must be a number from 1 to 65535"


async def test_a_host_without_a_server() -> None:
    assert await refusal("postgresql://me@localhost:1/name") == "Connection refused"
    assert await refusal("postgresql://me@[::1]:1/name") == "Connection refused"
    assert await refusal("postgresql:///name?host=/tmp/nowhere") == "No such file or directory"


async def test_a_server_that_has_no_tls() -> None:
    async with answering(REFUSES) as port:
        told = await refusal(f"postgresql://me:{SECRET}@127.0.0.1:{port}/name?sslmode=require")
    assert told == "it has no TLS: turn that on there, or write sslmode=prefer"


async def test_a_certificate_that_is_not_trusted(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path, "other.example")
    async with answering(TAKES_TLS, certificate) as port:
        address = f"postgresql://me@127.0.0.1:{port}/name"
        told = await refusal(f"{address}?sslmode=verify-full&sslrootcert=system")
        assert told.startswith("its certificate is not trusted (self-signed certificate)")
        told = await refusal(f"{address}?sslmode=verify-full&sslrootcert={certificate}")
        assert told.startswith("its certificate is for another host")


async def test_of_several_hosts_the_first_that_writes_is_taken(postgres: Postgres) -> None:
    url = postgres.database()
    folder = unquote(re.findall(r"host=([^&]+)", url)[0])
    several = re.sub(r"host=[^&]+", f"host=127.0.0.1,{folder}&port=1,5432", url)
    await (await Session.open(several)).close()


def test_hosts_and_ports_as_libpq_reads_them() -> None:
    read = PostgresqlAddress.read
    assert read("postgresql://me@a:1,b/name").hosts == (("a", 1), ("b", 5432))
    assert read("postgresql://me@[::1]:7/name").hosts == (("::1", 7),)
    assert read("postgresql://%2Ftmp%2Fx/name").hosts == (("/tmp/x", 5432),)  # noqa: S108 - nothing is there
    assert read("postgresql:///name?host=a,b&port=7").hosts == (("a", 7), ("b", 7))
    assert read("postgresql://me@a,b/name?connect_timeout=3").timeout == 3
    assert read("postgresql://me@a,b/name").timeout == 5
    assert "target_session_attrs=read-write" in read("postgresql://me@a,b/name").url


def test_what_is_shown_of_several_hosts() -> None:
    assert readable(f"postgresql://me:{SECRET}@a:1,b:2/name?sslmode=require") == "postgresql://a:1,b:2/name"
