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
    return bool(_WITH_US.search(spaced(text))) and any(
        _asks_whether_registered(piece, text) for piece in _SENTENCE.findall(text)
    )


def _asks_whether_registered(piece: str, text: str) -> bool:
    words = spaced(piece)
    is_asked = asks(piece) or words.strip().startswith(("is ", "are ", "has ", "have ", "did "))
    whom = _REGISTERED.search(words)
    if not is_asked or whom is None or _TO_BE_REGISTERED.search(words) or _AMONG_OURS.search(spaced(text)):
        return False
    return not _ADVISER.search(spaced(text) if _BY_A_PRONOUN.match(whom[0]) else whom[0])
