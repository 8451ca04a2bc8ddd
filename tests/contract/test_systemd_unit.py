"""The systemd unit: as hardened as the container, and accepted by systemd where that is installed."""

import re
import shutil
import subprocess
from collections import defaultdict

import pytest

from adapters.runtime import memory, termination
from tests.support.dockerfile import ROOT, read

UNIT = ROOT / "deploy" / "groomingcheck.service"
MOST_EXPOSED = 1.5
"""Of 10, by systemd's rating: what is left is the network that it needs, and 0.3 for what newer versions rate too."""
CLOSED = {
    "CapabilityBoundingSet": "",
    "DynamicUser": "yes",
    "LimitCORE": "1",
    "LockPersonality": "yes",
    "MemoryDenyWriteExecute": "yes",
    "MemorySwapMax": "0",
    "NoNewPrivileges": "yes",
    "PrivateDevices": "yes",
    "PrivateTmp": "yes",
    "PrivateUsers": "yes",
    "ProtectClock": "yes",
    "ProtectControlGroups": "yes",
    "ProtectHome": "yes",
    "ProtectKernelLogs": "yes",
    "ProtectKernelModules": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectSystem": "strict",
    "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
    "RestrictNamespaces": "yes",
    "RestrictSUIDSGID": "yes",
    "StateDirectoryMode": "0700",
    "UMask": "0077",
}


def options() -> dict[str, list[str]]:
    """Return the values of each option, by name; a name may occur several times."""
    found = defaultdict(list)
    for name, value in re.findall(r"^(\w+)=(.*)$", UNIT.read_text(), re.MULTILINE):
        found[name].append(value)
    return found


SET = options()


def test_it_is_closed() -> None:
    assert {name: SET[name] for name in CLOSED} == {name: [value] for name, value in CLOSED.items()}
    assert SET["SystemCallFilter"][0] == "@system-service"
    assert all(value.startswith("~") for value in SET["SystemCallFilter"][1:])
    assert "ProcSubset" not in SET  # an audit reads the memory of its own processes there


def test_it_ends_as_the_program_wants_to() -> None:
    assert SET["KillSignal"] == ["SIGTERM"]
    assert float(*SET["TimeoutStopSec"]) > termination.LONGEST
    assert SET["Restart"] == ["on-failure"]


def test_what_is_freed_is_overwritten_as_in_the_image_and_by_the_program_itself() -> None:
    given = dict(value.split("=", 1) for value in SET["Environment"])
    assert given.items() >= memory.ENVIRONMENT.items()
    assert read()[1].environment().items() >= memory.ENVIRONMENT.items()


def test_its_ledger_is_in_its_own_folder_and_its_secrets_come_as_credentials() -> None:
    assert "XDG_DATA_HOME=%S" in SET["Environment"]
    assert SET["StateDirectory"] == ["groomingcheck"]
    assert SET["LoadCredential"] == ["secrets:/etc/groomingcheck/secrets"]
    assert not [value for value in SET["Environment"] if re.match(r"\w*(TOKEN|SECRET|PASSWORD|URL)=", value)]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze (Debian: apt install systemd)")
def test_systemd_understands_it_and_finds_little_exposed() -> None:
    told = analyzed("verify", "--man=no")
    assert [line for line in told.splitlines() if "groomingcheck is not executable" not in line] == []
    (exposed,) = re.findall(r"exposure level for \S+: ([0-9.]+)", analyzed("security", "--offline=true", "--no-pager"))
    assert float(exposed) <= MOST_EXPOSED


def analyzed(*asked: str) -> str:
    done = subprocess.run(
        ["systemd-analyze", *asked, str(UNIT)],  # noqa: S607 - found on the PATH
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    return done.stdout + done.stderr
