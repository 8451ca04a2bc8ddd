"""Memory that is freed is overwritten: the program starts itself so, and nothing of the way there is left."""

import gc
import os
import subprocess
import sys
import weakref
from asyncio import create_task, sleep
from pathlib import Path

import pytest

from adapters import memory

START = """
import os, resource, sys
from adapters import memory
given = dict(os.environ)
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
os.environ["GATHERED"] = "a secret from a file"
sys.executable = {script!r}
memory.dump_no_core()
memory.start_anew(["serve"], given, overwriting={overwriting})
print("went on")
"""
SHOW = "#!/bin/sh\nenv\necho core $(ulimit -c)\necho asked $@\n"
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
GLIBC = pytest.mark.skipif(not memory.possible(), reason="there is no glibc here, which overwrites memory")


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
    assert int(run(FREED, **memory.ENVIRONMENT)) == 1  # what is searched for
    assert int(run(FREED)) > 100


@pytest.fixture
def start(tmp_path: Path) -> str:
    """A program that starts itself anew as one that shows how it was started."""
    script = tmp_path / "show"
    script.write_text(SHOW)
    script.chmod(0o700)
    return START.format(script=str(script), overwriting="os.environ.get('WANTED') != 'no'")


@GLIBC
def test_the_program_starts_itself_anew_and_no_core_is_dumped(start: str) -> None:
    told = run(start).splitlines()
    assert "asked -P -m adapters serve" in told
    assert "core 0" in told
    assert {f"{name}={value}" for name, value in memory.ENVIRONMENT.items()} <= {*told}


@GLIBC
def test_what_was_tuned_stays_and_what_was_gathered_is_not_handed_on(start: str) -> None:
    told = run(start, GLIBC_TUNABLES="glibc.malloc.check=0", GIVEN="1").splitlines()
    assert f"GLIBC_TUNABLES=glibc.malloc.check=0:{memory.ENVIRONMENT['GLIBC_TUNABLES']}" in told
    assert "GIVEN=1" in told
    assert not [line for line in told if "GATHERED" in line]


@GLIBC
def test_off_is_off_where_the_environment_has_it_on(start: str) -> None:
    tuned = {**memory.ENVIRONMENT, "GLIBC_TUNABLES": f"glibc.malloc.check=0:{memory.ENVIRONMENT['GLIBC_TUNABLES']}"}
    told = run(start, WANTED="no", **tuned).splitlines()
    assert "GLIBC_TUNABLES=glibc.malloc.check=0" in told
    assert not [line for line in told if line.startswith("PYTHONMALLOC")]
    assert run(start, WANTED="no") == "went on\n"


def test_another_allocator_of_python_s_overwrites_nothing() -> None:
    assert memory.overwritten(memory.ENVIRONMENT)
    assert not memory.overwritten({**memory.ENVIRONMENT, "PYTHONMALLOC": "pymalloc"})
    assert not memory.overwritten({**memory.ENVIRONMENT, "GLIBC_TUNABLES": "glibc.malloc.perturb=0"})


@GLIBC
def test_it_goes_on_where_the_environment_is_right_already(start: str) -> None:
    assert run(start, **memory.ENVIRONMENT) == "went on\n"


async def test_what_hangs_together_in_a_circle_is_freed_within_seconds() -> None:

    class Ring:
        pass

    tidying = create_task(memory.tidy(0.01))
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
