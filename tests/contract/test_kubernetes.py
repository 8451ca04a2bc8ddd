"""deploy/kubernetes: Kubernetes takes it, and it is as closed as docker-compose.yml, with the same program in it."""

import copy
from typing import Any

import pytest
import yaml
from kubernetes_validate import utils as kubernetes

from adapters.cli import help_text
from adapters.runtime import termination
from tests.contract.test_compose import SERVICES
from tests.support.dockerfile import NOBODY, ROOT
from tests.support.dockerfile import read as dockerfile

FILE = ROOT / "deploy" / "kubernetes" / "groomingcheck.yaml"
RESOURCES: dict[str, dict[str, Any]] = {one["kind"]: one for one in yaml.safe_load_all(FILE.read_text())}
VERSIONS = ("1.30", kubernetes.latest_version())
"""The oldest version in which a pod can be told to wait before it stops, and the newest whose schema is known."""
SERVICE = RESOURCES["Service"]
POD = RESOURCES["Deployment"]["spec"]["template"]
[BOT] = POD["spec"]["containers"]
COMPOSE = SERVICES["second"]


def bytes_of(size: str) -> int:
    """Return a size in bytes: 512Mi as Kubernetes writes it, and 512m as Compose does."""
    return int(size.lower().removesuffix("i").removesuffix("m")) * 1024**2


def options(mount: str) -> dict[str, str]:
    """Return where a tmpfs of Compose is mounted, and its size."""
    path, _, rest = mount.partition(":")
    return {"path": path, **dict(one.split("=") for one in rest.split(",") if "=" in one)}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", RESOURCES)
def test_its_schema_allows_it(kind: str, version: str) -> None:
    assert kubernetes.validate(RESOURCES[kind], version, strict=True) == ".".join(version.split(".")[:2])


def test_a_field_that_kubernetes_does_not_know_would_be_refused() -> None:
    broken = copy.deepcopy(RESOURCES["Deployment"])
    broken["spec"]["template"]["spec"]["securityContext"]["runAsNobody"] = True
    with pytest.raises(kubernetes.ValidationError, match="runAsNobody"):
        kubernetes.validate(broken, VERSIONS[0], strict=True)


def test_a_page_is_enough_to_read_it() -> None:
    assert sum(len(path.read_text().splitlines()) for path in FILE.parent.iterdir()) <= 80


def test_it_is_as_closed_as_with_compose() -> None:
    pod, bot = POD["spec"]["securityContext"], BOT["securityContext"]
    assert COMPOSE["user"] == f"{pod['runAsUser']}:{pod['runAsGroup']}" == f"{NOBODY}:{NOBODY}"
    assert pod["runAsNonRoot"] is True
    assert pod["seccompProfile"] == {"type": "RuntimeDefault"}  # Docker's own default, which Kubernetes leaves out
    assert bot["readOnlyRootFilesystem"] is COMPOSE["read_only"] is True
    assert bot["capabilities"]["drop"] == COMPOSE["cap_drop"] == ["ALL"]
    assert (bot["allowPrivilegeEscalation"], COMPOSE["security_opt"]) == (False, ["no-new-privileges:true"])
    assert POD["spec"]["automountServiceAccountToken"] is False
    assert not {"hostNetwork", "hostPID", "hostIPC", "hostAliases", "initContainers"} & POD["spec"].keys()
    assert not {"privileged", "procMount"} & bot.keys()


def test_nothing_of_its_memory_reaches_a_disk() -> None:
    """Kubernetes swaps no container whose limit is what it asks for."""
    limits, asked = BOT["resources"]["limits"], BOT["resources"]["requests"]
    assert bytes_of(limits["memory"]) == bytes_of(COMPOSE["mem_limit"]) == bytes_of(COMPOSE["memswap_limit"])
    assert asked["memory"] == limits["memory"]
    [mount], [volume] = BOT["volumeMounts"], POD["spec"]["volumes"]
    [temporary] = [options(one) for one in COMPOSE["tmpfs"]]
    assert (mount["name"], mount["mountPath"]) == (volume["name"], temporary["path"])
    assert volume["emptyDir"]["medium"] == "Memory"
    assert bytes_of(volume["emptyDir"]["sizeLimit"]) == bytes_of(temporary["size"])


def test_a_bot_gets_more_time_to_stop_than_it_needs() -> None:
    waits = BOT["lifecycle"]["preStop"]["sleep"]["seconds"]
    grace = POD["spec"]["terminationGracePeriodSeconds"]
    assert grace > waits + termination.LONGEST
    assert f"{grace}s" == COMPOSE["stop_grace_period"]
    assert f"# {waits} for preStop, and {termination.LONGEST:g} at most for the bot" in FILE.read_text()


def test_two_run_and_one_is_always_left() -> None:
    spec = RESOURCES["Deployment"]["spec"]
    assert spec["replicas"] == len(["bot", "second"])
    assert spec["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
    assert RESOURCES["PodDisruptionBudget"]["spec"]["minAvailable"] == 1


def test_the_probes_only_ask_whether_it_is_up() -> None:
    """A platform that is down is no reason to start a bot anew, or to send it nothing: the other platform works."""
    asked = {name: probe["httpGet"] for name, probe in BOT.items() if name.endswith("Probe")}
    assert sorted(asked) == ["livenessProbe", "readinessProbe", "startupProbe"]
    assert list(asked.values()) == [{"path": "/healthz", "port": "http"}] * 3
    assert "'GET', '/healthz'" in dockerfile()[1].one("HEALTHCHECK").said
    assert "health_uri /healthz\n" in (ROOT / "deploy" / "Caddyfile").read_text()


def test_it_runs_the_image_with_settings_that_are_there() -> None:
    assert BOT["image"] == COMPOSE["image"]
    run = dockerfile()[1]
    assert BOT["args"] == run.one("CMD").form()
    given = {one["name"]: one["value"] for one in BOT["env"]}
    assert all(name in help_text.settings() for name in given)
    assert given.items() <= COMPOSE["environment"].items()
    assert POD["spec"]["enableServiceLinks"] is False
    port = {"name": "http", "containerPort": int(given["GROOMINGCHECK_PORT"])}
    assert BOT["ports"] == [port]
    assert SERVICE["spec"]["ports"][0]["targetPort"] == port["name"]
    assert RESOURCES["NetworkPolicy"]["spec"]["ingress"] == [{"ports": [{"port": port["containerPort"]}]}]


def test_every_resource_is_about_the_same_pods() -> None:
    labels = POD["metadata"]["labels"]
    assert SERVICE["spec"]["selector"] == labels
    for kind in ("Deployment", "PodDisruptionBudget"):
        assert RESOURCES[kind]["spec"]["selector"] == {"matchLabels": labels}
    assert RESOURCES["NetworkPolicy"]["spec"]["podSelector"] == {"matchLabels": labels}
    [spread] = POD["spec"]["topologySpreadConstraints"]
    assert spread["labelSelector"] == {"matchLabels": labels}


def test_secrets_are_in_a_secret_alone() -> None:
    assert BOT["envFrom"] == [{"secretRef": {"name": "groomingcheck"}}]
    assert "Secret" not in RESOURCES
    assert not [one for one in BOT["env"] if one["name"].endswith(("SECRET", "TOKEN", "URL"))]
