"""Rasa as `rasa init` sets it up, on our data: its pipeline with DIET, and all of its policies."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import yaml

from bot.dialogue.trained_model import (
    NLU,
    ROOT,
    fingerprint,
    rasa_command,
    rasa_environment,
    training_files,
    write_lookups,
)
from bot.knowledge import load_knowledge, training_vocabulary
from tests.bench.nlu import PIPELINES

_EPOCHS = 2  # more of them change what is understood, and not how long that takes
_FIRST = 5  # messages until TensorFlow has built its graphs: they take seconds, which is not what is measured
_POLICIES: list[dict[str, Any]] = [
    {"name": "MemoizationPolicy"},
    {"name": "RulePolicy", "core_fallback_action_name": "action_unsure"},
    {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": _EPOCHS},
    {"name": "TEDPolicy", "max_history": 5, "epochs": _EPOCHS, "constrain_similarities": True},
]
_CONVERSATIONS = ROOT / "tests" / "nlu" / "conversations" / "fr" / "test_questions.yml"


def ensure_model() -> Path:
    """The stock model of our data, kept in `var`: training it takes ten minutes or more."""
    inputs = [*training_files(), PIPELINES / "rasa-diet.yml", _CONVERSATIONS]
    model = ROOT / "var" / "bench" / f"stock-{fingerprint(inputs, training_vocabulary(load_knowledge()))}.tar.gz"
    if not model.exists():
        model.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory() as folder:
            shutil.move(_train(Path(folder)), model)
    return model


def _train(folder: Path) -> Path:
    config = yaml.safe_load((PIPELINES / "rasa-diet.yml").read_text()) | {"policies": _POLICIES}
    for part in config["pipeline"]:
        if "epochs" in part:
            part["epochs"] = _EPOCHS
    (folder / "config.yml").write_text(yaml.safe_dump(config))
    (folder / "stories.yml").write_text(yaml.safe_dump({"version": "3.1", "stories": _stories()}, allow_unicode=True))
    lookups = write_lookups(training_vocabulary(load_knowledge()), folder / "lookups")
    command = rasa_command(
        "train",
        *("--data", str(NLU / "data"), str(lookups.parent), str(folder / "stories.yml")),
        *("--domain", str(ROOT / "domain.yml"), "--config", str(folder / "config.yml")),
        *("--out", str(folder), "--fixed-model-name", "stock"),
    )
    done = subprocess.run(command, cwd=ROOT, env=rasa_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr[-3000:])
    return folder / "stock.tar.gz"


def _stories() -> list[dict[str, Any]]:
    """TED learns from stories: our conversations, without their words."""
    told = yaml.safe_load(_CONVERSATIONS.read_text())["stories"]
    return [
        {
            "story": each["story"],
            "steps": [{name: value for name, value in step.items() if name != "user"} for step in each["steps"]],
        }
        for each in told
    ]


@asynccontextmanager
async def serving_stock(model: Path, port: int, actions: str, secret: str) -> AsyncIterator[int]:
    """A Rasa server with that model, and with its own memory of conversations; its process."""
    endpoints = model.with_suffix(".endpoints.yml")
    named = yaml.safe_load((NLU / "endpoints.yml").read_text())
    endpoints.write_text(yaml.safe_dump({"action_endpoint": named["action_endpoint"]}))
    command = rasa_command(
        *("run", "--model", str(model), "--quiet", "--interface", "127.0.0.1", "--port", str(port)),
        *("--endpoints", str(endpoints), "--credentials", str(NLU / "credentials.yml")),
    )
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=ROOT,
        env=rasa_environment(ACTION_URL=actions, ACTION_SECRET=secret),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with httpx.AsyncClient(trust_env=False) as http, asyncio.timeout(120):
            while not await _answers(http, port):  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(0.5)
            for _ in range(_FIRST):
                message = {"sender": "nobody", "message": "bonjour"}
                await http.post(f"http://127.0.0.1:{port}/webhooks/rest/webhook", json=message, timeout=60)
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


async def _answers(http: httpx.AsyncClient, port: int) -> bool:
    try:
        return (await http.get(f"http://127.0.0.1:{port}/webhooks/rest/")).is_success
    except httpx.HTTPError:
        return False
