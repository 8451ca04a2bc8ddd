"""The image: what its definition guarantees; the proof builds and runs it."""

import re

from tests.support.dockerfile import NOBODY, ROOT, read

BUILD, RUN, REVIEW_BUILD, REVIEW, DEFAULT = read()


def test_every_base_has_a_tag() -> None:
    for stage in (BUILD, RUN):
        assert re.fullmatch(r"python:3\.\d+-slim-\w+ AS (build|run)", stage.base)


def test_only_the_stage_of_authors_has_the_list_of_words() -> None:
    assert (REVIEW_BUILD.base, REVIEW.base) == ("build AS build-review", "run AS review")
    assert [step.said for step in REVIEW.steps] == ["--from=build-review /opt/groomingcheck /opt/groomingcheck"]
    assert (DEFAULT.base, DEFAULT.steps) == ("run", ())
    assert "wordfreq" not in pins("requirements.lock")
    assert "wordfreq" in pins("requirements-review.lock")


def test_every_installed_package_is_verified_by_hash() -> None:
    installs = [step.said for stage in (BUILD, REVIEW_BUILD) for step in stage.all("RUN") if " install " in step.said]
    assert len(installs) == 4
    for said in installs:
        checked = "--require-hashes --requirement" in said and "--only-binary :all:" in said
        assert checked or ("--no-index" in said and "--no-deps" in said), said
    (wheel,) = [step.said for step in BUILD.all("RUN") if " wheel " in step.said]
    assert "--no-build-isolation" in wheel
    assert "--no-deps" in wheel


def test_the_build_uses_the_tested_versions() -> None:
    assert "hatchling" in pins("requirements-build.lock")
    assert pins("requirements-build.lock").items() <= pins("requirements-dev.lock").items()


def test_what_is_installed_later_changes_nothing_that_was_installed_before() -> None:
    run, review, check = (pins(f"requirements{name}.lock") for name in ("", "-review", "-dev"))
    assert run.items() < review.items() < check.items()


def pins(lock: str) -> dict[str, str]:
    """Return what a lock names: each package, and its version."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE))


def test_the_build_context_contains_only_what_is_copied() -> None:
    ignored = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if not line.startswith("#")]
    assert ignored[0] == "*"
    copied = {name for stage in (BUILD, REVIEW_BUILD) for step in stage.all("COPY") for name in step.said.split()[:-1]}
    assert {line.removeprefix("!") for line in ignored if line.startswith("!")} == copied
    assert [step.said.split()[0] for step in RUN.all("COPY")] == ["--from=build"]
    assert not [stage for stage in read() if stage.all("ADD")]


def test_it_runs_unprivileged_and_receives_signals() -> None:
    assert RUN.one("USER").said == f"{NOBODY}:{NOBODY}"
    assert RUN.one("STOPSIGNAL").said == "SIGTERM"
    assert [*RUN.one("ENTRYPOINT").form(), *RUN.one("CMD").form()] == ["groomingcheck", "serve"]
    order = [step.name for step in RUN.steps]
    assert order.index("USER") > max(number for number, name in enumerate(order) if name in {"RUN", "COPY"})
