"""A line of a file, with its cells by column name, and why it is refused or asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from bot.base.errors import BotError
from bot.base.i18n import Texts, texts
from bot.base.terms import Language
from bot.replies import refusals

Cell = str | int | float | bool | date | datetime | time | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line is refused. `line` is numbered as the spreadsheet shows it; headings are usually in line 1."""

    line: int
    column: str
    value: str
    sentence: str  # a message of the catalogues
    values: Mapping[str, object] = field(default_factory=dict)  # values of its placeholders
    options: tuple[tuple[str, str], ...] = ()  # for a question: what may be meant, by reference, in words
    is_empty: bool = False  # that nothing stands where something must; a form says so in words of its own

    @property
    def reason(self) -> str:
        """In English."""
        return self.told(texts(Language.ENGLISH))

    def told(self, t: Texts) -> str:
        """In an officer's language."""
        return t.translated(self.sentence).format(**{name: _told(t, each) for name, each in self.values.items()})


def _told(t: Texts, value: object) -> object:
    if isinstance(value, BotError):
        return refusals.told(t, value)
    return listed(t, value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class Unknown:
    """An unknown heading, with the most similar known one and its column; both empty if none is similar."""

    heading: str
    nearest: str
    column: str

    def told(self, t: Texts) -> str:
        """In an officer's language."""
        if self.nearest:
            return t.gettext("“{heading}” (nearest: “{nearest}”)", heading=self.heading, nearest=self.nearest)
        return t.gettext("“{heading}”", heading=self.heading)


def listed(t: Texts, unknown: Sequence[Unknown]) -> str:
    """Headings that are not known, in an officer's language."""
    return ", ".join(each.told(t) for each in unknown)


class Refused(BotError):
    """A refused file, with every reason, and the unknown headings."""

    def __init__(self, problems: Sequence[Problem], unknown: Sequence[Unknown] = ()) -> None:
        super().__init__(f"nothing was imported: {len(problems)} problems")
        self.problems = tuple(problems)
        self.unknown = tuple(unknown)


@dataclass(frozen=True, slots=True)
class Column:
    """A known column, with its possible headings."""

    name: str
    headings: tuple[str, ...]
    required: bool = False
    text: str = ""  # that the column holds in one language


@dataclass(slots=True)
class Line:
    """A line: its cells by column name, and the problems found in it."""

    number: int
    cells: Mapping[str, Cell]
    headings: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    written: Mapping[str, Cell] = field(default_factory=dict)  # what stands in the file, even if it says nothing
    questions: list[Problem] = field(default_factory=list)  # questions that the officer has to answer with yes

    def refuse(self, column: str, sentence: str, **values: object) -> None:
        """Note why this line is refused. A column that the file does not have is never a problem."""
        self._note(self._problem(column, sentence, values), column)

    def refuse_empty(self, column: str) -> None:
        """Note that a cell of this line is empty which must not be, or says that nothing is known yet."""
        if self.written.get(column) in (None, ""):
            self._note(replace(self._problem(column, "this cell must not be empty", {}), is_empty=True), column)
        else:
            self.refuse(column, "it says that this is not known yet, and it has to be")

    def ask(self, column: str, sentence: str, options: Sequence[tuple[str, str]], **values: object) -> None:
        """Note a question that needs a yes before this line is imported; `options`: what else may be meant."""
        self.questions.append(replace(self._problem(column, sentence, values), options=tuple(options)))

    def _note(self, problem: Problem, column: str) -> None:
        if column in self.headings or column == "id":
            self.problems.append(problem)

    def _problem(self, column: str, sentence: str, values: Mapping[str, object]) -> Problem:
        value = self.cells.get(column)
        if value is None:
            value = self.written.get(column)
        shown = "" if value is None else str(value)[:80]
        return Problem(self.number, self.headings.get(column, column), shown, sentence, values)
