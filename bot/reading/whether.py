"""Decides whether a value is affirmed, denied, added or uncertain, and whether a message corrects or asks something."""

import re
from collections.abc import Sequence
from enum import StrEnum

from bot.reading import little_words as words
from bot.reading.normalized_in_place import even, parts


class Whether(StrEnum):
    """How a value is meant."""

    YES = "yes"
    NO = "no"  # denied, no longer true, to be removed or replaced
    ALSO = "also"  # in addition to the saved values
    ONLY = "only"  # in place of the saved values
    PERHAPS = "perhaps"


_MOST_BETWEEN = 4  # words between "not" and what it denies
_EXCEPTED, _REMOVED = words.pattern(words.EXCEPTED), words.pattern(words.REMOVED, words.INSTEAD_OF)
_DENIED, _NOT_DENIED = words.pattern(words.DENIED), words.pattern(words.NOT_DENIED)
_ALSO, _ONLY, _PERHAPS = words.pattern(words.ADDED), words.pattern(words.ONLY), words.pattern(words.PERHAPS)
NOT_ONLY = re.compile(r"(?<!\w)(?:not|pas|non) (?:only|just|seulement|juste|uniquement|que)(?!\w)(?! (?:an?|une?) )")
_CORRECTS, _ASKS = words.pattern(words.CORRECTED), words.pattern(words.ASKS)
_WONDERS = words.pattern(words.WONDERS)
_ORAL = re.compile(  # questions without a question mark: "y a tu un bus", "c'est combien", "is it far"
    r"(?<!\w)(?:a|c'est|est|faut|peut|peux|va|vont|sont|ont|reste|ya|serait|aurait|prend|paye|donne|coute)[ -]t?u(?!\w)"
    r"|(?<!\w)(?:combien|c'est quoi|jusqu'a quand|a quelle heure|until when|what time|how (?:much|many|long|far))(?!\w)"
    r"|^\W*(?:c'est|it'?s) (?:gratuit|payant|free|loin|far|cher|expensive|ouvert|open|obligatoire|mandatory)\W*$"
    r"|^\W*(?:c'est|ca) (?:\w+ )?(?:ou|quand|comment|qui|quoi|pourquoi)\W*$"
    r"|^\W*(?:avez|offrez|donnez|faites|pouvez|savez|connaissez|prenez|acceptez|aidez)[ -]vous(?!\w)"
    r"|^\W*(?:is|are|do|does|did|will|would|can|could) (?:it|they|there|we|you|this|that|he|she|kids|children|my)(?!\w)"
)
_LEADS = re.compile(
    r"^\W*(?:(?:et|and|pis|puis|ok|alors|so|mais|but|please|svp|bonjour|hello|hi|salut|au fait|by the way"
    r"|btw|sinon|d'ailleurs|also|aussi)\W+)*"
)
SENTENCE = re.compile(r"[.;!?\n]+")
PIECE = re.compile(  # separates the parts of a sentence
    r"[.;!?\n,:()]+|(?<!\w)(?:mais|(?<!anywhere )(?<!everywhere )but|plutot|rather|although|though|par contre)(?!\w)"
)
_JOINED = re.compile(r"\s*,?\s*(?:et|and|ni|nor|ou|or)?\s*(?:(?:a|au|aux|en|le|la|les|l'|the|in)\s*)*")
_ALSO_JOINED = re.compile(
    r"\s*,?\s*(?:et|and|ou|or|pis|puis|ou bien|ou ben)?\s*(?:(?:a|au|aux|en|le|la|les|l'|the|in)\s*)*"
)
# "change Laval for Amos": the value between "change" and "for" is given up.
_CHANGES = re.compile(
    r"(?<!\w)(?:chang|replac|remplac|swap|switch|troqu|echang)\w*(?: from| de)? (?:my |mon |ma |la |le |les |the |l')?$"
)
_PUTS = re.compile(  # "add", « mets », "and keep": the value after it is wanted, also in an order to remove another
    r"(?<!\w)(?:ajout\w+|rajout\w+|add|put|mets|mettez|met|(?:et|and|pis|puis|then) (?:keep|gard(?:e[rz]?|ons)))"
    r" (?:(?:moi|plutot|in|me|(?P<only>only|just|juste|seulement|uniquement)) )*"
    r"(?:(?:a|au|aux|en|le|la|les|l'|the|region|de) ?)*$"
)
IT_IS = re.compile(r"(?<=\w )(?:it'?s|it is|c'est|cest|c)(?= )(?! (?:not|pas|pa|plus|no)(?!\w))")
_TAKES, _OFF = (
    re.compile(r"(?<!\w)(?:take|tak|tek|cross|leave|get) (?:the |my )?$"),
    re.compile(r"^ (?:off|out|away)(?!\w)"),
)
_INSTEAD = re.compile(r"^ (?:a (?:la |sa )?place|instead)(?! (?:of|de|du|d'))(?!\w)")
_ALL_OF_IT = re.compile(
    r"(?<!\w)(?:remov\w+|delet\w+|drop|forget|enlev\w+|retir\w+|ote[rz]?) (?:that|this|it|ca|tout|all|everything)(?!\w)"
)
# « l'anglais que je parle pas », "Dutch I don't speak": the denial follows the value.
_NOT_SPOKEN = re.compile(
    r"^,? (?:ca|sa|cela) (?:ne )?(?:m'|nous )\w+ (?:pas|plus|pu|po)(?!\w)"
    r"|^,? (?:(?:nn|non|no),? )?(?:que |qu'|that |which |ca |c'est que )?(?:moi )?(?:je |j'|j(?=[b-z])|i )"
    r"(?:ne |n')?(?:\w+ )?(?:pas|pa(?!\w)|plus|po"
    r"|jamais|don'?t|do not|can'?t|cannot|no longer|never)(?!\w)(?! (?:la(?! langue)|le|les|l'|the|du(?! tout)) ?\w)"
)
_NO_IT_IS = re.compile(r"^\W*(?:non|nan|no|nope)\W*$")  # before a number it corrects, and denies nothing: "no 6 years"
_LETTERED = re.compile(r"[abc][12](?!\w)")  # a level such as B2
NO_AFTER = re.compile(
    r"(?::|\.{2,}|…|,)? ?(?<=[ .…])(?:no|non|nope)"
    rf"(?=\W*(?:$|[.,;!?\n])|,? (?:trop|too|plus|car|parce|because|my|mon|ma|{words.KINDLY})(?!\w))"
)  # "Spanish no. Hindi yes"
_FOR = re.compile(r" (?:for|to|by|with|into|par|pour|contre|en)(?!\w)")
_NO_THEN = re.compile(r"^\s*(?:non|no|nope|nan)\b\W+(?:\w+\W+\w|\d|[abc][12](?!\w))")

