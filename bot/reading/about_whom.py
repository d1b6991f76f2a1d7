"""Finds whom each part of a text is about: the writer, their partner, a child, or somebody else."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from bot.reading import kin, subject_words
from bot.reading import little_words as words
from bot.reading.normalized_in_place import even, without_quotes
from bot.reading.strangers import strangers
from bot.reading.whether import PIECE, SENTENCE


class Person(StrEnum):
    """The person whom something is said about."""

    SELF = "self"
    PARTNER = "partner"
    CHILD = "child"
    OTHER = "other"  # a friend, a relative, an employer, anybody quoted
    STRANGER = "stranger"  # somebody called by a word that our lists do not have


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text, from `start` to before `end`, that is about one person."""

    start: int
    end: int
    person: Person


@dataclass(frozen=True, slots=True)
class Absent:
    """The person on whose behalf somebody else writes. The profile is about this person, not about the writer."""

    person: Person  # a partner, a child, or somebody else
    noun: str = ""  # what the writer called them: "frere"


_NOUN = re.compile(
    rf"(?<![\w'])(?:(?P<before>(?:{words.COMPANY}|et|and|&)) )?{kin.POSSESSIVE}(?:[\w-]+ )?"
    rf"(?:(?P<partner>{kin.PARTNER})|(?P<child>{kin.CHILD})|(?P<another>{kin.ANOTHER}))(?!\w)"
)
# "my doctor", "the doctor says": a doctor who writes about themselves says neither.
_SERVING = re.compile(
    rf"(?<![\w'])(?<!avec )(?<!chez )(?<!with )(?:(?:{kin.OWNING}) (?:[\w-]+ )?(?:{kin.SERVING})"
    rf"|(?:l'|(?:le|la|the|this|that) )(?:{kin.SERVING})(?= (?:{words.VERB}|dit|said|says)(?!\w)))(?!\w)"
)
# "actually wife can't come": a relative named at the start of a message needs no "my".
_FIRST = re.compile(
    rf"^\W*(?:(?:{words.CORRECTED}|but|mais|ok|so|bon|and|et)\W+)?"
    rf"(?:(?P<partner>{kin.PARTNER})|(?P<child>{kin.BARE_CHILD})|(?P<another>{kin.ANOTHER}))"
    r"(?! (?:de|d|du|a) |s? ?d')(?=:? \w)"
)
# "Romanian. Boyfriend speaks Dutch", « lingala, conjoint parle swahili »: a verb after it also replaces the "my".
_DOES = re.compile(
    rf"(?<![\w'])(?:(?P<partner>{kin.PARTNER})|(?P<child>{kin.CHILD})|(?P<another>{kin.RELATIVE}))"
    rf"(?=,? (?:(?:only|also|just|juste|ne) )?(?:{words.DOES})(?!\w))"
)
# "Punjabi, wife Tamil also", "cook. Wife: nurse": so does the position at the head of a sentence or a clause.
_HEADS = re.compile(
    rf"(?:[.,;!?\n(]|(?<!\w)(?:and|et|pis|but|mais))\W*"
    rf"(?:(?P<partner>{kin.PARTNER})|(?P<child>{kin.BARE_CHILD})(?= [a-z]{{3,}} (?:\w+|$))"
    r"(?! (?:qui|who|with|avec)(?!\w)))"
    r"(?! (?:de|d|du|et|and|a|with|avec|plus|ou|or) |s? ?d')(?=:? \w)"
)
# "Dutch is my aunt", « soudeur c'est mon beau-père »: the value that stands before the verb is the relative's.
_THEIRS = re.compile(
    r"(?<!\w)(?:c'est|cest|c|est|is|are|it'?s|was|c'etait|that'?s) (?:(?:for|pour|de|a|only|juste) )?$"
)
# "Punjabi me, Gujarati my wife": each value is followed by the person it belongs to.
_MINE_BEHIND = re.compile(
    r"(?<!\w)(?!(?:for|with|pour|avec|et|and|than|que|chez|like|comme)(?!\w))\w+ (?:me|moi) *[,;.]"
)
_ENDS = re.compile(rf"(?:{kin.POSSESSIVE})(?:{kin.KIN}) *(?:[,;.]|$)")
_PIECE_HEAD = re.compile(r"[.;!?\n,:]|(?<!\w)(?:and|et|mais|but)(?!\w)")
_NOBODY = re.compile(rf"(?<![\w'])(?:{words.THINGS}|c'est)(?!\w)")
_SOMEBODY = re.compile(
    rf"(?<![\w'])(?:{kin.SOMEBODY})(?!\w)"
    r"|(?<!\w)(?:same|meme) (?:\w+ )?(?:\w+ )?(?:(?:of|as|with|que|de) |qu'|d')(?:an?|the|une?|des|le"
    r"|la) "  # "the same wage as the people who work there"
)
# "but mine is bad", « moi un DEP »: a pronoun at the head of a clause, or after a "but", names whom it is about.
_TOPIC = re.compile(
    r"(?:^|[.;!?\n,:(]|(?<!\w)(?:mais|but|et|and|pis|puis|while|whereas|alors que|tandis que)(?!\w))\W{0,3}"
    rf"(?:(?P<writer>{words.TOPIC_WRITER})|(?P<they>{words.TOPIC_THEY}))(?![\w'])"
)
# « celui de ma femme est avancé », "the French of my wife is advanced": a possessive names whom it is about.
_POSSESSED = re.compile(
    rf"(?<![\w'])(?:cel(?:ui|le)|ceux|l[ea]s?|that|the one|the) ?(?:\w+ )?(?:de|d'|of) {kin.POSSESSIVE}"
    rf"(?:[\w-]+ )?(?:(?P<partner>{kin.PARTNER})|(?P<child>{kin.CHILD})|(?P<another>{kin.ANOTHER}))"
    rf"(?= (?:{words.VERB})(?!\w))"
)
# « le métier de mon mari c'est soudeur »: so does one of what an answer tells, before « c'est ».
_OF_WHAT_IS_ASKED = re.compile(
    rf"(?<![\w'])(?:(?:l[ea]s? |l'|the )?(?:{subject_words.TOLD_OF})|cel(?:ui|le)s?|ceux) (?:\w+ )?"
    rf"(?:de |d'|of ){kin.POSSESSIVE}"
    rf"(?:[\w-]+ )?(?:(?P<partner>{kin.PARTNER})|(?P<child>{kin.CHILD})|(?P<another>{kin.ANOTHER}))"
    r"(?=,? (?:ca )?(?:c'est|cest|c'etait|it'?s|c)(?!\w))"
)
# "my husband is a citizen me open permit": after somebody else was named, a bare "me" returns to the writer.
_BACK_TO_WRITER = re.compile(
    r"(?<!avec )(?<!chez )(?<!pour )(?<!que )(?<!comme )(?<!de )(?<!sans )(?<!et )(?<!ou )(?<!a )(?<!vers )(?<!sur )"
    r"(?<!with )(?<!for )(?<!to )(?<!than )(?<!like )(?<!of )(?<!and )(?<!or )(?<!from )(?<!by )(?<!lets )(?<!let )"
    r"(?<!\w)(?:moi|me)(?= (?:non|no|not|pas|juste|just|only|seulement|\d|un|une|a|an|permis|open|closed|[bc][12])"
    r"(?!\w)|,? \w+$)"
)
# "with my wife", "like my father": somebody named after these words is mentioned, but no value is said of them.
_BESIDE = frozenset({"avec", "chez", "comme", "with", "than", "like", "at", "sans", "without", "among"})
# "they put me in level 4": the subject is "they", yet the value is the writer's.
_DONE_TO_WRITER = re.compile(
    r"(?<!\w)(?:(?:ils?|elles?|on|ecole|prof\w*) m'(?:ont|a) (?:mis|mise|place|classe|evalue|donne|teste)\w*"
    r"|(?:(?:peut|pourrait|va|veut|voudrait|veuille) )?(?:m'|nous )(?:embauch\w+|engag\w+|recrut\w+)"
    r"|(?:(?:can|could|would|will|to) )?(?:hires?|employs?|recruits?) (?:me|us)"
    r"|(?:they|he|she|school|teacher) (?:put|placed|tested|evaluated|assessed|moved) (?:me|us))(?!\w)"
)
_OWN = re.compile(r"(?<![\w'])(?:mon|ma|mes|my)(?= \w)")
_WRITER, _THEY = words.pattern(words.WRITER), words.pattern(words.THEY)
_CONCLUDES = words.pattern(words.CONCLUDES)
_VERB = re.compile(rf" ?,?(?: [\w-]+)? (?:{words.VERB})(?!\w)| (?:(?:le|la|du|un|une|\d+)(?!\w)|l')")
_WITH = re.compile(r"(?<!\w)(?:avec|with) $")  # "I worked with him" is still about the writer
_JOINS = frozenset({"et", "and", "&"})
_ITEM = re.compile(  # the start of a clause that does not continue about the person named before it
    rf"\W*(?!(?:{words.VERB}|{words.DOES}|{words.COMES}|{words.DENIED}|{words.ALIKE}|{words.PLANNED}|{words.LIVES}"
    r"|et|and|pis|or|ou|mais|but|who|qui|que|that|so|car|because|parce"
    r"|\d+ (?:ans|years?|mois|months?)(?: old)?\W*(?:$|[,.])"
    r"|ne|n'|se|s'|y|en|is|was|has|will|would|won't|can't|va|vont|vien\w+|veu\w+|peu\w+|rest\w+|stay\w*|[a-z]+s (?=\w)"
    r"|[a-z]+ing|[a-z]+ed)(?!\w))\w"
)
_LONGEST_NAME = 30  # characters in which the noun of a relative is looked for: "and my younger brother"
_IN_PLACE_OF: ContextVar[Absent | None] = ContextVar("in_place_of", default=None)
_STEPS_IN = re.compile(r"(?<![\w'])(?:(?:moi|moe|me|myself|mine)(?!\w)|(?:l[ea]s? )mi?en(?:ne)?s?(?!\w))")
_BOTH = re.compile(r"(?:on|nous|notre|nos|we|we're|our|us)(?!\w)")
_OF_WORDS = words.pattern(words.WRITER_OF_WORDS)


