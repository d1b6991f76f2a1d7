"""The catalogues: fresh, complete, and written as people write in each language."""

import importlib.util
import re
from collections.abc import Iterator
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message

from bot.base.i18n import LOCALES, further_languages, texts
from bot.base.terms import Language
from tests.typography import FAMILIAR_FRENCH, NOT_CANADIAN, UNTIDY_FRENCH, UNTIDY_SPANISH

# Said the same in both languages: words that both have, and patterns without words.
SAME = {"🤝 Services", "Services — {region}", "Transport", "{region} — {topic}", "{service} — {region}"}
SAME |= {"Absent", "Latitude", "Longitude", "transport", "Document", "{column} ({language})"}
SAME |= {"{n} minute", "Conversations", "{name}, {role}", "{occupation} ({years})"}
SAME |= {"Arguments", "Contact", "Options", "source", "absent", "Code", "code", "danger", "message", "minutes", "note"}
SAME |= {"{why}", "Incidents"}
SAME |= {"{title} ({date})", "{town}, {date}", "{number}. Details", "{field}: {answer}", "Source: {sources}."}


def _update() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update", LOCALES / "update.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


UPDATE = _update()


@pytest.fixture(params=[*Language, *further_languages()])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def catalogue(language: str) -> Catalog:
    return stored(language)


def stored(language: str) -> Catalog:
    found: Catalog = UPDATE.stored(language)
    return found


def entries(catalogue: Catalog) -> Iterator[tuple[Message, list[str], list[str]]]:
    """Every message with its forms in the code and in the catalogue."""
    found = [message for message in catalogue if message.id]
    assert len(found) > 100
    for message in found:
        yield message, UPDATE.forms(message.id), UPDATE.forms(message.string)


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_sentences_are_found_wherever_they_are_said() -> None:
    source = """
def say(t, n):
    rows = f"<i>{esc(t.gettext('inside an f-string'))}</i>", t.gettext("in " "pieces")
    return t.ngettext("{n} day", "{n} days", n), t.gettext("values", n=n), t.gettext(source)
"""
    assert UPDATE.sentences(source) == ["inside an f-string", "in pieces", ("{n} day", "{n} days"), "values"]


def test_every_sentence_is_written_where_it_is_said() -> None:
    """A variable or an f-string cannot be looked up in a catalogue."""
    modules = [path for path in UPDATE.CODE.rglob("*.py") if path.name != "i18n.py"]
    calls = [call for path in modules for call in re.findall(r"\bt\.n?gettext\(\s*(\S)", path.read_text("utf-8"))]
    assert len(calls) > 300
    assert set(calls) <= {'"', "'"}


def test_the_template_is_fresh() -> None:
    assert UPDATE.TEMPLATE.read_bytes() == UPDATE.rendered(UPDATE.extract()), "run `make catalogues`"


def test_each_catalogue_is_what_the_update_would_write(language: str) -> None:
    fresh = UPDATE.updated(language, UPDATE.extract())
    assert UPDATE.path_of(language).read_bytes() == UPDATE.stored_form(language, fresh), "run `make catalogues`"


def test_each_catalogue_has_the_sentences_of_the_template(catalogue: Catalog, language: str) -> None:
    """All of them where everything is said; of a further language only those that somebody translated."""
    wanted = {str(message.id) for message in UPDATE.extract() if message.id}
    found = {str(message.id) for message, _, _ in entries(catalogue)}
    assert found == wanted if language in set(Language) else found < wanted


def test_nothing_is_missing(catalogue: Catalog) -> None:
    for message, _, translated in entries(catalogue):
        assert all(form.strip() for form in translated), message.id


def test_nothing_is_fuzzy(catalogue: Catalog) -> None:
    for message, _, _ in entries(catalogue):
        assert not message.fuzzy, message.id


def test_plurals_have_the_forms_of_their_language(catalogue: Catalog, language: str) -> None:
    assert catalogue.plural_forms == Catalog(locale=language).plural_forms
    plurals = [each for each in entries(catalogue) if len(each[1]) > 1]
    assert len(plurals) >= 5
    for message, _, translated in plurals:
        assert len(translated) == catalogue.num_plurals, message.id


