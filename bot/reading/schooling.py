"""Reads schooling as people describe it: a grade, a degree by its initials, studies that were not finished."""

import re
from collections.abc import Mapping

from bot.base.terms import Education
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.reading.normalized_in_place import blanked, even
from bot.reading.schooling_abroad import abroad, without_names

_GRADE = re.compile(
    r"(?<!\w)(?:sec(?:ondaire|ondary)?\.?|grade|year|class|standard) ?(?P<grade>\d{1,2}|i{1,3}|iv|v)(?!\w)"
    r"|(?<!\w)(?P<nth>\d{1,2}(?=th|e)|neuv|dix|onz|douz|nin|ten|eleven|twelf)(?:th|e|eme|ieme)"
    r" (?:grade|standard|std|class|pass\w*|annee)(?!\w)(?! (?:de|d'|du) ?(?:bac|univ|cegep|college|licence|master))"
    r"|(?<!\w)(?P<classes>10|11|12) class(?:es?)?(?!\w)"  # all classes of school, in Ukraine and nearby
    r"|(?<!\w)(?:ma|my|(?:c'est|c'etait|fini|fait|jusqu'a) la|(?:is|was|did|finished) the) (?P<mine>[1-9]|1[0-3])"
    r"(?:th|e|eme|ieme)(?=\W*$|[.,;!?\n]| (?:seulement|only|au|at|en|in|et|and|mais|but|pas|not)(?!\w))"
    r"|(?<!\w)10 ?\+ ?(?P<two>2)(?!\w)"  # in India, ten years of school and two of higher secondary school
)
_OF_A_GRADE = re.compile(
    r" ?(?:e|eme|ieme|e?re|st|nd|rd|th) (?:(?:annee|year) )?(?:(?:de|du|of) )?"
    r"(?:secondaire|secondary|primaire|primary|grade|year|annee|college|lycee|high school)(?!\w)"
)
_LAST_GRADES, _LAST_OF_TWELVE = frozenset({"5", "v", "12", "13"}), frozenset({"12", "13", "douz", "twelf"})
_LEFT_AT = re.compile(  # « arrêtée en 8e »
    r"(?<!\w)(?:arret\w*|stop\w*|quit\w*|lach\w*|left|jusqu\w*|until|till)\W(?:\w+ ){0,2}?(?:(?:en|in|at|a|la|the) )*"
    r"(\d{1,2})(?:e|eme|ieme|th)(?!\w)"
)
_SCHOOL = r"(?:de |of )?(?:l'|les |mes |the |my )?(?:ecole|etudes?|school\w*|studies|studying|classes|lycee|college)"
LEFT_SCHOOL_AT = re.compile(  # how old: « quitté l'école à 15 ans », "school until I was 13"
    r"(?<!\w)(?:(?:arret|quitt|lach|laiss|abandonn|sort|left|leav|quit|stop|drop|finish|fini)\w*(?: \w+){0,2}? "
    rf"{_SCHOOL}(?: \w+){{0,2}}?,? (?:a|at|vers|around|age|quand|when)"
    rf"|{_SCHOOL}(?: \w+){{0,2}}? (?:jusqu'a|until|till?))"
    r" (?:(?:l'age|the age|age|i was|i had|j'avais|j'etais|de|of) )*(?P<age>\d{1,2})"
    r"(?! ?(?:e|eme|th|st|h|heures?|pm|am)(?!\w))(?: ?ans?| years?(?: old)?)?(?!\w)"
)
_COUNTED_AS = re.compile(  # says what a diploma from abroad is worth here
    r"(?<!\w)(?:compt\w+|equivalent?\w*|evalu\w+|assess\w+|comparable|counts?|vaut|worth|recogni\w+|reconnu\w*"
    r"|it'?s like|c'est comme|means)(?!\w)"
)
_LEVEL_OF_FRENCH = re.compile(  # "level 4 french" is no schooling
    r"(?<!\w)(?:level|niveau) ?\d{1,2} (?:\w+ )?(?:french|francais)(?!\w)"
    r"|(?<!\w)(?:french|francais) (?:\w+ )?(?:level|niveau) ?\d{1,2}(?!\w)"
)
_PHILO = re.compile(  # « philo », the last year of school in Haiti, and the second part of its final exam
    r"(?<!\w)(?:(?:classe de |en )?philo(?!\w)(?! ?(?:a|de) l'univ)|bac+ ?(?:2|ii|2e|2eme|deuxieme) ?(?:partie)?(?!\w)"
    r"|(?:2e|2eme|deuxieme) partie (?:du )?bac)"
)
_NO_SCHOOL = re.compile(
    r"\W*(?:nothing|rien(?: pantoute| du tout)?|zero|0|(?:i )?never (?:went to|been to|attended) school"
    r"|(?:je suis |j'?suis |chu )?jamais allee? a l'ecole)\W*"
)
_YEARS_OF_STUDY = re.compile(r"(?<!\w)(?:\d (?:ans?|annees?|years?|yrs?)|year \d)(?!\w)")
_YEAR_OF_UNIVERSITY = re.compile(
    r"(?<!\w)year \d\b.*(?:universit|college|cegep)|(?:universit|college|cegep).*\byear \d"
)
_A_DIPLOMA = re.compile(
    r"(?<!\w)(?:diplom\w*|licen[cs]e|bac\w*|bachelor\w*|degree|master\w*|maitrise|doctorat|phd)(?!\w)"
)
_UNFINISHED = re.compile(
    r"(?:pas|jamais) (?:encore )?(?:fini|termine|complete|eu|obtenu|soutenu)"
    r"|(?:didn'?t|did not|never|not|haven'?t) (?:yet )?"
    r"(?:finish|complet|graduat|defend)|lache|abandonne|(?:quitt\w+|arret\w+|parti\w*) avant|avant la fin"
    r"|sans (?:finir|terminer)|commence\w* (?:un|une|ma|mon|le|la)(?!\w)|(?:started|began) (?:an?|my)(?!\w)"
    r"|dropped out|(?<!\w)(?:(?:stopped|quit)(?! after)|arretee?(?! (?:au|a la|a l'|apres)(?!\w)))(?!\w)"
    r"|jusqu'(?:a |en )?(?:la |l')?\d\w* annee"
    r"|(?:until|till) (?:the )?\d\w* year"
    r"|(?:without|before) (?:finish|complet|graduat)|left before"
)
_BEGUN = (  # a degree, or the school that gives one
    r"(?:mba|maitrise|master\w*|bac\w*|bachelor\w*|licence|doctora\w*|phd|msc|bsc|dec|dep|aec|dut|bts|cegep|diplom\w*"
    r"|undergrad\w*|degree)(?:'s)?"
)
_GOES_ON = re.compile(  # "a master's student", « je finis mon DEP », "in the middle of my degree"
    rf"(?<!\w)(?:(?<!former )(?<!ex )(?<!ancien )(?<!ancienne )(?<!was a )(?<!etais )(?:etudiante?|student)"
    rf"(?: \w+)?(?: (?:a la|a l'|au|en|in an?|in|for an?|d'un|d'une|de|of) ?)(?:\w+ )?{_BEGUN}"
    rf"|(?<!was a )(?<!former ){_BEGUN} (?:\w+ )?(?:students?|candidate?|etudiante?)|doctorante?s?"
    r"|(?<!after )(?<!since )(?<!upon )(?<!enjoyed )(?<!was )(?<!finished )"
    r"(?:(?:still|currently|now|i'm|i am|im) (?:still |currently |now )?"
    r"(?:doing|pursuing|finishing|completing|studying)|en train de (?:faire|finir|terminer)"
    r"|je (?:finis|termine|complete|poursuis)|je fais (?:presentement|actuellement)|inscrite? (?:a|au|en)|enrolled in"
    r"|in the middle of|working (?:on|towards?))"
    rf" (?:(?:my|mon|ma|un|une|an?|the|la|le|for) )*(?:l')?(?:\w+ )?{_BEGUN})(?!\w)"
)
_MOTHER_TONGUE = re.compile(  # "mother tongue" and « maternelle », which would be taken for a master's, « maîtrise »
    r"(?i)(?<!\w)(?:(?:(?:ma|la) )?(?:langue |[ée]cole ))?maternelle(?!\w)"
    r"|(?<!\w)(?:ma |la )?langue (?:d['’]|de l['’])[ée]cole(?!\w)"
    r"|(?<!\w)(?:my )?(?:mother|native) tongue(?!\w)"
)
_MY = re.compile(  # « ma », which is no M.A. where no article and nothing of a degree stands beside it: « ma 9e année »
    r"(?<![\w.])[Mm]a(?![\w.])(?! (?:in|of|degree|diploma|dipl[oô]me)(?!\w))(?<!\ba ma)(?<!\ban ma)(?<!\bune ma)"
    r"(?<!\bun ma)(?<!\bmy ma)(?<!\bmon ma)(?<!\bthe ma)"
)
_ARTICLE = re.compile(  # « j'ai des enfants » has no diplôme d'études secondaires, « mon des terminé » has
    r"(?<!\bun )(?<!\ble )(?<!\bmon )(?<!\bdu )(?<!\bd'un )\bdes\b"
    r"(?= +(?!(?:en|de|du|et|ou|au|à|a|avec|sans|dans|depuis|mais|puis|pis|pas|plus|après|apres|ici|là|là-bas|seulement"
    r"|uniquement|juste|only|and|or|with|not|but|from|in|équivalent|equivalent|donc|alors|car|parce|je|j'ai|c'est"
    r"|obtenue?|fini|réussi|reussi|termine|complete|reconnu|\w+é)(?!\w))[^\W\d_])"
)
# Initials of degrees as used in much of the world. Case matters, since some are words in lower case.
_LETTERS: Mapping[Education, re.Pattern[str]] = {
    Education.MASTER: re.compile(r"(?<!\w)(?:M\.?S\.?c|M\.A\.?|M\.?Ed|M\.?Tech|MBA|msc|mba|mtech)(?!\w)"),
    Education.BACHELOR: re.compile(
        r"(?<!\w)(?:B\.?S\.?c?|B\.?A|B\.?Ed|B\.?Tech|B\.?Com|B\.?Pharm|BBA|BCA|BSN|bsc?|bsn|bba|btech|bcom|b\.ed)(?!\w)"
    ),
    Education.COLLEGE: re.compile(r"(?<!\w)(?:BTSA?|DUT|btsa?)(?!\w)"),
    Education.VOCATIONAL: re.compile(r"(?<!\w)(?:I\.?T\.?I|BEPA?|CAPA?|TESDA|tesda|iti)(?!\w)"),
}
_DENIES = re.compile(
    r"(?<!\w)(?:not?|none|nothing|never|don'?t|didn'?t|pas?|po|aucune?s?|jamais|rien|sans|without|zero|0|ni)(?!\w)"
)


