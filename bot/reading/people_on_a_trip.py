"""Counts the people in a message about a trip: those who come along, and those who after all do not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.base.terms import Household
from bot.knowledge import Found, Resolver
from bot.knowledge.numbers import digits
from bot.reading import kin
from bot.reading import little_words as words
from bot.reading.about_whom import Person, people
from bot.reading.normalized_in_place import blanked, even, parts
from bot.reading.whether import PIECE, asks

_DENIED = words.pattern(words.DENIED)
_REFUSED = re.compile(
    r"(?<!\w)(?:don'?t|do not|never|n'|ne )\W*$|(?<!\w)(?:don'?t|do not|n'|ne )\W*(?:want|have|veux|ai)\b"
)
_UP_TO_99 = r"(\d{1,2})"
_SEATS = re.compile(rf"(?<![\w/]){_UP_TO_99} (?:places?|seats?|sieges?|billets?|tickets?|personnes?|people|spots?)\b")
_INSTEAD = re.compile(
    r"(?:au lieu|a la place|instead|plutot que|rather than) (?:de |d'|of )?\d{1,2}|(?:pas|not) \d{1,2}\b"
)
_TOTAL = re.compile(
    rf"(?:on (?:est|sera|va etre|serait)|nous (?:sommes|serons|seront)|we(?:'ll| will|'re| are"
    rf"| would)?(?: only)?(?: be)?"
    rf"|there (?:will be|are)|make it|mettez|mets|change\w*(?: it| that)?(?: a| to| pour)?|passe\w* a|reduce\w* to"
    rf"|(?:c'est|ce sera|it'?s|it will be|make that) (?:pour|for)"
    rf"|seulement|juste|only|just|(?:on (?:est|va etre|sera) )?(?:rien|plus) que|il (?:me |nous )?faut"
    rf"|j'ai besoin de|i need|we need) (?:que |plus que "
    rf"|de )?{_UP_TO_99}\b"
)
JUST_US = re.compile(r"(?<!\w)(?:just|only|juste|seulement|plus que|rien que) (?:me|moi|myself)(?P<others>[^.;!?]*)")
_ALONE = re.compile(
    r"(?<!\w)(?:aller|vais|vas|viens|viendrai\w*|irai\w*|venir|pars|partir|serai\w*|go|going|come|coming|be)"
    r"(?: (?!pas|not)\w+)? (?:toute? )?(?:seule?|alone|by myself|on my own)(?!\w)"
)
_MORE = re.compile(
    rf"(?:ajout\w+|rajout\w+|add|plus) {_UP_TO_99}\b|{_UP_TO_99} (?:(?:places?|seats?|personnes?"
    rf"|people) )?(?:de plus|more)"
    rf"|{_UP_TO_99} more (?:places?|seats?|people)|(?:one|1) more\b"
)
_BACK = r"bac?k"
_TIMES = r"(?:days?|hours?|weeks?|months?|minutes?)"
_MERELY = r"(?:(?:only|just|like|seulement|juste) )?"
_FEWER = re.compile(
    rf"(?:enlev\w+|retir\w+|remove|drop|cancel|annul\w+|libere\w*|release|free up|let go(?: of)?|redonn\w+) "
    rf"{_MERELY}{_UP_TO_99} (?:places?|seats?)"
    rf"|{_UP_TO_99} (?:places?|seats?) (?:de trop|en trop|too many)(?!\w)"
    rf"|{_UP_TO_99} (?:(?:places?|seats?|personnes?|people) )?(?:de moins|less|fewer)|(?:one|1) (?:less|fewer)\b"
    rf"|(?<!\w)(?:giv|hand|return)\w* (?:(?:you|u|them) )?{_BACK} {_MERELY}{_UP_TO_99}\b"
    rf"(?! (?:\w+ )?(?:you|that)| {_TIMES})"
    # an order to us: who says "can I take back one" wants a seat again
    r"|(?:^|[.,;:!?\n] *|(?<!\w)(?:kindly|please|pls|plz|you|u|so) )"
    rf"take {_BACK} {_MERELY}{_UP_TO_99}\b(?! {_TIMES})"
    rf"|(?<!\w)(?:reprenez|(?:vous|tu) reprendre) {_MERELY}{_UP_TO_99} places?\b"
    rf"|(?<!\w)(?:giv|hand)\w* {_UP_TO_99} (?:(?:places?|seats?) )?{_BACK}\b"
    rf"|(?<!\w)(?:rends|rendons|rendrai[st]?|rendrons) {_UP_TO_99} places?\b"
)
_OF_SEATS = r"(?= (?:places?|seats?|others|other (?:seats?|ones?)|of|only|autres)(?!\w)|\W*$|[.,;!?])"
_KEPT = re.compile(  # "we keep two", « les deux autres on les garde »
    rf"(?<!\w)(?:i|we|i'll|we'll|will|shall|to|want|please|just|only|je|on|nous|veux|juste) "
    rf"(?:keep|gard(?:e|ons|er|erai|erons)) (?:only |just |que |juste )?(?:the |les |my |our |mes |nos )?(?:other )?"
    rf"{_UP_TO_99}{_OF_SEATS}"
    rf"|(?<!\w)(?:les|the) {_UP_TO_99} (?:others?|autres)(?: places?| seats?)?,? "
    rf"(?:we|i|on|nous|je)(?: (?:shall|will|les|want to|need to))* (?:keep|gard)\w*"
)
_AND_ANOTHER = re.compile(rf"(?<!\w)(?:and|et|n|plus|pis) {_UP_TO_99}\b|(?<!\w)(?:too|as well|aussi)(?!\w)")
COMES_NOT = re.compile(
    r"(?:(?:ne |n')?(?:vien\w*|viendr\w*|peu[tvx]\w*|pourr\w*|veu[ltx]\w*|ser\w+|va|vont)(?: \w+)?"
    r" (?:pas|plus(?! tard))\b"
    r"|(?:pas|plus) (?:venir|disponible|la\b)|(?:is|are|'s|was) (?:not|no longer|no) (?:coming|joining|able)"
    r"|(?:isn'?t|aren'?t) (?:coming|joining|able)|(?:can'?t|cannot|can not|won'?t|will not"
    r"|couldn'?t)(?: \w+)? (?:come|join|make)"
    r"|(?:doesn'?t|don'?t|does not|do not) (?:want to )?(?:come|join)|travaille ce jour|works? that day"
    r"|reste\w* a la maison"
    r"|stay\w* (?:at )?home|(?:has to|have to|must|called in to|doi[st]|doivent) (?:work|travailler|bosser)"
    r"|(?:il|elle|ils|elles|he|she|they) (?:va |vont |will )?(?:rest(?:e|er|ent|era|eront)|stays?)(?=\W*(?:$"
    r"|[,.;!]|ici|here|behind))|annule|backed out|drop(?:s|ped)? out|bail(?:s|ed)?(?: out)?(?= |$)|(?:me"
    r"|nous) lach\w+|laiss\w+ tomber|is sick|est malade|desist\w+)"
)
_NAME = (  # a first name: a word of three letters or more that is none of these
    r"(?!(?:finalement|malheureusement|apparemment|peut|actually|unfortunately|sorry|desolee?|pardon|maybe|peut-etre|qui"
    r"|who|personne|nobody|moi|elles?|ils|nous|vous|they|she|you|everybody|everyone|tout|tous|toutes|rien|jamais|ca|cela"
    r"|that|this|trip|voyage|bus|mais|but|and|donc|alors|parce|because|car|que|merci|thanks|bonjour|hello|aussi|also"
    r"|encore|still|really|vraiment|surement|probably|just|juste|chui?|j?(?:suis|peux|veux|vais|pourrai\w*|serai\w*|irai\w*)"
    r")(?!\w))[^\W\d_]{3,}"
)
_NAMED_AWAY = re.compile(  # « Awa viendra pas », "Joel and Rita can't make it"
    rf"(?:^|[.;!?\n,:]|(?<!\w)(?:mais|but|que|because|car|finalement|actually|que|sorry|et|and|so|donc)(?!\w))\W*"
    rf"(?P<names>{_NAME}(?:(?:,? (?:et|and|pis|n) |, ){_NAME}){{0,3}}),? (?={COMES_NOT.pattern})"
)
_COMES_TOO = re.compile(
    r"(?:vien\w*|va venir|viendra|embarqu\w*) (?:aussi|avec)|joins? us|s'ajoute\w*"
    r"|(?:wants?|would (?:like|love)|'d (?:like|love)|ve(?:ut|ulent)|aimerai(?:en)?t"
    r"|voudrai(?:en)?t) (?:bien )?(?:to )?"
    r"(?:come|join|go|venir|embarquer|participer)"
    r"|(?:comes?|coming|venir) (?:along|with us|with me|as well|too|aussi|avec)"
    r"|(?:is|are|'s|'re) (?:coming|joining)(?: too| as well|$)"
)
_BRINGS = re.compile(
    r"(?<!\w)(?:add|bring|ajout\w*|rajout\w*|amen\w*|emmen\w*|(?:mett?(?:s|re|ez)?|prend\w*|inscri\w+)[ -]l(?:[ae]|es)"
    r"|(?:put|sign|count|squeeze) (?:her|him|them))(?!\w)"
)
_AT_WORK = re.compile(
    r"(?<!\w)(?:boss|chef|patron\w*|manager|employ\w+)(?!\w)"
)  # "my boss says no": people from work are mentioned, but are never passengers
_PERSON = re.compile(
    rf"(?<![\w']){kin.POSSESSIVE}(?:(\d{{1,2}}) )?(?:[a-z]+ )?(?:{kin.PARTNER}|{kin.CHILD}"
    rf"|{kin.ANOTHER})(?!\w)"
    rf"|(?<![\w'])(\d{{1,2}}) (?:{kin.CHILD}|{kin.ANOTHER})(?!\w)"
    r"|(?<!\w)(?:les|the|mes|nos|my|our) (?:(\d{1,2}) )?(?:plus )?"
    r"(?:vieux|vieilles|grande?s|jeunes|older|oldest|younger|youngest|eldest|little|big)(?: ones?)?(?!\w)"
)
_SEVERAL = re.compile(r"(?:mes|nos|les|ses|des) .*|.*(?:(?<!fil)s|children)")  # « mes fils », "the girls": how many?
_PARENTS = re.compile(r".*parents")
_OF_A_HOME = re.compile(  # in a part that tells what a home costs, those who live there are counted, and no seats
    r"(?<!\w)(?:loyers?|appart\w*|logements?|chambres?|sous-sol|demi|proprio|proprietaire|hypotheque|par mois|piasses"
    r"|rent(?:al|s)?|apartments?|(?:bed)?rooms?|basement|landlord|mortgage|(?:a|per) month)(?!\w)"
    r"|(?<![\d.,])(?!20[2-3]\d(?!\d))\d{3,4}(?!\d|[.,]\d)"
    r"(?! (?:(?:st|saint|sainte)[ -])?(?:rue|av|ave|avenue|boul|boulevard|blvd|chemin|rang|route|place|street"
    r"|road)(?!\w))"
)
_AND_A_BABY = re.compile(
    r"\W*(?:et|pis|puis|and|plus|avec|with)?\W*(?:(?:un|une|le|la|mon|ma|notre|a|the|my|our|1) )?"
    r"(?:bebe|baby|newborn|nouveau-ne|nourrisson|infant)(?!\w)"
)
_TWINS = re.compile(r"(?<!\w)(?:jumeaux|jumelles|twins)(?! (?:freres?|soeurs?|brothers?|sisters?))(?!\w)")
_FAMILY = re.compile(
    r"toute (?:la|ma|notre) famille|the whole family|all my family|my (?:whole )?family|tous ensemble"
    r"|all of us|ma famille"
)
_CHANGES = re.compile(
    r"(?:chang|modif|corrig)\w*[\w' ]{0,20} (?:places?|seats?|sieges?)|(?:other|different|autre) (?:number|nombre)"
)


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats that somebody holds on a trip, or waits for."""

    registration: str
    trip: str
    town: str
    number: int


