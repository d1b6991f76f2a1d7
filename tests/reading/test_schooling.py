"""Schooling as people describe it: what belongs to them is no degree, « ma » no M.A."""

import pytest

from bot.base.terms import Education
from bot.knowledge import Ambiguous, Found, Resolver, Unknown
from bot.reading.schooling import schooling


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("ma 10e année au pays", Education.NONE), ("juste ma 7e", Education.NONE),
        ("la dernière année c'était la 8e", Education.NONE), ("I have my 9th only", Education.NONE),
        ("j'ai eu ma 12e année", Education.SECONDARY), ("ma licence à Dakar", Education.BACHELOR),
        ("ma maîtrise en droit", Education.MASTER), ("mon bac, ma maîtrise", Education.MASTER),
        ("ma 11e, puis un DEP en soudure", Education.VOCATIONAL), ("MA in history", Education.MASTER),
        ("I have an ma in history", Education.MASTER), ("ma", Education.MASTER), ("j'ai un MA", Education.MASTER),
        ("my master's", Education.MASTER), ("une ma en sociologie", Education.MASTER),
    ],
)  # fmt: skip
def test_what_is_mine_is_no_degree_by_itself(resolver: Resolver, text: str, level: Education) -> None:
    assert schooling(resolver, text) == Found(level)


@pytest.mark.parametrize("text", ["ma fille est malade", "demain c'est ma fête", "ma tante habite Laval"])
def test_who_speaks_of_what_is_theirs_tells_no_schooling(resolver: Resolver, text: str) -> None:
    assert schooling(resolver, text) == Unknown()


def test_a_year_of_a_degree_is_no_grade_of_school(resolver: Resolver) -> None:
    assert schooling(resolver, "ma 2e année de bac") == Ambiguous((Education.SECONDARY, Education.BACHELOR))


@pytest.mark.parametrize(
    "text", ["des complété en 2011", "DES ou l'équivalent", "des seulement", "mon des", "des, rien d'autre", "des fini"]
)
def test_a_secondary_diploma_by_its_letters_is_one(resolver: Resolver, text: str) -> None:
    assert schooling(resolver, text) == Found(Education.SECONDARY)


@pytest.mark.parametrize("text", ["j'ai des garçons", "on a fait des ménages", "il y a des taxes"])
def test_an_article_is_no_diploma(resolver: Resolver, text: str) -> None:
    assert schooling(resolver, text) == Unknown()
