"""Whether somebody writes for somebody else: a daughter for her mother, a neighbour who holds the telephone."""

import re

from bot.reading import kin
from bot.reading.acts import TELLING
from bot.reading.context import Reading
from bot.reading.text import either, even, without_quotes

_KIN = rf"{kin.POSSESSIVE}(?:\w+ )?(?:{kin.PARTNER}|{kin.ANOTHER})"
_SOMEBODY = rf"(?:lui|elle|eux|him|her|them|{_KIN}|une? ami\w*|a friend)(?!\w)"
_WORK = r"(?:un |une |du |de la |a |some )?(?:emploi|travail|job|boulot|taf|work|position)"
_ON_BEHALF = re.compile(
    either(
        (
            rf"(?<!\w)(?:j'|je |on )(?:vous |t'|te )?(?:ecri[st]?|remplis|reponds)(?: (?:ca|ici|le profil))?"
            rf" pour {_SOMEBODY}"
            rf"|(?:je |on )?cherch\w+ {_WORK} pour {_SOMEBODY}|au nom de {_SOMEBODY}"
            rf"|(?:pas pour moi)[^.!?]{{0,12}}(?:mais |c'est )?pour {_SOMEBODY}"
        ),
        (
            rf"(?<!\w)i(?:'?m| am)? (?:writ(?:e|ing)|fill(?:ing)?|answer(?:ing)?|text(?:ing)?)(?: \w+){{0,3}}"
            rf" (?:for|on behalf of) {_SOMEBODY}"
            rf"|(?:look|search)ing for {_WORK} for {_SOMEBODY}|on behalf of {_SOMEBODY}"
            rf"|(?:not for me)[^.!?]{{0,12}}(?:but |it'?s )?for {_SOMEBODY}"
        ),
    )
)


def on_behalf(text: str) -> bool:
    """Whether a text says that it is about somebody else, in whose place its writer writes."""
    return bool(_ON_BEHALF.search(even(without_quotes(text))))


def for_another(reading: Reading) -> Reading:
    """What is read in such a message: nothing of it is the writer's; what it asks for is answered."""
    acts = tuple(act for act in reading.acts if act.intent not in TELLING)
    why = (*reading.why, "written for somebody else: nothing of it is about the writer")
    return Reading(does=(("for_another",),), acts=acts, why=why)
