"""What is deployed agrees with the program: settings that exist, ports that answer, time to stop, nobody's rights."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import KEYS, ROOT, Settings
from web.app import PRIVATE, PUBLIC

DEPLOY = ROOT / "deploy"
GRACE = 60
"""Seconds to stop in: intake and delivery have ten each, then the database closes."""
SETTING = re.compile(r"CITIZENBOT_([A-Z]+)__([A-Z_]+)")
ADDRESSES = [re.sub(r"\{\w+\}", "1", route.path) for route in (*PUBLIC, *PRIVATE)]
"""Where a browser may go, by example."""
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file() and "secrets" not in path.parts)


def documents(path: Path) -> list[Any]:
    return list(yaml.safe_load_all(path.read_text(encoding="utf-8")))


def values(node: object) -> Iterable[Any]:
    """Everything in a document, at any depth."""
    yield node
    if isinstance(node, dict):
        for value in node.values():
            yield from values(value)
    elif isinstance(node, list):
        for value in node:
            yield from values(value)


def ports() -> dict[str, int]:
    """Where a bot listens, by what for."""
    settings = Settings()
    return {
        "webhook": settings.webhook.listen_port,
        "web": settings.web.listen_port,
        "status": settings.status.listen_port,
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_that_is_given_exists(path: Path) -> None:
    for section, key in SETTING.findall(path.read_text(encoding="utf-8")):
        assert key.lower() in KEYS[section.lower()], f"{section}__{key}"


def test_the_image_holds_every_package_and_runs_as_nobody() -> None:
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = {line.split()[1] for line in lines if line.startswith("COPY") and "--from" not in line}
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    assert copied == {*packages, "content", "locales", "requirements.lock"}
    assert {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")} == copied
    assert "USER 10001" in lines
    assert any("--require-hashes" in line for line in lines)
    exposed = next(line for line in lines if line.startswith("EXPOSE")).split()[1:]
    assert exposed == [str(port) for port in ports().values()]
    for section in ("WEBHOOK", "WEB", "STATUS"):
        assert any(f"CITIZENBOT_{section}__LISTEN_HOST=0.0.0.0" in line for line in lines)


def test_two_bots_stand_behind_one_address_on_one_database() -> None:
    (compose,) = documents(DEPLOY / "compose.yaml")
    bot, migrate = compose["services"]["bot"], compose["services"]["migrate"]
    assert bot["deploy"]["replicas"] == 2
    assert int(bot["stop_grace_period"].removesuffix("s")) >= GRACE
    assert bot["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert migrate["command"] == ["migrate"]
    for service in (bot, migrate):
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert set(service["secrets"]) <= set(compose["secrets"])
    assert "ports" not in bot  # only the proxy is published
    assert compose["services"]["proxy"]["environment"].keys() == {"PUBLIC_HOST", "WEB_HOST"}


def test_the_proxy_publishes_the_webhook_and_the_pages_and_nothing_else() -> None:
    caddy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    telegram, pages = caddy.split("{$WEB_HOST} {")
    assert re.findall(r"dynamic a bot (\d+)", caddy) == [str(ports()["webhook"]), str(ports()["web"])]
    assert f"path {Settings().webhook.path}\n" in telegram
    (listed,) = re.findall(r"@pages path (.+)", pages)
    for address in ADDRESSES:
        assert any(fnmatch(address, pattern) for pattern in listed.split()), address
    assert not any(fnmatch(inside, pattern) for pattern in listed.split() for inside in ("/metrics", "/health"))
    assert telegram.count("respond 404") == pages.count("\t\trespond 404") == 1
    assert "flush_interval -1" in pages  # pages that follow


def test_kubernetes_lets_a_bot_stop_and_never_restarts_one_for_its_database() -> None:
    (kustomization,) = documents(DEPLOY / "kubernetes" / "kustomization.yaml")
    for name in kustomization["resources"]:
        assert documents(DEPLOY / "kubernetes" / name)
    deployment = documents(DEPLOY / "kubernetes" / "deployment.yaml")[0]
    pod = deployment["spec"]["template"]["spec"]
    assert pod["terminationGracePeriodSeconds"] >= GRACE
    assert pod["securityContext"]["runAsNonRoot"]
    assert deployment["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    (bot,), (migrate,) = pod["containers"], pod["initContainers"]
    assert migrate["args"] == ["migrate"]
    assert bot["readinessProbe"]["httpGet"] == {"path": "/health", "port": "status"}
    assert "httpGet" not in bot["livenessProbe"]
    assert {port["name"]: port["containerPort"] for port in bot["ports"]} == ports()
    for container in (bot, migrate):
        assert container["securityContext"]["readOnlyRootFilesystem"]


def test_kubernetes_lets_in_telegram_by_one_name_and_browsers_by_the_other() -> None:
    (service,) = documents(DEPLOY / "kubernetes" / "service.yaml")
    served = {port["name"]: port["port"] for port in service["spec"]["ports"]}
    assert served == {name: port for name, port in ports().items() if name != "status"}  # figures stay inside
    (ingress,) = documents(DEPLOY / "kubernetes" / "ingress.yaml")
    telegram, browsers = ingress["spec"]["rules"]
    assert set(ingress["spec"]["tls"][0]["hosts"]) == {telegram["host"], browsers["host"]}
    assert _paths(telegram, "webhook") == [(Settings().webhook.path, "Exact")]
    listed = _paths(browsers, "web")
    for address in ADDRESSES:
        assert any(_leads(address, path, kind) for path, kind in listed), address
    assert not any(_leads(inside, path, kind) for path, kind in listed for inside in ("/metrics", "/health"))


def _paths(rule: dict[str, Any], port: str) -> list[tuple[str, str]]:
    """What a name of the ingress leads to this port."""
    told = rule["http"]["paths"]
    assert {path["backend"]["service"]["port"]["name"] for path in told} == {port}
    return [(path["path"], path["pathType"]) for path in told]


def _leads(address: str, path: str, kind: str) -> bool:
    return address == path or (kind == "Prefix" and address.startswith(f"{path}/"))


def test_systemd_waits_long_enough_and_opens_little() -> None:
    lines = (DEPLOY / "citizenbot.service").read_text(encoding="utf-8").splitlines()
    unit = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith(("#", "Environment")))
    assert int(unit["TimeoutStopSec"]) >= GRACE
    assert unit["User"] == "citizenbot"
    assert unit["ProtectSystem"] == "strict"
    assert unit["ExecStart"].split()[1:4] == ["-m", "bot", "run"]


def test_alerts_are_about_figures_that_exist() -> None:
    (rules,) = documents(DEPLOY / "prometheus" / "alerts.yml")
    told = (ROOT / "bot" / "metrics.py").read_text(encoding="utf-8")
    for value in values(rules):
        if isinstance(value, dict) and "expr" in value:
            for name in re.findall(r"citizenbot_\w+", value["expr"]):
                assert f'"{name.removesuffix("_count")}"' in told, name


def test_no_file_holds_a_secret() -> None:
    for path in FILES:
        assert not re.search(r"\d{6,}:[A-Za-z0-9_-]{30,}", path.read_text(encoding="utf-8")), path
