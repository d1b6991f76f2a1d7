"""The catalogues: fresh, complete, and written as people write in each language."""

import importlib.util
import re
from collections.abc import Iterator
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.i18n import LOCALES, texts
from bot.terms import Language
from tests.typography import UNTIDY_FRENCH

# Said the same in both languages: names of things, patterns without words, and the switch to the other language.
SAME = {"🤝 Services", "Services — {region}", "Transport", "{region} — {topic}", "{service} — {region}"}
SAME |= {"{title} ({date})", "{town}, {date}", "{number}. Details", "{field}: {answer}", "Source: {sources}."}


def _update() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update", LOCALES / "update.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


UPDATE = _update()


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture
def catalogue(language: Language) -> Catalog:
    with UPDATE.path_of(language).open("rb") as source:
        return read_po(source, locale=language)


def entries(catalogue: Catalog) -> Iterator[tuple[Message, list[str], list[str]]]:
    """Every message with its forms in the code and in the catalogue."""
    found = [message for message in catalogue if message.id]
    assert len(found) > 300
    for message in found:
        yield message, _forms(message.id), _forms(message.string)


def _forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else [str(form) for form in text]  # type: ignore[attr-defined]


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_template_is_fresh() -> None:
    assert UPDATE.TEMPLATE.read_bytes() == UPDATE.rendered(UPDATE.extract()), "run `make catalogues`"


def test_each_catalogue_has_the_sentences_of_the_template(catalogue: Catalog) -> None:
    wanted = {str(message.id) for message in UPDATE.extract() if message.id}
    assert {str(message.id) for message, _, _ in entries(catalogue)} == wanted


def test_nothing_is_missing_or_fuzzy(catalogue: Catalog, language: Language) -> None:
    for message, _, translated in entries(catalogue):
        assert all(translated), message.id
        assert not message.fuzzy, message.id
        assert len(translated) == (1 if isinstance(message.id, str) else catalogue.num_plurals), message.id


def test_placeholders_are_the_same(catalogue: Catalog) -> None:
    for message, original, translated in entries(catalogue):
        for form in translated:
            assert _placeholders(form) == _placeholders(original[-1]), message.id


def test_no_sentence_was_left_in_the_other_language() -> None:
    with UPDATE.path_of("fr").open("rb") as source:
        french = read_po(source, locale="fr")
    same = {original[0] for _, original, translated in entries(french) if original[0] == translated[0]}
    assert same <= SAME, same - SAME


def test_french_typography() -> None:
    with UPDATE.path_of("fr").open("rb") as source:
        french = read_po(source, locale="fr")
    for message, _, translated in entries(french):
        for form in translated:
            assert not UNTIDY_FRENCH.search(form), (message.id, form)


def test_english_typography(catalogue: Catalog) -> None:
    with UPDATE.path_of("en").open("rb") as source:
        english = read_po(source, locale="en")
    for message, _, translated in entries(english):
        assert not re.search(r"\w'\w|\"|\.\.\.|[ \u00a0][;:!?]", " ".join(translated)), message.id


def test_every_sentence_can_be_said(language: Language, catalogue: Catalog) -> None:
    t = texts(language)
    for _, original, _ in entries(catalogue):
        values = dict.fromkeys(_placeholders(original[-1]) - {"n"}, "7")
        if len(original) == 1:
            said = t.gettext(original[0], **values, **({"n": "7"} if "{n}" in original[0] else {}))
        else:
            said = t.ngettext(original[0], original[1], 7, **values)
        assert "{" not in said


def test_a_month_a_day_and_a_year_are_dated_in_words() -> None:
    assert texts(Language.FRENCH).as_of("2023-10") == "octobre 2023"
    assert texts(Language.ENGLISH).as_of("2023-11-10") == "November 10, 2023"
    assert texts(Language.ENGLISH).as_of("2019–2021") == "2019–2021"
