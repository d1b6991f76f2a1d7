"""Requirements, pay and hours of a vacancy, as officers write them. An empty cell says nothing."""

import re
from collections.abc import Sequence

from bot.base.terms import Driving, Education, Language, Schedule
from bot.importing import amounts, cells
from bot.importing.lines import Line
from bot.knowledge import Found, Names, Resolver
from bot.knowledge.normalized_text import fold, words

_SHIFTS = {
    "day": "day", "jour": "day", "jours": "day", "days": "day", "evening": "evening", "soir": "evening",
    "soirs": "evening", "evenings": "evening", "night": "night", "nuit": "night", "nuits": "night", "nights": "night",
    "rotating": "rotating", "rotatif": "rotating", "rotatifs": "rotating", "rotation": "rotating",
}  # fmt: skip
_AROUND_A_SHIFT = frozenset(
    """
    de la le les du en et ou and or quart quarts shift shifts horaire travail temps plein full time semaine
    au lun mar mer jeu ven lundi mardi mercredi jeudi vendredi mon tue wed thu fri monday friday
    """.split()
)
_FROM_TO = re.compile(r"(\d{1,2})(?: ?[h:] ?(\d{2})?)? ?(?:a|-|to) ?(\d{1,2})(?: ?[h:] ?(\d{2})?)?")
_SHIFT_OF_HOURS = range(3, 17)  # what lasts less, or longer, is a number of something else
_NOT_NEEDED = {"un atout", "atout", "an asset", "asset", "non requis", "pas necessaire", "not required", "aucun"}
_LEVELS = re.compile(r"(\d{1,2})(?: (?:(?:a|to|sur|ou|or) )?(\d{1,2}))?")
_BARE_NUMBER = re.compile(r"(?<![a-z\d])\d")  # "B2" has none
_FUNCTIONAL = {"fonctionnel": "intermédiaire", "functional": "intermediate"}
_AROUND_A_CLASS = frozenset("permis de conduire classe classes class licence license driving et and ou or".split())
_ASSET = re.compile(r"(?<![a-z])(?:atout|asset|souhaite|preferred)")
_LANGUAGES = {"fr": "français", "en": "anglais", "ang": "anglais", "es": "espagnol",
              "bilingue": "français, anglais", "bilingual": "français, anglais"}  # fmt: skip
_PART = re.compile(r"\([^()]*\)?|\b(?:et|and)\b|(?:(?!\b(?:et|and)\b)[^,;/|()])+")  # of a list: a bracket is one
_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_AROUND_A_CODE = re.compile(r"\b(?:cnp|noc|teer|feer)\b(?: ?(?:2021|\d\b))?", re.IGNORECASE)
_NEGATED = re.compile(r"(?<![a-z])(?:pas|non|ni|sans|no|not|without)(?![a-z])")
_PART_OF_SECONDARY = re.compile(r"(?:sec|secondaire|secondary) [1-4]|[1-4] ?(?:e|re|st|nd|rd|th)? (?:sec|secondaire)")
_END_OF_SECONDARY = re.compile(r"(?:sec|secondaire|secondary) (?:5|v)")


def occupation(line: Line, names: Names, resolver: Resolver, *, required: bool) -> str | None:
    """A NOC 2021 unit group; spreadsheets drop the leading zeros of codes."""
    written = cells.text(line, "occupation", most=120, required=required)
    if written is None:
        return None
    codes = sorted({*_CODE.findall(written), *([written.zfill(5)] if written.isdigit() else [])})
    if codes:
        return _of_codes(line, written, codes, names, resolver)
    return cells.resolved(line, "occupation", resolver.occupation, lambda code: _numbered(code, names))


def _of_codes(line: Line, written: str, codes: Sequence[str], names: Names, resolver: Resolver) -> str | None:
    """The one code of a cell, unless the words beside it are of another unit group."""
    if any(code not in names.occupations for code in codes):
        line.refuse("occupation", "no unit group of the NOC 2021 has this code")
        return None
    beside = resolver.occupation(_AROUND_A_CODE.sub(" ", _CODE.sub(" ", written)))
    meant = dict.fromkeys([*codes, *([beside.value] if isinstance(beside, Found) else [])])
    if len(meant) > 1:
        several = "; ".join(_numbered(code, names) for code in meant)
        line.refuse("occupation", "it may mean several things; write one: {several}", several=several)
        return None
    return codes[0]


def _numbered(code: str, names: Names) -> str:
    return f"{code} {names.occupations[code].title(Language.FRENCH)}"


def schedule(line: Line) -> str | None:
    """The schedule; given hours from and to are mapped to one."""
    written = cells.text(line, "schedule", most=60)
    if written is None:
        return None
    folded = fold(written)
    spans = list(_FROM_TO.finditer(folded))
    said = [word for word in words(_FROM_TO.sub(" ", folded)).split() if word not in _AROUND_A_SHIFT]
    found = {_shift(match, alone=not said) for match in spans} | {_SHIFTS.get(word) for word in said}
    if not found or None in found:
        line.refuse("schedule", "it must be one of: {words}; or hours, such as 7h à 15h30", words=", ".join(_SHIFTS))
        return None
    return found.pop() if len(found) == 1 else Schedule.ROTATING


