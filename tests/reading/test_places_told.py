"""Which of the places that somebody names is a wish: not where they are, study or work, nor a borough of Montréal."""

from typing import Any

import pytest

from bot.base.terms import Field, Permit
from bot.knowledge import Ambiguous, Found, Resolver, Unknown
from bot.reading import changes
from bot.reading.values import answer
from tests.reading.conftest import TODAY, Read


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("course in Longueuil on weekends, then my shift", ("city", "Longueuil")),
        ("DEP de plomberie à Sherbrooke en 2019", ("city", "Sherbrooke")),
        ("the bus from Brossard takes one hour", ("city", "Brossard")),
    ],
)
def test_a_place_in_a_sentence_without_a_wish_is_not_kept_unasked(
    read: Read, text: str, marked: tuple[str, str]
) -> None:
    assert Field.REGIONS not in changes(read(text, "inform", marked), {}, None).saved


@pytest.mark.parametrize(
    ("text", "marked", "region"),
    [
        ("we want to move to Rimouski", ("city", "Rimouski"), "01"),
        ("mettez l'Outaouais", ("region", "Outaouais"), "07"),
    ],
)
def test_in_one_with_a_wish_or_nothing_else_it_is(read: Read, text: str, marked: tuple[str, str], region: str) -> None:
    told: dict[Any, Any] = {Field.REGIONS: ("04",)}
    found = changes(read(text, "inform", marked, told=told), told, None)
    offered = [code for doubt in found.doubts for code in doubt.after]
    assert region in (*found.saved.get(Field.REGIONS, ()), *offered)


@pytest.mark.parametrize(
    ("text", "regions"),
    [("Beauce ou Québec", ("12", "03")), ("Quebec city or Rimouski", ("01", "03")), ("la Baie-James", ("10",)),
     ("Amos avant tout, sinon Gaspé", ("08", "11"))],
)  # fmt: skip
def test_the_city_beside_another_place_and_places_by_another_name(
    resolver: Resolver, text: str, regions: tuple[str, ...]
) -> None:
    outcome = answer(resolver, Field.REGIONS, text, TODAY)
    assert isinstance(outcome, Found)
    assert set(outcome.value) == set(regions)


@pytest.mark.parametrize("text", ["Côte-des-Neiges", "near Côte-Vertu", "Montréal-Nord", "ce métier se trouve partout"])
def test_a_borough_of_montreal_is_no_other_place(resolver: Resolver, text: str) -> None:
    assert answer(resolver, Field.REGIONS, text, TODAY) == Unknown()


def test_what_anybody_can_say_in_french_is_no_level_by_its_how_are_you(resolver: Resolver) -> None:
    assert answer(resolver, Field.FRENCH, "salut, ça va, merci, that's all I have", TODAY) == Ambiguous((1, 2))


@pytest.mark.parametrize("text", ["refugee claim since spring", "j'ai une demande de refuge"])
def test_a_claim_is_not_yet_granted(resolver: Resolver, text: str) -> None:
    assert answer(resolver, Field.PERMIT, text, TODAY) == Found(Permit.ASYLUM_SEEKER)


@pytest.mark.parametrize(
    "text", ["moi et mes trois filles, leur père il reste à Dakar", "me with two kids, their dad stays in Lima"]
)
def test_the_other_parent_who_stays_is_no_partner_who_moves(resolver: Resolver, text: str) -> None:
    match answer(resolver, Field.HOUSEHOLD, text, TODAY):
        case Found(value):
            assert not value.partner
        case Ambiguous(options):
            assert not options[0].partner
        case _:
            raise AssertionError(text)


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Outaouais no thanks, too near Ottawa. Lanaudière yes", {"14"}),
        ("la Côte-Nord non svp, plutôt l'Estrie", {"05"}),
        ("Estrie no please. Outaouais", {"07"}),
    ],
)
def test_a_polite_no_after_a_place_refuses_it(resolver: Resolver, text: str, regions: set[str]) -> None:
    outcome = answer(resolver, Field.REGIONS, text, TODAY)
    assert isinstance(outcome, Found)
    assert set(outcome.value) == regions


def test_only_one_place_still_leaves_the_others(read: Read) -> None:
    told: dict[Any, Any] = {Field.REGIONS: ("14", "07")}
    reading = read("only Outaouais", "inform", ("region", "Outaouais"), told=told)
    assert changes(reading, told, None).saved == {Field.REGIONS: ("07",)}
