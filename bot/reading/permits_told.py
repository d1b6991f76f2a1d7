"""Reads a status or permit as people describe it: "an open one", "I won my hearing", "my boss's name is on it"."""

import re
from collections.abc import Mapping

from bot.base.terms import Permit
from bot.knowledge import Found, Resolution, Resolver, Unknown
from bot.reading.normalized_in_place import even

_IT_IS = r"\W*(?:un |an? |the |le |my |mon |mine is |(?:le )?mien est )?"
_OPEN_OR_CLOSED = {
    re.compile(
        rf"{_IT_IS}(?:open|ouvert)(?: one)?(?:\W*|[,;.(].*|\W+(?:mais|but|until|jusqu\w*) .*)"
    ): Permit.OPEN_WORK_PERMIT,
    re.compile(
        rf"{_IT_IS}(?:closed|ferme)(?: one)?(?:\W*|[,;.(].*|\W+(?:mais|but|until|jusqu\w*) .*)"
    ): Permit.CLOSED_WORK_PERMIT,
    re.compile(r"\W*(?:i have )?no (?:papers?|status|permit)\W*"): Permit.NONE,
}  # texts that consist of this alone, as an answer to the question on the status
_IN_DOUBT = r"(?<!\w)(?:no|non|not|n't|pas|never|jamais|or|ou|if|si|sure|know|sais|sait|think|pense|maybe)(?!\w)|\?"
_SAID_OF_IT = {  # sentences that say it of the permit: "my permit is open", "permit = open", "i have permit open"
    re.compile(
        r"(?:(?<!\w)(?:permit|permis)(?: de travail)? (?:is|est|c'est|cest)"
        r"(?: (?!(?:not|pas|pa|plus|no|never|jamais)(?!\w))\w+)?"
        rf"|^(?!.*(?:{_IN_DOUBT})).*?(?:(?<!\w)wp is|"
        r"(?:^|[.,;:!(]|(?<!\w)(?:have|got|get|with|on|my|mon|un|ai))\W*(?:work )?(?:permit|permis|wp)"
        rf"(?: (?:de )?travail)?(?: ?[=:])?)) ?{said}(?!\w)"
    ): permit
    for said, permit in {
        "(?:open|ouvert)": Permit.OPEN_WORK_PERMIT, "(?:closed|ferme)": Permit.CLOSED_WORK_PERMIT
    }.items()
}  # fmt: skip
_OF_ONE_EMPLOYER = re.compile(
    r"(?<!\w)(?:(?:for|pour|with|avec|by|par|lie a|attache a|tied to) (?:only )?(?:one|1|a single|un|un seul|mon)"
    r" (?:\w+ )?(?:employe(?:r|ur)|patron|boss|company|compagnie)|(?:one|single|un seul) employe(?:r|ur))(?!\w)"
)
_EMPLOYER = r"(?:employe(?:r|ur)|patron|boss|company|compagnie)"
_ASYLUM_GIVEN = re.compile(
    r"(?<!\w)(?:asile|asylum|refugie\w*|refugee)(?: \w+){0,4} (?:accept\w+|approuv\w+|approved|granted)(?!\w)"
    r"|(?<!\w)(?:accept\w+|granted|got) (?:\w+ )?(?:asile|asylum)(?!\w)"
    r"|(?<!\w)(?:cisr|irb|commission|tribunal)(?:(?: m'a| nous a)(?: (?:deja|enfin))? (?:acceptee?s?|reconnue?s?)"
    r"|(?: has| have)?(?: (?:finally|already))? (?:accepted|recogni[sz]ed) (?:me|us))"
    r"(?= ?(?:[.,;!]|$)| (?:and|et|last|yesterday|hier|as refugees?|comme refugie\w*)(?!\w)"
    r"| (?:in|en) (?:19|20)\d\d)"
)
_AT_THE_BORDER = r"(?:airport|border|frontiere|aeroport|douanes?|customs|lacolle|roxham)"
_CLAIMS = re.compile(
    # « une demande à la frontière » is often one for a permit, and is asked about
    rf"^(?!.*(?<!\w)(?:permits?|visas?|work|study|bags?|luggage)(?!\w)).*"
    rf"(?<!\w)(?:made?|make|did) (?:a |my |our )?claim (?:at|in|from) (?:the )?{_AT_THE_BORDER}(?!\w)|"
    r"(?<!\w)(?:refugees?|refugie\w*) (?:claim\w*|demande)|(?:claim|demande) (?:of |de |d'|for )?refuge\w*"
)
# Permits to do something else than to live and work here.
OF_SOMETHING_ELSE = re.compile(
    r"(?<!\w)(?:(?:fishing|hunting|driving|driver'?s?|learner'?s?|building|parking|gun|boat(?:ing)?|camping|liquor)"
    r" (?:permits?|licen[cs]es?)|permis (?:de |d')?(?:peche|chasse|conduire|conduite|construire|construction"
    r"|stationne\w*|bateau|bar|alcool|moto|camping))(?!\w)"
)
# How people describe a status without naming it.
_OF_PAPERS = re.compile(
    r"(?<!\w)(?:permis|permits?|wp|visas?|statut|status|pr|rp|residen\w*|citoy\w*|citizen\w*|asile|asylum|refug\w*"
    r"|stud\w*|etud\w*|papiers?|papers?)(?!\w)"
)
_TOLD_OF: Mapping[Permit, re.Pattern[str]] = {
    Permit.CITIZEN: re.compile(
        r"(?<!\w)(?:jur\w+|pret\w+|fait|took|taken|swore|sworn|gave)(?: \w+){0,3}?"
        r" (?:serment|drapeau|oath|allegiance)(?!\w)"
        r"|(?<!\w)(?:passeport|passport)(?: \w+){0,2} (?:bleu|blue|canad\w+)(?!\w)"
    ),
    Permit.REFUGEE: re.compile(
        r"(?<!\w)(?:juge|judge|commissaire|commissioner|member|tribunal|board|audience|hearing|cisr|irb)(?!\w).{0,20}"
        r"(?<!\w)(?:oui|yes|accept\w*|gagn\w+|won|positi\w+|approuv\w+|approved)(?!\w)"
        r"|(?<!\w)(?:gagn\w+|won)(?: \w+){0,2} (?:audience|hearing|cause|case)(?!\w)"
    ),
    Permit.ASYLUM_SEEKER: re.compile(
        r"(?<!\w)(?:attend\w*|wait\w*|no|not|pas encore|next|prochaine|date)(?!\w).{0,25}"
        r"(?<!\w)(?:audience|hearing|cisr|irb)(?!\w)"
        r"|(?<!\w)(?:audience|hearing)(?: \w+)?"
        r" (?:\d|in|en|le|repouss\w*|postponed|not yet|pas encore|prevue)(?!\w)"
    ),
    Permit.OPEN_WORK_PERMIT: re.compile(
        r"(?<!\w)(?:no|without|aucun|sans|pas de) (?:name|nom)(?!\w)"
        r"|(?<!\w)(?:any|every|all|n'importe quel|tous les) (?:boss|employe(?:r|ur)s?|patrons?|company|job)(?!\w)"
    ),
    Permit.GRADUATE_WORK_PERMIT: re.compile(
        r"(?<!\w)(?:permit|it|mine|have|got)(?:'s| is)?(?: \w+){0,2} (?:post[- ]?grad\w*|graduate) one(?!\w)"
        r"|(?<!\w)[123] ?(?:yr|year|an)s? (?:one|(?:work )?permit|permis)(?: \w+)? (?:after|apres)"
        r" (?:the |my |le |la |mon |mes )?(?:college|cegep|univ\w*|stud\w+|etudes|graduation|diplom\w*)(?!\w)"
    ),
    Permit.CLOSED_WORK_PERMIT: re.compile(
        rf"^(?!.*(?:{_IN_DOUBT})).*(?<!\w)(?:permit|permis|papiers?|paper)(?!\w)(?:.{{0,25}}(?<!\w)(?:work|travaill\w*)"
        r" (?:only|just|juste|seulement|que) (?:for|pour|chez)"
        r"|.{0,15}(?<!\w)(?:(?:me|nous) (?:tient|tiennent|garde)|(?:keeps?|holds?) (?:me|us)) (?:chez|with|at|to|avec))"
        rf" (?:\w+ )?{_EMPLOYER}(?!\w)"
        r"|(?<!\w)(?:name|nom)(?:'s)?(?: \w+){0,3}"
        r" (?:company|compagnie|boss|employe(?:r|ur)|patron|madam|family|famille)(?!\w)"
        r"|(?<!\w)(?:tied?|lie|attache|stuck)(?: \w+)? (?:to|a|au|with|avec) (?!my (?:wife|husband|spouse))(?:\w+)"
        r"|(?<!\w)(?:ecrit|written|marque)(?: \w+)? (?:dessus|on it|there)(?!\w)"
    ),
}


