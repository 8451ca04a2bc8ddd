"""Freed memory is overwritten: the program restarts itself with that setting, and leaves no traces of it."""

import gc
import os
import re
import signal
import subprocess
import sys
import weakref
from asyncio import create_task, sleep
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from adapters.runtime import garbage, memory
from tests.support.caller import until
from tests.support.keyboard import ROOT

START = """
import os, resource, sys
from adapters.runtime import crash_dumps, memory
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
sys.executable = {script!r}
crash_dumps.prevent()
memory.restart(["serve"], overwriting={overwriting})
print("went on")
"""
CRASHED = """
import os, resource, signal, sys
from contextlib import suppress
from adapters.__main__ import main
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
with suppress(SystemExit):
    main(sys.argv[1:])
print("core", *resource.getrlimit(resource.RLIMIT_CORE), flush=True)
os.kill(os.getpid(), signal.SIGSEGV)
"""
SHOW = "#!/bin/sh\nenv\necho core $(grep core /proc/self/limits || echo at 1 1 bytes)\necho asked $@\n"
FREED = """
import re, sys
word = "".join(["Kan", "arie ", "van der Vliet"] * 400)
del word
found = 0
for line in open("/proc/self/maps"):
    start, end, kind = re.match(r"(\\w+)-(\\w+) (\\S+)", line).groups()
    if kind.startswith("rw"):
        with open("/proc/self/mem", "rb", 0) as memory:
            memory.seek(int(start, 16))
            found += memory.read(int(end, 16) - int(start, 16)).count(b"arie " + b"van der Vliet" + b"Kan")
print(found)
"""
GIVEN_BACK = """
import asyncio, os
from pathlib import Path
from adapters.runtime import garbage
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
async def main(wanted):
    collecting = asyncio.create_task(garbage.collect(0.01))
    async with asyncio.timeout(30):
        while resident() > wanted:
            await asyncio.sleep(0.01)
texts = [str(number) * 10 for number in range(200_000)]
above = [bytearray(1000) for _ in range(1000)]  # so that the texts aren't the end of the heap
del texts
asyncio.run(main(resident() - 10 * 2**20))
print("given back")
"""
GLIBC = pytest.mark.skipif(not memory.supported(), reason="needs glibc, which overwrites memory")


def run(program: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env={"PATH": os.environ["PATH"], **environment},
        text=True,
        timeout=60,
    )
    return done.stdout


@GLIBC
@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="this system shows no memory")
def test_text_that_is_freed_is_gone_with_it_and_stays_without_it() -> None:
    assert int(run(FREED, **memory.ENVIRONMENT)) == 1  # the search itself works
    assert int(run(FREED)) > 100


@GLIBC
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system shows no memory")
def test_memory_that_was_taken_by_much_is_given_back_within_seconds() -> None:
    assert run(GIVEN_BACK, **memory.ENVIRONMENT, PYTHONPATH=str(ROOT)) == "given back\n"


@pytest.fixture
def start(tmp_path: Path) -> str:
    """A program that restarts itself as one that prints how it was started."""
    script = tmp_path / "show"
    script.write_text(SHOW)
    script.chmod(0o700)
    return START.format(script=str(script), overwriting="os.environ.get('WANTED') != 'no'")


@GLIBC
def test_the_program_starts_itself_anew_and_no_core_is_dumped(start: str) -> None:
    told = run(start).splitlines()
    assert "asked -P -m adapters serve" in told
    assert next(line for line in told if line.startswith("core ")).endswith(" 1 1 bytes")  # at 0, it may still be piped
    assert {f"{name}={value}" for name, value in memory.ENVIRONMENT.items()} <= {*told}


@pytest.mark.parametrize("asked", [["--version"], ["talk"], ["review"], ["doctor"]], ids=lambda asked: asked[0])
def test_every_command_prevents_core_dumps_first(asked: list[str], tmp_path: Path) -> None:
    """Also of a crash that no program can see coming."""
    done = subprocess.run(
        [sys.executable, "-c", CRASHED, *asked],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=60,
    )
    assert done.returncode == -signal.SIGSEGV
    assert done.stdout.splitlines()[-1] == "core 1 1"
    assert [path for path in tmp_path.iterdir() if "core" in path.name] == []


@GLIBC
def test_what_was_tuned_stays_and_what_was_given_is_handed_on(start: str) -> None:
    told = run(start, GLIBC_TUNABLES="glibc.malloc.check=0", GIVEN="1").splitlines()
    assert f"GLIBC_TUNABLES=glibc.malloc.check=0:{memory.ENVIRONMENT['GLIBC_TUNABLES']}" in told
    assert "GIVEN=1" in told


@GLIBC
def test_off_is_off_where_the_environment_has_it_on(start: str) -> None:
    tuned = {**memory.ENVIRONMENT, "GLIBC_TUNABLES": f"glibc.malloc.check=0:{memory.ENVIRONMENT['GLIBC_TUNABLES']}"}
    told = run(start, WANTED="no", **tuned).splitlines()
    assert "GLIBC_TUNABLES=glibc.malloc.check=0" in told
    assert not [line for line in told if line.startswith("PYTHONMALLOC")]
    assert run(start, WANTED="no") == "went on\n"


@GLIBC
@pytest.mark.parametrize(
    ("asked", "setting", "anew"),
    [
        ("serve", {}, True),
        ("serve", {"GROOMINGCHECK_OVERWRITE_MEMORY": "off"}, False),
        ("serve", {"GROOMINGCHECK_OVERWRITE_MEMORY_FILE": "file"}, False),
        ("talk", {}, False),
    ],
)
def test_it_starts_itself_anew_before_it_reads_settings_only_where_none_can_forbid_it(
    start: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, asked: str, setting: dict[str, str], anew: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    early = re.sub(r"memory\.restart.*", f"memory.restart_early([{asked!r}])", start)
    assert (run(early, PYTHONPATH=str(ROOT), **setting) != "went on\n") == anew
    (tmp_path / ".env").touch()
    assert run(early, PYTHONPATH=str(ROOT), **setting) == "went on\n"


def test_another_allocator_of_python_s_overwrites_nothing() -> None:
    assert memory.overwrites(memory.ENVIRONMENT)
    assert not memory.overwrites({**memory.ENVIRONMENT, "PYTHONMALLOC": "pymalloc"})
    assert not memory.overwrites({**memory.ENVIRONMENT, "GLIBC_TUNABLES": "glibc.malloc.perturb=0"})


@GLIBC
def test_it_goes_on_where_the_environment_is_right_already(start: str) -> None:
    assert run(start, **memory.ENVIRONMENT) == "went on\n"


async def test_reference_cycles_are_freed_within_seconds() -> None:

    class Ring:
        pass

    tidying = create_task(garbage.collect(0.01))
    await sleep(0.05)
    gc.disable()
    try:
        ring = Ring()
        ring.self = ring  # type: ignore[attr-defined]
        known = weakref.ref(ring)
        del ring
        for _ in range(100):
            await sleep(0.02)
            if known() is None:
                break
        assert known() is None
    finally:
        gc.enable()
        tidying.cancel()


async def test_an_address_that_was_read_is_dropped_within_seconds() -> None:
    """Two results for one address are one object for as long as the library has it in its cache."""
    tidying = create_task(garbage.collect(0.01))
    try:
        read = urlsplit("https://plaats.example/kamers/4511098")
        await until(lambda: urlsplit("https://plaats.example/kamers/4511098") is not read)
    finally:
        tidying.cancel()
