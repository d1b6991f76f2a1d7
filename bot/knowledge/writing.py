"""In which of our two languages a message is written."""

from functools import cache

from py3langid import langid

from bot.knowledge.text import words
from bot.terms import Language

# Below, a message is a name, a trade or a level as often as a sentence: of the training phrases with four words or
# more, 1.7 in a hundred are taken for the other language, most of them mixed; of those with less, 7.
FEWEST_WORDS = 4
_NEIGHBOURS = ("es", "pt")  # not ours, but often written to us, and too easily taken for French


def written_language(text: str) -> Language | None:
    """French or English; none of a short message or another language."""
    if sum(map(str.isalpha, words(text).split())) < FEWEST_WORDS:
        return None
    code, _ = _identifier().classify(text)
    return Language(code) if code in set(Language) else None


@cache
def _identifier() -> langid.LanguageIdentifier:
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    identifier.set_languages([*Language, *_NEIGHBOURS])
    return identifier