def test_placeholders_are_the_same(catalogue: Catalog) -> None:
    for message, original, translated in entries(catalogue):
        for form in translated:
            assert _placeholders(form) == _placeholders(original[-1]), message.id


def test_no_sentence_needs_escaping(catalogue: Catalog) -> None:
    """Some sentences are put into HTML as they stand, others escaped: both must read the same."""
    for message, _, translated in entries(catalogue):
        assert not re.search("[<>&]", " ".join(translated)), message.id


def test_english_is_what_the_code_says() -> None:
    for message, original, translated in entries(stored(Language.ENGLISH)):
        assert translated == original, message.id


def test_no_sentence_was_left_in_the_other_language() -> None:
    same = {original[0] for _, original, translated in entries(stored(Language.FRENCH)) if original[0] == translated[0]}
    assert same <= SAME, same - SAME


def test_an_emoji_stays_at_the_head_of_its_sentence() -> None:
    heads = 0
    for message, original, translated in entries(stored(Language.FRENCH)):
        head = re.match(r"[^\w\s{“]+(?=\s)", original[0])
        heads += head is not None
        assert head is None or translated[0].startswith(head[0]), message.id
    assert heads > 20


def test_a_button_is_quoted_by_the_words_on_it() -> None:
    """« Mon profil » in a sentence is the button 👤 Mon profil: both are translated, and apart from each other."""
    found = list(entries(stored(Language.FRENCH)))
    buttons = {_words(original[0]): _words(translated[0]) for _, original, translated in found if len(original[0]) < 40}
    quoted = 0
    for message, original, translated in found:
        for name in re.findall("“(.+?)”", original[0]):
            if name in buttons and name[0].isupper():
                quoted += 1
                assert f"«\u00a0{buttons[name]}\u00a0»" in translated[0], message.id
    assert quoted > 5


def _words(label: str) -> str:
    return label if label[0].isalnum() else label.partition(" ")[2]


def test_french_typography() -> None:
    for message, _, translated in entries(stored(Language.FRENCH)):
        for form in translated:
            assert not UNTIDY_FRENCH.search(form), (message.id, form)
            assert not FAMILIAR_FRENCH.search(form), (message.id, form)


def test_english_typography() -> None:
    for message, _, translated in entries(stored(Language.ENGLISH)):
        assert not re.search(r"\w'\w|\"|\.\.\.|[ \u00a0][;:!?]", " ".join(translated)), message.id
        assert not NOT_CANADIAN.search(" ".join(translated)), message.id


def test_spanish_typography() -> None:
    for message, _, translated in entries(stored("es")):
        for form in translated:
            assert not UNTIDY_SPANISH.search(form), (message.id, form)


@pytest.mark.parametrize("text", ["the color", "a programme", "two centers", "to organise"])
def test_what_is_not_canadian_is_found(text: str) -> None:
    assert NOT_CANADIAN.search(text)


@pytest.mark.parametrize("number", [0, 1, 2, 7])
def test_every_sentence_can_be_said(language: str, catalogue: Catalog, number: int) -> None:
    t = texts(Language(language)) if language in set(Language) else texts(Language.FRENCH, language)
    for message, original, translated in entries(catalogue):
        values = dict.fromkeys(_placeholders(original[-1]), str(number))
        if len(original) == 1:
            said = t.gettext(original[0], **values)
        else:
            values.pop("n", None)
            said = t.ngettext(original[0], original[1], number, **values)
        assert said in {form.replace("{n}", str(number)).format(**values) for form in translated}, message.id


def test_french_says_none_in_the_singular() -> None:
    said = [texts(language).ngettext("{n} seat", "{n} seats", 0) for language in (Language.FRENCH, Language.ENGLISH)]
    assert said == ["0 place", "0 seats"]


def test_a_month_a_day_and_a_year_are_dated_in_words() -> None:
    assert texts(Language.FRENCH).as_of("2023-10") == "octobre 2023"
    assert texts(Language.ENGLISH).as_of("2023-11-10") == "November 10, 2023"
    assert texts(Language.ENGLISH).as_of("2019–2021") == "2019–2021"