def permit(resolver: Resolver, said: str) -> Resolution[Permit]:
    """The status or permit that a text names or describes: REFUGEE for "I won my hearing"; Unknown if neither."""
    if other := OF_SOMETHING_ELSE.search(even(said)):
        rest = said[: other.start()] + " " + said[other.end() :]
        return permit(resolver, rest) if _OF_PAPERS.search(even(rest)) else Unknown()
    alone = (permit for pattern, permit in _OPEN_OR_CLOSED.items() if pattern.fullmatch(even(said)))
    said_of_it = (permit for pattern, permit in _SAID_OF_IT.items() if pattern.search(even(said)))
    named = (
        next(alone, None)
        or next(said_of_it, None)
        or (Permit.CLOSED_WORK_PERMIT if _OF_ONE_EMPLOYER.search(even(said)) else None)
    )
    if named is None and _ASYLUM_GIVEN.search(even(said)):
        named = Permit.REFUGEE
    if named is None and _CLAIMS.search(even(said)):
        named = Permit.ASYLUM_SEEKER
    if named is not None:
        return Found(named)
    outcome = resolver.permit(said)
    told = next((permit for permit, pattern in _TOLD_OF.items() if pattern.search(even(said))), None)
    if told is None or outcome == Found(told):
        return outcome
    return Found(told) if isinstance(outcome, Unknown) else outcome