_BAC = re.compile(r"(?i)(?<!\w)bac\w*")
_PART = re.compile(r"[.,;!?\n]|\b(?:mais|but|then|puis|pis|with|avec|donc|so)\b")
_BEFORE_THE_LAST = 11
_LEADS_TO: Mapping[Education, tuple[Education, ...]] = {
    Education.VOCATIONAL: (Education.SECONDARY, Education.NONE),
    Education.COLLEGE: (Education.SECONDARY,),
    Education.BACHELOR: (Education.SECONDARY, Education.COLLEGE),
    Education.MASTER: (Education.BACHELOR,),
    Education.DOCTORATE: (Education.MASTER,),
}
_INSTITUTION = re.compile(  # the institution, which says less about the level than a degree named beside it
    r"(?<!\w)(?:(?:university|universite|college|institut\w*|faculte|faculty|lycee|ecole|school)"
    r" (?:of|de|d'|du|des) \w+"
    r"|(?!(?:high|secondary|primary|a|an|the|at|in|my|une?|l'|to|du|de|some) )[a-z][\w-]+"
    r" (?:university|universite|college)"
    r"|(?:l'|the )universit(?:e|y))(?!\w)"
)


def degree(resolver: Resolver, said: str) -> str:
    """The text with institutions blanked if it names a degree too; otherwise the text. Positions stay."""
    rest = _INSTITUTION.sub(lambda name: " " * len(name[0]), even(said))
    outcome = resolver.education(rest) if any(c.isalnum() for c in rest) else Unknown()
    named = isinstance(outcome, Found) and outcome.value >= Education.BACHELOR
    return "".join(old if new != " " else " " for old, new in zip(said, rest, strict=True)) if named else said


