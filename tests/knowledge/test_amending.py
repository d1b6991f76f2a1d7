"""A fact with other words: put over the files, refused where it cannot stand, and written back into its file."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from bot.base.terms import Language
from bot.knowledge import load_knowledge
from bot.knowledge.amending import (
    Amendment,
    FactMoved,
    FactUnknown,
    NotFitting,
    NotOneStatement,
    amend,
    amended,
    card_of,
    fact_of,
)
from bot.knowledge.facts import facts_of
from bot.knowledge.rewriting import rewritten
from bot.knowledge.schema import Source

KNOWLEDGE = load_knowledge()
FACTS = facts_of(KNOWLEDGE)
SOURCE = Source(
    title={Language.FRENCH: "Ville", Language.ENGLISH: "Town"}, url="https://example.org/page", as_of="2026-11",
    verified=True,
)  # fmt: skip
TEXT = {Language.FRENCH: "Le marché ouvre le samedi.", Language.ENGLISH: "The market opens on Saturdays."}
KINDS = ("article", "region", "service", "french_level")
# of each kind of card a sentence of its text, and a fact beside it where there is one
CHOSEN = [
    next(fact for fact in FACTS if fact.card.kind == kind and fact.name.isdecimal() is number)
    for kind in KINDS
    for number in (True, False)
    if any(fact.card.kind == kind and fact.name.isdecimal() is number for fact in FACTS)
]


def change_of(fact: str, **others: object) -> Amendment:
    values = {"before": fact_of(KNOWLEDGE, fact).text, "text": TEXT, "source": SOURCE, **others}
    return Amendment(fact, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("identifier", [fact.id for fact in CHOSEN])
def test_a_fact_is_changed_with_its_source_and_nothing_else_is(identifier: str) -> None:
    changed = amend(KNOWLEDGE, change_of(identifier))
    now, card = fact_of(changed, identifier), card_of(identifier)[0]
    assert (now.text, now.source, now.as_of) == (TEXT, SOURCE, "2026-11")
    others = [fact for fact in FACTS if fact.card == card and fact.id != identifier]
    assert [fact_of(changed, fact.id).text for fact in others] == [fact.text for fact in others]
    assert fact_of(KNOWLEDGE, identifier).text != TEXT
    assert fact_of(amended(KNOWLEDGE, [change_of(identifier)]), identifier) == now


def test_its_file_is_rewritten_so_that_a_release_knows_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(str(files("bot.knowledge") / "data"), data, ignore=shutil.ignore_patterns("meanings"))
    written = {}
    for fact in CHOSEN:
        changed = amend(KNOWLEDGE, change_of(fact.id))
        name, text = rewritten(changed, fact.card)
        if name not in written:
            written[name] = fact.id
            before = (data / name).read_text()
            (data / name).write_text(text)
            lines = set(before.splitlines())
            assert len(lines & set(text.splitlines())) > 0.6 * len(lines), "most lines of a file stay as they are"
    assert facts_of(load_knowledge(data)) == facts_of(amended(KNOWLEDGE, map(change_of, written.values())))
    assert len(written) >= len(KINDS)


def test_every_card_is_written_as_it_is_read() -> None:
    folder = Path(str(files("bot.knowledge") / "data"))
    for card in list(dict.fromkeys(fact.card for fact in FACTS))[::25]:
        name, text = rewritten(KNOWLEDGE, card)
        assert yaml.safe_load(text) == yaml.safe_load((folder / name).read_text()), card


REGION = next(fact.id for fact in CHOSEN if fact.card.kind == "region" and fact.name.isdecimal())


@pytest.mark.parametrize(
    ("identifier", "others", "error"),
    [
        ("article nothing#1", {"before": TEXT}, FactUnknown),
        ("gossip 11#1", {"before": TEXT}, FactUnknown),
        ("region 11 housing#1#2", {"before": TEXT}, FactUnknown),
        ("article professional_orders#order1", {"before": TEXT}, FactUnknown),
        (REGION, {"before": TEXT}, FactMoved),
        (REGION, {"text": {**TEXT, Language.FRENCH: "Le marché ouvre. Il ferme à midi."}}, NotOneStatement),
        (REGION, {"text": dict.fromkeys(Language, "Un. Deux. Trois.")}, NotOneStatement),
        (REGION, {"text": dict.fromkeys(Language, "x" * 450 + ".")}, NotFitting),
    ],
)
def test_what_cannot_take_its_place_is_refused(identifier: str, others: dict[str, object], error: type) -> None:
    with pytest.raises(error):
        amend(KNOWLEDGE, Amendment(identifier, **{  # type: ignore[arg-type]
            "before": fact_of(KNOWLEDGE, REGION).text, "text": TEXT, "source": SOURCE, **others
        }))  # fmt: skip
    assert amended(KNOWLEDGE, [Amendment(REGION, TEXT, TEXT, SOURCE)]) is KNOWLEDGE, "overtaken: as if it were not"
