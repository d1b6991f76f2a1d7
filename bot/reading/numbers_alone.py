"""Recognizes texts of nothing but numbers, dates and people: certain answers to a question for one of these."""

import re

from bot.base.terms import Field, Household
from bot.knowledge import Found, Resolver
from bot.knowledge.numbers import digits
from bot.reading import kin
from bot.reading import little_words as words
from bot.reading.normalized_in_place import even
from bot.reading.resolving import tidy

# Words that may stand around such an answer without saying anything else.
_AROUND = frozenset(
    """
    a à about ai an and ans around as annee années année annees approximativement au aux avec ca d dans de depuis des du
    the us toute tous toutes both leur notre nos mes mon nous deux en environ et euh experience expérience exp
    for from have he i in is it j j'ai je juste just l la le les ma me mes
    moi mon months month mois my of oh on our over pendant peu plus plus que près presque s since some sur the un une
    year years yrs yr y demi demie half almost or ou pis puis to with nous we are est sera suis am only seulement
    personnes personne people person adultes adults adulte adult enfant enfants kid kids child children bébé bb
    baby fils fille filles garçon garçons son sons daughter daughters boy boys girl girls mari femme conjoint conjointe
    husband wife partner copine copain chum blonde seul seule alone myself single célibataire
    jour jours day days semaine semaines week weeks prochain prochaine next mi début fin mid early late end
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre january february march april
    may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    tout suite now right away asap dès possible soon immédiatement immediately maintenant aujourd'hui today
    niveau level français french b1 b2 a1 a2 c1 c2 place places seat seats total n
    """.split()
)
COUNTED = frozenset({Field.EXPERIENCE, Field.HOUSEHOLD, Field.START, Field.FRENCH})
_LONGEST = 60  # letters
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?\d?")
LENGTH = re.compile(r"\d ?(?:ans?|annees?|years?|yrs?|mois|months?)(?!\w)")
YEARS = re.compile(r"\b(?:ans|annees?|years?|yrs)\b")
_FAMILY = words.pattern(kin.PARTNER, kin.CHILD)
# "ok, me and my wife": a word that takes note of what was shown before, and says nothing of the answer after it.
_TAKES_NOTE = re.compile(
    r"(?i)^\W*(?:(?:ok|okay|okey|alright|all right|got it|so|well|d'accord|dac|alors|bon|ben|bah)\W+(?=\w))+"
)


def is_sure(field: Field, text: str) -> bool:
    """Whether `field` asks for numbers, dates or people, and a short text holds nothing else."""
    if field not in COUNTED or "?" in text or len(text) > _LONGEST:
        return False
    left = [word for word in WORD.findall(digits(tidy(_TAKES_NOTE.sub("", text)))) if word not in _PLAIN_AROUND]
    return not left


_PLAIN_AROUND = frozenset(even(word) for word in _AROUND) | frozenset(
    part for word in _AROUND for part in even(word).split("'")
)


def family_alone(resolver: Resolver, text: str) -> Household | None:
    """The household, if a text names family and nothing else; None otherwise. Used while the trade is asked."""
    plain = even(text)
    if not is_sure(Field.HOUSEHOLD, text) or not _FAMILY.search(plain) or YEARS.search(plain):
        return None
    household = resolver.household(text)
    return household.value if isinstance(household, Found) else None