def is_unfinished(said: str) -> bool:
    """Whether a text says that studies were not finished, or still go on."""
    return bool(_UNFINISHED.search(even(said)) or _GOES_ON.search(even(said)))


def counts_a_grade(plain: str, end: int) -> bool:
    """Whether the number that ends here in a text, normalized by `even`, counts years of school: "3eme secondaire"."""
    return bool(_OF_A_GRADE.match(plain, end))


def schooling(resolver: Resolver, said: str) -> Resolution[Education]:
    """The highest level of schooling that the text says is completed; Unknown if it says nothing of it.

    For studies that were not finished the levels below are offered: a secondary diploma or none, for "left my DEP".
    """
    said = _ARTICLE.sub("   ", said)
    if french := _LEVEL_OF_FRENCH.search(even(said)):
        said = blanked(said, *french.span())
    plain = digits(even(said))
    said = _MY.sub("  ", said) if len(said.split()) > 1 else said
    if _PHILO.search(plain) and not is_unfinished(said):
        return Found(Education.SECONDARY)
    if _NO_SCHOOL.fullmatch(plain):
        return Found(Education.NONE)
    if (left := _LEFT_AT.search(plain)) and int(left[1]) <= _BEFORE_THE_LAST:
        return Found(Education.NONE)
    if (worth := _counted_as(resolver, said)) is not None:
        return worth
    if (grade := _GRADE.search(plain)) and not _YEAR_OF_UNIVERSITY.search(plain):
        nth = grade["nth"] or grade["mine"]
        last = grade["classes"] or grade["grade"] in _LAST_GRADES or nth in _LAST_OF_TWELVE or grade["two"]
        level = Education.SECONDARY if last else Education.NONE
        unowned = digits(even(said))
        rest = unowned[: grade.start()] + " " + unowned[grade.end() :]
        beside = resolver.education(rest) if any(map(str.isalnum, rest)) else Unknown()
        higher = isinstance(beside, Found) and beside.value > Education.SECONDARY and not is_unfinished(said)
        return beside if higher else Found(level)  # the school in "grade 10 at a high school" is no diploma
    said = _MOTHER_TONGUE.sub(" ", said)
    outcome = _by_its_letters(said) or (resolver.education(said) if any(c.isalnum() for c in said) else Unknown())
    if outcome == Found(Education.NONE) and not _DENIES.search(even(said)):
        outcome = Unknown()  # some initials were mistaken for a "no"
    if isinstance(outcome, Unknown):
        return _abroad(resolver, said, plain) or outcome
    years = _YEARS_OF_STUDY.search(plain) and not _A_DIPLOMA.search(plain)
    if isinstance(outcome, Found) and outcome.value >= Education.BACHELOR and years:
        return Ambiguous((Education.SECONDARY, outcome.value))  # "two years of university" may be without a diploma
    if isinstance(outcome, Ambiguous) and not is_unfinished(said):
        return _above(resolver, said, outcome)
    if not isinstance(outcome, Found) or not is_unfinished(said):
        return outcome
    return Found(Education.NONE) if outcome.value <= Education.SECONDARY else _before(resolver, said, outcome.value)


