"""What a message looks like by its words, before anything is looked up: a question, a wish, a call for a person."""

import re

from bot.knowledge.answer_types import asked
from bot.knowledge.normalized_text import spaced
from bot.knowledge.schema import AnswerType

_WISHES = re.compile(  # wants something done, and asks nothing
    r"\b(?:(?:je|on|nous) (?:veux|veut|voulons|voudri?ons|voudrai[st]|cherch\w+)|j aimerais"
    r"|(?:j ai|on a|nous avons) besoin|(?:i|we) (?:want|would like|d like|need)|(?:i m|i am|we re|we are) looking for"
    r"|montre\w*|donne\w*|show|give|inscri\w*|register|reserve\w*|book|annul\w*|cancel|efface\w*|delete|erase"
    r"|parl(?:ez|er) (?:a|avec|moi|en)|talk to|speak (?:to|with)|change\w*|switch)\b"
)
_IN = r"(?:inscrite?s?|enregistree?s?|registered|signed up|enrolled)"
_REGISTERED = re.compile(  # whether somebody else is registered
    rf"\b(?:ma|mon|mes|my|notre|nos|our) (?!inscription|registration|nom\b|name|profil|compte|account|family|famille)"
    rf"\w+\b.{{0,40}}\b{_IN}\b|\b(?:qui|who)\b.{{0,20}}\b(?:est|sont|is|are|a ete|has)\b.{{0,15}}\b{_IN}\b"
    rf"|\b(?:has|have|did|is|are|a t|est|s est) (?:he|she|they|il|elle)\b.{{0,15}}\b(?:{_IN}|register|sign up)\b"
    r"|\b(?:ma|mon|mes|my) \w+\b.{0,30}\b(?:a t il|a t elle|has|have) (?:un|a) (?:profil\w*|account|compte|file)\b"
)
_WITH_US = re.compile(
    r"\b(?:chez vous|avec vous|aupres de vous|dans (?:votre|vos|le programme)|(?:au|pour le|du|un) voyage"
    r"|with you|with your|by you|(?:in|on|for|with) (?:the|your|this|a) (?:program\w*|trip|service|list|files?|bot))\b"
)
_ELSE = re.compile(  # who else is here: nobody in particular is meant
    rf"\b(?:who else|qui d autre|(?:is|has) (?:anybody|anyone|someone|somebody) else|quelqu un d autre)\b.{{0,20}}"
    rf"\b(?:(?:is|are|est|sont|has|has been|s est) {_IN}|{_IN} (?:here|for|on|with|to|in)"
    r"|(?:(?:is|are) (?:coming|going)|goes|comes|vient|viennent|va|vont|sera) (?:(?:to|on|with us on) the trip"
    r"|(?:au|en|dans le|sur le) voyage))\b"
)
_NAMED = re.compile(  # "Is Ana Ruiz registered …", « Ana Ruiz est-elle inscrite … »
    r"(?:\b(?:[Ii]s|[Hh]as|[Ww]as|[Ee]st-ce qu(?:e |['’])|[Ss]i|[Ii]f|[Ww]hether)\s*"
    r"(?:[A-ZÀ-Þ][\w'’-]+\s+){1,3}(?:(?:est|a|is|has|already|déjà)\s+){0,2}"
    r"|\b(?:[A-ZÀ-Þ][\w'’-]+\s+){1,3}(?:est|s['’]est)[- ](?:il|elle)\s+)"
    r"(?:inscrite?|enregistrée?|registered|signed up|enrolled)\b"
)
_ASIDE = re.compile(r",(?: [^\s,.;!?]+){1,3},")  # stands between a name and what is asked of it: ", of Laval,"
_SENTENCE = re.compile(r"[^,.;!?\n]+[,.;!?\n]*")
_TO_BE_REGISTERED = re.compile(  # may, must or shall be; nobody asks whether they are
    rf"\b(?:be|been|being|get|getting|soi(?:s|t|ent)|etre) (?:\w+ )?{_IN}\b"
    r"|\b(?:pour|afin) qu(?:e|il|elle|ils|elles|on)? "
)
_AMONG_OURS = re.compile(r"\b(?:avec|with) (?:moi|nous|me|us)\b|\b(?:mon|my|notre|our) (?:inscription|registration)\b")
_BY_A_PRONOUN = re.compile(r"(?:has|have|did|is|are|a t|est|s est) (?:he|she|they|il|elle)\b|(?:qui|who)\b")
_ADVISER = re.compile(
    r"\b(?:consultante?s?|recrut\w+|recruiters?|avocate?s?|lawyers?|notaires?|notar(?:y|ies)|employeurs?|employers?"
    r"|patronn?e?s?|boss|conseiller\w*|advis[eo]rs?|agences?|agenc(?:y|ies)|agents?|representant\w*|representatives?"
    r"|compagnies?|compan(?:y|ies)|entreprises?)\b"
)
_PERSON = re.compile(
    r"\b(?:person\w*|humain\w*|human\w*|agente?s?|quelqu un|someone|somebody|anybody|anyone|conseill\w*|advis[eo]rs?"
    r"|officers?|staff|team|equipe|parler|talk|speak|rappel\w*|call me|real|vraie?)\b"
)
_INTERROGATIVE = re.compile(
    r"\?|\b(?:y ?a t (?:il|on)|(?:va|est|sont|a|ont|peut|faut) t? ?(?:il|elle|ils|elles|on)\b|is it|are there"
    r"|combien|cb|comment|quel(?:le)?s?|quand|pourquoi|qui|quoi|koi|ki|kel|est ce|esque|tu peux|peux tu"
    r"|puis je|(?:savoir|demande|know|wonder|wondering|tell me) (?:si|ou|if|whether)"
    r"|how|what|which|who|when|where|why|is there|can i|do i|do you|does)\b"
)


def asks(text: str) -> bool:
    """Whether a message looks like a question."""
    return bool(_INTERROGATIVE.search(spaced(text))) or AnswerType.WHETHER in asked(text)


def wishes(text: str) -> bool:
    """Whether a part of a message wants something done, and is not a question."""
    return bool(_WISHES.search(spaced(text)))


def names_a_person(text: str) -> bool:
    """Whether a message mentions the programme's staff, to whom its writer may want to talk."""
    return bool(_PERSON.search(spaced(text)))


def asks_who_is_registered(text: str) -> bool:
    """Whether a message asks if somebody else is registered, or who is. Nobody is told that.

    Not whether somebody has to be, or how they can be; not whether an adviser is one at all; and of whoever is said to
    be registered, what is asked is something else.
    """
    pieces = _SENTENCE.findall(_ASIDE.sub(" ", text))
    if any(asks(piece) and _ELSE.search(spaced(piece)) for piece in pieces):
        return True
    return bool(_WITH_US.search(spaced(text))) and any(_asks_whether_registered(piece, text) for piece in pieces)


def _asks_whether_registered(piece: str, text: str) -> bool:
    words = spaced(piece)
    is_asked = asks(piece) or words.strip().startswith(("is ", "are ", "has ", "have ", "did "))
    if is_asked and _NAMED.search(piece) and not _ADVISER.search(words):
        return True
    whom = _REGISTERED.search(words)
    if not is_asked or whom is None or _TO_BE_REGISTERED.search(words) or _AMONG_OURS.search(spaced(text)):
        return False
    return not _ADVISER.search(spaced(text) if _BY_A_PRONOUN.match(whom[0]) else whom[0])
