"""The little words that say about whom and whether something is said: one pack a language, both read in every text.

Patterns for texts as `bot.reading.text.even` gives them: lower case, no accents, straight apostrophes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Pack:
    """Alternatives of regular expressions, each matching whole words."""

    writer: str  # the writer as subject
    partner: str
    child: str
    another: str  # a friend, a relative, a boss, people
    they: str  # pronouns of the third person
    possessive: str
    company: str  # "with my wife": no subject
    verb: str  # after "and my wife": a subject after all
    denied: str  # what follows is not so
    excepted: str  # what follows, with all its list, is left out
    removed: str  # what follows is to be taken out
    instead_of: str  # what follows is replaced
    not_denied: str  # begins like a denial
    added: str
    only: str
    corrected: str  # something said before was wrong, or has changed
    perhaps: str
    past: str
    asks: str  # begins a question or a request
    work: str  # a sentence speaks of work, of French, of languages
    french: str
    tongues: str
    speaks: str
    other_times: str  # a length of time that is no experience: a wait, an age


FRENCH = Pack(
    writer=r"j'(?=\w)|je|moi(?=,? (?:j'|je|c'est|suis|ai))|nous(?! deux)|on(?= )|chu|chui|jsuis|j(?= )",
    partner=r"mari|epoux|epouse|femme|conjointe?|partenaire|chum|blonde|copine?|copain|fiancee?|compagne|compagnon",
    child=r"fils|filles?|enfants?|garcons?|bebe|ado|petite?s?",
    another=(
        r"amie?s?|pere|mere|frere|s(?:oe|œ)ur|cousine?|oncle|tante|neveu|niece|voisine?|collegues?|patron|patronne|boss|chef"
        r"|employeurs?|beau-frere|belle-s(?:oe|œ)ur|parents?|coloc|gens|gars|monsieur|dame|homme|personnes?|annonce|quelqu'un"
        r"|compatriotes?|connaissance"
    ),
    they=r"il(?! (?:y|fait|faut|pleut|neige|manque|reste|est possible))|elle|ils|elles|lui|eux",
    possessive=r"mon|ma|mes|notre|nos|un|une|le|la|les|l'|son|sa|cette|ce|cet|des",
    company=r"avec|chez|que|comme|de|d'|a|sans|contre|par|vers|moi|et moi",
    verb=r"est|etait|a|ont|sont|fait|parle|parlent|travaille|travaillent|cherche|cherchent|veut|aussi|lui|elle|il|qui",
    denied=r"pas|ni|non|jamais|(?:ne |n')\w+ plus|(?:veux|parle|suis) plus",
    excepted=r"sauf|excepte|hormis|hors|a part|pas (?:a|en|au|dans)",
    removed=r"enlev\w+|retir\w+|supprim\w+|effac\w+|ot(?:er|ez|e)|plus de|oubli(?:ez|e)",
    instead_of=r"a la place (?:de|d'|du|des)|au lieu (?:de|d'|du|des)|plutot que",
    not_denied=(
        r"pas (?:mal|loin|trop loin|seulement|juste|que|de probleme)|non plus|en plus|de plus|plus (?:de )?\d"
        r"|non seulement"
    ),
    added=r"aussi|egalement|en plus|ajout\w+|rajout\w+|et aussi|de plus",
    only=r"seulement|uniquement|juste|rien que|exclusivement|ne \w+ que",
    corrected=(
        r"en fait|finalement|plutot|erreur|trompee?s?|corrig\w+|chang\w+|modifi\w+|remplac\w+|mett?(?:ez|re|ons)|mets"
        r"|desolee?|pardon|au lieu|a la place|c'est pas|maintenant|enfin|rectif\w+|mis a jour|bai[sc]+\w+"
        r"|mont(?:e|ez|er)|(?:mon|ma|mes) [\w' ]{3,30}(?: ?:|,? c'est)"
    ),
    perhaps=r"peut[- ]etre|possiblement|probablement|a la limite|eventuellement|si possible",
    past=r"avant|habitais|vivais|vivait|habitions|vivions|ai vecu|ai habite|etais|etait|autrefois|ancien\w*|quitte",
    asks=(
        r"est[- ]ce|qu'est|pourquoi|comment|combien|ou (?:est|sont|se|puis|trouver|y a)|quand|quels?|quelles?"
        r"|qui (?:est|peut|va)|y a[- ]t|c'est quoi|peut[- ]on|puis[- ]je|pouvez|peux[- ]tu|dites|montr\w+|explique\w*"
        r"|compar\w+|cherche\w* (?:un |une |des )?(?:appart|loge|garderie)|inscri\w+|annul\w+"
    ),
    work=r"experiences?|exp|travail\w*|metiers?|boulot|job|carriere|comme|pratique",
    french=r"fran[cs]ais\w*|niveau|[abc][12]|tef|tcf|delf|dalf",
    tongues=r"langues?|bilingue|maternelle|couramment",
    speaks=r"parl\w+|comprends",
    other_times=(
        r"attend\w*|il y a|bail|enceinte|age|loyer"
        r"|dans (?:\d+|une?|deux|trois|quatre|cinq|six) (?:mois|sem\w+|jours?)"
    ),
)
ENGLISH = Pack(
    writer=r"i|i'm|i've|i'd|im|ive|we|we're|me(?= i\b| i'm)",
    partner=r"husband|wife|hubby|spouse|partner|boyfriend|girlfriend|fiancee?",
    child=r"son|daughter|kids?|child|children|boys?|girls?|baby|teen(?:ager)?",
    another=(
        r"friends?|mother|mom|mum|father|dad|brother|sister|cousin|uncle|aunt|nephew|niece|neighbou?rs?|colleagues?"
        r"|coworkers?|boss|manager|employers?|roommate|parents?|man|woman|guy|lady|people|someone|somebody|ad|advert"
        r"|everyone|brother-in-law|sister-in-law"
    ),
    they=r"he|she|they|he's|she's|they're|him|her(?= (?:is|has|works))",
    possessive=r"my|our|a|an|the|his|her|some|this|that|one of my",
    company=r"with|than|like|of|at|to|without|from|by|me|among",
    verb=r"is|was|has|are|were|works?|speaks?|wants?|does|too|also|looks?|can|who",
    denied=r"not|no|never|don't|dont|doesn't|isn't|aren't|ain't|neither|nor|no longer|don't speak|didn't|wasn't|can't",
    excepted=r"except|excluding|apart from|other than|but not|outside",
    removed=r"remov\w+|delet\w+|take (?:out|off|away)|drop|forget about|without",
    instead_of=r"instead of|rather than|in place of",
    not_denied=r"not (?:bad|far|too far|only|just|sure)|no (?:problem|worries)",
    added=r"also|as well|too|add|plus|in addition",
    only=r"only|just|nothing but|exclusively",
    corrected=(
        r"actually|in fact|finally|rather|instead|mistakes?|wrong|correct(?:ion)?|chang\w+|sorry|now|updat\w+|replac\w+"
        r"|i meant|make it|it's not|should be|no longer|lower|raise|my [\w' ]{3,30}(?: ?:| is)"
    ),
    perhaps=r"maybe|perhaps|possibly|probably|might|if possible",
    past=r"used to|lived|previously|former(?:ly)?|was|were|before|left|moved from|came from",
    asks=(
        r"what|what's|why|how|where|when|which|who|who's|is there|are there|can (?:i|you|we|he|she)"
        r"|could (?:i|you|we)|do (?:i|you|they)|does|should|show|tell me|explain|compare"
        r"|sign|register|cancel|book|find me|help"
    ),
    work=r"experience|works?|worked|working|job|career|trade|as an?",
    french=r"french|level|[abc][12]",
    tongues=r"languages?|bilingual|fluent|native",
    speaks=r"speak\w*|spoken|understand",
    other_times=(
        r"wait\w*|ago|lease|pregnant|old|age|rent"
        r"|in (?:\d+|an?|two|three|four|five|six) (?:months?|weeks?|days?)"
    ),
)
PACKS: Sequence[Pack] = (FRENCH, ENGLISH)


def _either(name: str) -> str:
    return "|".join(getattr(pack, name) for pack in PACKS)


BOTH = Pack(**{each.name: _either(each.name) for each in fields(Pack)})


def pattern(*names: str) -> re.Pattern[str]:
    """Whole words of these kinds, in either language."""
    return re.compile(rf"(?<![\w'])(?:{'|'.join(getattr(BOTH, name) for name in names)})(?!\w)")
