"""Facts on which professional order issues the permit of which trade, computed from the table of regulated trades."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bot.base.terms import Language
from bot.knowledge.base import Knowledge
from bot.knowledge.schema import Occupation

_ORDERS = ("Ordre", "Collège", "Barreau")  # other bodies certify construction trades and teachers
_NAMED = 3  # trades named in a sentence
_ASKED = 6  # everyday names of a trade among the questions


def orders(knowledge: Knowledge) -> Iterator[tuple[Mapping[Language, str], tuple[str, ...]]]:
    """For each order, a sentence that names it and its trades, with the questions that this answers."""
    trades: dict[str, list[Occupation]] = defaultdict(list)
    for occupation in knowledge.occupations.values():
        if occupation.regulated_by and occupation.regulated_by.startswith(_ORDERS):
            trades[occupation.regulated_by].append(occupation)
    for body, members in trades.items():
        trade = {language: _named(members[:_NAMED], language) for language in Language}
        names = [name for each in members for name in each.trades[:_ASKED]]
        yield (
            {
                Language.FRENCH: f"{trade[Language.FRENCH]} : l’ordre à contacter est « {body} ».",
                Language.ENGLISH: f"{trade[Language.ENGLISH]}: the order to contact is “{body}”.",
            },
            (f"je suis {names[0]}, à quel ordre m’adresser", f"which order for: {', '.join(names)}"),
        )


def _named(members: Sequence[Occupation], language: Language) -> str:
    """The everyday names of trades: the official title of a unit group also names trades that no order regulates."""
    names = ", ".join(_name(each, language) for each in members)
    return names[:1].upper() + names[1:]


def _name(trade: Occupation, language: Language) -> str:
    if names := trade.synonyms.get(language):
        return names[0]
    if language is Language.FRENCH:
        return trade.trades[0]
    title = trade.title(language)  # the second name, which is often English, if the title names several trades
    return trade.trades[1] if " and " in title else title.lower()
