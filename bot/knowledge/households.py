"""Who would move with the candidate: "seule", "with my wife and 2 kids", "mère monoparentale avec trois enfants"."""

import re

from bot.base.terms import Household
from bot.knowledge import children_uncounted
from bot.knowledge.household_words import CHILDREN, ONE_CHILD, PARTNERS, PETS_NAMES, RELATIVE, SEVERAL
from bot.knowledge.numbers import spaced_digits
from bot.knowledge.people_listed import in_usual_words
from bot.knowledge.resolution import Ambiguous, Found, Resolution, Unknown

_SINGLE_PARENT = r"\bmonoparental|\bsingle (?:mother|mom|mum|father|dad|parent)\b"
_PARENTS = r"(?:(?:beaux |grands? ?)?parents)"  # two of them
_MINE = r"(?:mon|ma|mes|notre|nos|my|our|son|sa|ses|his|her)"
_OF = r"(?:(?!(?:ans?|years?|mois|months?|et|and)\b)\w+ )?"  # between a number and what it counts
_NONE = r"(?:sans|pas d|pas de|aucune?|no|without|zero|0)"
_COUPLE = re.compile(rf"\b{PARTNERS}\b|\bcouple\b|\bmarie(?:e|s|es)?\b|\bmarried\b")
_NO_PARTNER = re.compile(
    rf"\b{_NONE} (?:{_MINE} )?{PARTNERS}\b|\b(?:pas|not) (?:mariee?|married|en couple)\b"
    rf"|{_SINGLE_PARENT}"
    r"|\bex (?:conjoint|mari|femme|husband|wife)|\bdivorce|\bsepare|\bwidow|\bveu(?:f|ve)\b"
)
# « seul soudeur dans la place », « la seule femme »: the only one of a kind, wherever they live.
_BY_ONESELF = (
    r"(?:(?<!\ble )(?<!\bla )|(?=seule? (?:qui|a (?:venir|partir|aller|demenager))\b))seule?"
    r"(?! (?:\w{3,}(?:eur|euse|trice|icien|icienne|iste)|\w{3,}ier|\w{3,}iere|commis|chef|agente?|prepose\w*|coiffeuse"
    r"|mecano|homme|femme|employee?)s?\b)"
)
_ALONE = re.compile(
    rf"\b{_BY_ONESELF}\b|\b(?:alone|solo|celibataire|single|just me|only me|juste moi|que moi|moi meme|by myself)\b"
    r"|\bon my own\b|^(?:moi|me|(?:just )?myself)$|^(?:personne|nobody|no 1|none)(?: d autre| else)?$"
    r"|^(?:personne|nobody|no one|none)\b|\b(?:me|moi) only\b|^(?:me )?myself and (?:i|me)$|^me myself\b"
    r"|\b(?:and|et|with|avec) (?:nobody|personne|no one)\b|\bonly (?:i|me)\b"
    r"|^(?:so |donc |just |only |juste |c est |it s )*(?:me|moi|i)(?: (?:et|and|pis|plus|avec|with|mon|ma|mes|my|the|le"
    r"|la|un|une|a|2|3|vieux|old|little|petite?|gros|grosse|big|duffle))*"
    r" (?:chats?|chatte|cats?|chiens?|chienne|dogs?|valises?|suitcases?|luggage|bags?|sacs?|guitare?|velo|bike|car|char"
    r"|auto|plantes?|plants?|birds?|oiseaux?|perruche|hamster|lapin|fish|god|dieu|jesus|allah|bondye)\b"
)
_WITH_AN_EX = re.compile(  # the other parent, who is spoken of and is no partner
    r"\b(?:c est fini|on est plus ensemble|plus ensemble|not in the picture|out of the picture|separated|broke up"
    r"|left us|parti(?:e)?|decede\w*|dead|died|passed away"
    r"|(?:still|encore|toujours) (?:\w+ )?(?:in|at|au|en|a|la bas|there|back|wait\w*|attend\w*)"
    r"|il (?:est )?rest\w+|he stays|ex)\b"
)
_OTHER_PARENT = re.compile(
    r"\b(?:(?:chez|avec|with|to|at) )?(?:son|sa|leur|leurs|his|her|their|le|the) (?:pere|mere|papa|maman|father|mother"
    r"|dad|daddy|mom|mum)\b"
)
_LED_BACK = re.compile(r"^(?:chez|avec|with|to|at)\b")
_NO_CHILDREN = re.compile(rf"\b{_NONE} {CHILDREN}\b")
_SOME_CHILDREN = re.compile(rf"\b(?:des|d|avec|with|have|have got|got|has) {CHILDREN}\b")
_HAS = re.compile(
    r"\b(?:en (?:ai|as|a|avons|ont)|(?:i|we|they) (?:do )?(?:have|ve got|got)|there (?:are|is|re)) (\d{1,2})"
    r"(?= (?:et|pis|and|maintenant|now|actually|en tout|in all|of them)\b|$)"
)
_COUNTED = re.compile(rf"\b(\d{{1,2}}) {_OF}{CHILDREN}\b")
_COUNTED_AFTER = re.compile(rf"\b{CHILDREN} (\d{{1,2}})\b(?! (?:ans|years?|mois|months?)\b)")
_NAMED_CHILD = re.compile(
    r"\b(?:le|la|l|the) (?:(?:ti|p ?tite?|petite?|little|small) )?(?:bebe|baby|fille|garcon|girl|boy|kid|derniere?|aine"
    r"|ainee|cadet|cadette|benjamine?|bunso|(?:p ?tite?|petite?|grande?)"
    r"(?= (?:de|d|et|and|pis|qui|aussi|is|a|la|le|l)\b|$))\b"
    r"|\b(?:et|pis|puis|and|plus|avec|with) (?:bebe|baby)\b"
    r"|\b(?:little|small) (?:one|1)\b"
    rf"|\b(?:mon|ma|notre|my|our|un|une|a|an|1|sa|her|his|leur|their) (?:\w+ )?"
    rf"(?:{ONE_CHILD}|p ?tite?|{PETS_NAMES})\b"
    r"|\b(?:mon|notre|my|our) (?:\w+ )?gars\b"  # "un gars" is a man, where nobody says that they have one
    r"|\b(?:(?:my|our|a) (?:\w+ )?|1 )son\b"
)  # the French "son" (his, her) does not count
_AGED_CHILD = re.compile(rf"(?<!\d )\b(?:{ONE_CHILD}|gars|son) \d{{1,2}}\b")  # "son 17", « fille 5 ans »
_US_AND_CHILDREN = re.compile(
    rf"\b(?:nous|us|the|on est|nous sommes|we are) 2(?: of us)? (?:et|pis|puis|and|plus)"
    rf" (?:\w+ ){{0,2}}(?:{CHILDREN}|p ?tite?s?)\b"
)
_TWINS = re.compile(r"\b(?:twins|jumeaux|jumelles)\b(?! (?:freres?|soeurs?|brothers?|sisters?))")
_THE_CHILDREN = (  # "the kids", « mes filles »: nobody says how many
    r"(?<!\bpas )(?<!\bnot )(?<!\bsans )(?<!\bwithout )(?<!\bno )(?<!\bchez )"
    r"\b(?:mes|nos|my|our|les|the|(?:avec|with|et|and|pis|plus) des) (?:(?:p ?tite?s|petite?s|little|small) )?"
    rf"{SEVERAL}\b"
)
_UNCOUNTED = re.compile(_THE_CHILDREN)
_AND = r"(?:et|and|pis|puis|plus|avec|with|n)"
_AND_CHILDREN = re.compile(  # "wife and kids"
    rf"\b(?:me|moi|myself|couple|family|famille|mariee?|married|(?:single|monoparentale?)(?: \w+)?"
    rf"|{PARTNERS})(?: {_AND})* (?:des )?{SEVERAL}\b"
    rf"|^(?:just |only |juste |seulement )?(?:avec|with) (?:des )?{SEVERAL}$"
)
_NOBODY = re.compile(rf"\b(?:{_NONE}|ex) (?:{_MINE} )?{PARTNERS}\b")
_BESIDE_ONE = re.compile(  # "my son and the girls": more than are counted
    rf"\b(?:{ONE_CHILD}|gars|son)(?: (?:de )?\d{{1,2}}(?: (?:ans|years?(?: old)?))?)?"
    rf"(?: {_AND} (?:i|me|moi))? {_AND} {_THE_CHILDREN}"
    rf"|{_THE_CHILDREN} {_AND} (?:{_MINE}|une?|an?|1|le|la|the) (?:\w+ )?(?:{ONE_CHILD}|gars|son)\b"
)
_JOINED_BEFORE = re.compile(  # to the writer or a partner, or to little else: "my husband and", "I come with"
    rf"\b(?:me|moi|myself|i|{PARTNERS})(?: (?:et|and|pis|puis|plus|avec|with|n))+(?: (?:both|all|tous|toutes))? $"
    r"|^(?:[a-z]+ ){0,2}(?:avec|with) (?:all |both |tous |toutes )?$"
)
_JOINED_AFTER = re.compile(
    rf" (?:et|and|pis|puis|plus|avec|with) (?:{_MINE} )?(?:me|moi|myself|i|je|{PARTNERS})\b"
    r"|(?: \w+){0,2} (?:vien\w+|viendr\w+|com(?:e|es|ing)|suiv\w+|mov(?:e|es|ing)|demenag\w+)\b"
)
_OF_MINE = re.compile(r"\b(?:mes|nos|my|our|les) (\d)(?= |$)(?! (?:ans|years|mois|months|\w+))")
_RELATIVES_COUNTED = re.compile(rf"\b(\d{{1,2}}) {_OF}{RELATIVE}\b")
_RELATIVE_NAMED = re.compile(
    rf"(?:\b(?:{_MINE}|une?|an?|1|et|and|with|avec|plus) (?:\w+ )?|^){RELATIVE}\b"
    r"(?! (?:monoparental\w*|seule?|celibataire|of|de)\b)"
)
_PARENTS_NAMED = re.compile(rf"\b(?:{_MINE}|both|with|avec) (?:2 )?{_PARENTS}\b")
_OF_A_SINGLE_PARENT = re.compile(rf"(?:{_SINGLE_PARENT})e?(?: (?:de|of|avec|with))? (\d{{1,2}})\b")
_OF_WHOM = re.compile(
    rf"\b(\d{{1,2}})(?: \w+)? (?:dont|including|incl|counting) (?:\w+ )?\d{{1,2}} (?:\w+ )?{CHILDREN}\b"
)
_TOTAL = re.compile(
    r"\b(?:on (?:est|sera|va etre)|nous (?:sommes|serons)|we are|we re|we will be|there are|famille de|"
    r"family of|household of|menage de)(?: a)?(?: (?!niveau|level|au|at|en|in|dans|pas|plus|not)\w+)?"
    r" (\d{1,2})\b(?! (?:ans|years|mois))"
    r"|\bnous (\d{1,2})\b(?! (?:ans|mois|enfants?|filles|fils|garcons))"
    r"|\b(?:just|only|juste|seulement) (?:us|nous) (\d{1,2})\b"
    r"|\b(\d{1,2}) (?:personnes?|people|persons?|of us|en tout|in total|places?|seats?)\b|^(\d{1,2})$"
    r"|^a (\d{1,2})\b(?! (?:ans|mois|heures?|h)\b)"
)
_ADULTS = re.compile(  # and not « on est pas deux adultes »
    r"(?<!\bpas )(?<!\bnot )(?<!\blonger )(?<!\best plus )(?<!\bsommes plus )\b(\d{1,2}) (?:adultes?|adults?)\b"
)
_SPOKEN_OF = re.compile(
    rf"\b(?:avec|with|and|et) (?:{_MINE}|\d{{1,2}}|une?|a) (?:\w+ )?(?:{PARTNERS}|{CHILDREN})\b"
    rf"|\b(?:ai|avons|have|got|j ai|on a|nous avons) (?:\d{{1,2}}|une?|a) (?:\w+ )?{CHILDREN}\b"
    rf"|{_SINGLE_PARENT}|\bcelibataire\b|\ben couple\b|\b(?:i am|i m|im) (?:single|married)\b|\bje suis marie"
    r"|\b(?:famille|family|menage|household) (?:de|of) \d{1,2}\b|\b\d adult\w* (?:et|and) \d"
    r"|\b(?:on (?:est|sera)|nous (?:sommes|serons)) (?:\w+ )?\d{1,2}\b(?! (?:ans|mois|employe|soudeu))"
    r"|\b(?:there are|we are|we will be) \d{1,2} of us\b"
    rf"|^(?:for now |just |only |juste |pour l instant |c est )*(?:me|moi)\b.*\b{PARTNERS}\b"
    rf"|^(?:just |only |the )*\d of us\b.*\b{_NONE} {CHILDREN}\b"
    r"|\b(?:(?:je |j)(?:suis|viens|viendrai|viendrais|demenage|pars|vis|voyage)|i (?:am|come|live|move|travel)"
    r"|i will come|i m|i d come|moving|coming) (?:toute? )?(?:seule?|alone|by myself|on my own)\b"
)


