"""Finds people who are named by a word that our lists do not have, such as "kuya" or "Ibrahim".

No list holds the words for relatives in all languages. So any subject of a verb at the head of a clause is taken for
another person, unless it is a word for the writer or for something that answers speak of ("level is 3").
"""

import re
from collections.abc import Iterator

from bot.reading import kin
from bot.reading import little_words as words

_IS = r"(?:is|was|est|etait|c'est|cest|c'etait|ce|c|e)"
_HEAD = (
    r"(?:^|[.;!?\n,:(]|(?<!\w)(?:and|et|pis|puis|mais|but|while|whereas|alors que|tandis que)(?!\w))\W*"
    r"(?:(?:hi|hello|bonjour|salut|well|so|ben|no|non|nn|oh|ok|alors)\W+)*"
)
_SORRY = r"oups|oops|ops|sorry|pardon|wrong|faux|erreur"  # begins a correction, and is no person
_NAME = rf"(?!(?:{words.THINGS}|{words.WRITER}|{_SORRY})(?!\w))[^\W\d_]{{3,}}"
_SECOND = rf"(?: (?!(?:{words.THINGS}|{_IS}|{words.DOES}|{words.DENIED})(?!\w))[^\W\d_]{{2,}})?"  # "bapu ji", "kuya po"
_NO_PERSON = r"(?! (?:my|mon|ma|mes|what|ce|not|pas|the (?:only|best)|good|hard|nice)(?!\w))"
# "kuya is a baker, I am a painter": the subject of a clause that stands before the writer's own.
_SUBJECT = re.compile(
    rf"{_HEAD}(?P<name>(?:(?:{kin.POSSESSIVE})?{_NAME}|(?:{kin.OWNING}) {_NAME}){_SECOND}),? (?:{_IS}|{words.DOES})"
    rf"(?![\w']){_NO_PERSON}"
)
# "my jija drives a taxi": a noun after "my" with any verb.
_OWNED = re.compile(rf"{_HEAD}(?P<name>(?:my|our) {_NAME}{_SECOND}) (?!is|was|has)[^\W\d_]{{2,}}(?<!s)s(?!\w)")
# "dai cook. me cleaner": the writer's own turn begins with "me", so that the words before it are another person's.
_BESIDE = re.compile(
    rf"^\W*(?P<name>{_NAME}) (?:[^\W\d_]{{3,}}|\d{{1,2}})\W*(?:\b(?:and|et|pis|mais|but) )?(?=(?:me|moi)(?!\w) \w)"
)
# "Ibrahim is a machinist": the first word of a message, which may be a name.
_FIRST = re.compile(
    rf"^\W*(?!(?:{words.THINGS}|{_SORRY})(?!\w))(?P<name>[^\W\d_]{{3,}})"
    r"(?='s got|,? (?:est|is|was|has|had|got|speaks|parle|works?|travaille|a(?= (?:\d|un|une|le|la|fait|eu)))(?!\w))"
)


def strangers(plain: str) -> Iterator[tuple[int, int]]:
    """Spans of such words in a text normalized by `even`, if the text speaks of its writer afterwards."""
    for match in (*_SUBJECT.finditer(plain), *_OWNED.finditer(plain), *_BESIDE.finditer(plain)):
        if words.NAMES_WRITER.search(plain, match.end()):
            yield match.span("name")


def perhaps_a_name(plain: str) -> tuple[int, int] | None:
    """The span of a possible name with which a text, normalized by `even`, begins; None if it begins otherwise."""
    match = _FIRST.match(plain)
    return match.span("name") if match else None
