"""Whether something is said: yes, no, also, only, perhaps; and whether a message corrects what was said before."""

import re
from collections.abc import Sequence
from enum import StrEnum

from bot.reading import words


class Whether(StrEnum):
    """How a value is meant."""

    YES = "yes"
    NO = "no"  # not, no longer, take it out, something instead of it
    ALSO = "also"
    ONLY = "only"
    PERHAPS = "perhaps"


_MOST_BETWEEN = 4  # words between "not" and what it denies
_EXCEPTED, _REMOVED = words.pattern(words.EXCEPTED), words.pattern(words.REMOVED, words.INSTEAD_OF)
_DENIED, _NOT_DENIED = words.pattern(words.DENIED), words.pattern(words.NOT_DENIED)
_ALSO, _ONLY, _PERHAPS, _PAST = (
    words.pattern(words.ADDED),
    words.pattern(words.ONLY),
    words.pattern(words.PERHAPS),
    words.pattern(words.PAST),
)
_AWAITED, _ASYLUM = words.pattern(words.AWAITED), re.compile(r"asile|asylum|refug")
_CORRECTS, _ASKS = words.pattern(words.CORRECTED), words.pattern(words.ASKS)
_SENTENCE = re.compile(r"[.;!?\n]+")
_PIECE = re.compile(r"[.;!?\n,:]+|(?<!\w)(?:mais|but|plutot|rather)(?!\w)")
_JOINED = re.compile(r"\s*,?\s*(?:et|and|ni|nor|ou|or)?\s*(?:(?:a|au|aux|en|le|la|les|l'|the|in)\s*)*")
# "change Laval for Amos": what stands between is given up.
_CHANGES = re.compile(
    r"(?<!\w)(?:chang|replac|remplac|swap|switch|troqu|echang)\w*(?: from| de)? (?:my |mon |ma |la |le |les |the |l')?$"
)
_FOR = re.compile(r" (?:for|to|by|with|into|par|pour|contre|en)(?!\w)")
_NO_THEN = re.compile(r"^\s*(?:non|no|nope)\b\W+\w+\W+\w")


def whether(plain: str, start: int, end: int, before: Sequence[tuple[int, int, Whether]] = ()) -> Whether:
    """How the value at this span of an even text is meant; `before`: the values of its kind that stand before it."""
    left = plain[_last(_PIECE, plain, start) : start]
    if before and before[-1][2] is Whether.NO:
        gap = plain[before[-1][1] : start]
        listed = _EXCEPTED.search(plain[_last(_SENTENCE, plain, start) : before[-1][0]]) or "," not in gap
        if _JOINED.fullmatch(gap) and listed:
            return Whether.NO
    if _CHANGES.search(left) and _FOR.match(plain[end:]):
        return Whether.NO
    cleared = _NOT_DENIED.sub(lambda match: "·" * len(match[0]), left)
    if any(_near(cue, cleared) for cue in (_EXCEPTED, _REMOVED, _DENIED)):
        return Whether.NO
    around = left + " ~ " + plain[end : _next(_PIECE, plain, end)]
    if _ONLY.search(around):
        return Whether.ONLY
    if _ALSO.search(around):
        return Whether.ALSO
    return Whether.PERHAPS if _PERHAPS.search(left) else Whether.YES


def asserted(plain: str, *, past: bool = False) -> str:
    """An even text without the pieces that deny something, in place; the whole where nothing else is left.

    `past`: pieces that tell how it used to be go too, whatever is left.
    """
    kept, denied = _pieces(plain, past)
    return kept if any(c.isalnum() for c in kept) or (past and not denied.strip()) else plain


def held(plain: str) -> str:
    """An even text without the pieces that tell of papers still to come, in place."""
    pieces = re.split(rf"({_PIECE.pattern})", plain)
    return "".join(
        " " * len(piece) if _AWAITED.search(piece) and not _ASYLUM.search(piece) else piece for piece in pieces
    )


def denied(plain: str) -> str:
    """Only the pieces of an even text that deny something."""
    return _pieces(plain, False)[1]


def is_past(plain: str, position: int) -> bool:
    """Whether the piece around a position tells how it used to be."""
    return bool(_PAST.search(plain[_last(_PIECE, plain, position) : _next(_PIECE, plain, position)]))


def corrects(plain: str) -> bool:
    """Whether a message says that something was wrong or has changed."""
    return bool(_CORRECTS.search(plain) or _NO_THEN.search(plain))


def asks(plain: str) -> bool:
    """Whether a text has the shape of a question or a request."""
    begun = re.sub(
        r"^\W*(?:(?:et|and|ok|alors|so|mais|but|please|svp|bonjour|hello|hi|salut|au fait|by the way)\W+)*", "", plain
    )
    return "?" in plain or bool(_ASKS.match(begun))


def sentence(plain: str, position: int) -> str:
    """The sentence around a position."""
    return plain[_last(_SENTENCE, plain, position) : _next(_SENTENCE, plain, position)]


def _near(cue: re.Pattern[str], left: str) -> bool:
    ends = [match.end() for match in cue.finditer(left)]
    return bool(ends) and len(left[ends[-1] :].split()) <= _MOST_BETWEEN


def _pieces(plain: str, past: bool) -> tuple[str, str]:
    kept, out = [], []
    start = 0
    for end in [*(match.end() for match in _PIECE.finditer(plain)), len(plain)]:
        piece = plain[start:end]
        cleared = _NOT_DENIED.sub("", piece)
        bare_no = re.fullmatch(r"\W*(?:non|no|nope)\W*", piece)
        gone = not bare_no and (_DENIED.search(cleared) or _REMOVED.search(cleared))
        before = past and _PAST.search(piece)
        blank = " " * len(piece)
        kept.append(blank if gone or before or bare_no else piece)
        out.append(piece if gone else blank)
        start = end
    return "".join(kept), "".join(out)


def _last(boundary: re.Pattern[str], plain: str, position: int) -> int:
    return max((match.end() for match in boundary.finditer(plain, 0, position)), default=0)


def _next(boundary: re.Pattern[str], plain: str, position: int) -> int:
    match = boundary.search(plain, position)
    return match.start() if match else len(plain)
