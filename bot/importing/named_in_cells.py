"""Resolves the names of employers and of towns in Québec in the cells of a file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.importing import cells
from bot.importing.lines import Line
from bot.knowledge import Ambiguous, Found, Names, Resolver
from bot.knowledge.normalized_text import words
from bot.knowledge.schema import Town

_WITH_PLACE = re.compile(r"(?P<name>.+?)\s*[,(]\s*(?P<place>[^,()]+?)\s*\)?\s*$")


@dataclass(frozen=True, slots=True)
class Known:
    """An existing employer."""

    id: str
    name: str
    town: str

    @property
    def shown(self) -> str:
        """The name with the town, which tells it from others of the same name."""
        return f"{self.id} ({self.name}, {self.town})"


@dataclass(frozen=True, slots=True)
class Alias:
    """A former name of an employer, or the reference of a record that was merged into it."""

    employer_id: str
    reference: str | None
    name: str
    town: str


class Naming:
    """Finds employers by reference or by present or former name. An ambiguous name finds none."""

    def __init__(self, employers: Iterable[Known], aliases: Iterable[Alias] = ()) -> None:
        self._by_id = {each.id: each for each in employers}
        self._aliases = [each for each in aliases if each.employer_id in self._by_id]
        self._by_name: dict[str, list[Known]] = {}
        for each in self._by_id.values():
            self._by_name.setdefault(words(each.name), []).append(each)

    def of_name(self, name: str) -> list[Known]:
        """Every employer with this name; if none has it now, those that had it formerly."""
        return self._by_name.get(words(name)) or self._once(name)

    def merged(self) -> dict[str, str]:
        """A map from the reference of each merged record to that of the employer it was merged into."""
        return {each.reference: each.employer_id for each in self._aliases if each.reference}

    def was_called(self, employer_id: str, name: str) -> bool:
        """Whether this is an employer's former name."""
        return self._by_id[employer_id] in self._once(name) and words(self._by_id[employer_id].name) != words(name)

    def called(self, name: str, town: str | None) -> str | None:
        """The reference of the one employer of a town that has this name now."""
        found = [each.id for each in self._by_name.get(words(name), []) if each.town == town]
        return found[0] if len(found) == 1 else None

    def one(self, line: Line, column: str, *, beside: str, required: bool) -> str | None:
        """The reference of the employer that a cell names; None if it is empty or refused.

        The column `beside` may give the town, which tells employers of the same name apart.
        """
        named = cells.text(line, column, most=160, required=required)
        return None if named is None else self._find(line, column, named, cells.text(line, beside, most=120))

    def several(self, line: Line, column: str, town: str | None = None) -> tuple[str, ...] | None:
        """The references of the employers that a cell lists; None if it is empty.

        They are separated by semicolons, bars, newlines or, if no name contains one, commas. The `town` that the line
        is about tells employers of the same name apart.
        """
        listed = cells.text(line, column, most=4000)
        if listed is None:
            return None
        found = []
        for name in filter(None, (each.strip() for each in re.split(r"[;|\n]", listed))):
            parts = [each.strip() for each in name.split(",") if each.strip()]
            commas = not self._candidates(name) and len(parts) > 1 and all(map(self._candidates, parts))
            found += [self._find(line, column, each, town) for each in (parts if commas else [name])]
        return tuple(sorted({each for each in found if each}))

    def _find(self, line: Line, column: str, named: str, place: str | None) -> str | None:
        found = self._candidates(named)
        if len(found) > 1 and place:
            found = [each for each in found if words(each.town) == words(place)] or found
        if len(found) == 1:
            return found[0].id
        if found:
            several = "; ".join(each.shown for each in found)
            line.refuse(
                column, "several employers have this name; write “{example}”, or the reference of one: {several}",
                example=f"{found[0].name} ({found[0].town})", several=several,
            )  # fmt: skip
        else:
            line.refuse(column, "no such employer: {name}; import the employers first", name=named)
        return None

    def _candidates(self, named: str) -> list[Known]:
        reference = self.merged().get(named, named)
        if reference in self._by_id:
            return [self._by_id[reference]]
        if found := self.of_name(named):
            return found
        placed = _WITH_PLACE.fullmatch(named)
        if placed is None:
            return []
        name, place = placed["name"], words(placed["place"])
        there = [each for each in self._by_name.get(words(name), []) if words(each.town) == place]
        return there or self._once(name, place)

    def _once(self, name: str, place: str | None = None) -> list[Known]:
        """The employers that formerly had this name, in this place if it is given."""
        had = (
            each.employer_id
            for each in self._aliases
            if words(each.name) == words(name) and place in {None, words(each.town)}
        )
        return [self._by_id[each] for each in dict.fromkeys(had)]


def town(line: Line, names: Names, resolver: Resolver) -> Town | None:
    """The municipality that the column `town` names, perhaps followed by its region; None if the cell is refused."""
    written = cells.text(line, "town", most=120, required=True)
    if written is None:
        return None
    resolve, said = resolver.town, written
    placed = _WITH_PLACE.fullmatch(written)
    region = resolver.region(placed["place"]) if placed else None
    inside = region.value if isinstance(region, Found) else None
    if placed and (inside or words(placed["place"]) in {"qc", "quebec", "canada"}):
        said = placed["name"]
    match resolve(said):
        case Found(value=code):
            codes = [code]
        case Ambiguous(options=options):
            codes = list(options)
        case _:
            line.refuse("town", "it was not recognized")
            return None
    fitting = [names.towns[each] for each in codes if inside in (None, names.towns[each].region)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        several = "; ".join(each.label for each in fitting)
        line.refuse("town", "it may mean several things; write one: {several}", several=several)
    else:
        line.refuse("town", "this town is not in that region")
    return None
