"""The languages of the interface: catalogues, plurals, dates, money and lists.

Catalogues are read from their `.po` source, so there is no compiled file that could be out of date. Everything is said
in each `Language`. A further language has a catalogue of some sentences: whoever chose it reads these in it, and the
rest in the `Language` that they chose beside it.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal
from babel.support import Translations

from bot.base.clock import QUEBEC_TIME, local_day
from bot.base.terms import ByLanguage, Language

LOCALES = Path(__file__).parents[2] / "locales"

_TWO_STOPS = re.compile(r"(?<!\.)\.((?:</\w+>)*)\.(?!\.)")  # also where the first stands before a closing tag


class Texts:
    """The translations and formats of one reader. Made once per choice by `texts()`."""

    def __init__(
        self, language: Language, translations: Translations, further: str | None, offered: tuple[str, ...]
    ) -> None:
        self.language = language  # the language in which everything is said
        self.further = further  # the further language in which some sentences are said instead
        self.offered = offered  # the codes to choose from
        self.locale = f"{language}_CA"  # never plain `fr`, which writes dates and dollars as in France
        self._translations = translations

    @property
    def spoken(self) -> str:
        """The code of the language that was chosen."""
        return self.further or self.language

    @property
    def others(self) -> tuple[str, ...]:
        """The codes of the languages that were not chosen."""
        return tuple(code for code in self.offered if code != self.spoken)

    def gettext(self, message: str, /, **values: object) -> str:
        """A whole sentence in this language, its named placeholders filled."""
        translated = str(self._translations.gettext(message))
        return _one_stop(translated.format(**values)) if values else translated

    def translated(self, sentence: str) -> str:
        """The translation of a sentence that is written elsewhere in the code, such as the help of a command."""
        return str(self._translations.gettext(sentence))

    def ngettext(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """Like `gettext`, in the plural form that `n` asks for; `{n}` is filled as well."""
        translated = str(self._translations.ngettext(singular, plural, n))
        return _one_stop(translated.format(n=self.number(n), **values))

    def written(self, text: ByLanguage) -> str:
        """What an officer or an employer wrote; where it was not translated, in another language, which is named."""
        if own := text.get(self.spoken) or text.get(self.language):
            return own
        other = next(iter(text.values()), "")
        return self.gettext("{text} (not translated)", text=other) if other else ""

    def number(self, value: float) -> str:
        """A number with this language's decimal mark and groups."""
        return format_decimal(value, locale=self.locale)

    def money(self, cents: int) -> str:
        """Canadian dollars: `25,50 $` or `$25.50`."""
        return format_currency(cents / 100, "CAD", locale=self.locale)

    def full_date(self, day: date) -> str:
        """A day in full, with the day of the week; for a moment, the day that it falls on in Québec."""
        return self._first(day, format_date(_local_day(day), format="full", locale=self.locale))

    def short_date(self, day: date) -> str:
        """A day for a button or a line of a list."""
        return self._first(day, format_skeleton("yMMMd", _local_day(day), locale=self.locale))

    def _first(self, day: date, written: str) -> str:
        """« le 1er mai »: CLDR's patterns lack the French ordinal."""
        first = self.language is Language.FRENCH and _local_day(day).day == 1
        return re.sub(r"\b1\b", "1er", written, count=1) if first else written

    def as_of(self, stamp: str) -> str:
        """The date of a fact: a month or a day in words; a year, or a span of years, as it is written."""
        with suppress(ValueError):
            return self._first(date.fromisoformat(stamp), format_date(date.fromisoformat(stamp), "long", self.locale))
        with suppress(ValueError):
            return format_date(date.fromisoformat(f"{stamp}-01"), format="MMMM y", locale=self.locale)
        return stamp

    def time(self, moment: datetime | time) -> str:
        """An hour as people write it in Québec: `14 h 30` or `2:30 p.m.`."""
        if isinstance(moment, datetime):
            moment = moment.astimezone(QUEBEC_TIME).time()
        if self.language is Language.FRENCH:  # as the Office québécois de la langue française writes it: 9 h, 14 h 30
            return f"{moment.hour}\u00a0h" + (f"\u00a0{moment.minute:02}" if moment.minute else "")
        return format_time(moment, format="short", locale=self.locale)

    def moment(self, moment: datetime, now: datetime) -> str:
        """A day and an hour as somebody would say them: `tomorrow at 14 h 30`, `Tuesday, March 3, 2026, at 8 h`."""
        days = (_local_day(moment) - _local_day(now)).days
        if days not in (0, 1):
            return self.dated(moment)
        day = self.gettext("today") if days == 0 else self.gettext("tomorrow")
        return self.gettext("{day} at {hour}", day=day, hour=self.time(moment))

    def dated(self, moment: datetime) -> str:
        """The same, always with its date, for what may be read later than on the day it was written."""
        return self.gettext("{date} at {hour}", date=self.full_date(moment), hour=self.time(moment))

    def listing(self, items: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
        """`a, b et c`; with the style `or`, `a, b ou c`."""
        return format_list(list(items), style=style, locale=self.locale)


def _one_stop(sentence: str) -> str:
    """A value may end with a full stop of its own (`inc.`, `a.m.`): the sentence adds no second one."""
    return _TWO_STOPS.sub(r".\1", sentence)


def _local_day(day: date) -> date:
    return local_day(day) if isinstance(day, datetime) else day


@cache
def texts(language: Language, further: str | None = None, offered: tuple[str, ...] = tuple(Language)) -> Texts:
    """The texts for a reader of this language, and of a further one where there still is a catalogue of it."""
    if further not in further_languages():
        return Texts(language, _translations(language), None, offered)
    translations = _translations(further)
    translations.add_fallback(_translations(language))
    return Texts(language, translations, further, offered)


def _translations(code: str) -> Translations:
    with _catalogue(code).open("rb") as source:
        catalogue = read_po(source, locale=code, domain="bot")
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled, domain="bot")


def _catalogue(code: str) -> Path:
    return LOCALES / code / "LC_MESSAGES" / "bot.po"


@cache
def known_languages() -> tuple[str, ...]:
    """The codes of all languages in which something can be said, those in which everything is said first."""
    return (*Language, *sorted(further_languages()))


@cache
def further_languages() -> frozenset[str]:
    """The codes of the languages in which some sentences can be said."""
    return frozenset(path.name for path in LOCALES.iterdir() if _catalogue(path.name).exists()) - set(Language)


def own_name(code: str) -> str:
    """A language, named in itself, as a button shows it: « Français »."""
    return name_of(code, code).capitalize()


def name_of(code: str, reader: str) -> str:
    """A language, named in the language of the reader, as within a sentence: « anglais », "English"."""
    return str(Locale(reader).languages[code])


def language_of(tag: str | None, default: Language) -> Language:
    """The interface language for an IETF tag such as `en-CA` that Telegram sends, or the default."""
    base = _base(tag)
    return Language(base) if base in set(Language) else default


def further_of(tag: str | None, offered: tuple[str, ...]) -> str | None:
    """The further language for such a tag, if it is offered."""
    base = _base(tag)
    return base if base in offered and base in further_languages() else None


def _base(tag: str | None) -> str:
    return (tag or "").replace("_", "-").split("-")[0].lower()