def _above(resolver: Resolver, said: str, unsure: Ambiguous[Education]) -> Resolution[Education]:
    """The degree beside a « bac » of which two are meant, if it is above them: « mon bac et ma maîtrise »."""
    rest = _BAC.sub(" ", said)
    beside = resolver.education(rest) if any(map(str.isalnum, rest)) else Unknown()
    return beside if isinstance(beside, Found) and beside.value > max(unsure.options) else unsure


def _counted_as(resolver: Resolver, said: str) -> Resolution[Education] | None:
    """What a diploma counts as here and the diploma, as options to ask about; None if a text does not say both."""
    match = _COUNTED_AS.search(even(said))
    parts = (said[: match.start()], said[match.end() :]) if match else ()
    found = [resolver.education(part) for part in parts if any(c.isalnum() for c in part)]
    values = [each.value for each in found if isinstance(each, Found)]
    return Ambiguous((values[1], values[0])) if len(values) > 1 and values[0] != values[1] else None


def _abroad(resolver: Resolver, said: str, plain: str) -> Resolution[Education] | None:
    """The schooling that a text names as other countries do, if it was finished and no other is named beside it."""
    told, rest = abroad(plain), without_names(plain)
    beside = resolver.education(rest) if any(map(str.isalnum, rest)) else Unknown()
    unfinished = isinstance(told, Found) and told.value > Education.NONE and is_unfinished(said)
    return told if beside in (Unknown(), Found(Education.NONE)) and not unfinished else None


def _before(resolver: Resolver, said: str, begun: Education) -> Ambiguous[Education]:
    """The levels that somebody may hold who did not finish `begun`: lower ones that are named, or those before it."""
    named = {
        found.value
        for part in _PART.split(said)
        if any(c.isalnum() for c in part) and isinstance(found := resolver.education(part), Found)
    }
    lower = sorted((each for each in named if each < begun), reverse=True)
    return Ambiguous(tuple(lower) or _LEADS_TO[begun])


def _by_its_letters(said: str) -> Found[Education] | None:
    """The highest degree that a text names by its initials, such as BSc; None if it names none so."""
    return next((Found(level) for level, letters in _LETTERS.items() if letters.search(said)), None)
