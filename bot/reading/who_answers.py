"""Recognizes who asks whether a person or a machine answers them: they are told the truth, whatever else is said."""

import re
from dataclasses import replace

from bot.reading.context import Reading
from bot.reading.intents import NOTHING_UNDERSTOOD
from bot.reading.normalized_in_place import either, even, parts, without_quotes
from bot.reading.whether import SENTENCE, asks

TRUTH = ("bot_challenge",)
_REAL = either(r"vraie?s?|reelle?s?", r"real|actual|live|living")
_WHOEVER = either(
    r"person?ne?s?|gens|monde|quelqu'?un|qq?u?n|agente?s?|employee?s?|conseiller\w*|madame|monsieur|gars|fille",
    r"persons?|people|someone|somebody|agents?|employees?|advis[eo]rs?|guy|man|woman|staff",
)
_HUMAN = (
    rf"(?:(?:{_REAL}) )?(?:(?:etres? )?(?<!ressources )humaine?s?|humans?(?: beings?)?(?! (?:resources|rights)))"
    rf"|(?:{_REAL}) (?:\w+ )?(?:{_WHOEVER})|(?:{_WHOEVER}) (?:de )?(?:{_REAL})|en chair et en os|flesh and blood"
)
_PROGRAM = either(
    r"chat ?bots?|(?:ro)?bots?|ia|intelligence artificielle|logiciel|repondeur|programme informatique|algorithme",
    r"ai|artificial intelligence|chat ?gpt|gpt|software|computer program|algorithm",
)
_MACHINE = (
    rf"{_PROGRAM}|machines?(?! (?:operat\w+|shop|a|de|d')(?!\w))|ordi|ordinateurs?|computers?"
    r"|automate|automati(?:que|c|ses?|sees?|zed|sed|zees?)|automated"
)
_KIND = rf"(?:{_HUMAN}|{_MACHINE})"
_SMALL = (
    r"(?:(?:un|une|a|an|the|des|de|la|some|any|of|kind|sort|type|like|really|actually|truly|even|just|only|vraiment|juste"
    r"|genre|encore|toi|vous|tu|not|pas|en fait|pour vrai|par hasard|in fact|still|also|aussi|another|either|soit"
    r"|du|au|d'|bien|quand meme|seulement) ?)*"
)
_IS_IT_YOU = either(
    r"(?:es|t'es|etes)[- ](?:tu|vous)|(?:tu es|t'? ?es|vous etes|vs etes)(?:[- ]tu)?",
    r"(?:are|r|were) (?:you|u|ya|y'all)|you(?:'re|re| are| r)|ur|u r|u are",
)
_TALKING = either(
    r"(?<!j'ai )(?:je|j'|on)(?:(?: suis| est) en train de)? ?"
    r"(?:(?:te |vous )?(?:parle|parler|discute|discuter|ecris|ecrire|jase|jaser|texte|texter|cause|clavarde|echange|"
    r"converse)|ai(?:-tu)? affaire|a(?:-tu)? affaire)|(?:parle|discute|ecris|jase)[- ](?:je|t-on)"
    r"|suis[- ]je(?: en train de parler)?",
    r"(?:am i|are we|is this|i'?m|i am|we're|we are|was i|have i been|i've been|if i'?m|who am i)(?: really| actually"
    r"| still| currently| just)? (?:talking|speaking|chatting|texting|writing|typing|messaging|dealing|conversing)"
    r"|am i",
)
_IT_IS = either(
    r"c'est[- ]?(?:tu|ti)?|c'?tu|cest(?: tu)?|c|est[- ]ce(?: que)?(?: c'est)?|y'?a[- ]?t?[- ]?(?:il|tu)|y a"
    r"|ya(?:[- ]tu)?",
    r"is (?:it|this|that|there|here)|it'?s|this is|that is|that's|there(?:'s| is)|do (?:i|you) have|is",
)
_ANSWERS = either(
    r"(?:me |m'|nous |vous )?(?:repond|ecri|parle|texte|lit)\w*(?!\w)|(?:en )?(?:arriere|derriere)|a l'autre bout"
    r"|au bout",
    r"answer(?:s|ing)?|repl(?:y|ies|ying)|writ(?:es|ing)|typ(?:es|ing)|respond(?:s|ing)?|behind|talking|speaking|chatting"
    r"|texting|on the other (?:end|side)|reading",
)
_OR = r"(?:ou|or) (?:bien |si |if )?(?:(?:is it|it's|are you|est-ce|c'est|a) )*"
_YOURS = rf"(?:{_IS_IT_YOU}) {_SMALL}(?:(?:{_WHOEVER})(?: de vrai)?,? {_OR}{_SMALL})?(?:{_KIND})(?!\w)"
_SPOKEN_TO = rf"(?:{_TALKING})(?: \w+)? (?:to|with|a|au|avec) {_SMALL}(?:{_KIND})(?!\w)"
_HERE = rf"(?:{_IT_IS}) {_SMALL}(?:{_KIND})(?!\w).{{0,25}}(?<![\w'])(?:{_ANSWERS})(?!\w)"
_ENDS = r"(?:,? (?:ici|icitte|la|ca|here|there|this|right|no|non|hein|or what|ou quoi))*"
_PLAIN = rf"^\W*(?:{_IT_IS}) {_SMALL}(?:{_HUMAN}|{_PROGRAM}){_ENDS}\W*$"
_REPLIES = (  # "computer typing" is a trade
    rf"(?:{_HUMAN}) (?:(?:qui|that|who|is|est) )*(?:me |m')?(?:{_ANSWERS})(?!\w)"
    rf"|(?:{_MACHINE}) (?:(?:qui|that|who|is|est) )+(?:me |m')?(?:{_ANSWERS})(?!\w)"
)
_SOMEBODY = (  # not whoever speaks a language
    rf"(?:{_IT_IS}) {_SMALL}(?:{_WHOEVER}) (?:(?:qui|that|who|is|est) )*(?:me |m')?(?!parle|talking|speaking)"
    rf"(?:{_ANSWERS})(?!\w)"
)
_MADE_BY = (
    rf"(?:answers?|messages?|repl(?:y|ies)|reponses?|this|ca) .{{0,20}}(?<!\w)"
    rf"(?:written|sent|typed|ecrite?s?|envoyee?s?|generated|generee?s?) (?:by|par) {_SMALL}(?:{_KIND})(?!\w)"
)
_ONE_OR_THE_OTHER = (
    rf"(?:{_HUMAN}|{_WHOEVER}) {_OR}{_SMALL}(?:{_MACHINE})(?!\w)"
    rf"|(?:{_MACHINE}) {_OR}{_SMALL}(?:{_HUMAN}|{_WHOEVER})(?!\w)"
)
_STATED = re.compile(rf"(?<![\w'])(?:{_YOURS})")
_WONDERED = re.compile(
    rf"(?<![\w'])(?:{_SPOKEN_TO}|{_HERE}|{_REPLIES}|{_SOMEBODY}|{_MADE_BY}|{_ONE_OR_THE_OTHER})|{_PLAIN}"
)
_LEADS = re.compile(  # asks to be told, and for no person
    r"(?<!\w)(?:(?:can|could|would) (?:you|u) (?:please )?tell me|i (?:want|need|would like) to know"
    r"|i'd like to know|(?:peux|pouvez|pourriez)[- ](?:tu|vous) me dire|tu peux me dire|vous pouvez me dire"
    r"|(?:je veux|j'aimerais|je voudrais|faut) savoir)(?!\w)"
)
_ANOTHER_TIME = re.compile(  # a wish for a person, a telephone, a choice of employers: no question on who answers here
    either(
        r"(?<!\w)(?:veu[xt]|voudrai[st]|aimerai[st]|peu[xt]|puis-je|pourrai[st]|pourrait|possible|besoin|faut|prefere\w*"
        r"|quand|quelle heure|plus tard|demain|hier|telephon\w*|appel\w*|rappel\w*|numero|bureau\w*|cv|candidatures?"
        r"|dossiers?|choisi\w*|choix|decid\w*|tri\w*|employeurs?|courriels?|aura|va|vont|sera|avant|combien)(?!\w)",
        r"(?<!\w)(?:can|could|may|might|will|would|want|like|need|prefer|when|what time|later|tomorrow|yesterday|phone"
        r"|call\w*|number|offices?|resumes?|applications?|cho(?:ose|oses|sen|ice)|decid\w*|picks?|sort\w*|employers?|emails?"
        r"|going to|before|how many)(?!\w)",
    )
)
_INVERTED = re.compile(r"(?<!\w)(?:am i|are (?:you|u)|is (?:it|this|that|there|a)|suis[- ]je|parle[- ]je)(?!\w)")
_LONGEST_STATED = 9  # words of a sentence without the shape of a question
_ASIDE = 4  # words beside it that ask for nothing: "here", "quick question"


