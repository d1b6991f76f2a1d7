"""Who would move along, as people type it."""

import pytest

from bot.base.terms import Household
from bot.knowledge import Ambiguous, Found, Resolver, Unknown
from tests.knowledge.typed import NOISE


@pytest.mark.parametrize(
    ("text", "partner", "children"),
    [
        ("seule", False, 0), ("alone", False, 0), ("just me", False, 0), ("couple", True, 0),
        ("my husband", True, 0),
        ("with my wife and 2 kids", True, 2), ("avec mon mari et notre fille", True, 1),
        ("on est quatre", True, 2),
        ("mère monoparentale avec trois enfants", False, 3), ("single mom, two kids", False, 2),
        ("family of 5", True, 3),
        ("2 adultes et 3 enfants", True, 3), ("marié sans enfant", True, 0),
        ("seule avec mon fils", False, 1), ("1", False, 0),
        ("4", True, 2), ("moi et ma femme", True, 0), ("un garçon et une fille", False, 2),
        ("sans conjoint, 1 enfant", False, 1),
        ("moi mon mari et 2 enfan", True, 2), ("wife and 2 kidz", True, 2), ("2 childrens", False, 2),
    ],
)  # fmt: skip
def test_household(resolver: Resolver, text: str, partner: bool, children: int) -> None:
    assert resolver.household(text) == Found(Household(partner, children))


@pytest.mark.parametrize("text", ["30", "avec 25 enfants", *NOISE])
def test_no_household(resolver: Resolver, text: str) -> None:
    assert resolver.household(text) == Unknown()


@pytest.mark.parametrize(
    ("text", "partner", "children"),
    [
        ("je suis soudeur et je déménage avec ma femme et 2 enfants", True, 2),
        ("I'm a nurse, I would move with my husband", True, 0),
        ("nous sommes quatre et nous cherchons un logement", True, 2),
        ("je suis célibataire et cuisinière", False, 0),
        ("on s'est quittés en mai, jpars seule", False, 0),
    ],
)
def test_household_in_a_sentence(resolver: Resolver, text: str, partner: bool, children: int) -> None:
    assert resolver.find_household(text) == Found(Household(partner, children))


@pytest.mark.parametrize(
    "text",
    [
        "ma femme est infirmière",
        "j'ai 5 ans d'expérience avec les enfants",
        "I worked with 3 people",
        "j'ai deux enfants",
        "on est en novembre",
        "I have 2 years of experience as a welder",
        "3",
    ],
)
def test_a_sentence_on_something_else_tells_no_household(resolver: Resolver, text: str) -> None:
    assert resolver.find_household(text) == Unknown()


@pytest.mark.parametrize(
    ("text", "household"),
    [
        ("me, my husband, my father-in-law and three kids", Household(True, 3, 1)),
        ("mes parents et moi", Household(others=2)),
        ("7 dont 4 enfants", Household(True, 4, 1)),
        ("mère monoparentale de deux", Household(children=2)),
        ("juste moi et mon oncle", Household(others=1)),
    ],
)
def test_whoever_moves_along_is_counted(resolver: Resolver, text: str, household: Household) -> None:
    assert resolver.household(text) == Found(household)


@pytest.mark.parametrize(
    ("text", "partner"),
    [
        ("me and the girls", False),
        ("moi pis les petits", False),
        ("ma femme et nos enfants", True),
        ("wife and both the small ones", True),
        ("my husband and the little ones", True),
    ],
)
def test_of_how_many_children_is_asked_where_nobody_says_it(resolver: Resolver, text: str, partner: bool) -> None:
    outcome = resolver.household(text)
    assert isinstance(outcome, Ambiguous)
    assert {each.partner for each in outcome.options} == {partner}
    assert min(each.children for each in outcome.options) > 1


@pytest.mark.parametrize(
    ("text", "household"),
    [
        ("ma femme, sans les enfants", Household(True)),
        ("just me, the kids are grown up", Household()),
        ("moi et mes trois filles", Household(False, 3)),
        ("me, my wife and the baby", Household(True, 1)),
    ],
)
def test_but_not_where_it_is_said(resolver: Resolver, text: str, household: Household) -> None:
    assert resolver.household(text) == Found(household)


