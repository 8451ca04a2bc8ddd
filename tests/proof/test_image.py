"""The image: what its definition produces, built and run from its own steps without Docker."""

import asyncio
import json
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from adapters.privacy.audit.ports import free_port
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import until
from tests.support.dockerfile import ROOT, Image, read

RUN = read()[1]
HOME = RUN.one("WORKDIR").said
PATIENCE = 40.0


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    with TemporaryDirectory(prefix="groomingcheck-image-") as folder:
        made = Image(Path(folder))
        made.build()
        yield made


def test_the_wheel_has_every_file_of_the_program_and_nothing_else(image: Image) -> None:
    (wheel,) = (image.folder / "opt" / "wheel").iterdir()
    with zipfile.ZipFile(wheel) as opened:
        packed = {name for name in opened.namelist() if ".dist-info/" not in name}
    folders = [ROOT / name for name in ("adapters", "bot", "messages")]
    ours = {path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert packed == {str(path.relative_to(ROOT)) for path in ours}
    for name in ("messages/groomingcheck/nl.toml", "messages/templates/ask.html.j2"):
        assert name in packed
    assert any(name.startswith("adapters/storage/migrations/versions/step_") for name in packed)


def test_what_runs_has_what_the_lock_names_and_nothing_else(image: Image) -> None:
    process = image.start(
        ["python", "-c", "import importlib.metadata as m; print(*{d.name for d in m.distributions()})"]
    )
    out, err = process.communicate(timeout=PATIENCE)
    found = {re.sub(r"[-_.]+", "-", name).lower() for name in out.split()}
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    assert found == locked | {"groomingcheck"}, err


def test_a_bill_of_materials_names_all_that_runs_with_its_licence(image: Image) -> None:
    """The command that `make sbom` runs, on this environment; validating the result would take half a minute."""
    (options,) = re.findall(r"^SBOM := (.*)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    asked = [*options.split(), "--no-validate", image.at(f"{HOME}/bin/python")]
    program = Path(sys.executable).with_name("cyclonedx-py")
    done = subprocess.run([program, *asked], capture_output=True, check=True, cwd=ROOT, text=True, timeout=PATIENCE)
    bill = json.loads(done.stdout)
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "groomingcheck")
    pins = dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    found = {re.sub(r"[-_.]+", "-", one["name"]).lower(): one for one in bill["components"]}
    assert {name: one["version"] for name, one in found.items()} == pins
    assert [name for name, one in found.items() if not one.get("licenses")] == []


async def test_it_holds_a_check_is_healthy_writes_only_its_volume_and_ends_on_sigterm(
    image: Image, fake: TelegramSimulator
) -> None:
    before, port = image.files(), str(free_port())
    asked = {"TELEGRAM_BOT_TOKEN": fake.token, "TELEGRAM_API_URL": fake.url, "GROOMINGCHECK_SECRET": "s" * 32}
    assert (await health(image, port))[0] != 0
    process = image.start([*RUN.one("ENTRYPOINT").form(), *RUN.one("CMD").form()], GROOMINGCHECK_PORT=port, **asked)
    ann = fake.person(1001)
    await ann.say("/groomingcheck")
    await until(lambda: process.poll() is not None or any(one.from_bot for one in ann.chat.messages), PATIENCE)
    assert await health(image, port) == (0, "")
    process.send_signal(signal.SIGTERM)
    out, err = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
    assert (process.returncode, out) == (0, "")
    assert '"event": "stopped"' in err
    assert image.files() == before
    written = [path for path in (image.folder / "data").rglob("*") if path.is_file()]
    assert "groomingcheck.db" in {path.name for path in written}
    assert [path.stat().st_mode & 0o077 for path in written] == [0] * len(written)


async def test_with_nothing_set_it_serves_the_page(image: Image) -> None:
    port = str(free_port())
    process = image.start([*RUN.one("ENTRYPOINT").form(), *RUN.one("CMD").form()], GROOMINGCHECK_PORT=port)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        while (page := await asked(client)) is None and process.poll() is None:
            await asyncio.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    _, err = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
    assert page is not None, err
    assert (page.status_code, "<h1" in page.text) == (200, True)
    assert f'"page": "http://127.0.0.1:{port}/"' in err


async def asked(client: httpx.AsyncClient) -> httpx.Response | None:
    """Return the page, or None while nothing listens."""
    try:
        return await client.get("/")
    except httpx.TransportError:
        return None


async def test_without_health_one_line_says_why(image: Image) -> None:
    status, told = await health(image, str(free_port()))
    assert status == 1
    assert told == "ConnectionRefusedError: [Errno 111] Connection refused\n"


async def health(image: Image, port: str) -> tuple[int, str]:
    """Ask as the image does, and return the exit status and the output."""
    process = image.start(RUN.one("HEALTHCHECK").form(), GROOMINGCHECK_PORT=port)
    out, err = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
    return process.returncode, out + err