@contextmanager
def in_place_of(absent: Absent | None) -> Iterator[None]:
    """A context in which texts are read as written on behalf of this person: "she" then means the profile's person."""
    before = _IN_PLACE_OF.set(absent)
    try:
        yield
    finally:
        _IN_PLACE_OF.reset(before)


def absent() -> Absent | None:
    """The person on whose behalf the text now being read is written; None if its writer speaks for themselves."""
    return _IN_PLACE_OF.get()


def people(text: str) -> list[Part]:
    """The parts of a text by person, in order and without gaps; a text that names nobody is about its writer."""
    plain = even(without_quotes(text))
    found = sorted(_markers(plain))
    if whose := absent():
        found = _in_their_place(plain, found, whose)
    else:
        found = sorted([*found, *_back_behind_others(plain, found)])
    parts = [Part(0, found[0][0] if found else len(text), Person.SELF)]
    for number, (start, person) in enumerate(found):
        end = found[number + 1][0] if number + 1 < len(found) else len(text)
        parts.append(Part(start, end, person))
    return [part for part in parts if part.end > part.start]


def about(parts: list[Part], position: int) -> Person:
    """The person whom the text is about at this position; the writer, where no part covers it."""
    return next((part.person for part in parts if part.start <= position < part.end), Person.SELF)


