"""What text may be given to the encoders."""

import unicodedata

_MOST_BYTES = 320  # of UTF-8, some 300 letters of French: time grows with length, and a wish is said early
_UNSEEN = frozenset({"Cc", "Cs"})  # control characters and lone surrogates, which cannot be encoded


def bounded(text: str) -> str:
    """A text that is safe to give to an encoder, whatever somebody typed.

    The encoder is native code. It normalises the text again, into a buffer of four code points for each byte given;
    only U+FDFA needs more (three bytes, eighteen code points). Once normalised, no character grows any more.
    """
    normal = unicodedata.normalize("NFKC", text[: 4 * _MOST_BYTES])
    line = "".join(" " if c.isspace() else c for c in normal if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    return line.encode()[:_MOST_BYTES].decode(errors="ignore")
