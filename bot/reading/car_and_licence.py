"""Finds what a text says of its writer's car and driving licence."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.base.terms import Driving, Wish

_I_HAVE = r"(?:j'ai|je (?:possede|detiens)|i (?:have|own|hold)|i'?ve got|i got)"
_I_HAVE_NOT = (
    r"(?:(?:j'ai|je n'ai|j'ai plus|je ne possede|j'en ai) ?(?:pas|plus|aucune?)(?: encore)?(?: de| d'| mon| ma)?"
    r"|i (?:don't|do not|dont) (?:have|own)(?: an?| my| any)?|i (?:have|own) no|i'?ve got no)"
)
_A_CAR = r"(?:une? |an? |my |mon |ma )?(?:own )?(?:voiture|auto(?:mobile)?|char|vehicule|car|vehicle)"
_ALONE = r"(?:^|[.,;!\n])\W*"
_LICENCE = r"(?:permis(?: de conduire)?|driver'?s? licen[cs]e|driving licen[cs]e|licen[cs]e)"
_CLASS = r"class?e?s? (?P<class>[1235])(?![\w.,]?\d)"
_MORE = r"(?P<more>(?:,? ?(?:et|and|&|,) (?:(?:de |la |le |the |a )*class?e? [1235]|[1235](?! ?\w))(?![\w.,]?\d))*)"
_NO_CAR = r"(?! (?:accident|loan|payment|insurance|seat|problem|key|wash|(?:a|to|de) (?:vend|sell|louer|rent)))"
_ALSO_MISSED = (  # beside "no car", what somebody has not either
    r"(?:de |d'|my |any )?(?:permis|licen[cs]e|driv\w+|kids?|child\w*|enfants?|famil\w+|exp\w+|diplom\w+|degree|school"
    r"|nuits?|soirs?|nights?|evenings?|weekends?|fins? de semaine|french|francais|english|anglais)"
)
# After "without a car,": what is said of anybody, or only supposed.
_OF_ANYBODY = (
    r"(?:c'?est|ce|ca|it|it'?s|this|that|on|tu|you|one|everyone|everybody|nobody|personne|le|les|the|life|tout|rien"
    r"|everything|nothing|no|pas|plus|impossible|difficile|difficult|hard|tough|comment|how|what|where|ou|is|are|est"
    r"|can|could|peut|faut|il|there|(?:je |j'|i )(?:ne |n'|me |m'|y |en )*\w*rai[st]|i'd|i (?:would|could|might))"
)
_IF = re.compile(  # what follows an "if" is not asserted
    r"(?<!\w)(?:si|if|whether|unless|quand|when)(?! (?:besoin|necessaire|needed|necessary|possible|vous voulez))(?!\w)"
    r"[^,;:.!?\n]*$"
)
_MEANS: Mapping[Wish, tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Any]], ...]] = {
    Wish.CAR: (
        (re.compile(rf"(?<!\w){_I_HAVE} {_A_CAR}(?!\w){_NO_CAR}"), lambda match: True),
        (re.compile(rf"(?<!\w){_I_HAVE_NOT} ?{_A_CAR}(?!\w)"), lambda match: False),
        (
            re.compile(
                rf"{_ALONE}(?:pas|no|aucune?) (?:de |d')?{_A_CAR}"
                rf"\W*(?:[.;!\n]|$|,(?! ?(?:no|pas|sans) (?!{_ALSO_MISSED})))"
                rf"|(?:^|[.;!\n]|, )\W*(?:sans|without) {_A_CAR}\W*(?:[.;!\n]|$|,(?! ?{_OF_ANYBODY}(?!\w)))"
            ),  # not "no car, no problem", « sans auto, c'est difficile », which say it of anybody
            lambda match: False,
        ),
    ),
    Wish.DRIVING: (
        (
            re.compile(
                rf"(?<!\w){_I_HAVE} (?:un |le |mon |ma |an? |my |the )?"
                rf"(?:{_LICENCE} (?:de )?{_CLASS}{_MORE}|{_CLASS.replace('class>', 'first>')} {_LICENCE}"
                rf"|(?:la )?{_CLASS.replace('class>', 'bare>')}{_MORE.replace('more>', 'others>')}"
                rf"(?=\W*(?:$|[,.;!]|but|mais)))(?!\w)"
            ),
            lambda match: _greatest(match),
        ),
        (
            re.compile(
                rf"(?<!\w){_I_HAVE_NOT} ?(?:permis de conduire|driver'?s? licen[cs]e|driving licen[cs]e)(?!\w)"
                rf"(?! (?:de )?class)"
            ),
            lambda match: Driving.NONE,
        ),
    ),
}  # fmt: skip


def car_and_licence(plain: str) -> Iterator[tuple[Wish, Any, re.Match[str]]]:
    """Whether the writer has a car, and the class of their licence, each with where a text says so."""
    for name, patterns in _MEANS.items():
        found = [
            (match, value(match))
            for pattern, value in patterns
            for match in pattern.finditer(plain)
            if not _IF.search(plain[: match.start()])
        ]
        if found:
            match, held = max(found, key=lambda one: one[0].start())  # the last statement counts
            yield name, held, match


def _greatest(match: re.Match[str]) -> Driving:
    """The licence class that allows most, of those that the match names."""
    return max(Driving.of_class(int(number)) for number in re.findall(r"\d", match[0]))
