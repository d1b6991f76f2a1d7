"""What somebody reads who chose a language of which we have only some sentences."""

from datetime import date

import pytest

from bot.base.i18n import further_languages, further_of, own_name, texts
from bot.base.terms import Field, Language
from bot.knowledge import load_knowledge
from bot.programme.profiles import Profile
from bot.replies import (
    danger,
    languages,
    main_menu,
    not_understood,
    old_buttons,
    outages,
    privacy,
    questions,
    requests,
    small_talk,
)
from bot.replies.message import Message
from bot.safety import Danger

OFFERED = ("fr", "en", "es")


@pytest.fixture(params=sorted(further_languages()))
def further(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def first_minutes(language: Language, further: str) -> list[Message]:
    """What everybody meets who comes, and what nobody may have to guess."""
    t, knowledge = texts(language, further, OFFERED), load_knowledge()
    asked = [questions.question(t, knowledge, field, Profile(), date(2026, 3, 2)) for field in Field]
    return [
        small_talk.welcome(t), small_talk.greet(t, ()), languages.language_changed(t, kept=True),
        languages.offer_language(t), languages.language_menu(t), privacy.consent_question(t),
        privacy.consent_given(t), privacy.consent_refused(t), *asked,
        *(questions.not_understood(t, field) for field in Field), outages.failure(t), old_buttons.old_button(t),
        outages.understanding_is_down(t), not_understood.unsure(t, (), offer_person=True),
        requests.human(t, "R1"), danger.person_is_told(t), danger.over(t),
    ]  # fmt: skip


def test_the_first_minutes_do_not_fall_back(further: str) -> None:
    """What is the same whatever the rest is in, but for names out of the knowledge base, is said in this language."""
    both = zip(first_minutes(Language.FRENCH, further), first_minutes(Language.ENGLISH, further), strict=True)
    ours = {said.text for each in Language for said in first_minutes(each, "")}
    for french, english in both:
        assert french.text == english.text, "falls back"
        assert french.text not in ours, "is in this language"


@pytest.mark.parametrize("kind", [None, *Danger])
def test_somebody_in_danger_reads_what_to_do(further: str, kind: Danger | None) -> None:
    said = [danger.help_now(texts(each, further), load_knowledge(), kind).text.split("\n") for each in Language]
    assert [line[0] for line in said][:1] == [said[1][0]]
    assert said[0][-1] == said[1][-1]
    assert said[0][-1] != danger.help_now(texts(Language.FRENCH), load_knowledge(), kind).text.split("\n")[-1]
    beside = [danger.beside(texts(each, further), load_knowledge(), kind).text.split(":")[0] for each in Language]
    assert beside[0] == beside[1] != danger.beside(texts(Language.FRENCH), load_knowledge(), kind).text.split(":")[0]


def test_the_rest_is_in_the_language_that_was_chosen_beside_it() -> None:
    for language in Language:
        assert texts(language, "es").gettext("Discover a region") == texts(language).gettext("Discover a region")


def test_a_language_without_a_catalogue_is_none() -> None:
    t = texts(Language.ENGLISH, "de", OFFERED)
    assert (t.spoken, t.others) == ("en", ("fr", "es"))
    assert further_of("de-CH", ("fr", "en", "de")) is None


def test_it_is_offered_only_where_the_setting_names_it() -> None:
    assert further_of("es-MX", OFFERED) == "es"
    assert further_of("es-MX", ("fr", "en")) is None
    assert further_of(None, OFFERED) is None


def test_languages_are_named_in_themselves() -> None:
    assert [own_name(code) for code in OFFERED] == ["Français", "English", "Español"]


def test_one_button_leads_to_the_only_other_language_and_to_a_choice_of_several() -> None:
    two = main_menu.other_language(texts(Language.FRENCH))
    three = main_menu.other_language(texts(Language.FRENCH, "es", OFFERED))
    assert (two.label, two.ref and two.ref.encode()) == ("🌐 English", "language:en")
    assert (three.label, three.ref and three.ref.encode()) == ("🌐 Français · English", "language_menu")
