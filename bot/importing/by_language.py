"""Texts that a file may hold in several languages: a column for each language in which something can be said."""

from collections.abc import Mapping, Sequence

from bot.base.i18n import known_languages, name_of
from bot.base.terms import Language
from bot.importing import cells
from bot.importing.sheet import Column, Line


def columns(
    name: str, french: Sequence[str], english: Sequence[str], plain: Mapping[str, Sequence[str]]
) -> tuple[Column, ...]:
    """The columns of one text, called `name_fr`, `name_en` and so on.

    Args:
        french, english: headings that say the language behind, as in « titre (anglais) », "title (English)".
        plain: further headings, by the code of the language that is meant where none is said.
    """
    return tuple(
        Column(
            _column(name, code),
            (
                *plain.get(code, ()),
                *(f"{each} ({name_of(code, Language.FRENCH)})" for each in french),
                *(f"{each} ({name_of(code, Language.ENGLISH)})" for each in english),
            ),
        )
        for code in known_languages()
    )


def alone(code: str) -> tuple[str, ...]:
    """Headings that are the language itself: « anglais », "English", `en`."""
    return (name_of(code, Language.FRENCH), name_of(code, Language.ENGLISH), code)


def texts(line: Line, name: str, *, most: int) -> dict[str, str]:
    """What a line says, by the codes of languages; empty cells are left out."""
    said = {code: cells.text(line, _column(name, code), most=most) for code in known_languages()}
    return {code: text for code, text in said.items() if text}


def refuse(line: Line, sentence: str, name: str) -> None:
    """Refuse a line for a text that it needs in some language, under the heading that the file has for it."""
    names = [_column(name, code) for code in known_languages()]
    line.refuse(next((each for each in names if each in line.headings), names[0]), sentence)


def _column(name: str, code: str) -> str:
    return f"{name}_{code}"