_LITTLE = frozenset(
    """
    a à and au aux avec d de des du dans en et i in l la le les maybe my ou or peut être please près région régions
    region regions s svp the to un une ville with ok oui yes then donc alors plutôt
    aime aimerais aller choisis habiter j je moi nous pense préfère travailler veux vivre voudrais
    go like live love me move prefer choose think want we work would
    also aussi add ajoute ajoutez only seulement juste just not pas non no remove enlève enlevez retire retirez
    i'm i'am am suis actually finalement finally instead non enfin is it c'est mon ma my
    put mets met mettez mettre côté coin side first d'abord abord premier fine good bien bon par sinon otherwise
    préférence surtout mainly mostly vers around near près sa ça ca both deux okay ok is are or
    """.split()
)
_LITTLE_PLAIN = frozenset(even(word) for word in _LITTLE)


def whether(plain: str, start: int, end: int, before: Sequence[tuple[int, int, Whether]] = ()) -> Whether:
    """How the value at this span of a text, normalized by `even`, is meant: NO for "Laval" in "Amos, not Laval".

    `before`: start, end and result for the values of the same field that stand before it.
    """
    left = plain[_last(PIECE, plain, start) : start]
    if (put := _PUTS.search(left)) and not _DENIED.search(left[put.end() :]):  # "remove Laval and add Estrie"
        replaces = _INSTEAD.search(plain[end:]) or _ALL_OF_IT.search(left[: put.start()])
        keeps_only = put["only"] and not _ALSO.search(put[0])  # "add only Amos" adds it
        return Whether.ONLY if keeps_only or (replaces and not before) else Whether.ALSO
    if before and before[-1][2] is Whether.NO:
        gap = plain[before[-1][1] : start]
        listed = _EXCEPTED.search(plain[_last(SENTENCE, plain, start) : before[-1][0]]) or "," not in gap
        if _JOINED.fullmatch(gap) and listed:
            return Whether.NO
    if _CHANGES.search(left) and _FOR.match(plain[end:]):
        return Whether.NO
    right = plain[end : _next(PIECE, plain, end)]
    if _TAKES.search(left) and _OFF.match(right):
        return Whether.NO
    cleared = _NOT_DENIED.sub(lambda match: "·" * len(match[0]), left)
    cleared = cleared[_last(IT_IS, cleared, len(cleared)) :]  # "not B2 it is A1"
    if _NO_IT_IS.match(cleared) and (plain[start].isdigit() or _LETTERED.match(plain, start)):
        cleared = ""
    if any(_near(cue, cleared) for cue in (_EXCEPTED, _REMOVED, _DENIED)):
        return Whether.NO
    if NO_AFTER.match(plain, end):
        return Whether.NO
    if _NOT_SPOKEN.match(_NOT_DENIED.sub("·", right)):
        return Whether.NO
    around = NOT_ONLY.sub("also", left + " ~ " + right)
    if _ONLY.search(around):
        return Whether.ONLY
    if _ALSO.search(around):
        return Whether.ALSO
    return Whether.PERHAPS if _PERHAPS.search(left) else Whether.YES


