"""Columns for texts that a file may give in several languages, one column for each language that people can choose."""

from collections.abc import Mapping, Sequence

from bot.base.i18n import known_languages, name_of
from bot.base.terms import Language
from bot.importing import cells
from bot.importing.lines import Column, Line


def columns(
    name: str, french: Sequence[str], english: Sequence[str], plain: Mapping[str, Sequence[str]]
) -> tuple[Column, ...]:
    """The columns of a text, called `name_fr`, `name_en` and so on.

    Args:
        french, english: headings to which the language is added, as in « titre (anglais) », "title (English)".
        plain: further headings without a language, by the code of the language that they mean.
    """
    return tuple(
        Column(
            _column(name, code),
            (
                *plain.get(code, ()),
                *(f"{each} ({name_of(code, Language.FRENCH)})" for each in french),
                *(f"{each} ({name_of(code, Language.ENGLISH)})" for each in english),
            ),
            text=name,
        )
        for code in known_languages()
    )


def alone(code: str) -> tuple[str, ...]:
    """Headings that consist of the language alone: « anglais », "English", `en`."""
    return (name_of(code, Language.FRENCH), name_of(code, Language.ENGLISH), code)


def texts(line: Line, name: str, *, most: int) -> dict[str, str]:
    """The texts of a line by language code; empty cells are left out."""
    said = {code: cells.text(line, _column(name, code), most=most) for code in known_languages()}
    return {code: text for code, text in said.items() if text}


def column_of(line: Line, name: str) -> str:
    """The column that a problem names where a text is in no language: one for which the file has a heading."""
    names = [_column(name, code) for code in known_languages()]
    return next((each for each in names if each in line.headings), names[0])


def _column(name: str, code: str) -> str:
    return f"{name}_{code}"