_GROWN_UP = re.compile(  # grown-up children, who do not move along
    rf"\b(?:(?:{_MINE}|les|the|all|tous) )*{CHILDREN} (?:(?:sont|ont|are|have|all|tous|tout|deja|already"
    r"|now|maintenant|est|is) )+(?:(?:tous|all|deja|already|ben|bien) )*(?:grande?s?|adultes?|partie?s?|parti|marie\w*"
    r"|grown(?: up)?|adults?|gone|left|moved out|leurs? (?:propres? )?vies?|quitte\w*|their own (?:lives|life|homes?"
    r"|families))\b(?! (?:de |of )?\d)"
)


_LIKELY_CHILDREN = (2, 3, 4)  # of how many is asked, where several come
_SIGNS = re.compile(r"[+&]")
_ONESELF = re.compile(  # what somebody is: "just a girl on her own", « mon chum, un gars de Laval »
    r"\b(?:je suis|j suis|chui?s?|suis|i am|i m|im|just|juste|only|comme|as|like)(?: (?:juste?|just|only|still))?"
    rf" (?:une?|an?|1) (?:\w+ )?(?:fille|garcon|gars|girl|boy|kid)\b"
    rf"(?! (?:de |of )?\d| {_AND} (?:(?:une?|an?|1) )?(?:{ONE_CHILD}|gars))"
    r"|\b(?:1|an?|une?) (?:fille|garcon|gars|girl|boy)(?= (?:(?:toute? )?seule?|celibataire|alone|single|on h)\b)"
    r"|(?<!\bai )(?<!\bavons )(?<!\bavec )(?<!\bwith )(?<!\bhave )(?<!\bet )(?<!\band )(?<!\bpis )(?<!\bplus )"
    r"\b(?:1|an?|une?) (?:fille|garcon|gars|girl|boy) (?:de|d|from|of) (?!\d|mon|ma|my|notre|our|un)\w+"
    r"|\b(?:single|lone) (?:girl|boy)\b"
    r"|(?:(?<=\bcelibataire )|(?<=\bseul ))(?:1|un) gars\b(?! (?:de )?\d| et)"
    r"|^(?:1|un) gars$|\b(?:1|un) gars de (?:1[89]|[2-9]\d)\b"
)
_WHOLE_FAMILY = re.compile(r"(?:(?:toute?|all|with|avec|the|ma|la|my|our|notre|whole|entire|de) ?)*(?:famille|family)")


