"""Questions that are out of scope: they are none of our business, or no source of ours can answer them."""

import re
from enum import StrEnum

from bot.knowledge.answer_types import months
from bot.knowledge.facts import Fact
from bot.knowledge.normalized_text import folded
from bot.knowledge.question_reading import Question
from bot.knowledge.schema import AnswerType

_MEDICINE = re.compile(
    r"\b(?:dose|posologie|ibuprof|advil|tylenol|aspirin|antibioti|fievre|fever|symptom|vomi|diarrh|rash|douleur"
    r"|mal (?:a|au|aux|o) |pain in|hurts?|headache|saign|bleed|pregnan|enceinte|medicament|medicine|pills?|toux|cough)"
)
_TAXES = re.compile(r"\b(?:impots?|tax(?:es)?|taxable|deduct|deduire)\b")
_FORECAST = re.compile(
    r"\b(?:meteo|forecast|previsions? (?:du temps|meteo))\b"
    r"|(?=.*\b(?:demain|tomorrow|tonight|ce soir|aujourd'?hui|today|right now|en ce moment|cette semaine"
    r"|this week(?:end)?|cette fin de semaine|la semaine prochaine|next week)\b)"
    r".*\b(?:neige\w*|snow\w*|pleut|pleuv\w*|pluie|rain\w*|weather|temps qu'il|temps fera|temps fait|quel temps|froid"
    r"|cold|chaud|warm|hot|sunny|soleil|tempete|storm|temperature|degres|degrees|verglas)\b"
)
_PUMP = re.compile(
    r"(?=.*\b(?:prix|price|coute|cout|cost|c'est combien|how much|cher|expensive)\b)"
    r".*\b(?:gasoline|petrol|diesel|fuel|carburant|mazout|gas(?! station)"
    r"|(?<!station d')(?<!station-)(?<!poste d')essence)\b"
)
_ELECTED = re.compile(
    r"(?=.*\b(?:qui|ki|who|whos|nom|name|s'appelle|called)\b)"
    r".*\b(?:maire|mairesse|mayor|deputee?|mna|prefete?|premiere? ministre|prime minister|councillor)\b"
)
_TRIP = re.compile(
    r"(?=.*\b(?:voyages?|trips?|(?:la|une|the|a|your|cette|this) visite?|tour)\b)"
    r"(?=.*\b(?:enfants?|bebes?|toddlers?|kids?|child|children|baby|babies|repas|diner|lunch|meals?|food|nourriture)\b)"
    r".*\b(?:amener|emmener|apporter|venir|bring|brings|come|along|payee?s?|paid|pays?|inclu\w*|fournis?|provided|compris\w*"
    r"|gratuite?s?|free|donnee?s?|given|permis|allowed|autorise\w*|acceptee?s?)\b"
)
_LEISURE = re.compile(
    r"\b(?:piscines?|patinoires?|arenas?|cinemas?|gyms?|gymnases?|swimming pools?|pools?|(?:skating |ice )?rinks?"
    r"|bibliotheques?|librar(?:y|ies)"
    r"|movie theat\w+|bowling|terrains? de (?:soccer|foot\w*|basket\w*|tennis)"
    r"|(?:soccer|football|basketball|tennis) (?:fields?|courts?))\b"
)
_DIET = r"allerg\w*|halal|kosher|cas?cher|vegan\w*|vegetari\w*|peanuts?|arachides?|gluten"
_DIET_ON_A_TRIP = re.compile(rf"(?=.*\b(?:voyages?|trips?|visite)\b).*\b(?:{_DIET})\b")
_OF_A_TRAVELLER = re.compile(  # who has just been told about trips
    rf"\b(?:{_DIET}|enfants?|bebes?|filles?|fils|flos?|garcons?|kids?|child|children|baby|babies|sons?|daughters?"
    r"|repas|diner|lunch|meals?|food|nourriture|mange\w*|eat)\b"
)
# "Quel avis donner": a notice; texts on advice do not answer it.
_NOTICE = re.compile(
    r"\b(?:avis|notice)\b.{0,20}\b(?:donner|faut|dois|envoyer|ecrire|remettre|give|send|write|must|need)\b"
    r"|\b(?:donner|envoyer|ecrire|remettre|give|send|write)\b.{0,12}\b(?:avis|notice)\b"
)
_COUNTED = re.compile(  # a part of the population, for which the total number is no answer
    r"\b(?:combien (?:de |d')|how many |nombre (?:de |d'))"
    r"(?:(?P<of>immigr\w+|nouve\w+ arriv\w+|newcomers?|refugi\w+|refugees?|etrangers|foreigners)"
    r"|(?P<who>(?!gens|monde|personnes?|habitants?|people|inhabitants?|residents?|familles?|families)[a-z]{4,})"
    r".{0,40}\b(?:viv\w+|habit\w+|live|lives|living)\b)"
)
_OF_A_MONTH = frozenset({AnswerType.TEMPERATURE, AnswerType.SNOW})
_STEM = 5  # letters by which a group of people is found in a text


class Beyond(StrEnum):
    """Why a question is out of scope."""

    ABROAD = "abroad"  # a place outside Québec
    FORECAST = "forecast"  # the weather of a day
    PUMP = "pump"  # what fuel costs today
    ELECTED = "elected"  # who holds an elected office
    TRIP = "trip"  # who may come along on a trip, and what is eaten there
    LEISURE = "leisure"  # pools, rinks, fields
    MEDICINE = "medicine"
    TAXES = "taxes"  # somebody's own income tax
    OTHER = "other"


_UNTOLD = {
    Beyond.FORECAST: _FORECAST,
    Beyond.PUMP: _PUMP,
    Beyond.ELECTED: _ELECTED,
    Beyond.TRIP: _TRIP,
    Beyond.LEISURE: _LEISURE,
}


def untold(question: Question) -> Beyond | None:
    """Why no source of ours can answer a question: the answer changes every day, with elections or with each trip.

    None if one could.
    """
    text = folded(question.part)
    if _DIET_ON_A_TRIP.search(text):
        return Beyond.TRIP
    return next((beyond for beyond, asked in _UNTOLD.items() if not question.abroad and asked.search(text)), None)


def of_a_traveller(question: Question) -> bool:
    """Whether somebody who was just told about trips asks who may come along, or what is eaten there."""
    return bool(_OF_A_TRAVELLER.search(folded(question.part)))


def of_a_person(question: Question) -> Beyond | None:
    """Why a question is not answered that is on somebody's own health or income tax; None if it is on neither.

    A wrong answer there does harm.
    """
    text = folded(question.part)
    if _MEDICINE.search(text):
        return Beyond.MEDICINE
    return Beyond.TAXES if _TAXES.search(text) else None


def asks_for_a_notice(question: Question) -> bool:
    """Whether "avis" means a notice that somebody gives, so that texts on advice (the other « avis ») are no answer."""
    return bool(_NOTICE.search(folded(question.part)))


def tells_another(question: Question, fact: Fact) -> bool:
    """Whether a fact is about something else: other months, or everybody where one group of people is asked about."""
    text = " ".join(fact.text.values())
    asked, told = months(question.part), months(text)
    others = asked and told and not asked & told and (question.tells | fact.tells) & _OF_A_MONTH
    return bool(others) or _group_counted(question) not in folded(text)


def _group_counted(question: Question) -> str:
    """The first letters of the name of the group whose number is asked for; None if no group is."""
    found = _COUNTED.search(folded(question.part))
    return (found["of"] or found["who"])[:_STEM] if found else ""
