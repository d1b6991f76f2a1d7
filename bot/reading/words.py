"""The little words that say about whom and whether something is said, of both languages: both are read in every text.

Alternatives of regular expressions for texts as `bot.reading.text.even` gives them: lower case, no accents, straight
apostrophes.
"""

import re


def either(french: str, english: str) -> str:
    """Alternatives of both languages."""
    return f"{french}|{english}"


def pattern(*kinds: str) -> re.Pattern[str]:
    """Whole words of these kinds."""
    return re.compile(rf"(?<![\w'])(?:{'|'.join(kinds)})(?!\w)")


# The writer as subject.
WRITER = either(
    r"j'(?=\w)|je|moi(?=,? (?:j'|je|c'est|suis|ai))|nous(?! deux)|on(?= )|chu|chui|jsuis|j(?= )",
    r"i|i'm|i've|i'd|im|ive|we|we're|me(?= i\b| i'm)",
)
PARTNER = either(
    r"mari|epoux|epouse|femme|conjointe?|partenaire|chum|blonde|copine?|copain|fiancee?|compagne|compagnon",
    r"husband|wife|hubby|spouse|partner|boyfriend|girlfriend|fiancee?",
)
CHILD = either(
    r"fils|filles?|enfants?|garcons?|bebe|ado|petite?s?",
    r"son|daughter|kids?|child|children|boys?|girls?|baby|teen(?:ager)?",
)
# A friend, a relative, a boss, people.
ANOTHER = either(
    (
        r"amie?s?|pere|mere|frere|s(?:oe|œ)ur|cousine?|oncle|tante|neveu|niece|voisine?|collegues?|patron|patronne"
        r"|boss|chef|employeurs?|beau-frere|belle-s(?:oe|œ)ur|parents?|coloc|gens|gars|monsieur|dame|homme"
        r"|personnes?|annonce|quelqu'un|compatriotes?|connaissance"
    ),
    (
        r"friends?|mother|mom|mum|father|dad|brother|sister|cousin|uncle|aunt|nephew|niece|neighbou?rs?"
        r"|colleagues?|coworkers?|boss|manager|employers?|roommate|parents?|man|woman|guy|lady|people|someone"
        r"|somebody|ad|advert|everyone|brother-in-law|sister-in-law"
    ),
)
# Pronouns of the third person.
THEY = either(
    r"il(?! (?:y|fait|faut|pleut|neige|manque|reste|est possible))|elle|ils|elles|lui|eux",
    r"he|she|they|he's|she's|they're|him|her(?= (?:is|has|works))",
)
POSSESSIVE = either(
    r"mon|ma|mes|notre|nos|un|une|le|la|les|l'|son|sa|cette|ce|cet|des",
    r"my|our|a|an|the|his|her|some|this|that|one of my",
)
# "with my wife": no subject.
COMPANY = either(
    r"avec|chez|que|comme|de|d'|a|sans|contre|par|vers|moi|et moi",
    r"with|than|like|of|at|to|without|from|by|me|among",
)
# After "and my wife": a subject after all.
VERB = either(
    (
        r"est|etait|a|ont|sont|fait|parle|parlent|travaille|travaillent|cherche|cherchent|veut|aussi|lui|elle|il"
        r"|qui"
    ),
    r"is|was|has|are|were|works?|speaks?|wants?|does|too|also|looks?|can|who",
)
# What follows is not so.
DENIED = either(
    r"pas|ni|non|jamais|(?:ne |n')\w+ plus|(?:veux?|parle|suis?|fais?|chui?|jsuis|jveux|jparle) (?:plus|pu)(?= |$)",
    r"not|no|never|don't|dont|doesn't|isn't|aren't|ain't|neither|nor|no longer|don't speak|didn't|wasn't|can't",
)
# What follows, with all its list, is left out.
EXCEPTED = either(
    r"sauf|excepte|hormis|hors|a part|pas (?:a|en|au|dans)",
    r"except|excluding|apart from|other than|but not|outside",
)
# What follows is to be taken out.
REMOVED = either(
    r"enlev\w+|retir\w+|supprim\w+|effac\w+|ot(?:er|ez|e)|plus de|oubli(?:ez|e)",
    r"remov\w+|delet\w+|take (?:out|off|away)|drop|forget about|without",
)
# What follows is replaced.
INSTEAD_OF = either(
    r"a la place (?:de|d'|du|des)|au lieu (?:de|d'|du|des)|plutot que",
    r"instead of|rather than|in place of",
)
# Begins like a denial.
NOT_DENIED = either(
    (
        r"pas (?:mal|loin|trop loin|seulement|juste|que|de probleme)|non plus|en plus|de plus|plus (?:de )?\d"
        r"|non seulement"
    ),
    r"not (?:bad|far|too far|only|just|sure)|no (?:problem|worries)",
)
ADDED = either(
    r"aussi|egalement|en plus|ajout\w+|rajout\w+|et aussi|de plus",
    r"also|as well|too|add|plus|in addition",
)
ONLY = either(
    r"seulement|uniquement|juste|rien que|exclusivement|ne \w+ que",
    r"only|just|nothing but|exclusively",
)
# Something said before was wrong, or has changed.
CORRECTED = either(
    (
        r"en fait|finalement|plutot|erreur|trompee?s?|corrig\w+|chang\w+|modifi\w+|remplac\w+|mett?(?:ez|re|ons)"
        r"|mets|desolee?|pardon|au lieu|a la place|c'est pas|maintenant|enfin|rectif\w+|mis a jour|bai[sc]+\w+"
        r"|mont(?:e|ez|er)|(?:mon|ma|mes) [\w' ]{3,30}(?: ?:|,? c'est)"
    ),
    (
        r"actually|in fact|finally|rather|instead|mistakes?|wrong|correct(?:ion)?|chang\w+|sorry|now|updat\w+"
        r"|replac\w+|i meant|make it|it's not|should be|no longer|lower|raise|my [\w' ]{3,30}(?: ?:| is)"
    ),
)
PERHAPS = either(
    r"peut[- ]etre|possiblement|probablement|a la limite|eventuellement|si possible",
    r"maybe|perhaps|possibly|probably|might|if possible",
)
# A paper that one has not got yet; a claim for asylum is a status of its own.
AWAITED = either(
    r"j'?attends?|attends?|en attente|demande (?:de |pour |ma )?(?!d'asile)\w+|en cours|bientot|va (?:avoir|recevoir)",
    r"waiting|appl(?:y|ied|ying) for|pending|in process|soon|will (?:get|have|be)",
)
PAST = either(
    r"avant|habitais|vivais|vivait|habitions|vivions|ai vecu|ai habite|etais|etait|autrefois|ancien\w*|quitte",
    r"used to|lived|previously|former(?:ly)?|was|were|before|left|moved from|came from",
)
# Begins a question or a request.
ASKS = either(
    (
        r"c(?:'est)? (?:quoi|koi)|pk|pq|pkoi|esk\w*|kel(?:le)?s?"
        r"|est[- ]ce|qu'est|pourquoi|comment|combien|ou (?:est|sont|se|puis|trouver|y a)|quand|quels?|quelles?"
        r"|qui (?:est|peut|va)|y a[- ]t|c'est quoi|peut[- ]on|puis[- ]je|pouvez|peux[- ]tu|dites|montr\w+"
        r"|explique\w*|compar\w+|cherche\w* (?:un |une |des )?(?:appart|loge|garderie)|inscri\w+|annul\w+"
    ),
    (
        r"what|what's|why|how|where|when|which|who|who's|is there|are there|can (?:i|you|we|he|she)"
        r"|could (?:i|you|we)|do (?:i|you|they)|does|should|show|tell me|explain|compare|sign|register|cancel|book"
        r"|find me|help"
    ),
)
# A sentence speaks of work, of French, of languages.
WORK = either(
    r"experiences?|exp|travail\w*|metiers?|boulot|job|carriere|comme|pratique",
    r"experience|works?|worked|working|job|career|trade|as an?",
)
FRENCH = either(
    r"fran[cs]ais\w*|niveau|[abc][12]|tef|tcf|delf|dalf",
    r"french|level|[abc][12]",
)
TONGUES = either(
    r"langues?|bilingue|maternelle|couramment",
    r"languages?|bilingual|fluent|native",
)
SPEAKS = either(
    r"parl\w+|comprends",
    r"speak\w*|spoken|understand",
)
# A length of time that is no experience: a wait, an age.
OTHER_TIMES = either(
    (
        r"attend\w*|il y a|divorc\w*|mari(?:e|age)|depuis (?:mon|ma|notre|la)"
        r"|bail|enceinte|age|loyer"
        r"|dans (?:\d+|une?|deux|trois|quatre|cinq|six) (?:mois|sem\w+|jours?)"
    ),
    (
        r"wait\w*|ago|divorc\w*|married|since (?:my|our|the)|lease|pregnant|old|age|rent"
        r"|in (?:\d+|an?|two|three|four|five|six) (?:months?|weeks?|days?)"
    ),
)