def household(text: str) -> Resolution[Household]:
    """The household in the answer to "who would move with you?"."""
    told = _ONESELF.sub(" ", _GROWN_UP.sub(" sans enfants ", in_usual_words(_SIGNS.sub(" plus ", text))))
    told = children_uncounted.without_those_who_stay(told, _THE_CHILDREN)
    if _children(told) is None:
        told = children_uncounted.counted(told, _THE_CHILDREN, ONE_CHILD)
    if _WHOLE_FAMILY.fullmatch(told):  # of how many is asked
        return Ambiguous((*(Household(True, number) for number in range(1, 4)), Household(False, 1), Household(True)))
    told, parent = _without_the_other_parent(told)
    return _of(told, parent)


def _of(told: str, parent: bool) -> Resolution[Household]:
    children, others = _children(told), _others(told)
    partner = True if parent and _partner(told) is None else _partner(told)
    if children and partner is None and _US_AND_CHILDREN.search(told):  # "the two of us and the baby"
        return _household(True, children, others)
    more = children or 0 if _BESIDE_ONE.search(told) else 0
    if not _total(told) and (more or (children is None and _brings_several(told))):
        likely = [Household.possible(bool(partner), number + more, others) for number in _LIKELY_CHILDREN]
        return Ambiguous(tuple(each for each in likely if each))
    if partner is None and children is None and not others:
        return _from_total(told) if _TOTAL.search(told) else _alone(told)
    total = _total(told)
    if children is None and partner and total:
        children = total - 2 - others
    elif partner is None and total:  # "there are two of us, without children"
        adults = total - (children or 0) - others
        if (
            adults > 2 and children and not (others or _COUNTED.search(told))
        ):  # "four with the baby and Nora": two, or one
            counted = (Household.possible(True, total - 2), Household.possible(True, children, adults - 2))
            return Ambiguous(tuple(each for each in counted if each)) if any(counted) else Unknown()
        partner, others = adults >= 2, others + max(adults - 2, 0)
    elif children is None and not others and re.search(r"\d", told):
        return Unknown()  # a number of something unknown: ask again, never take it for none
    return _household(bool(partner), children or 0, others)


