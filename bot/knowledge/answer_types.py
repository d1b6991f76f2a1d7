"""Which kind of answer a question asks for and a statement gives: how far, how much, how many, who, when …

Questions and statements are read with the same patterns, so that a question about a price is compared with statements
that give one. The patterns expect folded text (lower case, no accents); each covers French and English.
"""

import re
from collections.abc import Iterable, Mapping

from bot.base.terms import Language
from bot.knowledge.normalized_text import folded
from bot.knowledge.schema import AnswerType

_MONTHS = (
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    "|january|february|march|april|may|june|july|august|september|october|november|december"
)
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day"

_CARRIED = "(?:bus|autobus|autocar|coach|train|avion|plane|flight|vol|ferry|traversier|bateau|navette|shuttle)"
# A shop closes; another one is close by, or close to a town.
_CLOSES = (
    r"closes(?! by\b(?! (?:\d|noon|midnight))| to\b(?! (?:the )?(?:public|visitors|customers|traffic|cars)\b))"
    rf"|(?<=when ).*close|(?<=what time ).*close"
    rf"|(?<!how )(?<!so )(?<!too )(?<!very )(?<!is )(?<!are )close(?= (?:at (?!hand)|early|late|before|after"
    rf"|for lunch|during|today|tonight|tomorrow|on (?:{_DAYS}|(?:public )?holidays|weekends))\b)"
)