def names_another(text: str) -> bool:
    """Whether a text names somebody else than its writer; "five years with my father" does not count."""
    plain = even(without_quotes(text))
    if absent():
        return any(part.person is not Person.SELF for part in people(text))
    named = any(match["before"] not in _BESIDE for match in _NOUN.finditer(plain))
    return named or any(part.person is not Person.SELF for part in people(text))


def names_owner(plain: str) -> bool:
    """Whether a text, normalized by `even`, gives a value to somebody else: "Dutch is my aunt"."""
    return any(_what_is_theirs(plain, match.start()) is not None for match in _NOUN.finditer(plain))


def _markers(plain: str) -> Iterator[tuple[int, Person]]:
    """Positions from which a text, normalized by `even`, is about this person, in no particular order."""
    taken: list[tuple[int, int]] = []
    nouns = []
    first = _FIRST.match(plain)
    for match in (*([first] if first else ()), *_NOUN.finditer(plain)):
        taken.append(match.span())
        if (head := _what_is_theirs(plain, match.start())) is not None:
            nouns.append((head, _kind(match)))
            continue
        before = match.groupdict().get("before")
        if before in _JOINS and not _VERB.match(plain, match.end()):
            continue
        if before and before not in _JOINS:
            continue
        nouns.append((match.start(), _kind(match)))
    for match in (*_DOES.finditer(plain), *_HEADS.finditer(plain)):
        at = match.start("partner") if match["partner"] else match.start()
        if not any(start <= at < end for start, end in taken):
            nouns.append((at, _kind(match)))
    for match in (*_POSSESSED.finditer(plain), *_OF_WHAT_IS_ASKED.finditer(plain)):
        taken.append(match.span())
        nouns.append((match.start(), _kind(match)))
    for match in _SERVING.finditer(plain):
        taken.append(match.span())
        nouns.append((match.start(), Person.OTHER))
    for start, end in strangers(plain):
        if not any(begin <= start < finish for begin, finish in taken):
            taken.append((start, end))
            nouns.append((start, Person.STRANGER))
    nouns += [(match.start(), Person.OTHER) for match in _SOMEBODY.finditer(plain)]
    mine = [match.span() for match in _DONE_TO_WRITER.finditer(plain)]
    yield from ((start, Person.SELF) for start, _ in mine)
    taken += mine
    yield from nouns
    topics = list(_TOPIC.finditer(plain))
    they = [*(match.start() for match in _THEY.finditer(plain)), *(m.start("they") for m in topics if m["they"])]
    for start in they:
        if any(begin <= start < end for begin, end in mine) or _WITH.search(plain, 0, start):
            continue
        earlier = [person for begin, person in nouns if begin < start]
        yield start, earlier[-1] if earlier else Person.OTHER
    for match in topics:
        if match["writer"]:
            yield match.start("writer"), Person.SELF
    back = (*_BACK_TO_WRITER.finditer(plain), *_CONCLUDES.finditer(plain)) if nouns else ()
    for match in (*_WRITER.finditer(plain), *_OWN.finditer(plain), *back):
        if not any(start <= match.start() < end for start, end in taken):
            yield match.start(), Person.SELF


