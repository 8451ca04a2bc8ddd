"""The image: what its definition guarantees; the proof builds and runs it."""

import re

from tests.support.dockerfile import NOBODY, ROOT, read

BUILD, RUN = read()


def test_every_base_has_a_tag() -> None:
    for stage in (BUILD, RUN):
        assert re.fullmatch(r"python:3\.\d+-slim-\w+( AS build)?", stage.base)


def test_whatever_is_installed_has_its_hash_checked() -> None:
    installs = [step.said for step in BUILD.all("RUN") if " install " in step.said]
    assert len(installs) == 3
    for said in installs:
        checked = "--require-hashes --requirement" in said and "--only-binary :all:" in said
        assert checked or ("--no-index" in said and "--no-deps" in said), said
    (wheel,) = [step.said for step in BUILD.all("RUN") if " wheel " in step.said]
    assert "--no-build-isolation" in wheel
    assert "--no-deps" in wheel


def test_what_it_is_built_with_is_what_it_was_tried_with() -> None:
    pins = re.compile(r"^[a-z0-9-]+==\S+", re.MULTILINE)
    building = set(pins.findall((ROOT / "requirements-build.lock").read_text()))
    assert "hatchling" in {pin.partition("==")[0] for pin in building}
    assert building <= set(pins.findall((ROOT / "requirements-dev.lock").read_text()))


def test_nothing_comes_in_but_what_is_copied() -> None:
    ignored = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if not line.startswith("#")]
    assert ignored[0] == "*"
    copied = {name for step in BUILD.all("COPY") for name in step.said.split()[:-1]}
    assert {line.removeprefix("!") for line in ignored if line.startswith("!")} == copied
    assert [step.said.split()[0] for step in RUN.all("COPY")] == ["--from=build"]
    assert not [stage for stage in (BUILD, RUN) if stage.all("ADD")]


def test_it_runs_as_nobody_and_hears_signals() -> None:
    assert RUN.one("USER").said == f"{NOBODY}:{NOBODY}"
    assert RUN.one("STOPSIGNAL").said == "SIGTERM"
    assert [*RUN.one("ENTRYPOINT").form(), *RUN.one("CMD").form()] == ["groomingcheck", "serve"]
    order = [step.name for step in RUN.steps]
    assert order.index("USER") > max(number for number, name in enumerate(order) if name in {"RUN", "COPY"})
