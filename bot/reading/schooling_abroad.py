"""Reads schooling by the names that other countries give it: a grade of primary school, a BEPC, O levels, a graduat."""

import re
from collections.abc import Iterator

from bot.base.terms import Education
from bot.knowledge import Ambiguous, Found, Resolution

_NTH = (
    r"(?:\d{1,2} ?(?:e|eme|ieme|th)|premiere|deuxieme|seconde|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme"
    r"|neuvieme|dixieme|onzieme)"
)
_OF_HIGHER_STUDIES = r"(?! annee)(?! (?:de |d')?(?:univ|fac|licence|bac|cegep|college|master))"
_LEFT = r"(?:left|quit\w*|stop\w*|dropped out of|laisse|lache|arret\w*|abandonn\w*)"
_NONE = re.compile(  # no diploma of secondary school
    rf"(?<!\w)(?:{_LEFT} (?:(?:en|in|a la|at) )(?:la )?{_NTH}(?!\w){_OF_HIGHER_STUDIES}"
    rf"|(?:ecole|school)(?: \w+){{0,2}} {_LEFT}(?: \w+){{0,3}} (?:en|in|at) {_NTH}(?!\w){_OF_HIGHER_STUDIES}"
    rf"|{_LEFT} (?:school|l'ecole|ecole|going to school)(?: when i was| at| a| vers)* (?:age )?(?:[5-9]|1[0-5])(?!\d)"
    rf"|{_NTH} (?:annee )?primaire|primary (?:school )?(?:six|seven|\d|only)|(?:ecole )?primaire seulement|jss ?[123]"
    r"|sss? ?[12]|(?:jamais|never) (?:\w+ )??(?:mis les pieds|ete|allee?|been|set foot|went|gone) (?:a|to|in|dans)"
    r"(?: une| la| a)? ?(?:l')?(?:ecole|school)"
    r"(?! (?:ici|here|there|au|en|in|a|de|of|of|for|pour)(?!\w)))(?!\w)"
)
_OR_NONE = re.compile(  # the end of lower secondary school, which some count as a diploma
    r"(?<!\w)(?:bepc|bfem|bece|o[- ]?levels?|csec|cxc|(?:la|en|niveau|classe de) (?:3e|3eme|troisieme))(?!\w)"
    rf"(?! secondaire){_OF_HIGHER_STUDIES}"
)
_SECONDARY = re.compile(r"(?<!\w)(?:sss? ?3|(?:les |mes |fini (?:les )?)humanites)(?!\w)")
_COLLEGE = re.compile(r"(?<!\w)(?:dae|diploma (?:of|in) associate engineer\w*|associate degree)(?!\w)")
_GRADUAT = re.compile(r"(?<!\w)graduat(?!\w)")
_THIRD_OF_A_LIST = re.compile(r"(?<!\w)(?:fois|rang|etage|enfant|place|ligne|shift|semaine|mois)(?!\w)")


def abroad(plain: str) -> Resolution[Education] | None:
    """The schooling that a text, normalized by `even`, names so; None if it names none."""
    return next(_named(plain), None)


def _named(plain: str) -> Iterator[Resolution[Education]]:
    if _GRADUAT.search(plain):
        yield Ambiguous((Education.COLLEGE, Education.BACHELOR))
    if _COLLEGE.search(plain):
        yield Found(Education.COLLEGE)
    if _SECONDARY.search(plain):
        yield Found(Education.SECONDARY)
    if _OR_NONE.search(plain) and not _THIRD_OF_A_LIST.search(plain):
        yield Ambiguous((Education.NONE, Education.SECONDARY))
    if _NONE.search(plain):
        yield Found(Education.NONE)
