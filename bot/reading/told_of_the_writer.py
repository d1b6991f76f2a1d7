"""Whether a value that a message may tell is said of the writer, and whether its words speak of its question."""

import re

from bot.base.terms import Education, Field, Permit
from bot.knowledge import Resolver
from bot.knowledge.numbers import digits
from bot.reading import little_words as words
from bot.reading import subject_words
from bot.reading.about_whom import Person, names_another
from bot.reading.how_meant import MANNERS, Manner, at
from bot.reading.normalized_in_place import even
from bot.reading.permits_told import OF_SOMETHING_ELSE
from bot.reading.possible_values import Candidate
from bot.reading.schooling import counts_a_grade, is_unfinished
from bot.reading.values import counts_something_else, of_another_language
from bot.reading.whether import asks, piece, sentence
from bot.reading.wished_places import is_no_goal

_NONE = {Field.EDUCATION: (Education.NONE,), Field.FRENCH: (0,)}
_MAY_BE_THE_WRITER = frozenset({Person.SELF, Person.STRANGER})  # what a stranger seems to say is asked, never kept
_WRITER = words.pattern(words.WRITER, r"mon|ma|mes|my|me")
_WORK = words.pattern(subject_words.WORK)
_BARE_NUMBER = re.compile(r"\D*\d{1,2}\W*")
_OF_TIME = re.compile(r"(?<!\w)(?:ans?|annees?|years?|yrs?|mois|months?)(?!\w)")  # "three, no wait, four years"
_SINCE = re.compile(r"(?<!\w)(?:depuis|since)(?: \w+){0,3}\W*$")
_IS_HERE = words.pattern(  # how long somebody has been there
    subject_words.STAYS,
    r"(?:living|lived?|stay\w*|came|landed|vi[st]|habit\w+|arriv\w+)(?: \w+){0,3} (?:for|since|depuis)",
)
_LASTS_SO_LONG = re.compile(  # a course, a lease, a trip
    r"(?<!\w)(?:dure(?:nt|ra)?|lasts?|program\w*|cours|courses?|formations?|training|etud\w+"
    r"|stud\w+|degrees?|diplom\w*|bail|lease|contrats?|contracts?|trips?|voyages?|visas?|permi[st]s?)(?!\w)"
)
_HOW_LONG = re.compile(r"(?<!\w)(?:how long|combien de temps)(?!\w)")
_COMES_ALONG = words.pattern(words.COMES_ALONG, r"ensemble|together|partir|go(?:es|ing)?")
_WAS_TO_START = re.compile(  # what was to begin then, or did: "I was ready to start in March"
    r"(?<!\w)(?:(?:i|we|j'|je|on) ?(?:was|were|had to|could have|etais|etait|devais|avais|pouvais)(?! told)"
    r"|started|began|j'ai commence|on a commence)(?!\w)"
)
_PAPERS = re.compile(r"(?<!\w)(?:permis|statut|papiers?|visas?|permits?|status|papers?|undocumented)(?!\w)")


def may_be_told(resolver: Resolver, one: Candidate, text: str, *, places: bool, tongues: bool) -> bool:
    """Whether it is said of the writer, in a manner that answers the question, and of nothing else.

    Who moves along is told of others; `places`: whether a place may be a wish; `tongues`: whether a language may be
    spoken, and not wished for here.
    """
    stretch, part = at(text, one.start), text[slice(*one.piece)]
    if one.field is Field.HOUSEHOLD:
        return stretch.manner is not Manner.SUPPOSED
    meant = any(stretch.manner in each for each in MANNERS[one.field]) or _has_none(one, stretch.manner, part)
    if stretch.person not in _MAY_BE_THE_WRITER or not meant:
        return False
    match one.field:
        case Field.EXPERIENCE:
            return not counts_something_else(sentence(text, one.start))
        case Field.FRENCH:
            counts_years = _BARE_NUMBER.fullmatch(digits(even(part))) and _OF_TIME.search(
                sentence(even(text), one.start)
            )
            of_school = counts_a_grade(even(text), one.end)
            return not (counts_years or of_school or of_another_language(resolver, part))
        case Field.PERMIT:
            others = (each.span() for each in OF_SOMETHING_ELSE.finditer(even(text)))
            return not any(begins < one.end and one.start < ends for begins, ends in others)
        case Field.EDUCATION:
            return not is_unfinished(part)
        case Field.REGIONS:
            return places and not is_no_goal(even(text), stretch, one.start)
        case Field.LANGUAGES:
            return tongues and not asks(even(part))
    return True


def _has_none(one: Candidate, manner: Manner, part: str) -> bool:
    """Whether a denial is itself the answer, and the writer's: "no diploma", "no French"."""
    denied = manner is Manner.DENIED and one.value in _NONE.get(one.field, ())
    return denied and not (asks(even(part)) or names_another(part))


def says_what_it_is(one: Candidate, text: str) -> bool:
    """Whether the words around a value that is not asked for speak of its question, where little else tells it apart.

    An uncle in a story does not move along, "not yet" is no status, and what lasts since March starts no job then.
    """
    plain = even(text)
    around = sentence(plain, one.start)
    match one.field:
        case Field.HOUSEHOLD if not any(each.partner or each.children for each in one.options):
            return bool(_COMES_ALONG.search(around)) and at(text, one.start).person is not Person.OTHER
        case Field.PERMIT if asks(plain[slice(*one.piece)]) and not _WRITER.search(around):
            return False  # "is an open permit enough?" tells nothing of the writer's
        case Field.PERMIT if Permit.NONE in one.options:
            return bool(_PAPERS.search(around))
        case Field.EXPERIENCE:
            part = piece(plain, one.start)
            of_work = bool(_WORK.search(part))
            of_another = _IS_HERE.search(part) or _LASTS_SO_LONG.search(part) or _HOW_LONG.search(around)
            return of_work or not of_another
        case Field.START:
            return not (_SINCE.search(plain[: one.end]) or _WAS_TO_START.search(piece(plain, one.start)))
    return True
