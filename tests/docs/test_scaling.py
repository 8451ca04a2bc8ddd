"""The page on scaling: its steps for Kubernetes can be carried out, and its numbers are those of the program."""

import re
import subprocess
from pathlib import Path

import yaml
from kubernetes_validate import utils as kubernetes

from adapters.storage import postgresql
from benchmarks import shift
from tests.contract.test_kubernetes import COMPOSE, FILE, RESOURCES, VERSIONS
from tests.docs.test_secret_files import block, modes
from tests.support.command import run
from tests.support.pages import ROOT, flat, section

WITH = "With Kubernetes"
IMAGE = "registry.example.org/groomingcheck:0123abc"
USABLE = 97
"""The connections that PostgreSQL's defaults leave to users who aren't superusers: 100, less 3."""


def shell(folder: Path, commands: str, **environment: str) -> str:
    done = subprocess.run(
        ["/bin/sh", "-ec", f"umask 022\n{commands}"],
        capture_output=True,
        check=True,
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", **environment},
        text=True,
    )
    return done.stdout


def settings(text: str) -> dict[str, str]:
    return dict(line.strip().split("=", 1) for line in text.splitlines() if line.strip())


def test_the_file_with_settings_is_its_owners_alone_and_is_never_written_twice(tmp_path: Path) -> None:
    commands = block("scaling", WITH, "umask")
    shell(tmp_path, commands)
    made = tmp_path / "secrets"
    assert modes(made) == {"secrets": 0o700, "kubernetes.env": 0o600}
    before = (made / "kubernetes.env").read_text()
    shell(tmp_path, commands)
    assert (made / "kubernetes.env").read_text() == before
    assert "secrets/" in (ROOT / ".gitignore").read_text().splitlines()


def test_the_settings_of_the_secret_can_be_used_as_they_are(tmp_path: Path) -> None:
    """Kubectl takes what is behind the first = of each line, quotes too."""
    shell(tmp_path, block("scaling", WITH, "umask"))
    [added] = re.findall(r"^ *```ini\n(.*?)^ *```$", section("scaling", WITH), re.MULTILINE | re.DOTALL)
    given = settings((tmp_path / "secrets" / "kubernetes.env").read_text()) | settings(added.replace("…", "x"))
    given |= {
        one["name"]: one["value"] for one in RESOURCES["Deployment"]["spec"]["template"]["spec"]["containers"][0]["env"]
    }
    assert not [value for value in given.values() if re.search("['\"]", value)]
    done = run("", "serve", "--validate", **given)
    assert (done.returncode, done.stderr) == (0, b"")


def test_what_is_applied_runs_the_image_that_was_pushed() -> None:
    command, _, _ = block("scaling", WITH, "sed").partition(" | kubectl")
    applied = list(yaml.safe_load_all(shell(ROOT, command, IMAGE=IMAGE)))
    [deployment] = [one for one in applied if one["kind"] == "Deployment"]
    assert deployment["spec"]["template"]["spec"]["containers"][0].pop("image") == IMAGE
    assert [one["kind"] for one in applied] == list(RESOURCES)
    assert all(kubernetes.validate(one, VERSIONS[0], strict=True) for one in applied)


def test_what_the_commands_name_is_in_the_manifest() -> None:
    text = section("scaling", WITH)
    [secret] = RESOURCES["Deployment"]["spec"]["template"]["spec"]["containers"][0]["envFrom"]
    assert set(re.findall(r"kubectl create secret generic (\S+)", text)) == {secret["secretRef"]["name"]}
    named = set(re.findall(r"\bdeployment/(\S+)", text))
    assert named == {RESOURCES["Deployment"]["metadata"]["name"]}
    service = RESOURCES["Service"]
    assert f"port {service['spec']['ports'][0]['port']} of the Service `{service['metadata']['name']}`" in flat(
        "scaling"
    )
    assert f"Kubernetes {VERSIONS[0]} or newer" in text
    assert FILE.relative_to(ROOT).as_posix() in text


def test_its_numbers_are_those_of_the_program() -> None:
    most = postgresql._MOST  # noqa: SLF001 - nobody else needs it
    [egress] = RESOURCES["NetworkPolicy"]["spec"]["egress"]
    ports = sorted({one["port"] for one in egress["ports"]})
    for said in (
        f"With {most} at most for each process, the {USABLE} that PostgreSQL",
        f"by default are enough for {USABLE // most} processes.",
        f"allows ports {ports[0]}, {ports[1]} and {ports[2]}.",
        f"no more than {COMPOSE['pids_limit']}.",
    ):
        assert said in flat("scaling"), said
    assert (shift.TEAM, shift.STRETCH) == (10, 15 * 60)
    assert "| teams of ten |" in flat("scaling")
    assert "in the same quarter of an hour, if all ten people in each team do" in flat("scaling")
