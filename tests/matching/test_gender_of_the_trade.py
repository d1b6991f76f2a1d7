"""A trade ranks the same in the feminine as in the masculine: the unit group that it means is the same.

Matching knows a trade by its unit group alone (`test_fairness`), so that two forms rank alike if they are read alike.
"""

import re
from collections.abc import Iterator

import pytest

from bot.base.terms import Language
from bot.knowledge import Knowledge, Resolver, load_knowledge

Forms = tuple[str, str, str]  # code, masculine, feminine
_PARTS = re.compile(r"(, | et | ou | - )")
PAIRS = (
    ("waiter", "waitress"), ("host", "hostess"), ("actor", "actress"), ("steward", "stewardess"),
    ("barman", "barmaid"), ("masseur", "masseuse"), ("headmaster", "headmistress"),
)  # fmt: skip


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def in_french(knowledge: Knowledge) -> Iterator[Forms]:
    """Every title of a unit group that has two forms: "Directeurs financiers/directrices financières"."""
    for code, occupation in knowledge.occupations.items():
        parts = [both(each) for each in _PARTS.split(occupation.titles[Language.FRENCH])]
        masculine, feminine = ("".join(form) for form in zip(*parts, strict=True))
        if masculine != feminine:
            yield code, masculine, feminine


def both(part: str) -> tuple[str, str]:
    """The two forms of a part of a title: what follows the feminine words belongs to both."""
    if part.count("/") != 1:
        return part, part
    masculine, rest = part.split("/")
    return " ".join([masculine, *rest.split()[len(masculine.split()) :]]), rest


def in_english(knowledge: Knowledge) -> Iterator[Forms]:
    """Every name with a man in it, as a woman: "foreman", "delivery man"."""
    for code, occupation in knowledge.occupations.items():
        for name in (*occupation.synonyms.get(Language.ENGLISH, ()), *occupation.trades):
            feminine = re.sub(r"(?<!wo)m(a|e)n\b", r"wom\1n", name)
            if feminine != name:
                yield code, name, feminine


def test_both_forms_of_every_title_are_read_alike(knowledge: Knowledge) -> None:
    resolver = Resolver(knowledge)
    titles = [*in_french(knowledge), *in_english(knowledge)]
    assert len(titles) > 450
    differ = [each for each in titles if resolver.occupation(each[1]) != resolver.occupation(each[2])]
    assert differ == []


@pytest.mark.parametrize(("masculine", "feminine"), PAIRS)
def test_so_are_english_names_that_differ_more(knowledge: Knowledge, masculine: str, feminine: str) -> None:
    resolver = Resolver(knowledge)
    assert resolver.occupation(masculine) == resolver.occupation(feminine)
