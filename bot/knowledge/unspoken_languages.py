"""Words that look like spoken languages and are none: "English zero", "tell me more" (Moré, without its accent)."""

import re
from collections.abc import Callable

_ZERO = r"(?:z[eé]ro|0|nul(?:le)?|n[eé]ant)"
_LETTERS = r"[^\W\d_]+"
_UNSPOKEN = re.compile(  # « l'anglais zéro », "English: 0", « nul en anglais »
    rf"(?i)(?<![\w.,])(?:(?P<before>{_LETTERS})(?:\s*[:=-]\s*|\s+)"
    rf"(?:(?:c['’ ]?est|est|is|na|niveau|level)\s+){{0,2}})?(?P<zero>{_ZERO})(?!\w|[.,]\d)"
    rf"(?=(?:(?:\s+en)?\s+(?:d['’]|l['’])?(?P<after>{_LETTERS}))?)"
)
_AFTER_A_ZERO = frozenset("et and mais but pis puis so par sorry lol mdr".split())
_LISTED_MORE = re.compile(
    r"(?i)(?:[,;/&+]|\b(?:et|le|du|en|parle|speak)\b)\s*more\s*(?:$|[,;/&+.!]|\bet\b)|^\s*more\s*(?:[,;/&+]|et\b)"
)
_MORE = re.compile(r"(?i)(?<!\w)more(?!\w)")


def without_unspoken(text: str, is_language: Callable[[str], bool]) -> str:
    """The text with languages blanked that have a zero beside them; positions stay."""
    for found in _UNSPOKEN.finditer(text):
        before, after = found["before"] or "", found["after"] or ""
        start, end = found.span()
        if not is_language(before):
            start, end = found.start("zero"), found.end("after") if is_language(after) else 0
        elif after and after.lower() not in _AFTER_A_ZERO and not is_language(after):
            continue  # "English 0 mistakes"
        text = text[:start] + " " * (end - start) + text[max(start, end) :]
    return text


def without_more(text: str) -> str:
    """The text without the word "more", unless it stands in a list of languages, or as the name of one."""
    return text if _LISTED_MORE.search(text) else _MORE.sub("    ", text)
