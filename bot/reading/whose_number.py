"""What a number of years in a correction counts: the writer's work, surely or perhaps, or something else.

"Years" says how long, and not of what: a permit, a loan and an age have years too. So a saved number changes without a
question only where each word around the new one is accounted for.
"""

import re
from enum import StrEnum

from bot.base.terms import Field
from bot.knowledge import Found, Resolution, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.reading import little_words as words
from bot.reading import subject_words
from bot.reading.about_whom import Person
from bot.reading.answered_plainly import AROUND
from bot.reading.context import Context
from bot.reading.how_meant import at
from bot.reading.values import counts_something_else, may_be_an_age
from bot.reading.whether import piece, piece_span, sentence, sentence_span


class Whose(StrEnum):
    """How sure it is that a number counts the writer's years of work."""

    SURELY = "surely"
    PERHAPS = "perhaps"
    NOT = "not"


_NUMBER_IN_WORDS = re.compile(r"(?<![a-z])(?!(?:one|une)(?![a-z]))[a-z]{3,}")
_TENS_IN_WORDS = re.compile(
    r"(?<![a-z])(?:twenty|thirty|forty|fifty|vingt|trente|quarante|cinquante|dix)[ -](?:et[ -])?[a-z]{2,}(?![a-z])"
)
_NUMBER = re.compile(r"(?<![\d.,\w])\d{1,2}(?![\d\w])")
_OF_A_CORRECTION = frozenset(  # words that say no more than that something was wrong
    """
    me jme suis trompe trompee erreur faute doigt bouton clique tape appuye pese touche cote oups oops mistake mistyped
    wrong button pressed clicked typed tapped touched choose chose chosen finger slip slipped typo meant mean voulais
    dire mauvais mauvaise error should be put set write mettre mettez mets met marque change changer changez corrige
    correct cest ce etait ete au lieu place instead rather than can could you would pouvez pourriez peux peut tu vous
    ecris ecrit ecrire note was were not pas did do don didn isn wasn it its that this there because parce lieu qu
    said say dis dit avais have made make erreurs mistakes fact en fait enfin finalement wait attends attendez actually
    """.split()
)
_ACCOUNTED_FOR = AROUND[Field.EXPERIENCE] | _OF_A_CORRECTION
_BACK_HOME = words.pattern(
    r"back home|(?:back )?in my (?:home )?country|over there|overseas|abroad",
    r"dans mon pays(?: natal)?|au (?:pays|bled)|la-bas|a l'etranger|chez (?:nous|moi)",
)
# Fields of work that are no single trade; the rest of the trades is the knowledge base's.
_FIELDS_OF_WORK = frozenset(
    """
    nursing kitchen kitchens cuisines construction renovation restaurant restaurants resto restos restauration hotels
    hotel hotellerie hospitality factory factories usine usines entrepot entrepots warehouses warehousing farming farm
    farms ferme fermes elevage cleaning entretien menage soins care caregiving teaching enseignement accounting
    comptabilite sales vente ventes livraison delivery trucking transport transports logistique logistics welding
    carpentry plumbing electricity electricite mechanics garage garages garderie daycare childcare sewing couture
    landscaping boulangerie agriculture foresterie forestry mines mining fishing peche security securite retail
    """.split()
)
_NO_TRADE = frozenset(  # like the name of a trade, but of something that has years too
    """
    relationship relationships relation dating insurance assurance assurances probation marriage mariage mortgage
    hypotheque treatment traitement warranty garantie contract contrat loan pret lease bail therapy prison studies
    """.split()
)
_OWNED = re.compile(r"(?:my|our|his|her|their|mon|ma|mes|notre|nos|son|sa|leur|this|that|ce|cet|cette) $")
_BARE_NUMBER = re.compile(r"\d{1,2}(?![\d\w.,])(?! *(?:ans?|annees?|years?|yrs?)(?!\w))")
_UNIT = re.compile(r"(?<![\d.,\w])\d{1,2}(?:\.\d)? ?([a-z]+)")
_YEARS = frozenset("an ans annee annees year years yr yrs".split())
_NO_UNIT = frozenset(  # may follow a number without being what is counted
    """
    a and are aren as at au aux avec because but by c car comme d dans de depuis des donc du en et for from has i if in
    is isn it its j je la le les mais mon my n ne no non not now of on or ou par parce pas plus pour que s seems since
    so sorry sur svp stp that the then there to was what when with actually finally fait instead maintenant merci
    please plutot rather thank thanks vraiment really only seulement lol mdr desole desolee pardon oups oops
    wait attends here ici today aujourd he she bon bien alors faque finalement like more less moins plein full total
    """.split()
)
_WORK, _OF_NO_WORK = (
    words.pattern(subject_words.WORK),
    words.pattern(subject_words.SCHOOL, subject_words.STAYS),
)
_OF_WORK = words.pattern(
    r"(?:[dl]')?experiences?|exp|j'ai (?:\w+ )?(?:travaille|bosse)|je travaille|de metier|comme|carriere",
    r"(?:have|'ve|i) (?:been )?work(?:ed|ing)|as an?|career",
    r"(?:in|at|doing) (?:this|that|the same) (?:kind of )?(?:work|job|trade|field|profession)",
    r"(?:dans|a faire) (?:ce|le meme) (?:genre de )?(?:metier|travail|domaine)",
)
_TOPIC = re.compile(  # a thing that is only named, to say something of it: « mon bail, c'est 3 ans », "for the loan: …"
    r"\W*(?:\w+ )?(?:(?:for|as for|about|pour|quant a|concernant) )?"
    r"(?:(?:my|our|mon|ma|mes|notre|nos) \w+(?: \w+)?|(?:the |le |la |l'|les |ce |cet |cette |this )\w+)"
    r"(?: (?:de |du |d'|of )\w+)?\W*"
)
_HOLDS = re.compile(r"(?<!\w)(?:i have|j'en ai)(?!\w)")  # "not 7 years, I have 4": the years were named before
_THERE = re.compile(r"(?<!\w)there(?!\w)")
_LETTERS = re.compile(r"[a-z]+")
_OF_A_TRADE = frozenset({Field.EXPERIENCE, Field.OCCUPATION})


