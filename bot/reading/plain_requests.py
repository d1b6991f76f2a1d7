"""Recognizes requests that the words of a message and what is in sight make plain, whatever intent the model sees."""

import re

from bot.reading import kin
from bot.reading.context import Context
from bot.reading.how_meant import Manner, said
from bot.reading.little_words import DENIED, pattern
from bot.reading.normalized_in_place import either
from bot.reading.sight import Shown, listed, pick
from bot.reading.whether import asks

_JOB = either(r"emplois?|postes?|offres?|annonces?|boulots?|travail", r"jobs?|positions?|vacanc\w+|openings?|offers?")
_TELL = either(
    (
        r"alertes?|averti\w*|previen\w*|preven\w*|tiens-moi|tenez-moi|fai(?:s|tes)-moi savoir|dis-moi|dites-moi"
        r"|ecri\w+-moi"
    ),
    r"alerts?|notif\w*|let me know|tell me|write (?:to )?me|keep me (?:posted|updated|informed)",
)
_WHEN_NEW = either(
    r"nouve\w+|quand|des qu(?:e|'\w+)|alertes?|(?:s'il y|si (?:il|ya|y)).{0,40}(?:un jour|plus tard|s'ouvre|s'affiche)",
    r"new|when(?:ever)?|as soon as|alerts?|notif\w*"
    r"|if (?:there|any|a|some).{0,40}(?:(?:com(?:e|es|ing)|shows?|turns?) up|opens?(?: up)?|later|one day|appears?)",
)
_IF_ANY = either(r"s'il y|si (?:il|ya|y)", r"if (?:there|any|a|some)")
_ALERT = either(  # words for alerts alone: "tell me if there are jobs" may ask for those of today
    r"alertes?|averti\w*|previen\w*|preven\w*|tiens-moi|tenez-moi|ecri\w+-moi",
    r"alerts?|notif\w*|write (?:to )?me|keep me (?:posted|updated|informed)",
)
_APPLICATION = either(r"candidatures?|postule\w*|mon interet", r"applications?|applied|my interest")
_STANDS = either(
    r"ou en|ou c'est rendu|statut|nouvelles?|reponses?|repondu|suivi|avance\w*",
    r"status|news|answer\w*|heard|hear back|updates?",
)
_PAPERS = either(
    r"permis|residen\w+|csq|parrainage|asile|refugie\w*|citoyen\w*",
    r"immigration|ircc|visas?|permits?|pr|sponsor\w*|asylum|refugee|citizen\w*",
)
_SEES = either(
    r"qui .{0,20}(?:voi[tr]?|verra|voient|lire|lit|acces|consult\w+|regard\w+)",
    r"who(?:'s| else)? .{0,20}(?:sees?|reads?|access|looks?)",
)
_OWN = either(
    (
        r"reponses?|profil|donnees|infos?|informations?|renseignements?|ce que j'(?:ecris|ai ecrit)|mes messages"
        r"|mon (?:\w+ )?(?:statut|permis|dossier)"
    ),
    r"answers?|profile|data|details|what i (?:write|wrote|say|tell)|my messages|my (?:\w+ )?(?:status|permit|file"
    r"|papers)",
)
_AHEAD = either(
    r"(?:avant|devant) (?:moi|nous)|(?:rang|position|place|tour) (?:dans|sur) la (?:liste|file)",
    r"(?:ahead of|in front of|before) (?:me|us)|(?:rank|position|place|spot) (?:in|on) the (?:line|list|queue|waiting)",
)
_HOW_MANY = either(r"combien|quel(?:le)?|ou", r"how many|what|where|who")
_KEEP = either(r"gard(?:e|er|ez)|sauvegard(?:e|er|ez)|conserv(?:e|er|ez)|enregistr(?:e|er|ez)", r"keep|save|bookmark")
_ASIDE = either(
    r"(?:met|mets|mettre|mettez|met[sz]-\w+)[ -].{0,20}(?:de cote|favoris)", r"(?:put|set) .{0,20} ?aside|favou?rite"
)
_THIS = either(
    rf"cel(?:ui|le)(?: ?-?l?[ac]i?)?|le|la|ca|(?:ce|cet|cette|le|la) (?:\w+ )?(?:{_JOB})|l'(?:{_JOB})|(?:{_JOB}) \d",
    rf"this|that|it|the (?:\w+ )?(?:one|{_JOB})|(?:number|{_JOB}) \d|the (?:first|second|third)",
)
_KEPT = either(
    (
        rf"(?:{_JOB}|cel(?:ui|le)s?|ceux) (?:(?:que )?j'?ai )?"
        r"(?:garde\w*|sauvegarde\w*|enregistre\w*|mis\w* de cote|favori\w*)"
        r"|mes favoris|ma liste|ce que j'ai (?:garde|mis de cote)"
    ),
    rf"(?:saved|kept|bookmarked|favou?rite) (?:{_JOB}|ones?|list)|(?:{_JOB}|ones?) (?:that )?i(?:'ve)? (?:saved|kept)"
    r"|my (?:favou?rites|saved|list)",
)
_REMOVE = either(r"enlev\w+|retir\w+|supprim\w+|effac\w+|ot(?:e|er|ez)", r"remov\w+|delete|drop|unsave")
_OUT = either(_REMOVE, r"take")  # "I take this job" does not remove it
_ERASE_ALL = either(
    r"(?:oubli|effac|supprim|detrui|enlev)\w+(?: absolument)? toute?s?\b.{0,20}(?:moi|mes|mon|ai (?:dit|ecrit))",
    r"(?:forget|erase|delete|remove|wipe) (?:everything|all|anything)\b.{0,25}(?:me|my|mine|i (?:told|said|wrote"
    r"|gave))",
)
_THEM = rf"(?:lui|elles?|eux|him|her|them|{kin.POSSESSIVE}(?:\w+ )?(?:{kin.KIN}))"
_ABOUT_ANOTHER = either(
    r"(?:oubli|effac|supprim|detrui|enlev|retir)\w+ .{0,25}(?:j'ai (?:dit|ecrit|raconte|mis|confie)|mes messages|infos?"
    rf"|informations?|donnees|tout) .{{0,15}}(?:sur|a propos d[eu'] ?|concernant|au sujet d[eu'] ?) ?{_THEM}",
    r"(?:forget|erase|delete|remove|wipe) .{0,25}(?:i (?:told|said|wrote|gave|put|mentioned)|my messages|info\w*|data"
    rf"|everything|stuff) .{{0,15}}(?:about|on|of|regarding) {_THEM}",
)
_ONE_JOB = either(rf"(?:ce|cet|cette) (?:{_JOB})|cel(?:ui|le)[ -]l?[ac]i?", rf"(?:this|that) (?:one|{_JOB})")


