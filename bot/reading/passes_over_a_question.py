"""Recognizes messages that skip the open question, because the writer does not know or prefers not to say."""

import re

from bot.reading import kin
from bot.reading.normalized_in_place import even
from bot.reading.parse import Parse

_LEADS = (
    r"(?:(?:ah|oh|euh|uh|um|hmm+|ben|bah|well|so|sorry|desolee?|pardon|honestly|franchement|honnetement|actually"
    r"|en fait|la|ca|that|moi)\W+)*"
)
_KNOWS_NOT = (
    r"(?:i (?:really |honestly )?(?:have|got) |j'(?:ai|en ai) )?(?:no|not an?|not the (?:slightest|least|faintest)"
    r"|zero|aucune(?: espece d'| maudite)?|pas (?:la moindre|d'|une)) ?(?:idea|clue|idee)s?",
    r"idk|dunno|(?:i |we )?(?:really |honestly )?(?:don'?t|do not|can'?t|cannot) (?:really )?(?:know|say|tell)",
    r"(?:je |j'|on )?(?:ne |n')?(?:en )?(?:le )?sai[st] (?:vraiment |meme )?(?:pas|plus|rien)|ch(?:s?ais?|e) pas",
    r"(?:ca |cela |it |that |tout )?(?:all )?(?:depend(?:s|ra|rait)?|va dependre)(?: (?:de|des|du|d'|on|of) .*)?",
    r"(?:on |nous |we'?ll |we will |i'?ll )(?:verra|verrons|see)",
    r"(?:c'est |it'?s )?(?:difficile a|dur a|hard to|tough to)",
    r"(?:(?:i'?m|i am|je suis|chu|j'suis) )?(?:not|pas) (?:really |too |so |trop )?(?:sure?|certaine?)",
)
_KEEPS = (
    r"(?:c'est|that'?s|it'?s|its)(?: \w+)?(?: \w+)? (?:personn?el(?:le)?|personal|privee?|private|confidential"
    r"|confidentiel)",
    r"(?:ca |cela )?(?:ne )?(?:me|vous|te) regarde(?: pas)?",
    r"(?:it'?s )?(?:none of your|not your|mind your own) business",
    r"(?:je |j')?(?:aime(?:rais)? (?:mieux|autant)|prefere(?:rais)?)(?: ne)? pas",
    r"(?:i'?d |i would |i )?(?:prefer|rather)(?: to)?(?: not)?(?: to)?(?: not)?",
    r"pas (?:trop |vraiment )?envie|(?:i )?don'?t (?:want|wish|feel like|care)(?: to)?|je (?:ne )?veux pas|no comment",
    r"(?:(?:je|j'|i'?d|i would|i'?ll|i) ?(?:aime(?:rais)?|vais|prefere|rather|prefer|want)?(?: mieux| autant| to)? ?)?"
    r"(?:keep|gard\w+) (?:(?:it|that|this|ca|cela|la reponse|that one) )?(?:to myself|pour moi|private|secret)",
)
_PASSES = (
    r"laissez? faire",
    r"(?:je |j')?(?:saute|passe|skippe?)(?: (?:celle-la|celle-ci|cette question|ca|mon tour|that one|this one|it))?",
    r"(?:ask (?:me )?)?(?:again )?(?:maybe )?(?:later|plus tard|une autre fois)|i'?ll pass(?: on (?:that|this))?",
)
_SAYS = (
    r"(?: (?:(?:to |de |d'|vous |te |en |le |la )*(?:say|saying|answer\w*|tell\w*|shar\w+|talk\w*|dire|repondre|parler"
    r"|discuter)))?(?: (?:about |to |a |de |on |le )?(?:it|that|this|ca|cela|you|celle-la))?"
)
_TAILS = (
    r"(?:\W+(?:really|vraiment|exactly|exactement|sorry|desolee?|trop|for (?:now|me)|pour (?:l'instant|le moment|moi)"
    r"|right now|now|honestly|encore|yet|svp|please|merci|thanks|lol|pantoute|la-dessus|at all|du tout|non plus|ca"
    r"|maintenant))*"
)
_PASSED_OVER = re.compile(rf"\W*{_LEADS}(?:{'|'.join((*_KNOWS_NOT, *_KEEPS, *_PASSES))}){_SAYS}{_TAILS}\W*")

_SURELY = 0.8  # confidence from which other words than ours may pass over a question
_POINTS_AT = (
    re.compile(  # what is refused was shown: "I don't fancy that one"; a question is nothing that is pointed at
        r"(?<!\w)(?:cel(?:ui|le)s?[ -]l?[ac]i?|ceux[ -]l?[ac]i?|(?:that|this|these|those) (?:ones?|jobs?|trips?|offers?"
        r"|regions?|employers?|compan(?:y|ies)|places?|towns?)"
        r"|(?:ce|cet|cette|ces) (?:postes?|emplois?|offres?|voyages?|regions?|villes?|employeurs?|compagnies?))(?!\w)"
    )
)
_SPEAKS_OF_A_QUESTION = re.compile(
    r"(?<!\w)(?:questions?|repon\w+|answer\w*|di[rst]e?|say|tell|skip\w*|pass\w*|saut\w+|suivante?|next|later"
    r"|plus tard)(?!\w)"
)
_FOR_OTHERS = re.compile(
    rf"(?<!\w)(?:pour|for|about) (?:(?:{kin.POSSESSIVE})?(?:{kin.KIN}|{kin.RELATIVE})|lui|elle|eux|him|her|them)(?!\w)"
)


def may_pass(parse: Parse) -> bool:
    """Whether a message that the model takes for one may pass over the open question.

    Not if that is only likely, if it refuses something that was shown, or is about somebody else.
    """
    if passes(parse.text):
        return True
    plain = even(parse.text)
    return parse.confidence >= _SURELY and not (points_at(plain) or _FOR_OTHERS.search(plain))


def points_at(plain: str) -> bool:
    """Whether a text, normalized by `even`, points at something that is shown, and at no question."""
    return bool(_POINTS_AT.search(plain)) and not _SPEAKS_OF_A_QUESTION.search(plain)


def passes(text: str) -> bool:
    """Whether a text says nothing but that the writer has no answer, or does not want to give one: "no idea"."""
    return "?" not in text and bool(_PASSED_OVER.fullmatch(even(text)))
