"""What a text says stretch by stretch: of whom, and how it is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import Person
from bot.reading.how_meant import SO, Manner, own, said, stretches

SELF, PARTNER, OTHER = Person.SELF, Person.PARTNER, Person.OTHER
SAID, DENIED, SUPPOSED = Manner.SAID, Manner.DENIED, Manner.SUPPOSED
PLANNED, PAST, HOME = Manner.PLANNED, Manner.PAST, Manner.HOME

WORDS = st.sampled_from(
    """
    I je my ma mon wife mari friend voisin is est not pas never jamais if si was étais plumber cuisinier Laval Amos but
    mais and et next year bientôt level niveau 3 7 he elle mine moi " « » ? , . \n don't n'ai live habite would same
    of an
    """.split(" ")
)


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_stretches_cover_a_text_and_what_is_said_stays_in_its_place(text: str) -> None:
    found = stretches(text)
    assert "".join(text[each.start : each.end] for each in found) == text
    for person in Person:
        for manner in Manner:
            kept = said(text, {manner}, person)
            assert len(kept) == len(text)
            assert all(k in (" ", c) for k, c in zip(kept, text, strict=True))


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_every_word_is_said_of_one_person_in_one_manner(text: str) -> None:
    parts = [said(text, {manner}, person) for manner in Manner for person in Person]
    for letters in zip(*parts, strict=True):
        assert len({letter for letter in letters if letter != " "}) <= 1


@pytest.mark.parametrize(
    ("text", "words", "person", "manner"),
    [
        ("mon cousin est dentiste, moi carreleur", "dentiste", OTHER, SAID),
        ("mon cousin est dentiste, moi carreleur", "carreleur", SELF, SAID),
        ("her level is good but mine is low", "low", SELF, SAID),
        ("le niveau de mon mari est bon", "bon", PARTNER, SAID),
        ("I work in the same building as a dentist", "dentist", OTHER, SAID),
        ("a tiler not a roofer", "tiler", SELF, SAID),
        ("a tiler not a roofer", "roofer", SELF, DENIED),
        ("jamais j'ai fait de couture", "couture", SELF, DENIED),
        ("I have no car and I like Amos", "Amos", SELF, SAID),
        ("pas mal de soudure", "soudure", SELF, SAID),
        ("si j'étais pilote je gagnerais plus", "pilote", SELF, SUPPOSED),
        ("I would be a pilot if I had the money, now I drive a bus", "pilot", SELF, SUPPOSED),
        ("if my French was C1 I would be happy, but it is A2", "A2", SELF, SAID),
        ("niveau 4 l'an prochain niveau 6", "niveau 4", SELF, SAID),
        ("niveau 4 l'an prochain niveau 6", "niveau 6", SELF, PLANNED),
        ("I hope to get my residence", "residence", SELF, PLANNED),
        ("avant on vivait à Matane", "Matane", SELF, PAST),
        ("on habite à Matane", "Matane", SELF, HOME),
        ("I live in Matane", "Matane", SELF, HOME),
        ("I want to live in Matane", "Matane", SELF, PLANNED),
    ],
)
def test_of_whom_and_how(text: str, words: str, person: Person, manner: Manner) -> None:
    at = text.index(words)
    [found] = [each for each in stretches(text) if each.start <= at < each.end]
    assert (found.person, found.manner) == (person, manner)


@pytest.mark.parametrize("text", ["mason", "lason", "unami"])
def test_a_word_that_holds_a_possessive_names_nobody(text: str) -> None:
    assert own(text) == text


def test_what_is_quoted_is_nobodys_word_here() -> None:
    text = "j'ai lu « cherchons soudeur, dix ans de métier » hier"
    assert "soudeur" not in own(text)
    assert "soudeur" not in said(text, SO, OTHER)