@pytest.mark.parametrize(
    ("text", "household"),
    [
        ("un gars seul", Household()),
        ("je suis juste un gars célibataire", Household()),
        ("I'm a girl on my own, single", Household()),
        ("chu une fille toute seule", Household()),
        ("ma blonde, une fille de Rimouski", Household(partner=True)),
        ("avec mon copain, un gars d'Alma", Household(partner=True)),
        ("mon gars pis moi, célibataire", Household(children=1)),
        ("j'ai un gars pis ma femme", Household(partner=True, children=1)),
        ("ma femme et trois gars", Household(partner=True, children=3)),
        ("ma conjointe, un gars de 7 ans", Household(partner=True, children=1)),
        ("single, with a girl of 9", Household(children=1)),
    ],
)
def test_a_man_or_a_girl_is_no_child_of_their_own(resolver: Resolver, text: str, household: Household) -> None:
    assert resolver.household(text) == Found(household)


@pytest.mark.parametrize(
    "text", ["my kids speak perfect French, they correct me", "mes enfants vont à l'école, moi je travaille de nuit"]
)
def test_nor_where_children_are_only_spoken_of(resolver: Resolver, text: str) -> None:
    assert resolver.household(text) == Unknown()


@pytest.mark.parametrize(
    ("text", "household"),
    [
        ("moi et mes garçons de 3 et 8 ans", Household(children=2)),
        ("me and the girls, 4, 9 and 11", Household(children=3)),
        ("ma blonde et mes enfants, quatre", Household(partner=True, children=4)),
        ("me, my wife and our kids, there are 3 of them", Household(partner=True, children=3)),
        ("moi et nos enfants (fille et garçon)", Household(children=2)),
        ("une fille et un gars", Household(children=2)),
        ("ma conjointe, un gars", Household(partner=True, children=1)),
        ("j'ai un garçon de Sherbrooke", Household(children=1)),
        ("my gars and me", Household(children=1)),
        ("me, my daughters stay with their father", Household()),
        ("moi seul, nos enfants vivent chez leur grand-mère", Household()),
        ("my wife and me, the kids will join us next year", Household(partner=True)),
        ("just me for now, my boys come later on", Household()),
    ],
)
def test_children_are_counted_by_their_ages_or_after_the_word_and_not_if_they_stay(
    resolver: Resolver, text: str, household: Household
) -> None:
    assert resolver.household(text) == Found(household)


@pytest.mark.parametrize(
    ("text", "partner", "fewest"),
    [
        ("my daughter and the boys and me", False, 3),
        ("moi, mes filles et un bébé", False, 3),
        ("husband and children", True, 2),
        ("couple avec enfants", True, 2),
        ("mère monoparentale avec des enfants", False, 2),
        ("my wife and our kids live with me", True, 2),
        ("moi et mes filles qui habitent avec moi", False, 2),
        ("me and the kids with my husband", True, 2),
    ],
)
def test_more_children_than_are_counted_are_asked_about(
    resolver: Resolver, text: str, partner: bool, fewest: int
) -> None:
    outcome = resolver.household(text)
    assert isinstance(outcome, Ambiguous)
    assert {each.partner for each in outcome.options} == {partner}
    assert min(each.children for each in outcome.options) == fewest


@pytest.mark.parametrize(
    ("text", "household"),
    [
        ("mon mari et les trois viendront", Household(True, 3)), ("mes deux grandes et moi", Household(False, 2)),
        ("the 2 youngest are coming with me", Household(False, 2)), ("kids 3, husband", Household(True, 3)),
        ("husband, mother and one kid", Household(True, 1, 1)), ("wife, girl, boy", Household(True, 2)),
        ("garçon, bébé et ma femme", Household(True, 2)), ("daughter, son and I", Household(False, 2)),
        ("hubby, girl and 2 boys", Household(True, 3)),
        ("three kids, girl and boys", Household(False, 3)),
        ("madam and 2 kids", Household(True, 2)), ("3 enfants, l'aînée vient aussi", Household(False, 3)),
        ("avec mon fils, on habite chez mon oncle", Household(False, 1)),
        ("on part tous les trois", Household(True, 1)),
        ("our family is 5", Household(True, 3)), ("my son with me, husband I don't have", Household(False, 1)),
        ("my 2 boys, their dad is still in Accra", Household(False, 2)),
    ],
)  # fmt: skip
def test_people_listed_or_counted_without_their_word(resolver: Resolver, text: str, household: Household) -> None:
    assert resolver.household(text) == Found(household)


@pytest.mark.parametrize(
    "text",
    [
        "les 2 grands centres viennent d'ouvrir", "on part les 4 janvier", "on part à 4 heures",
        "the two oldest and best companies", "thanks, madam and good day", "kids 12 bedrooms",
        "kids 3, wife no", "husband no, children 3", "kids 2, no husband or wife",
    ],
)  # fmt: skip
def test_what_only_looks_like_people(resolver: Resolver, text: str) -> None:
    assert not isinstance(resolver.household(text), Found)
