"""Whether somebody is free at once: "right away", « dès maintenant », "ready to start" where no later day is named."""

import re
from collections.abc import Callable
from datetime import date

_NOW = re.compile(
    r"\b(tout de suite|immediatement|immediate|immediately|(?<!ans )(?<!mois )maintenant(?! \d)|asap|des que possible|"
    r"le plus (?:vite|tot) possible|as soon as possible|(?<!years )(?<!year )(?<!months )now(?! \d)|right away|"
    r"aujourd hui|today|straight away|toujours disponible|drette la|always available|"
    r"now (?:that )?(?:i m|i am|we re|we are) (?:ready|free))\b"
    r"|^(?:je suis |chu |i m |i am )?(prete?|ready|disponible|dispo|available|libre|free)$|^rn\b"
    r"|^(?:at )?(?:any (?:day|moment)|a tout moment|n importe quel jour)"
    r"(?: (?:is )?(?:ok|good|fine|works|for me|pour moi))?$"
    r"|\b(?:start|begin|go|move|leave|come|ready|free|available|commencer|demarrer|partir|bouger|demenager|venir|prete?"
    r"|libre|dispo\w*)(?: (?!if|si)\w+)? (?:at )?(?:any (?:day|moment)|a tout moment|n importe quel jour)\b"
    r"(?! (?:in|of|from|after|starting|before|en|de|du|apres|a partir|avant)\b)"
)
_READY = re.compile(  # and no later day beside it
    r"\b(n importe quand(?! (?:apres|a partir|avant|en))|any ?time(?! (?:after|from|before|in|starting))|"
    r"quand (?:vous|tu) (?:voul|veu)\w+|whenever|(?<!was )(?<!were )ready to start|suis prete?)\b"
)
_OTHERWISE_NOW = re.compile(
    r"\b(?:apres|de|d) (?:now|today|aujourd hui|maintenant)\b(?<!partir d aujourd hui)(?<!partir de maintenant)"
    r"|\b(?:jours?|days?|semaines?|weeks?|mois|months?|ans?|years?) from (?:now|today)\b|\bfrom now on\b"
    r"|\b(?:just|only|juste|seulement) (?:me|moi|us|nous) (?:now|maintenant)\b"  # of who moves along
)
# After these words something else is told: "I am ready, but my husband ends in June".
_SOMETHING_ELSE = re.compile(r"\b(?:mais|but|my|mon|ma|mes|notre|nos|our|car|because|parce|if|si|depuis|since)\b")
_BESIDE = 5  # words


def is_free_now(told: str) -> bool:
    """Whether an answer says so, folded, whatever day stands beside it."""
    return bool(_NOW.search(told) or _READY.search(told))


def first_day(told: str, today: date, dated: Callable[[str, date], date | None]) -> date | None:
    """Today, if somebody is free at once; the day beside their "ready", if `dated` finds one there."""
    if _NOW.search(told) and not _OTHERWISE_NOW.search(told):
        return today
    if (ready := _READY.search(told)) is None:
        return None
    before = told[: ready.start()]
    beside = before if len(before.split()) <= _BESIDE and not _SOMETHING_ELSE.search(before) else ""
    return dated(_SOMETHING_ELSE.split(told[ready.end() :])[0], today) or dated(beside, today) or today
