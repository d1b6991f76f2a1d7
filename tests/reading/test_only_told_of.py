"""Places and languages that are only told of, refused, or given instead of others."""

from typing import Any

import pytest

from bot.base.terms import Field, Wish
from bot.reading import changes
from tests.reading.conftest import Read

TWO: dict[Field | Wish, Any] = {Field.REGIONS: ("04", "07")}
TAMIL: dict[Field | Wish, Any] = {Field.LANGUAGES: ("ta",)}


@pytest.mark.parametrize(
    ("text", "intent", "place"),
    [
        ("Beauce has no buses at all", "ask_getting_there", "Beauce"),
        ("Charlevoix coûte les yeux de la tête", "ask_housing", "Charlevoix"),
        ("Laval is full of traffic", "give_feedback", "Laval"), ("Estrie est au bout du monde", "inform", "Estrie"),
        ("Matane j'aime pas le vent", "inform", "Matane"), ("Amos je veux pas le froid", "ask_climate", "Amos"),
        ("Matane est belle mais trop loin", "inform", "Matane"), ("Laval is close to nothing", "inform", "Laval"),
    ],
)  # fmt: skip
def test_a_place_that_is_told_of_is_at_most_offered(read: Read, text: str, intent: str, place: str) -> None:
    kind = "city" if place in {"Laval", "Amos", "Matane"} else "region"
    reading = read(text, intent, (kind, place), asked=Field.REGIONS)
    assert not changes(reading, {}, Field.REGIONS).saved


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Beauce is perfect", "Beauce"), ("Matane c'est bon", "Matane"), ("Estrie would be great for us", "Estrie"),
        ("l'Estrie est mon premier choix", "Estrie"), ("Beauce because it is calm", "Beauce"), ("Matane", "Matane"),
        ("Estrie me tente", "Estrie"), ("ok pour la Beauce", "Beauce"), ("je choisis Matane", "Matane"),
        ("Matane est mon seul souhait", "Matane"), ("Estrie is beautiful and calm", "Estrie"),
        ("Matane c'est proche du fleuve", "Matane"),
    ],
)  # fmt: skip
def test_a_place_that_suits_is_kept(read: Read, text: str, place: str) -> None:
    kind = "city" if place == "Matane" else "region"
    assert Field.REGIONS in changes(read(text, "inform", (kind, place), asked=Field.REGIONS), {}, Field.REGIONS).saved


@pytest.mark.parametrize(
    "text", ["Arabic is difficult", "l'arabe est sa langue à elle", "le russe je comprends pas les films"]
)
def test_a_language_that_is_told_of_is_not_kept(read: Read, text: str) -> None:
    assert not changes(read(text, "change_language", asked=Field.LANGUAGES), {}, Field.LANGUAGES).saved


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Arabic is my mother tongue", "ar"),
        ("le russe est ma langue", "ru"),
        ("Arabic is good", "ar"),
        ("le russe était la langue de mon village", "ru"),
        ("Russian is the one and only", "ru"),
        ("Arabic was the language at home", "ar"),
    ],
)
def test_a_language_that_is_spoken_is(read: Read, text: str, code: str) -> None:
    found = changes(read(text, "change_language", asked=Field.LANGUAGES), {}, Field.LANGUAGES)
    assert found.saved == {Field.LANGUAGES: (code,)}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I have no family in Outaouais", "ask_community"), ("we never saw Outaouais", "ask_region"),
        ("j'ai pas d'amis en Outaouais", "ask_community"), ("there is no train to Outaouais", "ask_getting_there"),
        ("I'm not from Outaouais", "deny"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("asked", [None, Field.HOUSEHOLD])
def test_what_is_missing_in_a_place_removes_no_wish(read: Read, text: str, intent: str, asked: Field | None) -> None:
    reading = read(text, intent, ("region", "Outaouais"), told=TWO, asked=asked)
    found = changes(reading, TWO, asked)
    assert not found.saved
    assert not found.again


@pytest.mark.parametrize(
    "text",
    [
        "not Outaouais", "pas l'Outaouais", "I don't want Outaouais", "je veux plus aller en Outaouais, pas du tout",
        "remove Outaouais", "Outaouais no", "enlevez l'Outaouais", "I would never live in Outaouais",
        "no Outaouais please", "j'ai jamais dit Outaouais",
    ],
)  # fmt: skip
@pytest.mark.parametrize("asked", [None, Field.HOUSEHOLD])
def test_a_place_that_is_refused_is_removed(read: Read, text: str, asked: Field | None) -> None:
    reading = read(text, "deny", ("region", "Outaouais"), told=TWO, asked=asked)
    assert changes(reading, TWO, asked).saved == {Field.REGIONS: ("04",)}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("I grew up in Matane, I don't want Outaouais", None),
        ("j'ai bossé à Matane, je veux pas l'Outaouais", None),
        ("it's Matane that I wanted, not Outaouais", ("01",)),
        ("je voulais Matane, pas l'Outaouais", ("01",)),
    ],
)
def test_a_place_where_somebody_was_is_not_given_instead(read: Read, text: str, codes: Any) -> None:
    told: dict[Field | Wish, Any] = {Field.REGIONS: ("07",)}
    marked = (("city", "Matane"), ("region", "Outaouais"))
    reading = read(text, "correct_profile", *marked, told=told, asked=Field.HOUSEHOLD)
    assert changes(reading, told, Field.HOUSEHOLD).saved.get(Field.REGIONS) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Mon école était en russe. Je parle pas tamoul.", None),
        ("the movies are in Russian, I don't speak Tamil", None),
        ("pas le tamoul, c'est le russe", ("ru",)), ("I don't speak Tamil, I speak Russian", ("ru",)),
        ("Tamil no, put Russian instead", ("ru",)),
    ],
)  # fmt: skip
def test_a_language_that_is_not_spoken_is_not_given_instead(read: Read, text: str, codes: Any) -> None:
    tamil = "Tamil" if "Tamil" in text else "tamoul"
    reading = read(text, "correct_profile", ("spoken_language", tamil), told=TAMIL, asked=Field.REGIONS)
    assert changes(reading, TAMIL, Field.REGIONS).saved.get(Field.LANGUAGES) == codes


@pytest.mark.parametrize("text", ["le russe je parle pas du tout", "le russe, je connais pas la langue"])
def test_a_language_that_is_not_spoken_at_all_is_not_kept(read: Read, text: str) -> None:
    reading = read(text, "inform", ("spoken_language", "russe"), asked=Field.LANGUAGES)
    assert not changes(reading, {}, Field.LANGUAGES).saved