def in_digits(plain: str) -> str:
    """The text with numbers in digits, each in as many letters, so that positions stay: "onze" is "11  "."""
    plain = _TENS_IN_WORDS.sub(lambda words: _in_place(words[0]), plain)
    return _NUMBER_IN_WORDS.sub(lambda word: _in_place(word[0]), plain)


def names_a_question(resolver: Resolver, plain: str) -> Resolution[Field]:
    """The question of the profile that a text names; "there" is about no place."""
    plain = _THERE.sub(" ", plain)
    return resolver.profile_field(plain) if any(map(str.isalnum, plain)) else Unknown()


def whose(resolver: Resolver, written: str, span: tuple[int, int], context: Context) -> Whose:
    """Whose the numbers in this span of a correction are, which is normalized by `even` and written `in_digits`."""
    start, end = span
    if any(not _is_no_unit(found[1]) for found in _UNIT.finditer(written, start) if found.start() < end):
        return Whose.NOT  # "5 km", « 5 jours », "6 days a week"
    first = sentence_span(written, start)[0]
    begins, ends = piece_span(written, start)[0], piece_span(written, end)[1]
    before, around = written[first:start], written[begins:ends]
    named = names_a_question(resolver, before)
    works = bool(_OF_WORK.search(around)) or _is_of_a_trade(resolver, around)
    if not works and isinstance(named, Found) and named.value not in _OF_A_TRADE:
        return Whose.NOT
    topic = not works and any(_is_a_topic(part) for part in re.split("[,:]", written[first:begins]))
    age = may_be_an_age(_HOLDS.sub(" ", around)) and context.sight.told != (Field.EXPERIENCE,)
    return Whose.SURELY if not (topic or age) and (works or _is_accounted_for(around)) else Whose.PERHAPS


