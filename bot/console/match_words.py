"""Why somebody suits a vacancy or not, in a word each, for officers. Never by family: matching leaves it out here."""

from dataclasses import dataclass
from functools import cache

from bot.base.i18n import Texts
from bot.matching import FactorName, Flag, Limit, Match

_WELL, _BADLY = 0.75, 0.5


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, and how it speaks: for somebody, against, in between, or a caution."""

    speaks: str  # good, warm, bad: the tag's look, beside the words
    text: str


def reasons(t: Texts, match: Match) -> list[Reason]:
    """What is not met first, then what speaks for somebody, then the rest."""
    told = {*match.unmet, *((Limit.FRENCH,) if Limit.SAFETY in match.unmet else ())}
    lacks = [Reason("bad", t.gettext("lacks: {what}", what=_limit(t, each))) for each in match.unmet]
    known = [each for each in match.factors if each.known and each.name in _FACTORS and each.name.value not in told]
    good = [
        Reason("good", t.gettext("suits: {what}", what=_factor(t, each.name))) for each in known if each.value >= _WELL
    ]
    fair = [
        Reason("warm", t.gettext("in part: {what}", what=_factor(t, each.name)))
        for each in known
        if _BADLY <= each.value < _WELL
    ]
    poor = [
        Reason("warm", t.gettext("little: {what}", what=_factor(t, each.name))) for each in known if each.value < _BADLY
    ]
    flags = [Reason("warm", _flag(t, each)) for each in sorted(match.flags)]
    return [*lacks, *good, *fair, *poor, *flags]


_FACTORS = frozenset(FactorName) - {FactorName.HOUSEHOLD}


@cache
def _factor(t: Texts, name: FactorName) -> str:
    return {
        FactorName.OCCUPATION: t.gettext("occupation"),
        FactorName.EXPERIENCE: t.gettext("experience"),
        FactorName.FRENCH: t.gettext("level of French"),
        FactorName.EDUCATION: t.gettext("schooling"),
        FactorName.REGION: t.gettext("region"),
        FactorName.START: t.gettext("start date"),
        FactorName.WAGE: t.gettext("pay"),
        FactorName.SCHEDULE: t.gettext("hours"),
    }[name]


@cache
def _limit(t: Texts, limit: Limit) -> str:
    return {
        Limit.OCCUPATION_PERMIT: t.gettext("permit of an order, or certificate of the trade"),
        Limit.CLOSED_PERMIT: t.gettext("a word from the employer on closed permits"),
        Limit.DRIVING: t.gettext("class of driving licence"),
        Limit.CAR: t.gettext("car"),
        Limit.EDUCATION: t.gettext("schooling"),
        Limit.EXPERIENCE: t.gettext("experience"),
        Limit.FRENCH: t.gettext("level of French"),
        Limit.SAFETY: t.gettext("French, without which the work is dangerous"),
        Limit.REGION: t.gettext("region that they would live in"),
        Limit.WAGE: t.gettext("least pay that they would accept"),
        Limit.SCHEDULE: t.gettext("hours that suit them"),
        Limit.START: t.gettext("available when it starts"),
    }[limit]


@cache
def _flag(t: Texts, flag: Flag) -> str:
    return {
        Flag.OVERQUALIFIED: t.gettext("more schooling than it asks for"),
        Flag.REGULATED: t.gettext("regulated: ask for the permit"),
        Flag.DRIVING: t.gettext("ask for the class of driving licence"),
        Flag.CHECK_PERMIT: t.gettext("check the conditions of the status"),
        Flag.NEW_PERMIT: t.gettext("a new authorization comes first"),
    }[flag]
