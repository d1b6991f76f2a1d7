"""Cuts an answer down to its final part: what follows a slip ("7, euh non 8") or a "so", or precedes a "because"."""

import re
from collections.abc import Callable, Iterator

from bot.base.terms import LISTS, Field
from bot.knowledge import Found, Resolution, Unknown
from bot.reading import little_words as words
from bot.reading.answered_plainly import is_plain
from bot.reading.normalized_in_place import either, even
from bot.reading.numbers_alone import is_sure
from bot.reading.whether import is_question

_TAKEN_BACK = (
    r"non attend\w*|nan attend\w*|no,? wait|wait,? no|non,? pardon|pardon|sorry|euh+,? non|euh+,? nan|uh+,? no"
    r"|oups|oops|scratch that|i mean|je veux dire|correction|no sorry|non desolee?"
)
_AND_SO_ON = r"(?:\W+(?:non|no|nan|wait|attend\w*|pardon|sorry|en fait|actually|c'est|it'?s|plutot|make it|mets|put))*"
_SLIP = re.compile(rf"(?<=\w)\W*(?<!\w)(?:{_TAKEN_BACK}){_AND_SO_ON}(?!\w)\W*")
# Where a number is asked for, a bare "no" takes the number before it back.
_NO_IT_IS = re.compile(rf"(?<=\w)\W+(?:{_TAKEN_BACK}|non|no|nan|nope|nah){_AND_SO_ON}(?!\w)\W*")
_SO = re.compile(r"(?<=\w)\W+(?:so|donc|alors|faque|fait que|du coup|fak)(?!\w)\W*(?!que |much |many |far )")
_SUMS_UP = re.compile(  # "so twelve i guess?": a sum that somebody is not quite sure of
    r"(?<!\w)(?:so|donc|alors|faque|fait que|du coup|ca fait|that makes|that's)"
    r"\W+(?P<sum>(?:[\w']+ ){0,4}[\w']+) ?\?\W*$"
)
_NOT_QUITE_SURE = re.compile(
    r"(?<!\w)(?:i (?:guess|think|suppose|believe)|je (?:pense|crois|suppose|dirais)|maybe|perhaps|peut-etre|probably"
    r"|environ|about|around|a peu pres|genre|right|hein|no|non)(?!\w)"
)
_MAY_OR_COMES = words.pattern(
    either(
        r"peu[tvx]\w*|pourr\w+|doi(?:[st]|vent)|faut|faudra\w*|a le droit|vien\w*|viendr\w*|accept\w+",
        r"can|could|(?<=i )may|(?<=we )may|may(?= (?:i|we|my|he|she|they)(?!\w))|might|must|should|shall|will|would"
        r"|need|allow\w*|com(?:e|es|ing)|joins?|accept\w*",
    )
)
_BECAUSE = re.compile(
    r"(?<=\w)\W+(?:because|bcoz|bcz|cuz|coz|parce qu\w*|pcq|paske|vu que|puisqu\w*|car|since (?=he|she|we|they|my|our)"
    r"|grace a|thanks to)(?!\w)"
)
_VERB, _FEW_WORDS = words.pattern(words.VERB), 4  # a name of a value, "resident permanent"
_NUMBERED = frozenset({Field.EXPERIENCE})
_CONCLUDED = frozenset({Field.EXPERIENCE, Field.START, Field.HOUSEHOLD, Field.PERMIT})
_BY_REASON = frozenset({Field.HOUSEHOLD, Field.PERMIT, Field.REGIONS, Field.LANGUAGES})
Read = Callable[[str], Resolution[object]]


def gist(field: Field, text: str, read: Read) -> str:
    """The part of the text that holds the final answer: "8" in "7, euh non 8"; the whole text if it marks none.

    `read` resolves the field's value from a part of the text.
    """
    for part, rest in _parts(field, even(text), text):
        found = read(part)
        if isinstance(found, Found) and (rest is None or not isinstance(read(rest), Unknown)):
            return part
    return text


def sums_up(field: Field, text: str, read: Read) -> bool:
    """Whether a text ends in what an answer comes to, with a question mark that asks nothing of us.

    It is the value and nothing else: "so my wife can come too?" asks what is allowed.
    """
    end = _SUMS_UP.search(even(text)) if field in _CONCLUDED else None
    if end is None or is_question(end["sum"]) or _MAY_OR_COMES.search(end["sum"]):
        return False
    comes_to = _NOT_QUITE_SURE.sub(" ", end["sum"])
    found = read(comes_to) if any(map(str.isalnum, comes_to)) else Unknown()
    if not isinstance(found, Found):
        return False
    names_it = len(comes_to.split()) <= _FEW_WORDS and not _VERB.search(comes_to)
    return names_it or is_sure(field, comes_to) or is_plain(field, comes_to, found, read)


def _parts(field: Field, plain: str, text: str) -> Iterator[tuple[str, str | None]]:
    """Parts that may be the answer, each with the part it takes back, or None.

    The caller checks that the part taken back holds a value too: "7" in "7, euh non 8".
    """
    slip = _NO_IT_IS if field in _NUMBERED else _SLIP
    if field not in LISTS and field is not Field.OCCUPATION:
        for match in reversed(list(slip.finditer(plain))):
            yield text[match.end() :], text[: match.start()]
        for match in reversed(list(_SO.finditer(plain)) if field in _CONCLUDED else []):
            yield text[match.end() :], None
    if field in _BY_REASON and (reason := _BECAUSE.search(plain)):
        head = text[: reason.start()]
        yield head, text if field in LISTS else None