_SAVE = either(
    r"gard(?:e|er|ez)|conserv(?:e|er|ez)|enregistr(?:e|er|ez)|sauvegard(?:e|er|ez)|not(?:e|er|ez)",
    r"keep|save|store|record|remember",
)
_MINE = either(
    r"(?:mes|nos) (?:reponses?|donnees|infos?|informations?|renseignements?|affaires)|mon profil"
    r"|ce que j'(?:ai )?(?:dis|dit|ecris|ecrit)",
    r"my (?:answers?|data|details|infos?|information|profile|stuff)|what i (?:\w+ )?(?:say|said|tell|told|write|wrote)",
)
_AGREES = re.compile(
    rf"(?<![\w'])(?:{_SAVE}) (?:(?:all|toutes?|tout) )?(?:{_MINE})(?!\w)"
    r"|^(?:[^,.!]{0,25}[,.!])?\W*(?:(?:ok|oui|yes|bon|finalement|actually|in the end|now|so)\W+)*"
    r"(?:j'accepte|i (?:do )?(?:agree|accept|consent)|je (?:suis d'accord|consens))"
    r"(?:\W+(?:now|maintenant|finalement|after all|quand meme|then|svp|please))*\W*$"
)
_SECRET = either(
    r"(?:numero d')?assurance[- ]sociale|nas|(?:(?:numero|no) de )?(?:la |ma |sa )?cartes? (?:bancaires?"
    r"|de (?:credit|debit)"
    r"|de banque)|comptes? (?:bancaires?|de banque|en banque)|mots? de passe|(?:numero|photo) d[eu] (?:mon )?passeport",
    r"sin|social insurance(?: number)?|(?:credit|debit|bank) cards?|bank (?:accounts?|details|info\w*|number)"
    r"|passwords?|passport (?:number|photo)|(?:photo|number) of (?:my|the) passport",
)
_SIN = either(r"(?:numero d')?assurance[- ]sociale|nas", r"sin|social insurance(?: number)?")
_NEEDED = either(
    r"exig\w*|demand\w*|besoin|donn\w*|fourni\w*|faut|veu(?:x|t|lent)|voul\w+|envoy\w*|necessaire|obligatoire"
    r"|requis\w*",
    r"ask\w*|need\w*|requir\w*|want\w*|giv\w*|send|share|tell|provide|must|have to|mandatory|necessary",
)
_BY_US = either(
    r"(?:vous|tu|te|t'|-tu|s'inscrire|ici|votre|vos|sol|robot|programme|profil)",
    r"(?:you|u|your|here|register|sign up|join|this (?:bot|app|chat|program)|program)",
)


