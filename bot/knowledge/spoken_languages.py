"""Languages that people speak, by ISO code. Names come from Babel, everyday names from the vocabulary."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale

from bot.base.terms import Language
from bot.knowledge.normalized_text import words
from bot.knowledge.resolution import Found, PhraseIndex, Resolution, Unknown
from bot.knowledge.schema import Vocabulary
from bot.knowledge.unspoken_languages import without_more, without_unspoken

LANGUAGES = (
    "am",
    "ar",
    "az",
    "bg",
    "bm",
    "bn",
    "bs",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "fa",
    "ff",
    "fi",
    "fil",
    "fr",
    "gcf",
    "ha",
    "he",
    "hi",
    "hr",
    "ht",
    "hu",
    "hy",
    "id",
    "ig",
    "it",
    "ja",
    "ka",
    "kab",
    "kea",
    "kg",
    "ko",
    "ku",
    "ln",
    "lt",
    "lu",
    "lv",
    "mfe",
    "mg",
    "ml",
    "mos",
    "ne",
    "nl",
    "no",
    "pa",
    "pl",
    "ps",
    "pt",
    "rcf",
    "rn",
    "ro",
    "ru",
    "rw",
    "si",
    "sk",
    "sl",
    "so",
    "sq",
    "sr",
    "sv",
    "sw",
    "ta",
    "te",
    "th",
    "ti",
    "tr",
    "uk",
    "ur",
    "uz",
    "vi",
    "wo",
    "yo",
    "yue",
    "zgh",
    "zh",
)
# Creoles that the standard list lacks, by the names that people use; Haitian is not among them.
_NAMES = {
    "gcf": {Language.FRENCH: "créole antillais", Language.ENGLISH: "Antillean Creole"},
    "rcf": {Language.FRENCH: "créole réunionnais", Language.ENGLISH: "Réunion Creole"},
}
_CREOLES = {
    "gcf": (
        "créole martiniquais", "créole guadeloupéen", "créole de la martinique", "créole de martinique",
        "créole de la guadeloupe", "créole de guadeloupe", "créole guyanais", "martinican creole", "martinique creole",
        "guadeloupean creole", "guadeloupe creole", "creole from martinique", "creole from guadeloupe",
        "creole of martinique", "creole of guadeloupe", "lesser antillean creole", "st lucian creole",
        "dominican creole",
    ),
    "rcf": ("créole de la réunion", "créole de réunion", "reunionese creole", "creole from reunion"),
    "mfe": (
        "créole de maurice", "créole de l'île maurice", "morisyen", "mauritian creole", "creole from mauritius",
        "créole mauricien",
    ),
    "kea": ("créole du cap-vert", "créole cap-verdien", "capverdien", "cape verdean creole", "cape verdean"),
}  # fmt: skip
# Names of languages that are ordinary words too, or names of several languages.
_WORDS_TOO = frozenset(
    """
    alabama asu creek dakota delaware esclave gan gothic gothique jute karen kom mari mono multilingue
    multiple languages multilingual samia sena seneca slave tigre vote yao
    """.split()
)
_NO_ONE = frozenset({"mis", "mul", "und", "zxx", "root", "tl"})  # of no language, or of one that has another code here
_FEWEST_LETTERS = 3  # of a further language's name
_CODES = "en es ar ht pt zh ru uk fa vi ur pa bn pl ro tr ko ja sw ln wo rw fr".split()
_SHORT = {"ga": "gaa", **{code: code for code in _CODES}}  # so short that it counts where it stands alone in a list
# Codes and names cut short, which count where nothing stands beside them but other languages and little words.
_CUT_SHORT = {
    **{"eng": "en", "ang": "en", "angl": "en", "angle": "en", "ing": "en", "esp": "es", "espa": "es", "span": "es"},
    **{"pbi": "pa", "punj": "pa", "ukr": "uk", "rus": "ru", "russ": "ru", "arb": "ar", "port": "pt", "deutsch": "de"},
    **{"ger": "de", "ita": "it", "mand": "zh", "viet": "vi", "fra": "fr", "fre": "fr", "tag": "fil"},
}
_BESIDE_NAMES = frozenset(
    """
    a an and also aussi as avec better bien bit but course d de des du e en enough et fine first fluent good home i in
    is je juste just la langue language languages le les little ma maison mais meme mon mother my n no not obv obviously
    of ok on only or ou oui parle parler peu pis plus po put puis s seulement some speak t talk that the then too tout
    tres un une very we well with y yes i m put add ajoute mets nothing rien else ti kras nomalman forgot lol oh
    """.split()
)
_LISTED_SHORT = re.compile(r"(?:^|[,/+&]| n | and | et )\s*(?:eng|ang|esp|pbi|rus|ukr)\s*(?:[,/+&]| n | and | et |$)")
_PART = re.compile(r"[.;!?\n]+")
_ITEM = re.compile(r"[,;/&+\n]|\b(?:et|and|ou|or|pis|plus)\b")
_ALSO_CALLED = {
    "man": ("malinké", "mandinka", "mandingo", "maninka"), "pcm": ("pidgin", "naija"), "ilo": ("ilocano", "ilokano"),
    "ewo": ("ewondo",), "ak": ("fante",), "sus": ("susu",), "din": ("dinka",), "rhg": ("rohingya",),
    "haz": ("hazaragi",), "pap": ("papiamento",), "qu": ("quechua", "kichwa"), "my": ("burmese",),
    "lg": ("luganda",), "nyn": ("runyankole", "runyankore"), "ny": ("chichewa",), "tn": ("setswana",),
    "st": ("sesotho",), "bem": ("chibemba", "icibemba"), "zu": ("isizulu",), "xh": ("isixhosa",), "bin": ("edo",),
}  # fmt: skip
# Words, countries and peoples that are a letter away from a language's name: of wordfreq's 25,000 commonest words of
# either language, those that were taken for one.
_ONE_LETTER_AWAY = frozenset(
    """
    albania allemagne allemandes allemands amerique anglaises angles anglophones arabes arabia arabie arabo
    arabs armenia armenians armenie armeniens azerbaidjan azerbaijan barbara barber bengal bengals benghazi
    berberes berger berman bongo bosnia branches bresiliens bulgares bulgaria bulgarie butch castille castillo
    causa cheque chinoises congo congolais coree coreens crabe crate creances create creation creek croates
    croatia croatie crotte croute ditch espagnoles espagnols filipinos finances finish fraiches francaises
    france francesca francesco franches franchir franchise franchises franchit francine francis francois
    francoise francophones francophonie francs gabonais georgia georgie gerbe gerber germain germaine germanic
    germans germany gorman grece greco grecs greed greeks green greer greet haitiens hebrews herbe herman hindu
    indonesia indonesie irakien irakiens iranians iraniens italia italians italie italiens japonaises kabylie
    koran korea koreans kurdes kurds langlois latvia lettonie libanais lithuania lituanie lundi maintien messi
    moldavie moldova moors moose morel morne morse morte morue nepal ongles parisian pense perce perde peres
    perle perses persia perso person perte peruvian polar polis polished portiques portugal prusse punjab purse
    resilient resilier romain romania rossi roumains roumanie round rounding rounds rousse russes russia
    russians russie russo serbes serbia serbie serbs serge serie serre serve singles slovakia slovaquie slovenia
    slovenie somalia somalie tcheques tranches trench turcs ukrainiens vanish verbe verse vietnamiens vulgaire
    wolff woolf wrench
    """.split()
)
_NO_LANGUAGE = _ONE_LETTER_AWAY | frozenset(
    """
    aussi tres langue langues maternelle langage niveau couramment parle parler bien native fluent speak little
    basic
    """.split()
)


@cache
def further_languages() -> Mapping[str, tuple[str, ...]]:
    """All other languages of the standard list, with their names in French and English.

    They are recognized only if they are spelt exactly, and are not offered in lists.
    """
    named: dict[str, tuple[str, ...]] = {}
    for language in Language:
        for code, name in Locale(language.value).languages.items():
            spoken = code.isalpha() and code.islower() and code not in LANGUAGES and code not in _NO_ONE
            long = len(name) >= _FEWEST_LETTERS or code in _SHORT.values()
            if spoken and long and words(name) not in _WORDS_TOO:
                named[code] = (*named.get(code, ()), name)
    return {code: (*names, *_ALSO_CALLED.get(code, ())) for code, names in named.items()}


def every_language() -> tuple[str, ...]:
    """All languages that can be recognized, by code."""
    return (*LANGUAGES, *further_languages())


def language_name(code: str, language: Language) -> str:
    """The name of a language in French or English."""
    own = _NAMES.get(code, {}).get(language)
    return own or str(Locale(language.value).languages.get(code, code))


_NONE = re.compile(r"\b(?:aucune?|none|nothing|rien|pas d autres?|no others?)\b")
_TOWNS_TOO = frozenset({"dua"})  # languages called like a town, which they are not after "in": "ten years in Douala"
_IN_A_TOWN = re.compile(r"(?:^| )(?:in|from|at|near|to|a|vers|pres de|(?<!peu )de)$")


class LanguageResolver:
    """Finds the languages that a text names."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        told = (
            (phrase, code)
            for code, by_language in vocabulary.told["spoken_language"].items()
            for phrases in by_language.values()
            for phrase in phrases
        )
        self._index = PhraseIndex([*_standard_names(), *_everyday_names(vocabulary), *told])
        self._further = PhraseIndex(
            (name, code) for code, names in further_languages().items() for name in names if words(name) not in _SHORT
        )

    def without_unspoken(self, text: str) -> str:
        """The text with languages blanked of which it says that they are not spoken: "English zero"."""
        return without_unspoken(without_more(text), lambda word: bool(self._index.exact(word)))

    def spoken_languages(self, text: str) -> Resolution[tuple[str, ...]]:
        """The codes of the languages in the order of the text, each once; empty if somebody speaks no other one."""
        spans = self._index.spans(text)
        found = [(span.start, span.values[0]) for span in spans]
        known = {position for span in spans for position in range(span.start, span.end)}
        for span in self._further.spans(text):
            of_a_town = span.values[0] in _TOWNS_TOO and bool(
                _IN_A_TOWN.search(" ".join(words(text).split()[: span.start]))
            )
            if known.isdisjoint(range(span.start, span.end)) and not of_a_town:
                found.append((span.start, span.values[0]))
                known.update(range(span.start, span.end))
        for position, token in enumerate(words(text).split()):
            if position not in known and token not in _NO_LANGUAGE:
                found += [(position, code) for code in self._index.misspelt(token)[:1]]
        found += self._cut_short(text)
        alone = {_SHORT[item] for each in _ITEM.split(text.lower()) if (item := words(each)) in _SHORT}
        codes = tuple(dict.fromkeys([*(code for _, code in sorted(found)), *sorted(alone)]))
        if not codes and _NONE.search(words(text)):
            return Found(())
        return Found(codes) if codes else Unknown()

    def _cut_short(self, text: str) -> Iterator[tuple[int, str]]:
        """Languages by code or by a shortened name, with the positions of their words.

        Only in sentences of nothing but languages.
        """
        place = 0
        for part in _PART.split(text):
            tokens = words(part).split()
            named = {at for span in self._index.spans(part) for at in range(span.start, span.end)}
            rest = {token for at, token in enumerate(tokens) if at not in named and token not in _BESIDE_NAMES}
            if rest <= _CUT_SHORT.keys() or _LISTED_SHORT.search(part.lower()):
                for at, token in enumerate(tokens):
                    if at not in named and token in _CUT_SHORT:
                        yield place + at, _CUT_SHORT[token]
            place += len(tokens)


def _standard_names() -> Iterator[tuple[str, str]]:
    for code in LANGUAGES:
        for language in Language:
            yield language_name(code, language), code


def _everyday_names(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for code, names in _CREOLES.items():
        yield from ((name, code) for name in names)
    for code, by_language in vocabulary.spoken_language.items():
        for phrases in by_language.values():
            for phrase in phrases:
                yield phrase, code
