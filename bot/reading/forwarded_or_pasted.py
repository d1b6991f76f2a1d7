"""Recognizes somebody else's words: a forwarded message, or a pasted letter, chat or job advertisement.

Nothing in them is taken for a fact about the sender.
"""

import re

from bot.reading.context import Context, Reading
from bot.reading.normalized_in_place import even

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
# The line that introduces a quoted message, such as "On Monday Anna wrote:". The quotation goes on to the end.
_HEAD = re.compile(
    r"^\W*(?:begin )?(?:forwarded(?: message)?|original message|message (?:transfere|d'origine|original)"
    r"|transfere|fwd?|tr)(?:(?: de| from| par| by) [^:\n]{1,60})?(?: ?:|\W*$)"
    r"|^\W*(?:on|le|de ?:) ?[^\n]{2,80} (?:a ecrit|wrote) ?:",
    re.MULTILINE,
)
_FROM = re.compile(r"^\W*(?:de|from|expediteur) ?: ?\S", re.MULTILINE)
_LETTER = re.compile(r"^\W*(?:date|envoye|sent|objet|subject|cc) ?: ?\S|^\W*(?:a|to) ?: ?\S+@", re.MULTILINE)
_CHAT = re.compile(r"^(?:>|\[\d{1,4}[:/h.-]\d{2}[^\]\n]*\] ?[^:\n]{1,40}:).*$", re.MULTILINE)
_ADVERTISEMENT = re.compile(
    r"(?<!\w)(?:nous (?:re)?cherchons|on (?:embauche|recrute)|nous (?:embauchons|recrutons|offrons)"
    r"|(?:we are|we're|now) hiring|we (?:are looking|seek|offer)|looking to hire|(?:is|are) hiring|recherches?|wanted"
    r"|offre d'emploi"
    r"|job (?:offer|posting|description|title)|(?:poste|emploi)s? (?:a combler|disponible|permanent|a pourvoir)"
    r"|(?:votre|your) (?:candidature|application|profile?|cv|resume)|candidate?s?|applicants?|postulez"
    r"|apply (?:now|at|online|by)|(?:envoyez|faites parvenir|transmettez)|send (?:us )?(?:your|a) (?:cv|resume)"
    r"|requise?s?|exigee?s?"
    r"|exigences|required|requirements|qualifications|responsibilit\w+|responsabilites|taches|duties"
    r"|avantages sociaux|benefits"
    r"|temps plein|full[- ]time|salaire ?:|salary ?:|wage ?:|lieu ?:|location ?:|horaire ?:|schedule ?:|un atout"
    r"|an asset"
    r"|ref(?:erence)? ?(?::|#))(?!\w)"
)
_FEWEST_OF_AN_ADVERTISEMENT = 3  # so many different words of advertisements make a paragraph one
_WRITER = re.compile(r"(?<![\w'])(?:je|j'\w+|jai|chu|mon|ma|mes|moi|i|i'm|i've|im|my|me)(?!\w)")


def of_somebody_else(context: Context) -> Reading | None:
    """The reading of a forwarded message: no facts and no requests, only a note to the sender; None for their own."""
    if not context.forwarded:
        return None
    return Reading(does=(("forwarded",),), why=("somebody else's words: nothing of it is about the writer",))


def own_words(text: str) -> str:
    """The text without what was pasted into it; an empty string if all of it was pasted.

    A last paragraph with a question is kept, since the sender adds it to what they paste: "is this offer serious?".
    """
    left = _without_letters(text)
    paragraphs = _PARAGRAPH.split(left)
    kept = [paragraph for paragraph in paragraphs if not _is_advertisement(paragraph)]
    if left == text and kept == paragraphs:
        return text
    own = "\n\n".join(kept).strip()
    return own if any(c.isalnum() for c in own) else ""


def _without_letters(text: str) -> str:
    plain = even(text)
    starts = [match.start() for match in _HEAD.finditer(plain)]
    if (sender := _FROM.search(plain)) and _LETTER.search(plain):
        starts.append(sender.start())
    if starts:
        after = _PARAGRAPH.split(text[min(starts) :])
        asks = after[1:] and "?" in after[-1]
        text = text[: min(starts)] + ("\n\n" + after[-1] if asks else "")
        plain = even(text)
    for line in reversed(list(_CHAT.finditer(plain))):
        text = text[: line.start()] + text[line.end() :]
    return text


def _is_advertisement(paragraph: str) -> bool:
    plain = even(paragraph)
    words = {match[0] for match in _ADVERTISEMENT.finditer(plain)}
    return len(words) >= _FEWEST_OF_AN_ADVERTISEMENT and not _WRITER.search(plain)
