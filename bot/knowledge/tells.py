"""What a statement tells and what a question asks: how far, how much, how many, who, when, how long …

One vocabulary for both sides, so that a question for a price is weighed against what tells a price. Patterns read
folded text (lower case, no accents), French and English alike.
"""

import re
from collections.abc import Iterable, Mapping

from bot.base.terms import Language
from bot.knowledge.schema import Tells
from bot.knowledge.text import LONGEST, fold

_MONTHS = (
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    "|january|february|march|april|may|june|july|august|september|october|november|december"
)
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day"

_CARRIED = "(?:bus|autobus|autocar|coach|train|avion|plane|flight|vol|ferry|traversier|bateau|navette|shuttle)"

_TOLD: Mapping[Tells, str] = {
    Tells.DISTANCE: r"\d[\d ,]* ?km\b(?!2|²)",
    Tells.TRAVEL: r"\b(?:\d+|(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze"
    r"|two|three|four|five|seven|eight|nine|ten|eleven|twelve)) ?(?:h\b|heures?|hours?|min)",
    Tells.PRICE: r"\d ?\$|\$ ?\d|gratuit|\bfree\b|free of charge|\bpay(?:er|ez|e|s)?\b|\bcout|\bcost|\bloyer|"
    r"\brent\b",
    Tells.WAGE: r"salaire|wage|\bpaye?\b|earn|gagn|an hour|l'heure",
    Tells.COUNT: r"\d",
    Tells.SHARE: r"\d ?%",
    Tells.TEMPERATURE: r"°",
    Tells.SNOW: r"\bcm\b|neige|snow",
    Tells.AGE: r"\d+ ans\b|\bage|\b\d+ (?:years? old|or over|and over)|aged? \d+|\d+ (?:to|a) \d+",
    Tells.WHEN: rf"\b(?:19|20)\d\d\b|\b(?:{_MONTHS})\b|\bdepuis\b|\bsince\b|\bavant\b|\bbefore\b|\bapres\b|\bafter\b",
    Tells.OPENING: rf"\b(?:{_DAYS})s?\b|heures d'ouverture|opening hours|24 ?h",
    Tells.DURATION: r"\b\d+ ?(?:heures?|mois|semaines?|jours?|ans?|annees?|hours?|months?|weeks?|days?|years?)\b"
    r"|\b(?:deux|trois|quatre|six|two|three|four|six) (?:heures|mois|semaines|jours|ans|hours|months|weeks|days|years)",
    Tells.WHO: r"[^.]{12,}",
    Tells.WHERE: r"\b\w+\.(?:ca|com|org|gouv|quebec|net)\b|\ba [a-z]+|\bin [a-z]+|\bau\b|bureau|office|site",
    Tells.CONTACT: r"\b\d{3}[ -]\d{3}[ -]\d{4}\b|\b[2-9]11\b|\w\.(?:ca|com|org|quebec|net)\b|@",
    Tells.PAPERS: r"papier|document|preuve|passeport|permis|certificat|carte|formulaire"
    r"|paper|proof|passport|permit|certificate|\bcard\b|\bform\b",
    Tells.CONDITION: r"\bsi\b|\bif\b|doit|must|faut|need|pour les|for people|vise|aimed|admissible|eligible|exige",
    Tells.MEANING: r" : |: | veut dire|means|stands for|est un|is a|c'est|ou [a-z]+|\(",
}
_ASKED: Mapping[Tells, str] = {
    Tells.DISTANCE: r"\bkms?\b|kilometr|kilometer|(?<!\ba )distance(?! (?:education|learning|courses?|class|"
    r"training|studies))|\bhow far\b|\bfar (?:from|away)\b"
    r"|\b(?:is it|it is|it s|that|very|too) far\b|\bloin\b|\bmiles?\b",
    # "Two hours by road" that somebody tells is a circumstance, not what they ask.
    Tells.TRAVEL: r"(?<!\d )(?<!\dh )(?<!\bune )(?<!\bdeux )(?<!\btrois )(?<!\bquatre )(?<!\bcinq )"
    r"heures? de (?:route|char|auto|bus|train|voiture)|temps de route|(?:drive|ride|trip|bus|"
    r"train|flight) (?:takes?|last)"
    r"|(?:combien de temps|cb de tps|how long|how many (?:hours|minutes)|combien d'heures|combien de minutes)"
    r".{0,60}\b(?:route|aller (?=(?:a|au|aux|en|de|d'|vers|jusqu|dans)\b)|bus|autobus|autocar|train|avion|voiture"
    r"|auto|char|by car|(?:drive|get|go) (?:to|from|there|here|back)\b|travel|coach|ride|flight|north|south|nord)"
    r"|(?:bus|autobus|autocar|train|avion|char|coach|route)\b.{0,60}(?:combien de temps|how long|"
    r"combien d'heures|how many hours)|\ba combien d'?heures|how many hours (?:is|from|away)|\bhours? (?:away|from)\b",
    Tells.PRICE: r"\bprix\b|\btarif|\bcout|\bcoute|\bcher\b|\bgratuite?s?\b|\bgratis|\bfrais\b|\bpay(?:er|ons|ez)\b"
    r"|(?<!\best )(?<!\bsuis )(?<!\bsont )(?<!\betre )(?<!\bqui )(?<!\bme )(?<!-je )(?<!-on )\bpayes?\b|\bmontant"
    r"|how much(?! (?:snow|rain|time|sun|experience|french)\b)"
    r"|\bcosts?\b|\bprice|\bfees?\b|\bfree\b(?! (?:help|legal|advice|lawyers?|support|time)\b)"
    r"|\bcharges?\b|\bcheap|\bexpensive|\bpay\b(?! (?:me|us|him|her|them|overtime)\b)|\bloyers?\b|\brent\b"
    r"|\bdollars?\b|\$|c'?est combien|\bc (?:cb|combien)|\bamende|\bfine\b|\bs'?vend\b|se vend|\bloue\b|budget",
    Tells.WAGE: r"salaires?\b|\bwages?\b|\bearns?\b|\bgagne|\bsalary"
    r"|\bpaid\b(?! (?:holidays?|leave|vacation|days?|time)\b)"
    r"|hourly|taux horaire|\bde l'heure\b"
    r"|what (?:do|does|can) (?!i ).{3,40} make\b",
    Tells.COUNT: r"combien d(?:e|')|\bcb d|\bcmb|\bnombre\b|how many|\bcombien\b",
    Tells.SHARE: r"pourcent|\bpercent|%|\btaux\b|\brate\b|proportion|\bpart des\b|unemploy|chomage|vacanc|inoccup",
    Tells.TEMPERATURE: r"temperature|\bfroid|\bchaud|\bfrette|\bcold\b|\bwarm|\bhot\b|\bdegres\b|\bdegrees\b",
    Tells.SNOW: r"\bneige|\bsnow",
    Tells.AGE: r"\bage\b|\bquel age|\bkel age|how old|\bages?\b",
    Tells.WHEN: r"\bquand\b|\bkan\b|\bwhen\b|quelle? (?:date|annee|jour|mois)|(?:what|which|wich) (?:date|year|"
    r"day|month)"
    r"|depuis quel|since when|since what|jusqu'?a quand|deadline|date limite|until when",
    Tells.OPENING: r"heures? d'ouverture|horaire|a quelle heure|opening (?:hours|time)|what time|\bhrs\b"
    # A permit, a programme, an account, a farm ("ferme") is open, or is opened, at no hour.
    r"|^(?!.*\b(?:permis|permit|p[ve][qt]|program\w*|inscriptions?|compte|account|(?:une|la|des|les|en) fermes?)\b)"
    r".*\b(?:ouvre\w*|ouverte?s?|opens?|ferme|closes?)\b",
    Tells.DEPARTURE: r"^(?!.*\b(?:ouvre\w*|opens?|ferme|closes?)\b)"
    rf"(?=.*\b{_CARRIED}\b).*\b(?:a quelle heure|(?:what|which) time|horaires?|schedules?|timetables?"
    rf"|(?:last|first|next|derniere?|premiere?|prochaine?) {_CARRIED})\b",
    Tells.DURATION: r"combien d(?:e |')(?:temps|heures|mois|semaines|jours|ans|annees)"
    r"|\bcb d(?:e |')?(?:tps|temp|h|mois)|how long|how many (?:hours?|weeks?|months?|days?|years?|month)"
    r"|\bdelai|\bduree\b|\bwait|\battente|dure\b|\blast\b",
    Tells.WHO: r"\bqui\b|\bki\b|\bwho\b|quel(?:le)? (?:organis|equipe|projet|programme|compagnie|bureau|groupe|"
    r"centre|medecin|universit|cegep|ecole)"
    r"|(?:which|what|wich) (?:organi|team|project|program|company|office|group|centre|center|airline|coach|"
    r"school|college|universit|body|cegep)"
    r"|\bs'appelle|\bnom\b|\bname\b|any (?:centre|center|organi|group|immigrant)|quelqu'un|\bsomebody\b|"
    r"\banybody\b|organisme",
    Tells.WHERE: r"\bou\b(?! (?:bien|ben|pas|non))|\bwhere\b|adresse|\baddress|quel (?:site|batiment|endroit|"
    r"bureau)|which (?:site|website|building|town|place)"
    r"|\bwebsite|\bsite\b",
    Tells.CONTACT: r"telephone|\bnumero\b|\bphone|\bcall\b|\bappel|\bcourriel|\bemail|\bjoindre\b|\bcontact|"
    r"\bsite\b|\bwebsite",
    Tells.PAPERS: r"\bpapiers?\b|\bdocuments?\b|\bpreuve|\bpapers?\b|\bproof\b|\bapporter|\bbring\b|\bcartes?\b|"
    r"\bcard\b|\bformulaire|\bform\b",
    Tells.CONDITION: r"\bdroit\b|admissible|eligib|condition|\bfaut|\bneed\b|\brequire|\bmust\b|\bhave to\b|"
    r"\bqui peut|who can|\bpermis\b|allowed",
    Tells.MEANING: r"c'?est quoi|c koi|qu'est.ce (?:que|qu)|veut dire|signifie"
    r"|what(?:'s| is| are| does)(?!.{0,30} like\b)|\bmean|stands? for",
    Tells.WHY: r"\bpourquoi|\bpq\b|\bwhy\b|\bhow come",
    Tells.HOW: r"\bcomment\b|\bhow (?:do|can|to|does|should)\b|\bkoman|\bwhat(?:'s| is| are).{0,30} like\b",
    Tells.WHETHER: r"est.ce que|\besque\b|\b(?:y ?a|c'?|j'?|t'?|chu|peut|faut|va|fait|est|sont)[- ]?tu\b"
    r"|\w{3,}-tu\b|^(?:is|are|do|does|can|will|may|am|did|has|have|could|should|would)\b"
    r"|[.!,] (?:is|are|do|does|can|will|may|am|did)\b",
}
TOLD = {kind: re.compile(pattern) for kind, pattern in _TOLD.items()}
ASKED = {kind: re.compile(pattern) for kind, pattern in _ASKED.items()}
# What only a statement of the same kind can answer.
STRICT = frozenset(
    {Tells.DISTANCE, Tells.TRAVEL, Tells.PRICE, Tells.WAGE, Tells.SHARE, Tells.TEMPERATURE, Tells.SNOW, Tells.AGE}
    | {Tells.OPENING, Tells.CONTACT, Tells.DURATION, Tells.WHEN, Tells.COUNT}
)