def _brings_several(told: str) -> bool:
    """Whether somebody moves with children whom nobody counts: "me and the girls", and not "my kids need a school"."""
    for found in _UNCOUNTED.finditer(told):
        before, after = told[: found.start()], told[found.end() :]
        if not (before.strip() or after.strip()) or _JOINED_BEFORE.search(before) or _JOINED_AFTER.match(after):
            return True
    return bool(_AND_CHILDREN.search(told)) and not (_NOBODY.search(told) or _NO_CHILDREN.search(told))


def _without_the_other_parent(told: str) -> tuple[str, bool]:
    """The text without words such as "their father", and whether they name a further person.

    They do not if a partner is named: that is the same person.
    """
    parent = _OTHER_PARENT.search(told)
    if parent is None or _children(told) is None or _COUPLE.search(told):
        return told, False
    comes = not (_LED_BACK.match(parent[0]) or _WITH_AN_EX.search(told) or _NO_PARTNER.search(told))
    return f"{told[: parent.start()]} {told[parent.end() :]}", comes


def children(text: str) -> int | None:
    """How many children a text mentions; None if it does not say."""
    told = spaced_digits(text)
    afterwards = _COUNTED_AFTER.search(told)
    return int(afterwards[1]) if afterwards else _children(told)


def find_household(text: str) -> Resolution[Household]:
    """Like `household`, for a sentence about anything: a result only if it clearly says who would move along.

    If only children are named, the result is left to the question, which is not asked any more once there is an answer.
    """
    told = _GROWN_UP.sub(" sans enfants ", in_usual_words(text))
    clear = _partner(told) is not None or _TOTAL.search(told) or _ALONE.search(told)
    return household(text) if clear and _SPOKEN_OF.search(told) else Unknown()