def is_denied(plain: str, start: int, end: int) -> bool:
    """Whether the value at this span of a text, normalized by `even`, is denied: "a mosque, not in Gatineau"."""
    return whether(plain, start, end) is Whether.NO


def corrects(plain: str) -> bool:
    """Whether a text, normalized by `even`, says that something told before was wrong or has changed."""
    return bool(_CORRECTS.search(plain) or _NO_THEN.search(plain))


def asks(plain: str) -> bool:
    """Whether a text, normalized by `even`, has the shape of a question or a request, or begins with "I wonder"."""
    return is_question(plain) or bool(_WONDERS.match(_LEADS.sub("", plain)))


def asks_something(text: str) -> bool:
    """As `asks`, for a text as it was typed."""
    return asks(even(text))


def asks_anywhere(plain: str) -> bool:
    """As `asks`, of each sentence: of a whole message, `asks` sees only how it begins, and a question mark."""
    return "?" in plain or any(asks(each) for each in SENTENCE.split(plain))


def is_question(plain: str) -> bool:
    """Whether a text, normalized by `even`, has a question mark or begins like a question or a request."""
    led = _LEADS.sub("", plain)
    return "?" in plain or bool(_ASKS.match(led) or _ORAL.search(led))


def is_bare(plain: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a text, normalized by `even`, is no question and has nothing but these spans and little words."""
    if "?" in plain or not spans:
        return False
    rest = list(plain)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    return _LITTLE_PLAIN.issuperset(re.findall(r"\w+(?:'\w+)?", "".join(rest).replace("'", " ")))


def joined(plain: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether only an "and" or "or", and perhaps articles, stand between two spans."""
    (_, start), (end, _) = sorted((one, other))
    return bool(_ALSO_JOINED.fullmatch(plain, start, end))


def listed_alone(plain: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of the spans that stand alone, or at the head, in a sentence which is no question.

    In "Amos and Alma. Is it far to Laval?" these are Amos and Alma.
    """
    found: list[tuple[int, int]] = []
    for start, end in parts(SENTENCE, plain):
        inside = [(one - start, other - start) for one, other in spans if start <= one < end]
        said = plain[start:end]
        if inside and not is_question(said):
            cuts = [0, *(match.end() for match in PIECE.finditer(said)), len(said)]
            heads = [cut for cut in cuts if is_bare(said[:cut], [span for span in inside if span[1] <= cut])]
            found += [(one + start, other + start) for one, other in inside if heads and other <= heads[-1]]
    return found


def sentence(plain: str, position: int) -> str:
    """The sentence that holds this position."""
    return plain[slice(*sentence_span(plain, position))]


def sentence_span(plain: str, position: int) -> tuple[int, int]:
    """Start and end of the sentence that holds this position."""
    return _last(SENTENCE, plain, position), _next(SENTENCE, plain, position)


def piece(plain: str, position: int) -> str:
    """The part of a sentence that holds this position, as `PIECE` separates them."""
    return plain[_last(PIECE, plain, position) : _next(PIECE, plain, position)]


def piece_span(plain: str, position: int) -> tuple[int, int]:
    """Start and end of the part of a sentence that holds this position."""
    return _last(PIECE, plain, position), _next(PIECE, plain, position)


def _near(cue: re.Pattern[str], left: str) -> bool:
    ends = [match.end() for match in cue.finditer(left)]
    return bool(ends) and len(left[ends[-1] :].split()) <= _MOST_BETWEEN


def _last(boundary: re.Pattern[str], plain: str, position: int) -> int:
    return max((match.end() for match in boundary.finditer(plain, 0, position)), default=0)


def _next(boundary: re.Pattern[str], plain: str, position: int) -> int:
    match = boundary.search(plain, position)
    return match.start() if match else len(plain)
