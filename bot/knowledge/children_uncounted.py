"""Children of whom an answer says how many without a number before the word, or who stay behind or come later."""

import re
from collections.abc import Callable

# After the word for several children: what they do instead of coming, "stay with my ex", « viendront plus tard ».
_WITH_US = r"(?! (?:with|avec|chez) (?:me|us|moi|nous)\b| (?:together|ensemble)\b)"
_STAY = (
    r"(?: (?:qui|who|that|they|ils|elles|va|vont|will|are|is|sont|est|all|tous|toutes|both|still|encore|toujours))*"
    rf"(?: (?:(?:stay|remain|rest|habit|liv|demeur)\w*|vivent|vivront)\b{_WITH_US}"
    r"|(?= (?:with|avec|chez) (?:(?:my|mon) ex|(?:their|leur|his|her|son|sa) (?:m|p|f|d|gr)\w+)))"
    r"(?: (?:(?:with|avec|chez) (?:(?:my|mon|ma|their|leur|leurs|his|her|son|sa|the|la|le|les|l|une?|an?)"
    r"(?: (?:ex|grand|old))? )?\w+|au pays|la bas|back home|behind|there|here|home|abroad|overseas|ici"
    r"|for now|pour l instant|pour le moment|(?:in|at|en|au|aux|a|dans) (?:the |la |le |my |mon )?\w+))*"
)
_LATER = (
    r"(?: (?:they|ils|elles|will|would|ll|va|vont|can|could|pourront|might|may|me|nous|m|are|is))*"
    r" (?:com\w+|join\w*|follow\w*|arriv\w*|vien\w+|vend?r\w+|venir|rejoin\w*|rejoign\w*|suiv\w*|mov\w+)"
    r"(?: (?!later|plus tard)\w+){0,3}"
    r" (?:later(?: on)?|plus tard|ensuite|apres|after(?:wards)?|next (?:year|summer|month)"
    r"|(?:l an(?:nee)?|l ete|le mois) prochaine?|in (?:a|\d) \w+|dans (?:un|1|\d) \w+)"
)
_OF_THEM = r"(?: (?:of them|of|en tout|in all|in total|total))?"
_ENDS = r"(?=$| (?:et|and|pis|puis|plus|avec|with|me|moi|my|mon|ma|c est|it s|that s|all|so|donc)\b)"


def counted(told: str, several: str, child: str) -> str:
    """The text with a number before such children as are counted otherwise: by ages, afterwards, one by one.

    `several` and `child` are alternatives that match "my kids" and "kid".
    """
    ages = re.compile(
        rf"{several}(?: (?:de|d|of|aged|ages?|ages de|who are|are|ont|qui ont|sont))*"
        r" (\d{1,2}(?:(?: (?:ans|years?|mois|months?))?(?: (?:et|and|plus|pis))? \d{1,2})+)"
        rf"(?: (?:ans|years?|yrs?|old|yo|y o|mois|months?))*{_ENDS}"
    )
    number = re.compile(
        rf"{several}(?: (?:c est|they are|there are|are|il y en a|on en a|we have|i have))? ([2-9]){_OF_THEM}{_ENDS}"
    )
    named = re.compile(rf"{several}((?: (?:(?:et|and|pis|puis|plus) )?(?:(?:une?|a|1) )?{child}\b){{2,}})")
    for pattern, count in (
        (ages, lambda match: len(re.findall(r"\d+", match[1]))),
        (number, lambda match: int(match[1])),
        (named, lambda match: len(re.findall(rf"\b{child}\b", match[1]))),
    ):
        told = _replaced(pattern, count, told)
    return told


def without_those_who_stay(told: str, several: str) -> str:
    """The text without such children as stay elsewhere, or come later: "alone, my kids stay with their mom"."""
    return re.sub(rf"(?:(?:et|and|but|mais|car|because|parce que) )*{several}(?:{_STAY}|{_LATER})", " ", told).strip()


def _replaced(pattern: re.Pattern[str], count: Callable[[re.Match[str]], int], told: str) -> str:
    return pattern.sub(lambda match: f"{count(match)} enfants", told)