_WRITTEN = either(
    r"(?:ce que j'(?:ai )?(?:ecris|ecrit|dis|dit))|mes (?:\w+ )?(?:reponses?|messages?|infos?|informations?|donnees)",
    r"what (?:i|we) (?:write|wrote|say|said|tell|told|put|type)|my (?:\w+ )?(?:answers?|messages?|info\w*|data"
    r"|details)",
)
_REACHES = either(
    r"(?:va|vont|ira|iront|envo\w+|transm\w+|partag\w+|donn\w+|dit|dites|rend\w*) .{0,15}",
    r"(?:go|goes|going|sent|send|share\w*|give\w*|report\w*|reach\w*|told|tell|end) .{0,15}",
)
_AUTHORITIES = either(
    r"(?:l')?immigration|police|gouvernement|douanes?|asfc|ircc", r"immigration|police|government|border|cbsa|ircc"
)


_PATTERNS = {
    name: pattern(words)
    for name, words in {
        "tell": _TELL, "job": f"{_JOB}|d'autres|others?", "new": _WHEN_NEW,
        "alert": _ALERT, "if any": _IF_ANY, "about another": _ABOUT_ANOTHER, "application": _APPLICATION,
        "stands": _STANDS, "papers": _PAPERS, "sees": _SEES, "own": _OWN, "ahead": _AHEAD, "how many": _HOW_MANY,
        "erase": _ERASE_ALL, "kept": _KEPT, "out": _OUT, "no": DENIED,
        "reported": rf"(?:{_WRITTEN})(?!\w).{{0,25}}(?<!\w)(?:{_REACHES})(?:{_AUTHORITIES})",
        "secret": _SECRET, "sin": _SIN, "needed": _NEEDED, "us": _BY_US,
    }.items()
}  # fmt: skip
_KEEP_THIS = pattern(rf"(?:{_KEEP})[ -](?:moi |me |for me )?(?:{_THIS})|{_ASIDE}")
_OUT_THIS = pattern(rf"(?:{_REMOVE})(?:[ -]moi)? (?:{_ONE_JOB})")
_MOST_WORDS = 16


def plain_wish(plain: str, context: Context) -> Shown | None:
    """The answer that the words plainly ask for, such as job alerts or the kept vacancies; otherwise None."""
    if len(plain.split()) > _MOST_WORDS:
        return None
    if _agrees(plain, context):
        return ("start_profile",)  # its buttons ask for the consent
    if kept := _kept(plain, context):
        return kept
    if _says(plain, "about another") and not _says(plain, "no"):
        return ("about_another",)
    if _says(plain, "erase") and not _says(plain, "no"):
        return ("delete",)  # its buttons ask for a confirmation first
    if _says(plain, "sees", "own"):
        return ("privacy",)
    if context.held and _says(plain, "ahead", "how many"):
        return ("my_trips",)
    if _says(plain, "papers"):
        return None  # news about an immigration paper is neither a job alert nor a job application
    if _says(plain, "tell", "job", "new") or _says(plain, "alert", "job", "if any"):
        return ("job_alerts",)
    return ("application_status",) if _says(plain, "application", "stands") else None


def asked_in_fear(plain: str) -> tuple[Shown, ...]:
    """The answers to worried questions; empty for any other text.

    "Do you need my social insurance number?", "will you send what I write to immigration?".
    """
    if asks(plain) and _says(plain, "reported"):
        return (("privacy",),)
    if not (asks(plain) and _says(plain, "secret", "needed", "us")):
        return ()
    of_sin = (("article", "sin"),) if _says(plain, "sin") else ()
    return (*of_sin, ("article", "is_it_really_us"))


def _agrees(plain: str, context: Context) -> bool:
    """Whether somebody whose answers are not saved yet allows it: "you can save my answers"."""
    return not (context.told or asks(plain) or _says(plain, "no")) and bool(_AGREES.search(plain))


def _kept(plain: str, context: Context) -> Shown | None:
    """The answer that keeps a vacancy in sight, removes it, asks which one, or lists the kept ones; otherwise None."""
    vacancies = tuple(shown[1] for shown in dict.fromkeys(context.buttons) if shown[0] == "vacancy")
    item = pick(plain, listed(context.buttons))
    meant = item[1] if item and item[0] == "vacancy" else context.sight.vacancy
    out = _says(plain, "out") and not _says(plain, "no") and not asks(plain)
    if _says(plain, "kept"):
        return ("unsave_vacancy", meant) if meant and out else ("saved_vacancies",)
    if meant and out and _OUT_THIS.search(plain):
        return ("unsave_vacancy", meant)
    if not _KEEP_THIS.search(plain) or context.offered("keep") or said(plain, {Manner.DENIED}).strip():
        return None
    if meant or len(vacancies) == 1:
        return ("save_vacancy", meant or vacancies[0])
    return ("which_to_save", *vacancies) if vacancies else None


def _says(plain: str, *names: str) -> bool:
    return all(_PATTERNS[name].search(plain) for name in names)