def asked_who_answers(text: str, mended: str = "") -> tuple[int, int] | None:
    """Start and end of the part of a text that asks whether a person or a machine answers; None if none does.

    `mended`: the text with its spelling corrected, where other words stand at other places: it counts as a whole.
    """
    if part := _asking(text):
        return part
    return (0, len(text)) if _asking(mended) == (0, len(mended)) else None


def _asking(text: str) -> tuple[int, int] | None:
    plain = even(without_quotes(text))
    plain = _LEADS.sub(lambda lead: "·" * len(lead[0]), plain)
    for start, end in parts(SENTENCE, plain):
        said = plain[start:end]
        match = _STATED.search(said) or _wondered(said)
        if match:
            before, after = said[: match.start()], said[match.end() :]
            begins = start if len(before.split()) <= _ASIDE else start + match.start()
            return begins, end if len(after.split()) <= _ASIDE else start + match.end()
    return None


def with_the_truth(rest: Reading) -> Reading:
    """The reading of the rest of the message, with the truth before it; nobody is called for whoever only asks."""
    does = tuple(shown for shown in rest.does if shown[0] not in NOTHING_UNDERSTOOD | {TRUTH[0]})
    why = (*rest.why, "asks whether a person or a machine answers")
    return replace(rest, does=(TRUTH, *does), missed=None, why=why)


def _wondered(said: str) -> re.Match[str] | None:
    """Where a sentence asks who answers here, now: no wish for a person, and no word of another time or of a choice."""
    match = None if _ANOTHER_TIME.search(said) else _WONDERED.search(said)
    if match is None or len(said.split()) <= _LONGEST_STATED:
        return match
    return match if asks(said) or asks(said[match.start() :]) or _INVERTED.search(said) else None
