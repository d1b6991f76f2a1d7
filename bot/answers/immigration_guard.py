"""The guard: recognizes who asks for advice on an immigration case, which is never given, and says who may give it."""

import re

from bot.answers.message_signs import plain
from bot.answers.turn import Turn
from bot.knowledge.facts import Card, CardKind
from bot.knowledge.outcome import NotHeld
from bot.replies import articles as replies
from bot.replies.message import Message

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
_DEFINED = re.compile(
    r"\b(?:c est quoi|c koi|c quoi|qu est ce que (?:c est|ca)|(?:veut|veu) dire|signifie"
    r"|what (?:is|are|s) (?:a|an|the|this)|stands? for|mean(?:s|ing)?|meant)\b"
)


def wants_advice(text: str) -> bool:
    """Whether a message asks what to do, or what will happen, in somebody's own immigration case."""
    return own_immigration(text) and bool(_WISH.search(plain(text)))


def wants_a_word(text: str) -> bool:
    """Whether a message asks what a word or an acronym means: that is no question about a case."""
    return bool(_DEFINED.search(plain(text))) and not wants_advice(text)


def own_immigration(text: str) -> bool:
    """Whether a message is about an immigration matter of its writer or of somebody whom they name."""
    return about_oneself(text) and bool(_IMMIGRATION.search(_DRIVING.sub(" ", plain(text))))


def is_a_case(turn: Turn, found: NotHeld) -> bool:
    """Whether a message that no fact answers is about a case, though no word of it may say so.

    It is about its writer, and what comes nearest to it is told of immigration: rules that are only near would be taken
    for advice.
    """
    said, near = turn.said.meant, found.near
    of_immigration = bool(near) and on_immigration(turn, near[0].card)
    return of_immigration and about_oneself(said) and not wants_a_word(said)


def on_immigration(turn: Turn, card: Card) -> bool:
    """Whether a card is an article on immigration."""
    return card.kind is CardKind.ARTICLE and turn.knowledge.article(card.id).subject == "immigration"


def about_oneself(text: str) -> bool:
    """Whether a message is about its writer's own case, even if it is told as a friend's or as a hypothesis."""
    return bool(_OWN.search(plain(text)))


def guard(turn: Turn) -> list[Message]:
    """The reply: who may give advice on an immigration case."""
    entry = turn.knowledge.article("immigration_procedure")
    return [replies.article(turn.t, turn.knowledge, entry, more=False, today=turn.today)]
