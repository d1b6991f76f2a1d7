"""Recognizes by words a question on somebody's own immigration case: whose it is, and that advice is wished for."""

import re

from bot.knowledge.normalized_text import spaced

_OWN = re.compile(
    r"\b(?:je|j|moi|mon|ma|mes|nous|notre|nos|chu"
    r"|on (?:peut|est|va|doit|veut|nous|m|attend|avait|pense)|i|im|my|me|we|our|us|mine)\b"
    r"|\bon a (?:pas|plus|une?|des|les?|la|deux|trois|eu|ete|recu|fait|demande|envoye|perdu|refuse|droit|besoin|\d)\b"
    r"|theori|hypothe|suppos|un ami|a friend|entre nous|between us"
)
_IMMIGRATION = re.compile(
    r"\b(?:permis d(?:e (?:travail|sejour|etude)| etudes?)|permis (?:de )?travail|permis (?:ferme|ouvert)|mon permis"
    r"|visa|residence|residance|statut|csq|caq|eimt|lmia"
    r"|pstq|peq|arrima|immigration|parrain\w*|sponsor\w*|permit|pr|permanent residen\w*|work permit"
    r"|study permit|status"
    r"|(?:assez de|combien de|enough|how many) points"
    r"|imm ?\d{4}|papier (?:ferme|ouvert)|asile|asylum|refugee claim|express entry|entree express|renouvel\w*"
    r"|renewal)\b"
)
_DRIVING = re.compile(  # a driving licence, which is a « permis » too
    r"\b(?:conduire|rouler|chauffer|drive)\b.{0,40}\b(?:mon|un|le|my|a) (?:permis|permit)\b"
    r"|\b(?:mon |le |un )?(?:permis|permit) de condui\w*"
    r"|\b(?:mon |le |un |my |a )?(?:permis|permit)\b(?! (?:de )?(?:travail|sejour|etudes?|ferme|ouvert|work|study)\b)"
    r".{0,60}"
    r"\b(?:condui\w+|roule[rsz]?|chauffer|driv\w+|autos?|voitures?|chars?|camions?|motos?|volant|saaq)\b"
)
_WISH = re.compile(
    r"\b(?:puis je|je peux|peut elle|peut il|elle peut|il peut|on peut|can i|may i|can (?:he|she|they)|could i"
    r"|should i"
    r"|eligi\w*|elegi\w*|admissible|points?|refus\w*|invite|choisir|choose|would you|conseill\w*|advise"
    r"|a ma place|if you were"
    r"|quel (?:permis|visa|programme) (?:je|dois|choisir)|which (?:permit|visa)|quand (?:vais|aurai"
    r"|est ce que j)|pour kan"
    r"|pour quand|when will|how long will|still have status|relire|fill in|remplir avec|what do i put"
    r"|que mettre|repond\w* a la"
    r"|risqu\w*|trouble|illegal\w*|sanction\w*|expuls\w*|deport\w*|(?:m|nous|lui|leur) arrive\w*"
    r"|happens? to (?:me|us|him|her)"
    r"|(?:aurait|aurais|aura|aurions|a t elle|a t il|ai je|avons nous) (?:pas )?(?:le )?droit"
    r"|be (?:allowed|entitled)|qualif\w*"
    r"|qu est ce que je (?:fais|dois|peux)|que (?:dois|puis) je|je (?:fais|dois faire) quoi|what now"
    r"|j ai tu assez|ai je assez|do i have enough|what (?:do|should|must) i)\b"
)
_NEARBY = re.compile(  # of what four in five questions on a case name at least one, however it is spelt
    r"permi[st]|perm\b|visa|resid|\b(?:rp|pr|pgwp|pstq|peq|csq|caq|eimt|lmia|ircc|mifi|uci|imm ?\d*)\b|arrima"
    r"|im+igr|imigr|statu"
    r"|papi|paper|demande|\bdde\b|application|appl(?:y|ied)|dossier|\bfile\b|stream|\bdraw\b|\bpoints?\b|tirage"
    r"|asil|asyl|refug"
    r"|parrain|sponsor|reno[uv]|renew|prolong|extend|extension|visit|attest|avoca|lawyer|consult|agent|notaire|procedur|lettre"
    r"|letter|frontier|border|deport|expuls|illegal|citoyen|citizen|passe?port|certificat|selection|biometri|audience|hearing"
    r"|\bcas\b|\bcase\b|expir|volet|express|tourist|etudiant|student"
)
_DEFINED = re.compile(
    r"\b(?:c est quoi|c koi|c quoi|qu est ce que (?:c est|ca)|(?:veut|veu) dire|signifie"
    r"|what (?:is|are|s) (?:a|an|the|this)|stands? for|mean(?:s|ing)?|meant)\b"
)
_ANOTHER = re.compile(
    r"\b(?:mon|ma|mes|notre|nos|my|our) (?:\w+ )?(?:mari|femme|conjointe?|epou[sx]e?|frere|soeur|cousine?|mere|pere"
    r"|maman|papa|parents?|oncle|tante|neveu|niece|ami|amie|enfants?|fils|fille|beau \w+|belle \w+|husband|wife|spouse"
    r"|partner|brother|sister|mother|father|cousin|friend|uncle|aunt|nephew|son|daughter|kids?)\b"
)


def wishes_advice(text: str) -> bool:
    """Whether words say that somebody asks what to do, or what will happen, in their own immigration case."""
    return is_own(text) and names_immigration(text) and bool(_WISH.search(spaced(text)))


def asks_for_a_word(text: str) -> bool:
    """Whether words ask what a word or an acronym means."""
    return bool(_DEFINED.search(spaced(text)))


def names_immigration(text: str) -> bool:
    """Whether a text contains a word of immigration; a driver's licence (also « permis ») is not one."""
    return bool(_IMMIGRATION.search(_DRIVING.sub(" ", spaced(text))))


def is_near_immigration(text: str) -> bool:
    """Whether a text contains a word that questions on a case often have: papers, applications, who helps with them."""
    return bool(_NEARBY.search(spaced(text)))


def is_own(text: str) -> bool:
    """Whether a text is about its writer's case, even if they tell it as a friend's or as "what if"."""
    return bool(_OWN.search(spaced(text)))


def signs(text: str) -> dict[str, float]:
    """What the words of a text show, by the name of the sign (`own_case.SIGNS`)."""
    words = spaced(text)
    return {
        "own": float(bool(_OWN.search(words))),
        "theirs": float(bool(_ANOTHER.search(words))),
        "matter": float(bool(_IMMIGRATION.search(_DRIVING.sub(" ", words)))),
        "driving": float(bool(_DRIVING.search(words))),
        "wish": float(bool(_WISH.search(words))),
        "defined": float(bool(_DEFINED.search(words))),
        "wished": float(wishes_advice(text)),
        "question": float("?" in words),
    }
