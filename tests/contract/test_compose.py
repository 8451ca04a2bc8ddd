"""docker-compose.yml: what each profile runs, and that every service is hardened as far as possible."""

import re
import shlex
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import yaml

from adapters.config import settings
from adapters.runtime import termination
from tests.support.command import run
from tests.support.container import Container
from tests.support.dockerfile import NOBODY, ROOT, read
from tests.support.postgres import Postgres

FILE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
BOTS = ["bot", "second"]
PUBLIC = "bot.example.org"
CANARY = "c4n4ry"


def filled(text: str, **given: str) -> str:
    """Substitute ${NAME:+text} and ${NAME:-text} as Compose does."""

    def one(found: re.Match[str]) -> str:
        value = given.get(found["name"], "")
        return (found["text"] if value else "") if found["kind"] == "+" else (value or found["text"])

    return re.sub(r"\$\{(?P<name>\w+):(?P<kind>[-+])(?P<text>[^}]*)\}", one, text)


def test_without_a_profile_one_bot_runs_and_to_scale_two_with_a_database_and_a_proxy() -> None:
    assert [name for name, service in SERVICES.items() if "profiles" not in service] == ["settings", "bot"]
    assert list(SERVICES) == ["settings", *BOTS, "postgres", "proxy"]
    assert all(SERVICES[name]["profiles"] == ["scale"] for name in ("second", "postgres", "proxy"))
    own = {"profiles", "ports"}
    assert _without(own, SERVICES["second"]) == _without(own, SERVICES["bot"])


def _without(names: set[str], service: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in service.items() if name not in names}


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({}, None),
        ({"GROOMINGCHECK_WEB": "off"}, "no chat platform is configured. Set SLACK_BOT_TOKEN or TELEGRAM_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_BOT_TOKEN: Also needs SLACK_APP_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "GROOMINGCHECK_MESSAGES": "/texts", "GROOMINGCHECK_CHECKS": "own"}, None),
    ],
)
def test_without_valid_settings_no_bot_is_started(given: dict[str, str], line: str | None) -> None:
    """Docker would restart it for ever. What is mounted for the bots alone is not looked at."""
    service = SERVICES["settings"]
    assert service["restart"] == "no"
    assert service["depends_on"] == {}
    for name in BOTS:
        assert SERVICES[name]["depends_on"]["settings"] == {"condition": "service_completed_successfully"}
    environment = given | {name: filled(value) for name, value in service["environment"].items()}
    done = run("", *service["command"], **environment)
    assert (done.returncode, done.stdout) == (2 if line else 0, b"")
    assert done.stderr.decode().startswith(f"groomingcheck: {line}" if line else "")
    assert bool(done.stderr) is bool(line)


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_a_service_is_closed(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["ulimits"] == {"core": 1}
    assert service["mem_limit"] == service["memswap_limit"]
    assert service["pids_limit"] > 0
    assert service["restart"] == ("no" if service is SERVICES["settings"] else "unless-stopped")
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "3"}
    assert all("noexec,nosuid,nodev,size=" in mount for mount in service["tmpfs"])
    assert not {"privileged", "devices", "network_mode", "pid", "ipc", "userns_mode", "group_add"} & service.keys()
    assert "healthcheck" in service or service["image"] == FILE["x-bot"]["image"]  # the image has its own


def test_nothing_more_is_open_or_allowed_than_the_proxy_needs() -> None:
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
        "bot": ["127.0.0.1:${PAGE_PORT:-8080}:8080"],  # this machine alone
        "proxy": ["80:80", "443:443"],
    }
    assert filled(SERVICES["bot"]["ports"][0]) == "127.0.0.1:8080:8080"
    assert {name: service["cap_add"] for name, service in SERVICES.items() if "cap_add" in service} == {
        "proxy": ["NET_BIND_SERVICE"]
    }
    assert {name: service.get("user") for name, service in SERVICES.items()} == {
        "bot": f"{NOBODY}:{NOBODY}",
        "second": f"{NOBODY}:{NOBODY}",
        "settings": f"{NOBODY}:{NOBODY}",
        "postgres": "postgres",
        "proxy": None,  # root, with that one capability
    }
    assert SERVICES["postgres"]["networks"] == ["inside"]
    assert FILE["networks"]["inside"] == {"internal": True}