def party(resolver: Resolver, text: str, household: Household | None) -> int | None:
    """The number of people for whom a message asks seats: 3 for "me and two friends"; None if it does not say.

    `household` is the saved one, which "the whole family" refers to.
    """
    told = _INSTEAD.sub(" ", digits(of_no_home(text)))
    if named := (_SEATS.search(told) or _TOTAL.search(told)):
        return _number(named) + bool(_AND_A_BABY.match(told, named.end()))
    if _FAMILY.search(even(text)):
        return household.seats if household else None
    if several_uncounted(told):
        return None
    others = count_others(told)
    if others:
        return others + 1
    found = resolver.household(text)
    if isinstance(found, Found) and found.value.seats > 1:
        return found.value.seats
    return None


def total(text: str) -> int | None:
    """The number of people that a text gives in all: 4 for "we'll be four"; None if it gives none."""
    found = _TOTAL.search(digits(text))
    return _number(found) if found else None


def seats_wanted(text: str, held: Seats) -> int | None:
    """The number of seats that somebody who holds `held` now wants: "one less" of three is 2.

    0 if they want a change but do not say which number, so that it is asked; None if they want no change.
    """
    plain = digits(text)
    told = _INSTEAD.sub(" ", plain)
    if found := _FEWER.search(told):
        refused = _REFUSED.search(told[_piece_begins(told, found.start()) : found.start()])
        return None if refused else _within(held.number - _number(found))
    if found := _MORE.search(told):
        return held.number + _number(found)
    if (found := _KEPT.search(told)) and not _AND_ANOTHER.search(told, found.end()):
        return min(_number(found), held.number)
    if (alone := _ALONE.search(told)) and not _DENIED.search(told[_piece_begins(told, alone.start()) : alone.start()]):
        return 1
    if found := JUST_US.search(told):
        return 1 + count_others(found["others"])
    if found := (_TOTAL.search(told) or _SEATS.search(told)):
        return _number(found)
    others = [part for part in people(text) if part.person is not Person.SELF]
    apart = others and len(told) == len(text)
    said = " ".join(told[part.start : part.end] for part in others) if apart else told
    if (others or count_others(told)) and COMES_NOT.search(said):
        return _within(held.number - max(count_others(said), 1))
    comes = (others and (_COMES_TOO.search(said) or _BRINGS.search(told))) or (
        count_others(told) and _COMES_TOO.search(told)
    )
    if comes and several_uncounted(said):
        return 0
    if comes:
        return held.number + max(count_others(said), 1)
    if away := _NAMED_AWAY.search(told):
        return _within(held.number - len(re.findall(_NAME, away["names"]))) or 0
    return 0 if _CHANGES.search(told) else None


