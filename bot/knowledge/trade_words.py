"""Forms of words by which names of trades are compared: without gender and number, by word family, by sound."""

import re
from functools import cache, lru_cache

from babel import Locale

from bot.base.terms import Language
from bot.knowledge.normalized_text import words

# Feminine to masculine; both sides of a comparison are converted.
_ENDINGS = (
    ("euses", "eur"),
    ("euse", "eur"),
    ("trices", "teur"),
    ("trice", "teur"),
    ("iennes", "ien"),
    ("ienne", "ien"),
    ("ieres", "ier"),
    ("iere", "ier"),
    ("eres", "er"),
    ("ere", "er"),
    ("anes", "an"),
    ("ane", "an"),
    ("onnes", "on"),
    ("onne", "on"),
    ("ees", "e"),
    ("ee", "e"),
    ("ives", "if"),
    ("ive", "if"),
    ("eaux", "eau"),
    ("yaux", "yau"),
    ("travaux", "travail"),
    ("aux", "al"),
    ("ales", "al"),
    ("ale", "al"),
    ("elles", "el"),
    ("elle", "el"),
    ("ntes", "nt"),
    ("nte", "nt"),
    ("eures", "eur"),
    ("eure", "eur"),
    ("eresses", "er"),
    ("eresse", "er"),
    ("maitresses", "maitre"),
    ("maitresse", "maitre"),
    ("tesses", "te"),
    ("tesse", "te"),
    ("women", "man"),
    ("woman", "man"),
    ("men", "man"),
    ("labourer", "labour"),
    ("laborer", "labour"),
    ("labor", "labour"),
)
# Endings of trades and activities: "soudeur", "soudage" and "souder" are related, so are "cleaner" and "cleaning".
_SUFFIXES = re.compile(
    r"(?:ateur|ation|isseur|eurs?|age|ement|ing|ier|iste?|erie|ery|er|or|ie|ent|ons|ait|ais|es|ed|e|s)$"
)
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"wr", "r"),
        (r"igh", "i"),
        (r"qu|ck|q", "k"),
        (r"c(?=[eiy])|ss", "s"),
        (r"ch|sh", "X"),
        (r"c", "k"),
        (r"g(?=[eiy])", "j"),
        (r"eau|au", "o"),
        (r"oi|oua", "wa"),
        (r"oeu|eu", "e"),
        (r"(?:[ae]?i|y)[nm](?=[^aeiouynm]|$)", "in"),
        (r"[ae][nm](?=[^aeiouynm]|$)", "an"),
        (r"om(?=[^aeiouynm]|$)", "on"),
        (r"ai|ei", "e"),
        (r"y", "i"),
        (r"z", "s"),
        (r"h", ""),
        (r"(?:er|ez|et|ee|es)$", "e"),
        (r"(?<=..)[stdxpe]+$", ""),
        (r"(.)\1", r"\1"),
    )
)
_SPELT_OUT = re.compile(r"\b(?:[a-zA-Z]\. ?){2,}[a-zA-Z]?\b\.?|\b(?:[A-Z] ){2,}[A-Z]\b")
_TRADES_TOO = frozenset(
    {"turkey", "mali", "mate", "car", "ho", "jersey", "china"}
)  # countries and languages that are words of trades
_NUMBER = re.compile(r"\d{1,2}|\d{4,}")  # years and ages; but "911" is a workplace
_CLAUSE_ENDS = re.compile(r"[,;:()/]|\. | - | – ")
LITTLE = frozenset(
    """
    a again ai aimerais ais al all allais aller am an ancien ancienne and annee annees ans any anybody anyone apres
    are aren as at attendez au aucun aucune aujourd aussi autre autres aux avait avant avec avoir be beaucoup been
    before besoin bien big bon bonjour bonne bonsoir but by c ca came canada car ce certifie certified ces cette
    cherchais cherche chercher chez chomage chose chu chuis combien come comme comment could coute crois d dans de
    demain depuis des desole did dire dis dit divers do does doesn doing dois doit don dont du each elle emploi
    employe employee en encore est et etais etait ete etudiant ex experience experienced experiences experimente
    faire fais faisais fait find for formation from futur future genre get go going good got gros guess had
    have he hello help helped helping her here hey hi his how hui husband i ici il im importe in is isn it j jai
    jamais je job jobs jr jsuis junior just juste kind knew know l la later le les leur leurs licensed like logement
    look looking lot m ma made maintenant mais make makes man many mari matter may maybe me mean means meme men
    merci mes metier minute mo moi mois moment mon montreal mostly much must my n ne need needs no non none nos not
    nothing notre nous now occupation of ok okay old on or other others ou oui our par parce parle parler pas pays
    pendant pense people personnes petit peu peut peux please plus plusieurs plutot pour pourquoi pouvez prefere
    profession professional professionnel qualifie qualified quand quant que quebec quel quelle quelles quelqu quelque
    quelques quels question questions qui quoi really retired retraite rien s sa said sais sait salut same sans savais
    savoir say
    se senior ses several she si since skilled small so some someone something sorry sorte speak speaking sr stop
    student suis suppose sur sure surtout svp t take talk tard tell thank thanks that the their them then there they
    things think this to today too took toujours tous tout toute toutes travail travaillais travaille travailler
    travailleurs travailleuses trop trouver tu type un une unemployed up used va vais various venir very veut veux viens
    vient vieux voulais voulu vous vraiment wait want wanted wants was we went were what when where which why wife
    with woman women work worked working would y year years yes
    """.split()
) - {"home", "maison", "people", "personnes", "car"}


@cache
def stem(token: str) -> str:
    """The one form that stands for feminine, masculine, singular and plural: "soudeur" for "soudeuses"."""
    if len(token) > 4:
        for ending, masculine in _ENDINGS:
            if token.endswith(ending) and len(token) - len(ending) >= 2:
                return token[: -len(ending)] + masculine
    return token[:-1] if len(token) > 3 and token[-1] in "sx" and not token.endswith("ss") else token


@cache
def root(stemmed: str) -> str:
    """The beginning that a family of words shares: "nettoy" for "nettoyeur" and "nettoyage"; short words stay whole."""
    shorter = _SUFFIXES.sub("", stemmed)
    return shorter if len(shorter) >= 4 else stemmed


@cache
def sound(token: str) -> str:
    """Roughly how a word sounds in French: "chofeur" and "chauffeur" are the same."""
    for pattern, heard in _SOUNDS:
        token = pattern.sub(heard, token)
    return token


def telling(text: str) -> list[str]:
    """The stems of the words that say what somebody does, each once, in order; "P.A.B." is one word, "pab"."""
    spelt = _SPELT_OUT.sub(lambda letters: re.sub(r"\W", "", letters[0]), text)
    said = (token for token in words(spelt).split() if not (token in LITTLE or _NUMBER.fullmatch(token)))
    return list(dict.fromkeys(stem(token) for token in said if token not in _elsewhere()))


@lru_cache(maxsize=1)
def _elsewhere() -> frozenset[str]:
    """The names of countries and languages: they say where somebody worked, not as what."""
    names = (
        name
        for language in Language
        for table in (Locale.parse(language).territories, Locale.parse(language).languages)
        for name in table.values()
    )
    return frozenset(word for name in names if (word := words(name)).isalpha() and word not in _TRADES_TOO)


def clauses(text: str) -> list[str]:
    """The parts of a text between commas, dashes and brackets; the trade is usually in the first."""
    return [part for part in _CLAUSE_ENDS.split(text) if part.strip()]
