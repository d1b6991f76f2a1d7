"""Brings the catalogues up to date with the code: `make catalogues`.

Message identifiers are the English sentences, so the English catalogue fills itself; French is translated by hand.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

LOCALES = Path(__file__).parent
CODE = LOCALES.parent / "bot"
TEMPLATE = LOCALES / "bot.pot"
LANGUAGES = ("fr", "en")
_KEYWORDS = {"gettext": None, "ngettext": (1, 2)}


def extract() -> Catalog:
    """Every sentence of the code; the sandbox is a tool with texts of its own."""
    template = Catalog(fuzzy=False)
    found = extract_from_dir(
        CODE,
        [("**.py", "python")],
        keywords=_KEYWORDS,
        directory_filter=lambda folder: Path(folder).name not in {"sandbox", "__pycache__"},
    )
    for name, _, message, _, _ in sorted(found, key=lambda each: (each[0], each[1])):
        template.add(message, locations=[(f"bot/{name}", None)])
    return template


def rendered(catalogue: Catalog) -> bytes:
    """A catalogue as it is stored: without dates and line numbers, which change when nothing else does."""
    output = BytesIO()
    write_po(output, catalogue, width=0, omit_header=True, include_lineno=False)
    return output.getvalue()


def path_of(language: str) -> Path:
    """Where the catalogue of a language is."""
    return LOCALES / language / "LC_MESSAGES" / "bot.po"


def updated(language: str, template: Catalog) -> Catalog:
    """The catalogue of a language with the sentences of the template, and no others."""
    path = path_of(language)
    known = read_po(path.open("rb"), locale=language) if path.exists() else Catalog(locale=language)
    fresh = Catalog(locale=language, fuzzy=False)
    for message in template:
        if message.id:
            old = known.get(message.id)
            text = old.string if old is not None and all(_forms(old.string)) else _untranslated(language, message.id)
            fresh.add(message.id, text, locations=message.locations)
    return fresh


def _untranslated(language: str, identifier: str | tuple[str, ...] | list[str]) -> str | tuple[str, ...]:
    english = identifier if isinstance(identifier, str) else tuple(identifier)
    if language == "en":
        return english
    return "" if isinstance(english, str) else ("",) * Catalog(locale=language).num_plurals


def _forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _with_header(language: str, catalogue: Catalog) -> bytes:
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return header.encode() + rendered(catalogue)


def main() -> None:
    """Write the template and both catalogues, and tell what is still to be translated."""
    template = extract()
    TEMPLATE.write_bytes(rendered(template))
    for language in LANGUAGES:
        catalogue = updated(language, template)
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_bytes(_with_header(language, catalogue))
        missing = sum(not all(_forms(message.string)) for message in catalogue if message.id)
        print(f"{language}: {len(catalogue)} sentences, {missing} to translate")


if __name__ == "__main__":
    sys.exit(main())