def _piece_begins(text: str, at: int) -> int:
    return max((match.end() for match in PIECE.finditer(text, 0, at)), default=0)


def meant(text: str, held: Sequence[Seats], trip: str | None) -> Seats | None:
    """The seats that a message means: of the town it names, else of the trip in sight, else the only ones; or None."""
    plain = even(text)
    named = [seats for seats in held if even(seats.town) in plain]
    in_sight = [seats for seats in held if seats.trip == trip]
    for found in (named, in_sight, list(held)):
        if len(found) == 1:
            return found[0]
    return None


def count_others(told: str) -> int:
    """The number of people, without the writer, whom a text names one by one or counts."""
    people = sum(int(match[1] or match[2] or match[3] or 1) for match in _others(told))
    return people + 2 * len(_TWINS.findall(told))


def several_uncounted(told: str) -> bool:
    """Whether a text names several people and does not say how many: "the girls", « mes amis »."""
    return any(
        not any(match.groups()) and _SEVERAL.fullmatch(match[0]) and not _PARENTS.fullmatch(match[0])
        for match in _others(told)
    )


def of_no_home(text: str) -> str:
    """The text with those parts blanked that tell what a home costs: "1,700 for the three of us" wants no seats."""
    plain = even(text)
    for start, end in parts(PIECE, plain):
        if _OF_A_HOME.search(plain, start, end) and not asks(plain[start:end]):
            text = blanked(text, start, end)
    return text


def _others(told: str) -> list[re.Match[str]]:
    found = (match for match in _PERSON.finditer(told) if not _AT_WORK.search(match[0]))
    return [match for match in found if not _TWINS.search(match[0])]


def _number(match: re.Match[str]) -> int:
    return int(next((group for group in match.groups() if group), 1))


def _within(number: int) -> int | None:
    return number if number > 0 else None