# A licence, a plate, an insurance: how long one may drive is no way from a place to another.
_TO_DRIVE = re.compile(
    r"\b(?:permis|permit|licen[cs]es?|licen[cs]ed|immatricul\w*|plates?|plaques?|assur\w+|insur\w+)\b"
)
_MONEY = re.compile(r"\bprix|\btarif|\bcout|\bfrais|\bmontant|\bcosts?\b|\bprice|\bfees?\b|\bloyers?\b|\brents?\b|\$")
_KILOMETRES = re.compile(r"\bkms?\b|kilomet|\bdistance\b|\bhow far\b")
_MONTH = re.compile(rf"\b(?:{_MONTHS})\b")
_NUMBER_OF = {name: number % 12 for number, name in enumerate(_MONTHS.split("|"))}


def months(text: str) -> frozenset[int]:
    """The months that a text names, 0 to 11."""
    return frozenset(_NUMBER_OF[name] for name in _MONTH.findall(folded(text)))


def folded(text: str) -> str:
    """A text of any length without accents and capitals."""
    return " ".join("".join(fold(text[at : at + LONGEST]) for at in range(0, len(text), LONGEST)).split())


def told(text: Mapping[Language, str]) -> frozenset[Tells]:
    """What a statement tells, whichever language says it."""
    return _matching(TOLD, [folded(text[language]) for language in Language])


def asked(text: str) -> frozenset[Tells]:
    """What a question asks; nothing when no word of ours says it."""
    found = _matching(ASKED, [folded(text)])
    if Tells.WAGE in found:  # "how much" does somebody earn
        found -= {Tells.PRICE}
    if Tells.SHARE in found and not _MONEY.search(folded(text)):  # "c'est combien, le taux"
        found -= {Tells.PRICE}
    if _TO_DRIVE.search(folded(text)) and not _KILOMETRES.search(folded(text)):
        found -= {Tells.TRAVEL, Tells.DISTANCE}
    return found - {Tells.OPENING} if Tells.DEPARTURE in found else found


def _matching(patterns: Mapping[Tells, re.Pattern[str]], texts: Iterable[str]) -> frozenset[Tells]:
    several = list(texts)
    return frozenset(kind for kind, pattern in patterns.items() if any(pattern.search(text) for text in several))
