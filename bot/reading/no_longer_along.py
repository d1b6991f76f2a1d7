"""Reads who no longer moves along (“my wife isn't coming any more”, « on s'est séparés »), and who is left then."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.base.terms import Household
from bot.reading import kin
from bot.reading.normalized_in_place import blanked, even, without_quotes

_WHO = rf"(?:{kin.POSSESSIVE})?(?:\w+ )?(?:{kin.KIN})"
_SEVERAL = rf"{_WHO}(?:(?: et| and| pis| n) {_WHO})*"
_COMES_NO_MORE = (
    r"(?:(?:ne |n')?(?:vien\w+|(?:va|vont|veu\w+|peu\w+) (?:plus|pus|pu|pas) (?:venir|suivre|demenager|partir)"
    r"|suit|suivra|suivent|demenage\w*)(?: (?:donc|finalement))?"
    r"(?:(?<=venir)|(?<=suivre)|(?<=demenager)|(?<=partir)| (?:plus|pus|pu|pas)"
    r"(?! (?:tard|vite|souvent|longtemps|que|de|d'|seule?s?|tout)(?!\w)))"
    r"|(?:ne |n')?(?:est|sont|sera|seront) (?:plus|pus|pu) (?:avec (?:moi|nous)|la|dans le (?:portrait|decor))"
    r"|(?:(?:is|are|'s|'re|was|were|will|wi'll) )?(?:not|no longer|no more|isn'?t|aren'?t|wasn'?t|ain'?t|never)"
    r" (?:gonna |going to |be )?(?:com(?:e|es|ing)|mov(?:e|es|ing)|join(?:s|ing)?|follow(?:s|ing)?)"
    r"|(?:can'?t|cannot|won'?t|will not|doesn'?t|does not|don'?t|do not)(?: want to| wanna)? (?:come|move|join|follow)"
    r"|(?:is|are|'s)(?:n'?t| not| no longer) with (?:me|us)(?= (?:any|no) ?more|\W*$|[,.;])|is out of the picture)"
    r"(?: (?:avec|with) (?:moi|nous|me|us)(?!\w))?(?: (?:any ?more|after all|finalement|maintenant|now)(?!\w))?"
)
_FOR_NOW = (  # they may follow, or something else is denied
    r"(?![^.;!?\n]*(?<!\w)(?:avant|before|until|till|yet|encore|tout de suite|right away|first|d'abord|later|tard|apres"
    r"|after(?! all)|pour l'instant|for now|au debut|at the beginning|next|prochain\w*|alone|seule?s?|sans|without"
    r"|today|tonight|tomorrow|demain|aujourd'hui|because of|if|si)(?!\w))"
)
_GIVEN_UP = re.compile(rf"(?<![\w'])(?P<who>{_SEVERAL}) (?:il |elle |he |she |they )?{_COMES_NO_MORE}(?!\w){_FOR_NOW}")
_SPLIT = re.compile(
    r"(?<![\w'])(?:(?:on|nous nous|nous) (?:s'est|s'etait|sommes|est) (?:finalement |deja )*(?:separe\w*|laisse\w*"
    r"|quitte\w*|divorce\w*)(?! (?:a|en|de|dans|du|des|le|la|les)(?!\w))|on (?:a|est) (?:divorce\w*|separe\w*)"
    r"|(?:on|nous) (?:(?:n'|ne )?(?:est|sommes)) (?:plus|pus|pu) ensemble|je (?:me suis|suis) separee?(?: maintenant)?"
    rf"|(?:mon|ma|my) (?:{kin.PARTNER}) (?:m'a|m'as?) (?:laissee?|quittee?)"
    rf"|j'ai (?:laisse|quitte) (?:mon|ma) (?:{kin.PARTNER})"
    r"(?=\W*$|[.;!?]|,? (?:et|pis|donc|maintenant) (?:je|j'|on|maintenant)(?!\w))"
    r"|(?:we|we've|have|has|just|i|and i) (?:have |just |finally |recently )*(?:(?:broke|broken|split) up|got divorced"
    r"|separated|divorced)(?! (?:the|our|in|into|for)(?!\w))"
    rf"|(?:my|the) (?:{kin.PARTNER}) (?:(?:and (?:i|me) )?(?:broke|split) up"
    r"|and (?:i|me) (?:got )?(?:separated|divorced)|left(?=[,.;!]| so(?!\w))|(?:left|dumped) (?:me|us)"
    r"(?=\W*$|[,.;!?]| (?:and|so|now|last|for an?other|with the)(?!\w)))"
    rf"|i (?:left|dumped|broke up with) my (?:{kin.PARTNER})(?=\W*$|[.;!?]|,? (?:and|so|now) (?:i|i'm|we|now)(?!\w))"
    r"|we (?:are|'re) (?:no longer|not) together(?! yet)|we're (?:no longer|not) together(?! yet))(?!\w)"
)
_NOT_SO = re.compile(
    r"(?<!\w)(?:if|si|almost|nearly|presque|failli|back together|together again|remis ensemble|reconcil\w*"
    r"|new|nouve\w+|remar\w+|il y a|years? ago|(?:in|en) (?:19|20)\d\d)(?!\w)"
)
_SUPPOSED = re.compile(r"(?<!\w)(?:if|si|when|quand|unless|whether|in case)(?!\w)[^.;!?\n,]*$")
_PARTNER = re.compile(rf"(?<![\w'])(?:{kin.POSSESSIVE})?(?:{kin.PARTNER})(?!\w)")
_CHILD = re.compile(rf"(?<!\w)(?:{kin.CHILD})(?!\w)")
_SEVERAL_CHILDREN = re.compile(
    r"(?<!\w)(?:mes|nos|les|my|our|the|tous|all)\b.*?(?<!\w)(?:enfants|filles|garcons|kids|children|boys|girls|daughters"
    r"|sons|babies|bebes|ados|teen(?:ager)?s|jumeaux|jumelles|twins)(?!\w)"
)
_RELATIVE, _PARENTS = re.compile(rf"(?<!\w)(?:{kin.ANOTHER})(?!\w)"), re.compile(r"(?<!\w)parents(?!\w)")


def without_them(text: str) -> str:
    """The text with those blanked who are said to come no more, and the partner after a break; positions stay."""
    plain = even(text)
    spans = [found.span() for found in _given_up(plain)]
    if _has_split(plain):
        spans += [found.span() for found in _PARTNER.finditer(plain)]
    for start, end in spans:
        text = blanked(text, start, end)
    return text


def left_of(before: object, text: str) -> Household | None:
    """The saved household without those of whom a text says that they come no more; None if it says so of nobody."""
    if not isinstance(before, Household):
        return None
    plain = even(without_quotes(text))
    left = replace(before, partner=False) if _has_split(plain) else before
    for found in _given_up(plain):
        left = _without(left, found["who"])
    return left if left != before else None


def _given_up(plain: str) -> Iterator[re.Match[str]]:
    return (found for found in _GIVEN_UP.finditer(plain) if not _SUPPOSED.search(plain, 0, found.start()))


def _has_split(plain: str) -> bool:
    return bool(_SPLIT.search(plain)) and not _NOT_SO.search(plain)


def _without(before: Household, who: str) -> Household:
    several = _SEVERAL_CHILDREN.search(who)
    fewer = before.children if several else 1 if _CHILD.search(who) else 0
    others = 2 if _PARENTS.search(who) else 1 if _RELATIVE.search(who) else 0
    return Household(
        before.partner and not _PARTNER.search(who), max(before.children - fewer, 0), max(before.others - others, 0)
    )