_TOLD: Mapping[AnswerType, str] = {
    AnswerType.DISTANCE: r"\d[\d ,]* ?km\b(?!2|²)",
    AnswerType.TRAVEL: r"\b(?:\d+|(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze"
    r"|two|three|four|five|seven|eight|nine|ten|eleven|twelve)) ?(?:h\b|heures?|hours?|min)",
    AnswerType.PRICE: r"\d ?\$|\$ ?\d|gratuit|\bfree\b|free of charge|\bpay(?:er|ez|e|s)?\b|\bcout|\bcost|\bloyer|"
    r"\brent\b",
    AnswerType.WAGE: r"salaire|wage|\bpaye?\b|earn|gagn|an hour|l'heure",
    AnswerType.COUNT: r"\d",
    AnswerType.SHARE: r"\d ?%",
    AnswerType.TEMPERATURE: r"°",
    AnswerType.SNOW: r"\bcm\b|neige|snow",
    AnswerType.AGE: r"\d+ ans\b|\bage|\b\d+ (?:years? old|or over|and over)|aged? \d+|\d+ (?:to|a) \d+",
    AnswerType.WHEN: rf"\b(?:19|20)\d\d\b|\b(?:{_MONTHS})\b"
    r"|\bdepuis\b|\bsince\b|\bavant\b|\bbefore\b|\bapres\b|\bafter\b",
    AnswerType.OPENING: rf"\b(?:{_DAYS})s?\b|heures d'ouverture|opening hours|24 ?h",
    AnswerType.DURATION: r"\b\d+ ?(?:heures?|mois|semaines?|jours?|ans?|annees?|hours?|months?|weeks?|days?|years?)\b"
    r"|\b(?:deux|trois|quatre|six|two|three|four|six) (?:heures|mois|semaines|jours|ans|hours|months|weeks|days|years)",
    AnswerType.WHO: r"[^.]{12,}",
    AnswerType.WHERE: r"\b\w+\.(?:ca|com|org|gouv|quebec|net)\b|\ba [a-z]+|\bin [a-z]+|\bau\b|bureau|office|site",
    AnswerType.CONTACT: r"\b\d{3}[ -]\d{3}[ -]\d{4}\b|\b[2-9]11\b|\w\.(?:ca|com|org|quebec|net)\b|@",
    AnswerType.PAPERS: r"papier|document|preuve|passeport|permis|certificat|carte|formulaire"
    r"|paper|proof|passport|permit|certificate|\bcard\b|\bform\b",
    AnswerType.CONDITION: r"\bsi\b|\bif\b|doit|must|faut|need|pour les|for people|vise|aimed|admissible|eligible|exige",
    AnswerType.MEANING: r" : |: | veut dire|means|stands for|est un|is a|c'est|ou [a-z]+|\(",
}
_ASKED: Mapping[AnswerType, str] = {
    AnswerType.DISTANCE: r"\bkms?\b|kilometr|kilometer|(?<!\ba )distance(?! (?:education|learning|courses?|class|"
    r"training|studies))|\bhow far\b|\bfar (?:from|away)\b"
    r"|\b(?:is it|it is|it s|that|very|too) far\b|\bloin\b|\bmiles?\b",
    # "Two hours by road" that somebody tells is a circumstance, not what they ask.
    AnswerType.TRAVEL: r"(?<!\d )(?<!\dh )(?<!\bune )(?<!\bdeux )(?<!\btrois )(?<!\bquatre )(?<!\bcinq )"
    r"heures? de (?:route|char|auto|bus|train|voiture)|temps de route|(?:drive|ride|trip|bus|"
    r"train|flight) (?:takes?|last)"
    r"|(?:combien de temps|cb de tps|how long|how many (?:hours|minutes)|combien d'heures|combien de minutes)"
    r".{0,60}\b(?:route|aller (?=(?:a|au|aux|en|de|d'|vers|jusqu|dans)\b)|bus|autobus|autocar|train|avion|voiture"
    r"|auto|char|by car|(?:drive|get|go) (?:to|from|there|here|back)\b|travel|coach|ride|flight|north|south|nord)"
    r"|(?:bus|autobus|autocar|train|avion|char|coach|route)\b.{0,60}(?:combien de temps|how long|"
    r"combien d'heures|how many hours)|\ba combien d'?heures|how many hours (?:is|from|away)|\bhours? (?:away|from)\b",
    AnswerType.PRICE: r"\bprix\b|\btarif|\bcout|\bcoute|\bcher\b|\bgratuite?s?\b|\bgratis|\bfrais\b"
    r"|\bpay(?:er|ons|ez)\b"
    r"|(?<!\best )(?<!\bsuis )(?<!\bsont )(?<!\betre )(?<!\bqui )(?<!\bme )(?<!-je )(?<!-on )\bpayes?\b|\bmontant"
    r"|how much(?! (?:snow|rain|time|sun|experience|french)\b)"
    r"|\bcosts?\b|\bprice|\bfees?\b|\bfree\b(?! (?:help|legal|advice|lawyers?|support|time)\b)"
    r"|\bcharges?\b|\bcheap|\bexpensive|\bpay\b(?! (?:me|us|him|her|them|overtime)\b)|\bloyers?\b|\brent\b"
    r"|\bdollars?\b|\$|c'?est combien|\bc (?:cb|combien)|\bamende|\bfine\b|\bs'?vend\b|se vend|\bloue\b|budget",
    AnswerType.WAGE: r"salaires?\b|\bwages?\b|\bearns?\b|\bgagne|\bsalary"
    r"|\bpaid\b(?! (?:holidays?|leave|vacation|days?|time)\b)"
    r"|hourly|taux horaire|\bde l'heure\b"
    r"|what (?:do|does|can) (?!i ).{3,40} make\b",
    AnswerType.COUNT: r"combien d(?:e|')|\bcb d|\bcmb|\bnombre\b|how many|\bcombien\b",
    AnswerType.SHARE: r"pourcent|\bpercent|%|\btaux\b|\brate\b|proportion|\bpart des\b|unemploy|chomage|vacanc|inoccup",
    AnswerType.TEMPERATURE: r"temperature|\bfroid|\bchaud|\bfrette|\bcold\b|\bwarm|\bhot\b|\bdegres\b|\bdegrees\b",
    AnswerType.SNOW: r"\bneige|\bsnow",
    AnswerType.AGE: r"\bage\b|\bquel age|\bkel age|how old|\bages?\b",
    AnswerType.WHEN: r"\bquand\b|\bkan\b|\bwhen\b|quelle? (?:date|annee|jour|mois)|(?:what|which|wich) (?:date|year|"
    r"day|month)"
    r"|depuis quel|since when|since what|jusqu'?a quand|deadline|date limite|until when",
    AnswerType.OPENING: r"heures? d'ouverture|horaire|a quelle heure|opening (?:hours|time)|what time|\bhrs\b"
    # A permit, a programme, an account, a farm ("ferme") is open, or is opened, at no hour.
    r"|^(?!.*\b(?:permis|permit|p[ve][qt]|program\w*|inscriptions?|compte|account|(?:une|la|des|les|en) fermes?)\b)"
    rf".*\b(?:ouvre\w*|ouverte?s?|opens?|ferme|{_CLOSES})\b",
    AnswerType.DEPARTURE: r"^(?!.*\b(?:ouvre\w*|opens?|ferme|closes?)\b)"
    rf"(?=.*\b{_CARRIED}\b).*\b(?:a quelle heure|(?:what|which) time|horaires?|schedules?|timetables?"
    rf"|(?:last|first|next|derniere?|premiere?|prochaine?) {_CARRIED})\b",
    AnswerType.DURATION: r"combien d(?:e |')(?:temps|heures|mois|semaines|jours|ans|annees)"
    r"|\bcb d(?:e |')?(?:tps|temp|h|mois)|how long|how many (?:hours?|weeks?|months?|days?|years?|month)"
    r"|\bdelai|\bduree\b|\bwait|\battente|dure\b|\blast\b",
    AnswerType.WHO: r"\bqui\b|\bki\b|\bwho\b|quel(?:le)? (?:organis|equipe|projet|programme|compagnie|bureau|groupe|"
    r"centre|medecin|universit|cegep|ecole)"
    r"|(?:which|what|wich) (?:organi|team|project|program|company|office|group|centre|center|airline|coach|"
    r"school|college|universit|body|cegep)"
    r"|\bs'appelle|\bnom\b|\bname\b|any (?:centre|center|organi|group|immigrant)|quelqu'un|\bsomebody\b|"
    r"\banybody\b|organisme",
    AnswerType.WHERE: r"\bou\b(?! (?:bien|ben|pas|non))|\bwhere\b|adresse|\baddress|quel (?:site|batiment|endroit|"
    r"bureau)|which (?:site|website|building|town|place)"
    r"|\bwebsite|\bsite\b",
    AnswerType.CONTACT: r"telephone|\bnumero\b|\bphone|\bcall\b|\bappel|\bcourriel|\bemail|\bjoindre\b|\bcontact|"
    r"\bsite\b|\bwebsite",
    AnswerType.PAPERS: r"\bpapiers?\b|\bdocuments?\b|\bpreuve|\bpapers?\b|\bproof\b|\bapporter|\bbring\b|\bcartes?\b|"
    r"\bcard\b|\bformulaire|\bform\b",
    AnswerType.CONDITION: r"\bdroit\b|admissible|eligib|condition|\bfaut|\bneed\b|\brequire|\bmust\b|\bhave to\b|"
    r"\bqui peut|who can|\bpermis\b|allowed",
    AnswerType.MEANING: r"c'?est quoi|c koi|qu'est.ce (?:que|qu)|veut dire|signifie"
    r"|what(?:'s| is| are| does)(?!.{0,30} like\b)|\bmean|stands? for",
    AnswerType.WHY: r"\bpourquoi|\bpq\b|\bwhy\b|\bhow come",
    AnswerType.HOW: r"\bcomment\b|\bhow (?:do|can|to|does|should)\b|\bkoman|\bwhat(?:'s| is| are).{0,30} like\b",
    AnswerType.WHETHER: r"est.ce que|\besque\b|\b(?:y ?a|c'?|j'?|t'?|chu|peut|faut|va|fait|est|sont)[- ]?tu\b"
    r"|\w{3,}-tu\b|^(?:is|are|do|does|can|will|may|am|did|has|have|could|should|would)\b"
    r"|[.!,] (?:is|are|do|does|can|will|may|am|did)\b",
}
TOLD = {kind: re.compile(pattern) for kind, pattern in _TOLD.items()}
ASKED = {kind: re.compile(pattern) for kind, pattern in _ASKED.items()}
OF_A_WAY = frozenset({AnswerType.DISTANCE, AnswerType.TRAVEL})
# What a question asks for in these words, only a statement of the same type answers ...
STRICT = frozenset({
    AnswerType.DISTANCE, AnswerType.TRAVEL, AnswerType.PRICE, AnswerType.WAGE, AnswerType.SHARE, AnswerType.TEMPERATURE,
    AnswerType.SNOW, AnswerType.AGE, AnswerType.OPENING, AnswerType.CONTACT, AnswerType.DURATION, AnswerType.WHEN,
    AnswerType.COUNT,
})  # fmt: skip
# ... and where no fact of one of these types is held, it is said that the answer is not known.
HARD = frozenset({
    AnswerType.SNOW, AnswerType.OPENING, AnswerType.DEPARTURE, AnswerType.TEMPERATURE, AnswerType.WAGE,
    AnswerType.PRICE,
})  # fmt: skip
# A licence, a plate, an insurance: how long one may drive with it is no question about a way.
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


def told(text: Mapping[Language, str]) -> frozenset[AnswerType]:
    """The kinds of answers that a statement gives, in any of its languages."""
    return _matching(TOLD, [folded(text[language]) for language in Language])


def asked(text: str) -> frozenset[AnswerType]:
    """The kinds of answers that a question asks for; empty if no pattern matches."""
    found = _matching(ASKED, [folded(text)])
    if AnswerType.WAGE in found:  # "how much" does somebody earn
        found -= {AnswerType.PRICE}
    if AnswerType.SHARE in found and not _MONEY.search(folded(text)):  # "c'est combien, le taux"
        found -= {AnswerType.PRICE}
    if _TO_DRIVE.search(folded(text)) and not _KILOMETRES.search(folded(text)):
        found -= {AnswerType.TRAVEL, AnswerType.DISTANCE}
    return found - {AnswerType.OPENING} if AnswerType.DEPARTURE in found else found


def _matching(patterns: Mapping[AnswerType, re.Pattern[str]], texts: Iterable[str]) -> frozenset[AnswerType]:
    several = list(texts)
    return frozenset(kind for kind, pattern in patterns.items() if any(pattern.search(text) for text in several))
