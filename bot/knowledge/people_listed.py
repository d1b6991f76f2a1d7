"""Puts people whom an answer counts, or lists, without the usual words into these: « les quatre », "wife, mother"."""

import re

from bot.knowledge.household_words import CHILDREN, ENFANT, ONE_CHILD, PARTNERS, RELATIVE, SEVERAL
from bot.knowledge.normalized_text import words
from bot.knowledge.numbers import digits

_MINE = r"(?:mon|ma|mes|notre|nos|my|our|un|une|an?|1|le|la|les|the|des|son|his|her)"
_IN_A_LIST = re.compile(  # "wife, mother and two kids"
    rf"(?<!\w)(?P<before>{PARTNERS}|{CHILDREN}), (?={RELATIVE}(?: ?[,+&)]| (?:et|and|pis|plus|n) ))"
)
_NEXT = r"(?= ?[,.+&]| (?:et|and|pis|plus|n) |$)"
_BARE_CHILD = rf"(?:{ONE_CHILD}|son)"
_CHILDREN_LISTED = re.compile(  # "wife, son, daughter": two of them side by side, or one beside a partner
    rf"(?<!\w)(?:{PARTNERS}|{CHILDREN})(?:, (?:(?:et|and) )?|(?: (?:et|and|pis|plus|n) )){_BARE_CHILD}{_NEXT}"
)
_EACH_OF_THEM = re.compile(rf"(?:^|(?<=, )|(?<= (?:et|n ) )|(?<= (?:and|pis) )|(?<= plus ))(?={_BARE_CHILD}{_NEXT})")
_CALLED_AGAIN = re.compile(  # "two kids, boy and girl", "my kid, girl, 5": whom the list only describes
    rf"[2-9] (?:\w+ )??(?!(?:filles|garcons|sons|daughters|boys|girls)\b){SEVERAL}"
    rf"|(?<!\w){SEVERAL} [2-9]|(?<!\w)(?:twins|jumeaux|jumelles"
    rf"|(?:{ENFANT}t?|kid|child|bebe|bb|baby), (?:boy|girl|fille|garcon|fils))(?!\w)"
)
_LATER = r"(?!.{0,15}\b(?:later|plus tard|apres|ensuite|soon|bientot)\b)"
_COME = rf" (?:qui |who )?(?:vont|vienn\w*|viendr\w*|vien|suiv\w*|com(?:e|es|ing)|will|are|move)\b{_LATER}"
_GOES_ON = rf"(?=$| (?:de \d+|et|and|pis|puis|plus|avec|with|moi|me)\b|{_COME})"
_OF_AN_AGE = (
    r"([2-9]) (?:grande?s|derniere?s|aine?e?s|cadet(?:te)?s|plus (?:vieux|jeunes)|oldest|eldest|youngest|big ones)"
)
_BY_AGE = re.compile(  # « mes deux grands et moi », "the 3 youngest come"
    rf"\b(?:(?:mes|nos|my|our) {_OF_AN_AGE}{_GOES_ON}|(?:les|the) {_OF_AN_AGE}(?={_COME}))"
)
_BESIDE_A_PARTNER = re.compile(  # « ma femme et les quatre viendront »
    rf"\b({PARTNERS} (?:et|and|plus|avec|with|pis|n)) (?:les|mes|nos|the|my|our) ([2-9]){_GOES_ON}"
)
_NUMBER_BEHIND = re.compile(  # "kids 2, wife"
    rf"\b{SEVERAL} ([2-5])(?=$| (?:{PARTNERS}|{_MINE} {PARTNERS}|(?:et|and|plus|n) (?:{PARTNERS}|{_MINE}\b|moi|me)))"
)
_NOT_A_PARTNER = re.compile(
    rf"(?i)\b(?:(?:my|mon|ma|the) )?{PARTNERS} (?:no|non)(?=\s*(?:[,;.]|$))"
)  # "wife no, kids 2"
_DENIED = re.compile(r"\b(?:no|non|nope|not|none|pas|sans|without|aucune?|0|ex)\b")  # "kids 2, wife no": is asked
_GO_SO_MANY = re.compile(  # « on vient à trois », « on part tous les quatre »
    r"\bon (?:vient|viendrait|part|partirait|demenage|bouge|ira|irait) (?:tous |toutes )?(?:a|les) ([2-9])"
    r"(?=$| (?:ou|et|avec|moi|il|y|on|mais|c est|ensemble|sinon)\b)"
)
_FAMILY_OF = re.compile(
    r"\b(?:my|our|ma|notre) (?:family|famille) (?:is|are|est|compte)(?: de)? ([2-9])\b(?! (?:ans|years|km))"
)
_ONE_OF_THEM = re.compile(  # the eldest of the four is no fifth
    r"\b(?:le|la|l|the|mon|ma|my) (?:aine|ainee|cadet|cadette|derniere?|benjamine?|eldest|oldest"
    r"|youngest)\b"
)
_COUNTED = re.compile(rf"\b[2-9] (?:\w+ )?{SEVERAL}\b")
_HOST = re.compile(  # with whom somebody lives for now
    rf"\bchez {_MINE} (?:\w+ )?{RELATIVE}\b(?! (?:il|elle|ils|elles|y a)\b)"
    rf"|\b(?:at|in) {_MINE} (?:\w+ )?{RELATIVE} s (?:place|house|home|apartment)\b"
)
_HAS_NONE = re.compile(  # "husband I no get"
    rf"\b{PARTNERS} (?:i (?:no|don ?t|do not) (?:get|have|got)|(?:je |j )(?:n )?(?:en )?ai (?:pas|plus))\b"
)


def in_usual_words(text: str) -> str:
    """The folded words of an answer, numbers as digits, with such people called as usual."""
    text = _NOT_A_PARTNER.sub("sans mari", text)
    told = words(_IN_A_LIST.sub(r"\g<before> and a ", _each_child(digits(text))))
    told = _HOST.sub(" ", _HAS_NONE.sub(" sans mari ", told))
    told = _BESIDE_A_PARTNER.sub(r"\1 \2 enfants", _BY_AGE.sub(lambda found: f"{found[1] or found[2]} enfants", told))
    told = told if _DENIED.search(told) else _NUMBER_BEHIND.sub(r"\1 enfants", told)
    told = _GO_SO_MANY.sub(r"on est \1", _FAMILY_OF.sub(r"on est \1", told))
    return _ONE_OF_THEM.sub(" ", told) if _COUNTED.search(told) else told


def _each_child(told: str) -> str:
    """The text with an article before each child of a list that has none: "wife, a son, a daughter"."""
    listed = _CHILDREN_LISTED.search(told) and not _CALLED_AGAIN.search(told)
    return _EACH_OF_THEM.sub("a ", told) if listed else told
