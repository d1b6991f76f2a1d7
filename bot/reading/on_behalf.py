"""Recognizes messages written for somebody else: a daughter for her mother, a neighbour who types for a friend."""

import re
from dataclasses import replace

from bot.reading import kin
from bot.reading.about_whom import Absent, Person
from bot.reading.context import Reading
from bot.reading.intents import TELLING
from bot.reading.normalized_in_place import either, even, whole, without_quotes

_KIN = rf"{kin.POSSESSIVE}(?:\w+ )?(?:{kin.PARTNER}|{kin.CHILD}|{kin.ANOTHER})"
_SOMEBODY = rf"(?:lui|elle|eux|him|her|them|{_KIN}|une? ami\w*|a friend)(?!\w)"
_ALONE = r"(?![^.!\n]*\?)(?!\W*(?:et|and|pis|aussi|too|also|que|qu'|that)(?!\w|(?<!')'))"  # not "for her and me"
_WORK = r"(?:un |une |du |de la |a |some )?(?:emploi|travail|job|boulot|taf|work|position)"
_ON_BEHALF = re.compile(
    either(
        (
            rf"(?<!\w)(?:j'|je |on )(?:vous |t'|te )?(?:ecri[st]?|remplis|reponds)(?: (?:ca|ici|le profil))?"
            rf" pour {_SOMEBODY}"
            rf"|(?<!\w)(?:je |j'|c'est moi qui )(?:tape|ecris)\W+(?:[\w']+ ){{0,2}}c'est pour {_SOMEBODY}{_ALONE}"
            rf"|(?:je |on )?cherch\w+ {_WORK} pour {_SOMEBODY}|au nom de {_SOMEBODY}"
            rf"|(?:pas pour moi)[^.!?]{{0,12}}(?:mais |c'est )?pour {_SOMEBODY}"
            rf"|(?:fais|fait|faire|fera|commence|remplit) (?:d'abord )?"
            rf"(?:son profil|le profil (?:de|a|d') ?{_SOMEBODY})"
        ),
        (
            rf"(?<!\w)i(?:'?m| am)? (?:writ(?:e|ing)|fill(?:ing)?|answer(?:ing)?|text(?:ing)?)(?: \w+){{0,3}}"
            rf" (?:for|on behalf of) {_SOMEBODY}"
            rf"|(?<!\w)i(?:'?m| am) (?:\w+ )?(?:typing|writing|texting)\W+(?:[\w']+ ){{0,2}}(?:it'?s|this is) for"
            rf" {_SOMEBODY}{_ALONE}"
            rf"|(?:look|search)ing for {_WORK} for {_SOMEBODY}|on behalf of {_SOMEBODY}"
            rf"|(?:not for me)[^.!?]{{0,12}}(?:but |it'?s )?for {_SOMEBODY}"
            rf"|(?:do|make|start|fill(?: in| out)?) (?:(?:his|her|their) profile|the profile (?:of|for) {_SOMEBODY})"
        ),
    )
)


_PARTNER, _CHILD, _ANOTHER = (whole(kind) for kind in (kin.PARTNER, kin.CHILD, kin.ANOTHER))


def on_behalf(text: str) -> Absent | None:
    """The person on whose behalf a text says it is written: "I'm writing for my mother"; None if it says nothing."""
    plain = even(without_quotes(text))
    said = _ON_BEHALF.search(plain)
    if said is None:
        return None
    for pattern, person in ((_PARTNER, Person.PARTNER), (_CHILD, Person.CHILD), (_ANOTHER, Person.OTHER)):
        if noun := pattern.search(said[0]):
            return Absent(person, noun[0])
    return Absent(Person.OTHER)


def for_another(reading: Reading) -> Reading:
    """The reading of such a message: its facts and requests, led by a note on how to write for somebody else."""
    acts = tuple(act for act in reading.acts if act.intent not in TELLING | {"change_language"})
    why = (*reading.why, "written in the place of somebody else, whose profile it is")
    return replace(reading, does=(("for_another",),), acts=acts, missed=None, why=why)
