"""Schooling by the names of other countries, and levels of French by their number."""

import pytest

from bot.base.terms import Education, Field
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.reading import changes
from bot.reading.french_told import french_level
from bot.reading.schooling import schooling
from tests.reading.conftest import Read

_NONE, _SECONDARY = Education.NONE, Education.SECONDARY


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("j'ai arrêté l'école à 13 ans", Ambiguous((_NONE, _SECONDARY))),
        ("quit school when I was 12", Ambiguous((_NONE, _SECONDARY))),
        ("quit school at 13 and finished as an adult", Unknown()),
        ("j'ai lâché en troisième trimestre", Unknown()),
        ("DAE, never finished", Unknown()),
        ("j'ai pas terminé mes humanités", Unknown()),
        ("o-level and bachelor degree", Unknown()),  # of which each part is read
        ("JSS1", Unknown()),  # of children as often as of the writer
        ("sixième primaire", Found(_NONE)),
        ("primary 7", Found(_NONE)),
        ("jamais mis les pieds à l'école", Found(_NONE)),
        ("jamais été à l'école ici", Unknown()),
        ("BFEM", Ambiguous((_NONE, _SECONDARY))),
        ("CXC", Ambiguous((_NONE, _SECONDARY))),
        ("SSS3", Found(_SECONDARY)),
        ("graduat en gestion", Ambiguous((Education.COLLEGE, Education.BACHELOR))),
        ("troisième année de licence", Found(Education.BACHELOR)),
        ("primary school teacher", Unknown()),
        ("la troisième fois", Unknown()),
    ],
)
def test_it_is_read(resolver: Resolver, text: str, outcome: Resolution[Education]) -> None:
    assert schooling(resolver, text) == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("my french is like 6 or 7", Ambiguous((6, 7))),
        ("le français, 9", Found(9)),
        ("not a word", Found(0)),
        ("le français, je le parle comme ma propre langue", Ambiguous((12, 10, 8))),
        ("French 3 times a week", Unknown()),
        ("I study French 2 years", Unknown()),
        ("french 2 kids", Unknown()),
    ],
)
def test_a_level_of_french_is_read(resolver: Resolver, text: str, outcome: Resolution[int]) -> None:
    assert french_level(resolver, text) == outcome


@pytest.mark.parametrize(("text", "number"), [("niveau 4eme secondaire au pays", "4"), ("level 9th grade", "9")])
def test_a_grade_of_school_is_no_level_of_french(read: Read, text: str, number: str) -> None:
    saved = changes(read(text, "inform", ("french_level", number)), {}, None).saved
    assert Field.FRENCH not in saved
