"""What somebody in danger writes next: a plea or the question what to do, which names no danger itself."""

import re
import unicodedata

_MOST_WORDS = 20
_GOES_ON = re.compile(
    r"(?<!\w)(?:"
    r"(?:je|on|j['’]) ?(?:fais|fait|dois faire|peux faire) quoi|ch?fa(?:is|it) quoi|j fai koi|quoi faire"
    r"|que (?:dois-je |puis-je )?faire|qu['’]est[- ]ce que (?:je|on) (?:fais|fait|dois|peux)"
    r"|qui (?:dois-je |est-ce que j['’])?(?:je )?appell?er?|j['’]appelle qui|aide[rz]?[- ](?:moi|nous)|au secours|vite"
    r"|what (?:do|should|can|must|to) (?:i |we )?do|what now|what i do|who (?:do|should|can) (?:i|we) call|call who"
    r"|(?:please |pls )?help(?: me| us)?|hurry"
    r")(?!\w)"
)


def goes_on(text: str) -> bool:
    """Whether a message begs for help or asks what to do: to be asked only right after danger was answered."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return len(plain.split()) <= _MOST_WORDS and _GOES_ON.search(plain) is not None
