"""Takes phrases of strangers into the training data: `python -m tests.nlu.gather FILE.tsv…`.

Each file is one writer's, for some five invented persons. A line is intent, language, style and text, with entities
marked as in Rasa's files, and `before || ` in front of a text that says little without what was written before. Left
out are lines whose form is wrong, what a held-out set or a trial holds, and texts that stand under another intent.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from bot.dialogue.trained_model import NLU, ROOT, StrangerPhrase

from .labelled import Labelled
from .test_data import HELD_OUT, LANGUAGES, held_out, is_trial, plain, training

PEOPLE = NLU / "data" / "people"
STYLES = frozenset("clean typo sms quebec learner short long indirect multi followup".split())


def main(paths: Iterable[Path]) -> None:
    """Write each file beside the others, and say what was left out and why."""
    known = {plain(message): message.intent for language in LANGUAGES for message in training(language)}
    apart = {plain(message) for folder in HELD_OUT for language in LANGUAGES for message in held_out(folder, language)}
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    for path in paths:
        fates: Counter[str] = Counter()
        kept = list(_kept(path, domain, known, apart, fates))
        (PEOPLE / path.name).write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
        print(f"{path.name}: {len(kept)} kept", dict(fates))


def _kept(
    path: Path, domain: Mapping[str, list[str]], known: dict[str, str], apart: set[str], fates: Counter[str]
) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        fate = _fate(path.stem, line, domain, known, apart)
        if fate:
            fates[fate] += 1
        else:
            yield line


def _fate(writer: str, line: str, domain: Mapping[str, list[str]], known: dict[str, str], apart: set[str]) -> str:
    """Why a line is left out; nothing where it is taken."""
    if line.count("\t") != 3:
        return "not four fields"
    told = StrangerPhrase.parse(writer, line)
    message = Labelled.parse(told.text, told.intent)
    if told.intent not in domain["intents"] or told.style not in STYLES or not message.text.strip():
        return "unknown intent or style"
    if any(kind not in domain["entities"] or said != said.strip() for kind, said in _said(message)):
        return "entities"
    key = plain(message)
    if (key in apart and len(key.split()) > 3) or is_trial(message):
        return "held out"
    if known.setdefault(key, told.intent) != told.intent:
        return "under another intent"
    return ""


def _said(message: Labelled) -> Iterator[tuple[str, str]]:
    return ((kind, message.text[start:end]) for start, end, kind in message.entities)


if __name__ == "__main__":
    main(map(Path, sys.argv[1:]))
