"""The images and what runs them, as far as a machine without a container engine can tell."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from dockerfile_parse import DockerfileParser

from bot.base.settings import Settings
from bot.dialogue.process import rasa_options
from bot.dialogue.trained_model import NLU, ROOT, rasa_environment

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TOOLS = Path(sys.executable).parent


def stages() -> dict[str, list[tuple[str, str]]]:
    """The instructions of each stage of the Dockerfile, those of the stage that it begins with before its own."""
    found: dict[str, list[tuple[str, str]]] = {}
    name = ""
    for line in DockerfileParser(str(ROOT / "Dockerfile")).structure:
        if line["instruction"] == "FROM":
            base, _, name = line["value"].partition(" AS ")
            found[name] = list(found.get(base, []))
        elif line["instruction"] != "COMMENT":
            found[name].append((line["instruction"], line["value"]))
    return found


STAGES = stages()


def last(stage: str, instruction: str) -> str:
    return next(value for name, value in reversed(STAGES[stage]) if name == instruction)


def test_the_lint_of_images_finds_nothing() -> None:
    subprocess.run([TOOLS / "hadolint", ROOT / "Dockerfile"], check=True)


@pytest.mark.parametrize(
    ("schema", "paths"), [("compose-spec", [ROOT / "compose.yaml"]), ("github-workflows", WORKFLOWS)]
)
def test_files_are_as_their_schema_says(schema: str, paths: list[Path]) -> None:
    assert paths
    subprocess.run([TOOLS / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *paths], check=True)


def test_the_forge_runs_what_everybody_runs() -> None:
    steps = [
        step.get("run", "")
        for path in WORKFLOWS
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
        for step in job["steps"]
    ]
    assert ".ci/run" in steps
    assert "make audit" in steps


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_each_service_is_healthy_or_restarted_and_may_do_little(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["restart"] == "unless-stopped"
    stage = service["build"]["target"] if "build" in service else ""
    assert "healthcheck" in service or last(stage, "HEALTHCHECK")
    assert (service.get("user") or last(stage, "USER")) not in {"root", "0"}


def test_only_the_assistant_is_reached_from_outside_and_only_from_this_machine() -> None:
    services = COMPOSE["services"]
    assert [name for name, service in services.items() if "outside" in service["networks"]] == ["bot"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert {name: service["ports"] for name, service in services.items() if "ports" in service} == {
        "bot": ["127.0.0.1:8000:8000"]
    }


def test_what_is_set_is_what_is_read() -> None:
    known = {name.upper() for name in Settings.model_fields}
    assert set(COMPOSE["services"]["bot"]["environment"]) <= known
    image = dict(pair.split("=") for name, value in STAGES["bot"] if name == "ENV" for pair in value.split())
    assert {name for name in image if name.startswith("BOT_")} <= known
    elsewhere = {"SANDBOX_PORT", "TELEGRAM_API_URL", "TELEGRAM_WEBHOOK_SECRET", "TELEGRAM_WEBHOOK_URL"}
    assert known - set(image) - set(COMPOSE["services"]["bot"]["environment"]) == elsewhere
    endpoints = (NLU / "endpoints.yml").read_text(encoding="utf-8")
    assert all(f"${{{name}}}" in endpoints for name in COMPOSE["services"]["rasa"]["environment"])


def test_rasa_in_its_image_is_started_as_the_assistant_starts_its_own() -> None:
    _, *command = json.loads(last("rasa", "CMD"))
    model = Path("/srv/model.tar.gz")
    expected = ["-m", "rasa", *rasa_options(model, "0.0.0.0", 5005)]
    assert command == [part.replace(f"{ROOT}/", "") for part in expected]
    image = dict(pair.split("=") for name, value in STAGES["rasa"] if name == "ENV" for pair in value.split())
    ours = {name: value.replace(str(ROOT), "/srv/sol") for name, value in rasa_environment().items()}
    inherited = {"HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "TMPDIR"}
    assert {name: value for name, value in ours.items() if name not in inherited}.items() <= image.items()


def test_the_images_have_the_version_and_no_secrets() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    images = [service["image"] for service in COMPOSE["services"].values() if "build" in service]
    assert [image.partition(":")[2] for image in images] == [version, version]
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".env*", "var", ".git"} <= set(left_out)


def test_what_is_copied_is_there() -> None:
    copied = [value for name, value in STAGES["build"] if name == "COPY"]
    sources = [source for value in copied for source in value.split()[:-1]]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []
