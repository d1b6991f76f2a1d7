"""The labels: short enough for a phone, and understood by the assistant that proposed them."""

import pytest
import yaml

from bot.answers.intent_buttons import button_for
from bot.base.i18n import LOCALES, texts
from bot.base.terms import Education, Field, Language, Permit
from bot.knowledge import Found, Resolver, load_knowledge
from bot.replies.words import FRENCH_STEPS, education_name, field_name, french_name, permit_name

INTENTS = yaml.safe_load((LOCALES.parent / "domain.yml").read_text(encoding="utf-8"))["intents"]
MOST = 35  # characters that a phone shows in a row of one button


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(load_knowledge())


@pytest.mark.parametrize("language", list(Language))
def test_meanings_to_choose_from_fit_a_phone(language: Language) -> None:
    names = [name for intent in INTENTS for name in ([intent] if isinstance(intent, str) else intent)]
    buttons = [button_for(texts(language), name) for name in names]
    labels = [button.label for button in buttons if button]
    assert len(labels) > 30
    assert [label for label in labels if len(label) > MOST] == []
    assert len(set(labels)) == len(labels), "two buttons that read the same"


@pytest.mark.parametrize("language", list(Language))
def test_a_label_that_is_typed_means_what_its_button_does(resolver: Resolver, language: Language) -> None:
    t = texts(language)
    for level in FRENCH_STEPS:
        assert resolver.french_level(french_name(t, level)) == Found(level)
    for permit in Permit:
        assert resolver.permit(permit_name(t, permit)) == Found(permit)
    for field in Field:
        assert resolver.profile_field(field_name(t, field)) == Found(field)
    for education in Education:
        assert resolver.education(education_name(t, education)) == Found(education)
