"""What somebody meant to write, with the places of what they typed."""

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogue.trained_model import NLU

FRENCH = """
je suis ai as a est le la les un une des de du à au et ou où en dans pour avec pas que qui quoi ce ça mon ma mes on il
elle vous nous quand comment combien travail emploi loyer coûte cherche cherchent veux peux depuis hiver demain bonjour
merci lait mais garderie formulaire médecin école employeur région région français inscrire autobus plaît là soir
toujours beaucoup déjà engage payé paye maison bien oui non maintenant puis alors tout pendant
""".split()
ENGLISH = """
the a I is are you to for of in on where what when how much rent job jobs work find need want house winter school doctor
my we can do does please thanks because before tomorrow right now people register weekend bus leave late there
""".split()
PLACES = {"amos", "matane", "percé"}


@pytest.fixture(scope="module")
def mending() -> Iterator[Any]:
    """The modules of Rasa's environment, which need nothing of it, and a mender of a few words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(NLU))
        modules = SimpleNamespace(
            mending=import_module("components.mending"),
            spelling=import_module("components.spelling"),
            clauses=import_module("components.clauses"),
        )
        spellings = {
            "fr": modules.spelling.Spelling(dict.fromkeys(FRENCH, 5.0), ["francisation"]),
            "en": modules.spelling.Spelling(dict.fromkeys(ENGLISH, 5.0), ["francisation"]),
        }
        lexicon = yaml.load((NLU / "mending.yml").read_text(), Loader=yaml.BaseLoader)

        def are_places(words: Sequence[str]) -> list[bool]:
            return [word.casefold() in PLACES for word in words]

        modules.mender = modules.mending.Mender(spellings, lexicon, are_places)
        yield modules
        for name in [name for name in sys.modules if name.split(".")[0] == "components"]:
            del sys.modules[name]


def mended(mending: Any, text: str) -> str:
    found: str = mending.mending.joined(mending.mender.mend(text))
    return found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chu dans une maison", "je suis dans une maison"),
        ("j'suis pas là à soir", "je suis pas là ce soir"),
        ("y'a-tu une garderie icitte", "est-ce qu'il y a une garderie ici"),
        ("c'tu loin pantoute", "est-ce que c'est loin pas du tout"),
        ("faque on travail", "alors on travail"),
        ("jai un emploi", "j'ai un emploi"),
        ("lemployeur et la garderie", "l'employeur et la garderie"),
        ("jveux minscrire", "je veux m'inscrire"),
        ("questce que cest", "qu'est-ce que c'est"),
        ("bjr cb coute le loyer svp", "bonjour combien coûte le loyer s'il vous plaît"),
        ("koman je peux", "comment je peux"),
        ("le formulere est la", "le formulaire est la"),
        ("je cherhce un emploi", "je cherche un emploi"),
        ("la francisatoin", "la francisation"),
        ("le medecin", "le médecin"),
        ("r u there pls", "are you there please"),
        ("idk where 2 go tmrw", "I don't know where 2 go tomorrow"),
        ("wheres the huose", "where's the house"),
    ],
)
def test_what_was_meant(mending: Any, typed: str, meant: str) -> None:
    assert mended(mending, typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "le lait est là",  # not "l'ait"
        "on engage à Amos",  # a place, and a word that an accent would make another
        "je cherche chez Bombardier",  # a name that nobody told us
        "bonswa mwen pale kreyòl ayisyen",  # another language
        "on work à 14:30, val-d'or, 2,5",
        "oui",
        "",
        "🙂 ?!",
    ],
)
def test_what_is_right_stays(mending: Any, text: str) -> None:
    assert mended(mending, text) == text


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("5\ufe0f\u20e3 ans", "5 ans"),
        ("\u0665 ans", "5 ans"),
        ("\uff15\u00a0ans", "5 ans"),
        ("l\u2019e\u0301cole", "l'école"),
        ("val\u2011d\u2019or", "val-d'or"),
        ("\u00ab oui \u00bb", '" oui "'),
        ("o\u200bui", "oui"),
    ],
)
def test_one_way_of_writing(mending: Any, typed: str, plain: str) -> None:
    assert mending.mending.plain(typed)[0] == plain


@pytest.mark.parametrize(
    ("typed", "word", "part"),
    [
        ("ok jai 5\ufe0f\u20e3 ans", "ai", "ai"),
        ("ok jai 5\ufe0f\u20e3 ans", "5", "5\ufe0f\u20e3"),
        ("lemployeur", "employeur", "employeur"),
        ("chu là", "suis", "chu"),
        ("y'a-tu un loyer", "il", "y'a-tu"),
        ("le formulere", "formulaire", "formulere"),
    ],
)
def test_a_mended_word_stands_where_it_was_typed(mending: Any, typed: str, word: str, part: str) -> None:
    [found] = [each for each in mending.mender.mend(typed) if each.text == word]
    assert typed[found.start : found.end] == part


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)
@given(text=st.text(max_size=60))
def test_any_text_is_mended_in_order_and_inside_itself(mending: Any, text: str) -> None:
    words = mending.mender.mend(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    starts = [word.start for word in words]
    assert starts == sorted(starts)
    parts = mending.clauses.clauses(words)
    assert [at for start, end in parts for at in range(start, end)] == list(range(len(words)))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("bonjour! combien coûte un loyer", ["bonjour!", "combien coûte un loyer"]),
        ("je suis là, je cherche un emploi", ["je suis là,", "je cherche un emploi"]),
        ("oui, merci", ["oui, merci"]),
        ("la maison est bien et on cherche un emploi", ["la maison est bien", "et on cherche un emploi"]),
        (
            "on est dans la maison depuis un hiver comment je peux travail",
            ["on est dans la maison depuis un hiver", "comment je peux travail"],
        ),
        ("l'autobus est à 8:30. et la garderie?", ["l'autobus est à 8:30.", "et la garderie?"]),
        ("...", ["..."]),
    ],
)
def test_clauses(mending: Any, text: str, parts: list[str]) -> None:
    words = mending.mender.mend(text)
    assert [mending.mending.joined(words[start:end]) for start, end in mending.clauses.clauses(words)] == parts


def test_the_lexicon_maps_scraps_to_words(mending: Any) -> None:
    for section, lines in yaml.load((NLU / "mending.yml").read_text(), Loader=yaml.BaseLoader).items():
        assert len(lines) > 10, section
        for typed, written in lines.items():
            assert typed == "".join(filter(str.isalnum, typed.casefold())), typed
            assert mending.mending.plain(written)[0] == written