def _back_behind_others(plain: str, found: list[tuple[int, Person]]) -> Iterator[tuple[int, Person]]:
    """Positions where a text about a child or somebody else may return to its writer without saying so.

    After a child that is the next item ("my son is 9, open permit"), after others the next sentence. `surely_own` asks
    then.
    """
    for number, (start, person) in enumerate(found):
        end = found[number + 1][0] if number + 1 < len(found) else len(plain)
        ends = SENTENCE if person is Person.OTHER else PIECE if person is Person.CHILD else None
        if ends is None:
            continue
        for sign in ends.finditer(plain, start, end):
            if _ITEM.match(plain, sign.end(), end) and any(map(str.isalnum, plain[sign.end() : end])):
                yield sign.end(), Person.SELF
                break


def _in_their_place(plain: str, found: list[tuple[int, Person]], whose: Absent) -> list[tuple[int, Person]]:
    """The markers of a text written on behalf of `whose`: "she" becomes SELF, the person of the profile, and "I" OTHER.

    If it does not mention that person, "I" stays SELF: it is written as they would write it, which is what we ask for.
    """
    swapped: list[tuple[int, Person]] = []
    for start, person in found:
        others = any(one is not Person.SELF and one is not Person.CHILD for _, one in swapped)
        them = _is_them(plain, start, person, whose) or (bool(_THEY.match(plain, start)) and not others)
        swapped.append((start, Person.SELF if them or person is Person.STRANGER else person))
    spoken_of = any(one is not other for (_, one), (_, other) in zip(found, swapped, strict=True))
    if not (spoken_of or _STEPS_IN.search(plain)):
        return swapped
    return [
        (start, Person.OTHER if was is Person.SELF and _is_who_writes(plain, start) else person)
        for (start, was), (_, person) in zip(found, swapped, strict=True)
    ]


def _is_them(plain: str, start: int, person: Person, whose: Absent) -> bool:
    """Whether the person found at `start` is `whose`, the person on whose behalf the text is written."""
    if person is not whose.person:
        return False
    return person is Person.PARTNER or whose.noun in plain[start : start + _LONGEST_NAME]


def _is_who_writes(plain: str, start: int) -> bool:
    """Whether "I" means the one who types here; not in "I would say", which hedges, nor in "we", which is both."""
    return not (_OF_WORDS.match(plain, start) or _BOTH.match(plain, start))


def _what_is_theirs(plain: str, noun: int) -> int | None:
    """Where the clause starts whose first value belongs to the relative at `noun` ("Dutch is my aunt"); else None."""
    verb = _THEIRS.search(plain, 0, noun)
    if verb is None and not (_MINE_BEHIND.search(plain) and _ENDS.match(plain, noun)):
        return None
    end = verb.start() if verb else noun
    start = max((match.end() for match in _PIECE_HEAD.finditer(plain, 0, end)), default=0)
    named = plain[start:end].strip()
    return start if named and not _NOBODY.search(named) and not _WRITER.search(named) else None


def _kind(match: re.Match[str]) -> Person:
    return Person.PARTNER if match["partner"] else Person.CHILD if match["child"] else Person.OTHER
