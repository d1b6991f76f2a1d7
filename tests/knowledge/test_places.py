"""Regions and towns, as people write them."""

import pytest

from bot.base.terms import ANYWHERE, Language
from bot.knowledge import Ambiguous, Found, Knowledge, Resolver, Unknown


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Saguenay-Lac", "02"),
        ("SLSJ", "02"),
        ("le Lac St-Jean", "02"),
        ("Gaspésie", "11"),
        ("gaspesi", "11"),
        ("la Côte", "09"),
        ("North Shore", "09"),
        ("dans la région de l’Estrie", "05"),
        ("the Eastern Townships", "05"),
        ("Cantons-de-l'Est", "05"),
        ("BSL", "01"),
        ("MAURICIE !!", "04"),
        ("en Outaouais", "07"),
        ("Abitibi", "08"),
        ("montérégi", "16"),
        ("the Laurentians", "15"),
        ("la Beauce", "12"),
        ("Quebec City area", "03"),
    ],
)
def test_region(resolver: Resolver, text: str, code: str) -> None:
    assert resolver.region(text) == Found(code)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chicoutimi", "Saguenay"),
        ("jonquiere", "Saguenay"),
        ("T-R", "Trois-Rivières"),
        ("trois rivieres", "Trois-Rivières"),
        ("Shawi", "Shawinigan"),
        ("à Alma", "Alma"),
        ("Rimousky", "Rimouski"),
        ("7-Iles", "Sept-Îles"),
        ("Rouyn", "Rouyn-Noranda"),
        ("valdor", "Val-d'Or"),
        ("St-Hyacinthe", "Saint-Hyacinthe"),
        ("Ste Adele", "Sainte-Adèle"),
        ("Mont Laurier", "Mont-Laurier"),
        ("Québec City", "Québec"),
        ("MTL", "Montréal"),
        ("Asbestos", "Val-des-Sources"),
        ("Thetford", "Thetford Mines"),
    ],
)
def test_town(knowledge: Knowledge, resolver: Resolver, text: str, name: str) -> None:
    found = resolver.town(text)
    assert isinstance(found, Found)
    assert knowledge.place_name(found.value, Language.FRENCH) == name


def test_a_name_that_begins_several_towns_is_asked_about(knowledge: Knowledge, resolver: Resolver) -> None:
    for text in ("Saint-Jean", "st jean"):
        found = resolver.town(text)
        assert isinstance(found, Ambiguous)
        assert knowledge.towns[found.options[0]].name == "Saint-Jean-sur-Richelieu"


def test_two_towns_of_one_name_are_asked_about(knowledge: Knowledge, resolver: Resolver) -> None:
    found = resolver.town("Clermont")
    assert isinstance(found, Ambiguous)
    assert {knowledge.towns[code].region for code in found.options} == {"03", "08"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Montréal", "06"),
        ("Québec", "03"),
        ("Quebec City", "03"),
        ("Saguenay", "02"),
        ("je veux vivre à Gatineau", "07"),
        ("I would like to live near Sherbrooke", "05"),
        ("Sherbrook", "05"),
        ("Drummond", "17"),
        ("la Gaspésie", "11"),
    ],
)
def test_place_is_a_region(resolver: Resolver, text: str, code: str) -> None:
    assert resolver.place(text) == Found(code)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Estrie et Mauricie", ("05", "04")),
        ("Estrie, Beauce and Saguenay", ("05", "12", "02")),
        ("Alma ou Roberval", ("02",)),
        ("Gaspesi ou abitibi", ("11", "08")),
        ("I want Sherbrooke or Rimouski please", ("05", "01")),
        ("n'importe où", (ANYWHERE,)),
        ("anywhere", (ANYWHERE,)),
        ("peu importe", (ANYWHERE,)),
        ("partout", (ANYWHERE,)),
    ],
)
def test_places(resolver: Resolver, text: str, codes: tuple[str, ...]) -> None:
    assert resolver.places(text) == Found(codes)


@pytest.mark.parametrize("text", ["partout sauf Montréal", "anywhere except Montreal", "pas Montréal"])
def test_places_left_out(knowledge: Knowledge, resolver: Resolver, text: str) -> None:
    assert resolver.places(text) == Found(tuple(code for code in knowledge.regions if code != "06"))


def test_not_too_far_from_a_town_does_not_leave_it_out(resolver: Resolver) -> None:
    assert resolver.places("pas trop loin de Sherbrooke") == Found(("05",))


def test_an_unclear_place_gives_regions_to_choose_from(resolver: Resolver) -> None:
    assert resolver.places("Clermont") == Ambiguous(("03", "08"))


@pytest.mark.parametrize("text", ["", "   ", "bonjour", "🙂", "مرحبا", "G1R 4S9", "je ne sais pas", "Paris"])
def test_noise_is_no_place(resolver: Resolver, text: str) -> None:
    for look in (resolver.region, resolver.place, resolver.places):
        assert look(text) == Unknown()


def test_the_name_of_a_region_gives_that_region(knowledge: Knowledge, resolver: Resolver) -> None:
    for code, region in knowledge.regions.items():
        for name in (*region.name.values(), *region.aliases):
            assert resolver.region(name) == Found(code), name
            assert resolver.place(name) == Found(code), name
            assert resolver.places(name) == Found((code,)), name


def test_the_name_shown_for_a_town_gives_that_town(knowledge: Knowledge, resolver: Resolver) -> None:
    for code, town in knowledge.towns.items():
        assert resolver.town(town.label) == Found(code), town.label


def test_towns_are_found_without_their_accents_and_hyphens(knowledge: Knowledge, resolver: Resolver) -> None:
    large = [town for town in knowledge.towns.values() if town.population > 5_000]
    assert len(large) >= 200
    for town in large:
        plain = town.name.replace("-", " ").replace("é", "e").replace("è", "e").replace("Î", "i").upper()
        found = resolver.town(plain)
        codes = (found.value,) if isinstance(found, Found) else getattr(found, "options", ())
        assert town.code in codes, town.name


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("is ther daycare in sherbroke", "05"),
        ("cb coute un loyé a rimousky", "01"),
        ("comment on va a trois rivieres", "04"),
        ("il fait froid en hiver au Québec?", None),
        ("je vais à l’école en autobus", None),
        ("y a-t-il de l’avenir en région?", None),
    ],
)
def test_a_misspelt_place_is_found_in_a_sentence(resolver: Resolver, text: str, region: str | None) -> None:
    assert resolver.find_place(text) == (Found(region) if region else Unknown())


@pytest.mark.parametrize("text", ["Qc", "QC"])
def test_the_short_name_of_the_province_is_not_its_capital(resolver: Resolver, text: str) -> None:
    assert resolver.place(text) == Unknown()
    assert resolver.place(f"{text} City") == Found("03")


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Quebec companies around Amos", ("08",)),
        ("Matane, Québec", ("01",)),
        ("un emploi au Québec, à Roberval", ("02",)),
        ("Québec ou Lévis", ("03", "12")),
        ("Sherbrooke, Québec, Gatineau", ("05", "03", "07")),
        ("de Québec à Matane", ("03", "01")),
        ("Quebec", ("03",)),
    ],
)
def test_quebec_beside_a_place_is_the_province_it_is_in(
    resolver: Resolver, text: str, regions: tuple[str, ...]
) -> None:
    assert resolver.places(text) == Found(regions)


def test_beside_a_town_is_no_region(resolver: Resolver) -> None:
    assert resolver.places("à côté de Victoriaville") == Found(("17",))
