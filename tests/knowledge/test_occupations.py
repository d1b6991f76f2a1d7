"""Occupations, as people name them."""

import pytest

from bot.knowledge import Ambiguous, Found, Knowledge, Resolver, Unknown


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("soudeuse", "72106"),
        ("soudeurs", "72106"),
        ("welder", "72106"),
        ("wleder", "72106"),
        ("je suis soudeuse depuis 5 ans", "72106"),
        ("préposée aux bénéficiaires", "33102"),
        ("PAB", "33102"),
        ("nurse", "31301"),
        ("infermière", "31301"),
        ("dev web", "21234"),
        ("développeuse", "21232"),
        ("truck driver", "73300"),
        ("camionneuse", "73300"),
        ("cuisinière", "63200"),
        ("line cook", "63200"),
        ("électricienne", "72200"),
        ("electricien industriel", "72201"),
        ("mécanicienne", "72410"),
        ("éducatrice à l'enfance", "42202"),
        ("caissière", "65100"),
        ("I work as a plumber", "72300"),
        ("dentist", "31110"),
        ("architectes", "21200"),
        ("factory worker", "95109"),
    ],
)
def test_occupation(resolver: Resolver, text: str, code: str) -> None:
    assert resolver.occupation(text) == Found(code)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ingénieure", {"21300", "21301", "21231"}),
        ("teacher", {"41210", "41220", "41221"}),
        ("chauffeur", {"73300", "73301", "75201"}),
        ("meat cutter", {"63201", "94141"}),
    ],
)
def test_a_word_for_several_is_asked_about(resolver: Resolver, text: str, codes: set[str]) -> None:
    found = resolver.occupation(text)
    assert isinstance(found, Ambiguous)
    assert codes <= set(found.options)


@pytest.mark.parametrize("text", ["", "bonjour", "🙂", "oui", "G1R 4S9", "مرحبا", "12"])
def test_noise_is_no_occupation(resolver: Resolver, text: str) -> None:
    assert resolver.occupation(text) == Unknown()


def test_every_official_title_and_code_is_known(knowledge: Knowledge, resolver: Resolver) -> None:
    for code, occupation in knowledge.occupations.items():
        for title in (*occupation.titles.values(), code):
            assert resolver.occupation(title) == Found(code), title


def test_every_everyday_word_leads_to_its_occupation(knowledge: Knowledge, resolver: Resolver) -> None:
    tried = 0
    for code, occupation in knowledge.occupations.items():
        for phrases in occupation.synonyms.values():
            for phrase in phrases:
                found = resolver.occupation(phrase)
                codes = (found.value,) if isinstance(found, Found) else getattr(found, "options", ())
                assert code in codes, phrase
                tried += 1
    assert tried > 900