def test_what_is_mounted_from_the_machine_can_only_be_read() -> None:
    for service in SERVICES.values():
        mounts = [mount.split(":") for mount in service["volumes"]]
        assert all(source in FILE["volumes"] or rest[-1] == "ro" for source, *rest in mounts)
    assert "secrets/" in (ROOT / ".gitignore").read_text().splitlines()


def test_every_image_from_elsewhere_has_a_tag() -> None:
    for name in ("postgres", "proxy"):
        assert re.fullmatch(r"\w+:\d+(\.\d+)?-\w+", SERVICES[name]["image"])


def test_a_bot_gets_more_time_to_stop_than_it_needs() -> None:
    for name in BOTS:
        assert float(SERVICES[name]["stop_grace_period"].removesuffix("s")) > termination.LONGEST
        assert SERVICES[name]["init"] is True


@pytest.mark.parametrize("public", ["", PUBLIC])
def test_the_ledger_is_in_the_volume_or_to_scale_where_a_secret_says(
    public: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The path of the secret is replaced here, as this machine has no such file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "database_url").write_text("postgresql://name:word@postgres/name\n")
    given = read()[1].environment() | SERVICES["bot"]["environment"]
    for name in ("HOME", "XDG_DATA_HOME", *(name for name in given if name.startswith("GROOMINGCHECK_"))):
        monkeypatch.setenv(name, filled(given[name], PUBLIC_HOST=public).replace("/run/secrets", str(tmp_path)))
    found = settings.read()
    inside = "sqlite:////data/groomingcheck/groomingcheck.db"
    assert found.database == ("postgresql://name:word@postgres/name" if public else inside)
    assert "data:/data" in SERVICES["bot"]["volumes"]
    assert (found.host, found.port) == ("0.0.0.0", 8080)  # noqa: S104 - inside the container


async def test_the_log_of_postgresql_contains_no_personal_data() -> None:
    """A real one, configured as the file says, is given what it might log: a duplicate row, and faulty statements."""
    chosen = [word.removeprefix("-c") for word in SERVICES["postgres"]["command"] if word.startswith("-c")]
    assert len(chosen) == len(SERVICES["postgres"]["command"]) - 1
    with Postgres.running(chosen) as postgres:
        connection = await asyncpg.connect(postgres.database())
        await connection.execute(f"CREATE TABLE chats (chat text UNIQUE); SELECT '{CANARY}', pg_sleep(0.01)")
        await connection.execute("INSERT INTO chats VALUES ($1)", CANARY)
        with pytest.raises(asyncpg.UniqueViolationError):
            await connection.execute("INSERT INTO chats VALUES ($1)", CANARY)
        with pytest.raises(asyncpg.SyntaxOrAccessError):
            await connection.execute(f"SELEC '{CANARY}'")
        await connection.close()
        log = postgres.log()
    assert "duplicate key" in log
    assert CANARY not in log


def test_postgresql_requires_a_password_over_the_network_but_not_over_its_socket() -> None:
    ask = "pg_dump --no-password --username=groomingcheck groomingcheck"
    with Container.running(SERVICES["postgres"]) as container:
        here, there = container.run(ask), container.run(f"{ask} --host=127.0.0.1")
    assert (here.returncode, here.stderr) == (0, "")
    assert there.returncode == 1
    assert "no password supplied" in there.stderr


@pytest.mark.parametrize("heard", ["127.0.0.1", ""])
def test_postgresql_is_healthy_once_it_responds_over_the_network(heard: str) -> None:
    """While its image initialises the database, a server answers on the socket only, and stops again."""
    kind, *check = SERVICES["postgres"]["healthcheck"]["test"]
    assert kind == "CMD"
    with Container.running(SERVICES["postgres"], heard) as container:
        assert container.run("pg_isready --quiet").returncode == 0
        assert (container.run(shlex.join(check)).returncode == 0) is bool(heard)


def test_secrets_come_from_files() -> None:
    named = [name for service in SERVICES.values() for name in service.get("environment", {})]
    assert not [name for name in named if name.endswith(("PASSWORD", "SECRET", "TOKEN", "URL"))]
    assert "POSTGRES_PASSWORD_FILE" in named
    assert all(secret.keys() == {"file"} for secret in FILE["secrets"].values())
