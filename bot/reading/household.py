"""Reads who would move with the candidate: the people whom a text names, without those it says do not come."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from babel import Locale

from bot.base.terms import LARGEST_HOUSEHOLD, Field, Household, Language
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.reading import kin
from bot.reading import little_words as words
from bot.reading.about_whom import Person, names_another
from bot.reading.answered_plainly import AROUND
from bot.reading.context import Fact
from bot.reading.how_meant import Manner, Stretch, stretches
from bot.reading.no_longer_along import left_of, without_them
from bot.reading.normalized_in_place import blanked, either, even, without_quotes
from bot.reading.people_on_a_trip import COMES_NOT
from bot.reading.resolving import resolve
from bot.reading.whether import Whether

_FEWEST_LETTERS = 4  # of a country's name; shorter names are also common words
# Family that does not move with the candidate.
_STAYS_BEHIND = re.compile(
    r"(?<!\w)(?:rest(?:e|ent|era|eront) (?:avec|chez)|stay(?:s|ing)? with"
    r"|(?:rest(?:e|ent|era|eront)|habit(?:e|ent)|viv?(?:t|ent)|sont|est|stay(?:s|ed|ing)?|remain\w*|lives?|living"
    r"|are|is)(?: \w+)? (?:en|au|aux|a|dans|in|at|back|behind|la-bas|there|overseas|abroad|home))(?!\w)"
)
_CHILD_STAYS = re.compile(  # only the child stays behind: "my wife and me, our baby stays in Lima"
    rf"(?:[.,;:]|(?<!\w)(?:but|mais)(?!\w))\W*(?:{kin.POSSESSIVE}|\d+ |et |and )?(?:{kin.CHILD})"
    r" (?:va |will )?(?:stay|remain|rest|habit|viv?[ts]|lives?)\w*"
)
_ONE_STAYS = re.compile(  # "the eldest stays in Lima"
    r"(?<!\w)(?:l'aine(?:e)?|le cadet|la cadette|(?:le|la) plus (?:vieux|vieille|jeune|grande?|petite?)"
    r"|(?:le|la) (?:grande?|petite?|derniere?|premiere?)|un(?:e)? des (?:deux|trois|enfants)"
    r"|(?:the )?(?:oldest|eldest|older|youngest|younger|big)(?: one)?|one of (?:them|the (?:kids|children)))"
    r"(?: (?:va |will )?(?:stay|remain|rest|habit|viv?[ts]|lives?)\w*"
    r"|(?: \w+){0,5} (?:stays?|staying|reste(?:ra)?|(?:ne |n')?vien\w* pas"
    r"|(?:does|will|is)n'?t com\w+|won'?t com\w+|not com\w+))"
)
_ALONE_FIRST = re.compile(
    r"(?<!\w)(?:(?:only|just|juste|seulement) (?:me|moi)"
    r"|(?:me|moi|seule?|alone|i) (?:first|only|d'abord|en premier)"
    r"|one person|une personne|1 pers\w*|i (?:come|move|go) (?:alone|first)|je (?:viens|pars) (?:seule?|d'abord))(?!\w)"
)
_LATER = re.compile(
    r"(?<!\w)(?:later|plus tard|ensuite|apres|after|join\w*|rejoin\w*"
    r"|then|puis|next year|l'an(?:nee)? prochaine?)(?!\w)"
)
_COUNTRIES = sorted(
    even(name)
    for language in Language
    for code, name in Locale(language.value).territories.items()
    if code.isalpha() and code != "CA" and len(name) >= _FEWEST_LETTERS
)
_ABROAD = re.compile(
    rf"(?<!\w)(?:en|au|aux|a|in) (?:la |le |les |the )?(?:{'|'.join(map(re.escape, _COUNTRIES))})(?!\w)"
)
_ALSO = words.pattern("aussi|egalement|en plus|also|as well", words.TOO)
_AWAY = words.pattern(words.AWAY)
_TO_THEMSELVES = re.compile(
    r"(?<!\w)(?:s'|se |me |m'|te )\w{2,}|(?<!\w)(?:says?|complain\w*|tells?|told|thinks?|calls?)(?!\w)"
)
_NAME = r"(?P<name>[A-ZÀ-Ý][a-zà-ÿ'-]{2,})\b(?!,? (?:my|our|ma|mon|mes|notre|nos) )"
_NAMED_WITH_ME = (  # by a name alone: a partner, a friend or a child
    re.compile(rf"(?i:\b(?:me|moi|myself|moi-m[êe]me),? (?:and|et|pis|avec|with|plus|\+|&) ){_NAME}"),
    re.compile(rf"(?<![\w'-]){_NAME},? (?i:(?:and|et|pis|&) (?:me|moi|myself)\b)"),
    re.compile(  # as it is typed in haste: "me and rosa, plus the twins"
        r"\b(?:me|moi|myself),? (?:and|et|pis|avec|with|plus|\+|&) (?P<name>[a-zà-ÿ]{3,})"
        r"(?=\W*$|,|\.| (?:plus|and|et|pis|with|avec)\b)"
    ),
)
_NOBODY = frozenset("rien nothing none personne nobody everyone everything tout tous".split())
_NO_PERSON = re.compile(rf"{kin.KIN}|god|dieu|jesus|allah|bondye")
_CHILDREN = re.compile(rf"(?<!\w)(?:{kin.CHILD})(?!\w)")
_OF_OTHERS = words.pattern(  # the text says which adults move, and not only how many children
    kin.PARTNER,
    either(
        r"seule?s?|celibataire|sans|juste moi|moi (?:et|avec|pis|plus)|(?:et|avec|pis|plus) moi"
        r"|divorc\w*|separ\w*|adultes?"
        r"|nous sommes|on (?:est|sera)|monoparental\w*",
        r"alone|single|without|(?:just |only )?me (?:and|with|plus)|(?:and|with|plus) me|divorc\w*|separat\w*|adults?"
        r"|we (?:are|will be)|we're|myself",
    ),
    words.ONLY,
)
_VERB, _COMES = words.pattern(words.VERB), words.pattern(words.COMES)


def moves_along(resolver: Resolver, text: str, today: date) -> Resolution[Any]:
    """The household that moves, without those who do not come; Unknown if the text names nobody.

    Several households to choose from if some stay behind for now, since they may follow later.
    """
    kept = without_them(without_quotes(text))
    absent, denials = kept != without_quotes(text), [match.start() for match in COMES_NOT.finditer(even(text))]
    for each in stretches(text):
        denied = any(each.start <= at < each.end for at in denials)
        left_out = each.person is not Person.SELF and denied
        absent = absent or left_out
        if left_out or each.manner is Manner.SUPPOSED or _is_about_others(each, even(kept)):
            kept = blanked(kept, each.start, each.end)
    outcome = resolve(resolver, Field.HOUSEHOLD, kept, today)
    whole = resolve(resolver, Field.HOUSEHOLD, without_quotes(text), today)
    if isinstance(outcome, Found) and isinstance(whole, Found) and whole.value == replace(outcome.value, partner=False):
        outcome = whole  # the part left out only said that the other parent does not come
    if isinstance(outcome, Found) and not outcome.value.partner and _names_somebody(resolver, kept):
        return Ambiguous(_with_somebody_named(outcome.value))
    if (options := _later_or_less(text, outcome)) is not None:
        return options
    alone, away = Household(), stays_behind(kept)
    if (absent or away) and isinstance(outcome, Unknown):
        return Ambiguous((alone,)) if absent or names_another(text) else outcome
    if isinstance(outcome, Found) and outcome.value != alone and away:
        couple = (
            (replace(outcome.value, children=0),) if outcome.value.partner and _CHILD_STAYS.search(even(kept)) else ()
        )
        return Ambiguous(tuple(dict.fromkeys((*_without_those(resolver, kept, today), alone, *couple, outcome.value))))
    return outcome


def _names_somebody(resolver: Resolver, text: str) -> bool:
    """Whether somebody comes along who is only called by a name: "me and Rosa, plus the twins"."""
    names = [found["name"] for named in _NAMED_WITH_ME if (found := named.search(text))]
    names = [name for name in names if name[0].isupper() or even(name) not in AROUND[Field.HOUSEHOLD] | _NOBODY]
    return any(not _NO_PERSON.fullmatch(even(name)) and isinstance(resolver.place(name), Unknown) for name in names)


def _with_somebody_named(told: Household) -> tuple[Household, ...]:
    """The household with one more person, who may be a partner, a child or somebody else."""
    more = (
        Household.possible(True, told.children, told.others),
        Household.possible(False, told.children + 1, told.others),
        Household.possible(False, told.children, told.others + 1),
    )
    return tuple(each for each in more if each)


def _without_those(resolver: Resolver, text: str, today: date) -> tuple[Any, ...]:
    """The household without the people who are said to stay, as a tuple of one; empty if nobody else is named."""
    kept = text
    for each in stretches(text):
        if stays_behind(text[each.start : each.end]):
            kept = blanked(kept, each.start, each.end)
    rest = resolve(resolver, Field.HOUSEHOLD, kept, today) if any(c.isalnum() for c in kept) else Unknown()
    return (rest.value,) if isinstance(rest, Found) else ()


def _later_or_less(text: str, outcome: Resolution[Any]) -> Ambiguous[Any] | None:
    """The households to ask about if the writer comes first and others later, or if one child stays; else None."""
    plain = even(text)
    whole = (outcome.value,) if isinstance(outcome, Found) else ()
    if _ALONE_FIRST.search(plain) and _LATER.search(plain):
        return Ambiguous(tuple(dict.fromkeys((Household(), *whole))))
    if whole and whole[0].children > 1 and _ONE_STAYS.search(plain):
        return Ambiguous((replace(whole[0], children=whole[0].children - 1), *whole))
    return None


def with_those_added(text: str, told: Any, before: object) -> Any:
    """The saved household with those whom a text adds to it ("oh and my mum too"); what is told, if it adds nobody."""
    adds = _ALSO.search(even(without_quotes(text))) and not _OF_OTHERS.search(even(without_quotes(text)))
    if not isinstance(before, Household) or not adds or not told.others or told.partner or told.children:
        return told
    return Household.possible(before.partner, before.children, before.others + told.others) or told


def with_whom_was_told(text: str, facts: tuple[Fact, ...], before: object) -> tuple[Fact, ...]:
    """The facts, where a correction of the number of children alone keeps the saved partner and other people.

    "We have three kids, not two" says nothing about the partner. `before` is the saved household.
    """
    plain = even(without_quotes(text))
    facts = tuple(
        _added_to_the_saved(text, fact, before)
        if fact.field is Field.HOUSEHOLD and fact.person is Person.SELF
        else fact
        for fact in facts
    )
    only_children = _CHILDREN.search(plain) and not (_OF_OTHERS.search(plain) or COMES_NOT.search(plain))
    if not isinstance(before, Household) or not before.partner or not only_children or left_of(before, text):
        return facts
    return tuple(
        replace(fact, value=replace(before, children=fact.value.children))
        if fact.field is Field.HOUSEHOLD
        and fact.person is Person.SELF
        and not (fact.value.partner or fact.value.others)
        and fact.value.seats + 1 + before.others <= LARGEST_HOUSEHOLD
        else fact
        for fact in facts
    )


def _added_to_the_saved(text: str, fact: Fact, before: object) -> Fact:
    """The household that is told, with the saved people where it only adds to them.

    If others were saved before, these may be the ones that are told of: then it is asked about.
    """
    value = with_those_added(text, fact.value, before)
    twice = value != fact.value and isinstance(before, Household) and before.others
    return replace(fact, value=value, whether=Whether.PERHAPS if twice else fact.whether)


def stays_behind(text: str) -> bool:
    """Whether a text says that some of the people it names stay behind, or live abroad."""
    plain = even(text)
    return any(pattern.search(plain) for pattern in (_STAYS_BEHIND, _AWAY, _ABROAD))


def _is_about_others(stretch: Stretch, plain: str) -> bool:
    """Whether a part only talks about a friend or relative, who does not move: "my sister has two children"."""
    said = _COMES.sub(" ", plain[stretch.start : stretch.end])
    return stretch.person is Person.OTHER and bool(_VERB.search(said) or _TO_THEMSELVES.search(said))