def counts_no_work(sentence_of_it: str) -> bool:
    """Whether a sentence tells a length of something else than work: of school, of a stay, of a lease."""
    else_counted = counts_something_else(sentence_of_it) or _OF_NO_WORK.search(sentence_of_it)
    return bool(else_counted) and not _WORK.search(sentence_of_it)


def is_of_the_unit_before(plain: str, start: int) -> bool:
    """Whether a bare number counts what the number before it does, which are no years: « pas à 5 km, c'est 12 »."""
    written = in_digits(plain)
    number, (begins, _) = _BARE_NUMBER.match(written, start), sentence_span(written, start)
    before = [*_NUMBER.finditer(written, begins, start)]
    unit = _UNIT.match(written, before[-1].start()) if before and number else None
    return unit is not None and not _is_no_unit(unit[1])


def is_told_of_another(text: str, written: str, value: float, beside: tuple[int, int] = (0, 0)) -> bool:
    """Whether this number, left aside where it stands in the span, is also told of somebody or something else.

    "Oops, 3. We have 3 kids", « ma femme a 12 ans, mets 12 », « j'ai 34 ans, mets 34 ».
    """
    places = [each.start() for each in _NUMBER.finditer(written) if float(each[0]) == value]
    again = [place for place in places if not beside[0] <= place < beside[1]]
    return len(places) > 1 and any(_is_another_s(text, written, place) for place in again)


def _is_another_s(text: str, written: str, place: int) -> bool:
    """Whether the number here is somebody else's, or of another unit, an age, school, years of living somewhere."""
    unit, around = _UNIT.match(written, place), sentence(written, place)
    if at(text, place).person is not Person.SELF or (unit and not _is_no_unit(unit[1])):
        return True
    return counts_no_work(around) or may_be_an_age(piece(written, place))


def whose_of(resolver: Resolver, plain: str, value: float, context: Context) -> Whose:
    """Whose this value is, and the saved one that it replaces, wherever they stand in a correction."""
    written, numbers = in_digits(plain), {value, float(int(value)), context.told.get(Field.EXPERIENCE)}
    found = [each for each in _NUMBER.finditer(written) if float(each[0]) in numbers]
    if is_told_of_another(plain, written, value):
        return Whose.NOT
    if found:
        return whose(resolver, written, (found[0].start(), found[-1].end()), context)
    sure = _OF_WORK.search(written) or _is_accounted_for(written) or _is_of_a_trade(resolver, written)
    return Whose.SURELY if sure else Whose.PERHAPS


def _is_of_a_trade(resolver: Resolver, around: str) -> bool:
    """Whether nothing but a trade or field of work is left to account for: "6 years of nursing", « 6 ans en cuisine ».

    Whatever is somebody's own is none: "my security deposit".
    """
    around = _BACK_HOME.sub(" ", around)
    left = [each for each in _LETTERS.finditer(around) if each[0] not in _ACCOUNTED_FOR]
    named = {each[0] for each in left}
    if not left or named & _NO_TRADE or _OF_NO_WORK.search(around):
        return False
    if any(_OWNED.search(around, 0, each.start()) for each in left):
        return False
    return named <= _FIELDS_OF_WORK or isinstance(resolver.occupation(" ".join(each[0] for each in left)), Found)


def _is_accounted_for(around: str) -> bool:
    return set(_LETTERS.findall(_BACK_HOME.sub(" ", around))) <= _ACCOUNTED_FOR


def _is_a_topic(part: str) -> bool:
    return bool(_TOPIC.fullmatch(part)) and not _is_accounted_for(part)


def _is_no_unit(word: str) -> bool:
    return word in _YEARS or word in _NO_UNIT or len(word) == 1 or digits(word).isdigit()


def _in_place(word: str) -> str:
    number = digits(word)
    return number.ljust(len(word)) if number.isdigit() else word