def _shift(hours: re.Match[str], *, alone: bool) -> str | None:
    """The shift from one hour to another; bare numbers are hours only where they stand alone."""
    begins, ends = int(hours[1]), int(hours[3])
    if max(begins, ends) > 24 or (ends - begins) % 24 not in _SHIFT_OF_HOURS:
        return None
    if not alone and not re.search("[h:]", hours[0]):
        return None
    if begins >= 20 or begins < 4:
        return Schedule.NIGHT
    return Schedule.EVENING if begins >= 13 or not begins < ends <= 20 else Schedule.DAY


def education(line: Line, resolver: Resolver) -> int | None:
    """The schooling required. In Québec a "baccalauréat" is a university degree."""
    written = cells.text(line, "min_education", most=120)
    if written is None:
        return None
    if words(written) in _NOT_NEEDED | {"aucune", "none"}:
        return int(Education.NONE)
    if _END_OF_SECONDARY.fullmatch(words(written)):
        return int(Education.SECONDARY)
    if _NEGATED.search(words(written)) or _PART_OF_SECONDARY.search(words(written)):
        line.refuse("min_education", "it was not recognized")
        return None
    if words(written) in {"baccalaureat", "bac"}:
        return int(Education.BACHELOR)
    found = cells.resolved(line, "min_education", resolver.education, lambda each: Education(each).name.lower())
    return None if found is None else int(found)


def french(line: Line, resolver: Resolver) -> int | None:
    """The level of French that the job needs, 0 to 12; of a range the lower end."""
    written = cells.text(line, "french_needed", most=60)
    if written is None:
        return None
    said = re.sub(r"^(?:niveau|francais|french|level) ", "", words(written))
    if said in _NOT_NEEDED:
        return 0
    if "bilingu" in said:
        line.refuse("french_needed", "it says no level; write 0 to 12, B2, or débutant, intermédiaire, avancé")
        return None
    if match := _LEVELS.fullmatch(said):
        levels = [int(each) for each in match.groups() if each]
        if max(levels) > 12:
            line.refuse("french_needed", "it must be between 0 and 12")
        return min(levels)
    if _BARE_NUMBER.search(said):
        line.refuse("french_needed", "it says no level; write 0 to 12, B2, or débutant, intermédiaire, avancé")
        return None
    return cells.resolved(line, "french_needed", lambda _: resolver.french_level(_FUNCTIONAL.get(said, said)), str)


def driving(line: Line) -> int | None:
    """The class of driving licence that the work needs: 1, 2, 3 or 5; of several, the one that allows least."""
    written = cells.text(line, "driving_class", most=60)
    if written is None:
        return None
    if words(written) in _NOT_NEEDED | {"non", "no", "none"}:
        return int(Driving.NONE)
    said = [word for word in words(written).split() if word not in _AROUND_A_CLASS]
    try:
        return min(int(Driving.of_class(int(number))) for number in said)
    except ValueError:  # a class that we do not know, no number, or more than classes
        line.refuse("driving_class", "it must be a class of licence: 1, 2, 3 or 5; or non")
        return None


def languages(line: Line, resolver: Resolver) -> list[str] | None:
    """The languages that are spoken at work."""
    written = cells.text(line, "work_languages", most=120)
    if written is None:
        return None
    needed = [_LANGUAGES.get(each, each) for each in _parts(fold(written), resolver) if not _is_optional(each)]
    found = resolver.spoken_languages(", ".join(needed))
    if not (isinstance(found, Found) and found.value):
        line.refuse("work_languages", "no language was recognized")
        return None
    return sorted(found.value)


def _parts(folded: str, resolver: Resolver) -> list[str]:
    """The parts of a list, each with the bracket behind it that says of it alone: "français", "anglais (un atout)"."""
    parts: list[str] = []
    for each in filter(None, (each.strip() for each in _PART.findall(folded))):
        names = resolver.spoken_languages(each)
        if each[0] == "(" and parts and _is_optional(each) and not (isinstance(names, Found) and names.value):
            parts[-1] += f" {each}"
        elif each[0] == "(":
            parts += _parts(each.strip("( )"), resolver)
        else:
            parts.append(each)
    return [each for each in parts if each not in {"et", "and"}]


def _is_optional(part: str) -> bool:
    return bool(_ASSET.search(part) or _NEGATED.search(part))


def pay(line: Line, hours: float | None, *, required: bool) -> dict[str, int]:
    """The pay in cents an hour; for a new row a single amount is both the minimum and the maximum."""
    low, high = amounts.pay(line, "wage_low", hours), amounts.pay(line, "wage_high", hours)
    if low is None and required and line.cells.get("wage_low") in (None, ""):
        line.refuse_empty("wage_low")
    if low and high and high[1] < low[1]:
        line.refuse("wage_high", "it is less than the minimum")
    found = {}
    if low:
        found["wage_low_cents"] = round(low[0] * 100)
    if high or (low and (required or low[1] > low[0])):
        found["wage_high_cents"] = round((high or low or (0, 0))[1] * 100)
    return found