def _household(partner: bool, children: int, others: int = 0) -> Resolution[Household]:
    told = Household.possible(partner, children, others)
    return Found(told) if told else Unknown()


def _partner(told: str) -> bool | None:
    """Whether there is a partner; None if the text does not say."""
    if _NO_PARTNER.search(told):
        return False
    adults = _ADULTS.search(told)
    if adults:
        return int(adults[1]) >= 2
    return True if _COUPLE.search(told) else None


def _children(told: str) -> int | None:
    """How many children; None if the text does not say."""
    if (none := _NO_CHILDREN.search(told)) and not _COUNTED.search(told, none.end()):
        return _counted_alone(told[none.end() :]) or 0
    if none:
        told = told[none.end() :]
    if single := _OF_A_SINGLE_PARENT.search(told):
        return int(single[1])
    aged = 0
    while child := _AGED_CHILD.search(told):  # listed one by one: an age in between belongs to the one before
        aged, told = aged + 1, f"{told[: child.start()]} {told[child.end() :]}"
    counted = [int(number) for number in (*_COUNTED.findall(told), *_OF_MINE.findall(told))]
    rest = _COUNTED.sub(" ", told)
    total = sum(counted) + aged + len(_NAMED_CHILD.findall(rest)) + 2 * len(_TWINS.findall(told))
    return total if counted or total else _counted_alone(told) if _SOME_CHILDREN.search(told) else None


def _counted_alone(told: str) -> int | None:
    """The number of children, if it stands apart from the word: "we do have kids, we have 3"."""
    match = _HAS.search(told)
    return int(match[1]) if match else None


def _others(told: str) -> int:
    """The number of adults other than the writer and their partner."""
    counted = sum(int(number) for number in _RELATIVES_COUNTED.findall(told))
    rest = _RELATIVES_COUNTED.sub(" ", told)
    named = counted + len(_RELATIVE_NAMED.findall(rest)) + 2 * len(_PARENTS_NAMED.findall(rest))
    adults = _ADULTS.search(told)
    return max(named, int(adults[1]) - (1 if _NO_PARTNER.search(told) else 2)) if adults else named


def _total(told: str) -> int | None:
    match = _OF_WHOM.search(told) or _TOTAL.search(told)
    return int(match[match.lastindex or 0]) if match else None


def _from_total(told: str) -> Resolution[Household]:
    """The household of so many people in all: the first two count as a couple, which the summary can correct."""
    total = _total(told) or 0
    return _household(total >= 2, max(total - 2, 0)) if total >= 1 else Unknown()


def _alone(told: str) -> Resolution[Household]:
    return Found(Household()) if _ALONE.search(told) or _NO_PARTNER.search(told) else Unknown()
