"""What a question asks is none of our business, or more than any source of ours can tell: said, with who knows."""

from bot.base.i18n import Texts
from bot.knowledge import Knowledge
from bot.knowledge.out_of_scope import Beyond
from bot.knowledge.outcome import Outside
from bot.replies.articles import person, unknown
from bot.replies.message import Message, Rows, esc


def outside(t: Texts, knowledge: Knowledge, found: Outside, rows: Rows, *, noted: bool) -> Message:
    """None of our business: said, with the body that knows where there is one."""
    if found.beyond is Beyond.OTHER:
        return unknown(t, rows, noted=noted)
    return Message(esc(_outside(t, knowledge, found)), ((person(t),), *rows))


def _unknown_there(t: Texts, knowledge: Knowledge, found: Outside) -> str:
    """Says that it is not known, naming what was asked and for which places."""
    place = t.listing([knowledge.place_name(code, t.language) for code in found.question.codes[:2]])
    match found.beyond:
        case Beyond.FORECAST if place:
            return t.gettext("I do not know the weather of a day for {place}.", place=place)
        case Beyond.FORECAST:
            return t.gettext("I do not know the weather of a day.")
        case Beyond.LEISURE if place:
            return t.gettext("I do not know the libraries or the places for sport and leisure of {place}.", place=place)
        case Beyond.LEISURE:
            return t.gettext("I do not know the libraries or the places for sport and leisure of towns.")
        case Beyond.PUMP if place:
            return t.gettext("I do not know the price of fuel for {place}.", place=place)
        case Beyond.PUMP:
            return t.gettext("I do not know the price of fuel.")
        case _ if place:
            return t.gettext("I do not know who holds that office for {place}.", place=place)
        case _:
            return t.gettext("I do not know who holds that office.")


def _outside(t: Texts, knowledge: Knowledge, found: Outside) -> str:
    match found.beyond:
        case Beyond.ABROAD:
            return t.gettext(
                "I only know Québec: I do not know about {place}. A government or consulate site of that place can "
                "tell you. About a region of Québec, I can answer.",
                place=found.question.abroad,
            )
        case Beyond.FORECAST:
            return t.gettext(
                "{unknown} Environment Canada gives the forecast: weather.gc.ca. What I know is the climate: cold and "
                "snow in a usual year.",
                unknown=_unknown_there(t, knowledge, found),
            )
        case Beyond.PUMP:
            return t.gettext(
                "{unknown} It changes every day; the Régie de l’énergie publishes it by region: regie-energie.qc.ca.",
                unknown=_unknown_there(t, knowledge, found),
            )
        case Beyond.ELECTED:
            return t.gettext(
                "{unknown} Elections change it. The town’s own site names the mayor, assnat.qc.ca the members of the "
                "National Assembly.",
                unknown=_unknown_there(t, knowledge, found),
            )
        case Beyond.TRIP:
            return t.gettext(
                "Children and meals on a trip: I do not know the rule of each trip. A person of the program can tell "
                "you before you register. I never ask you to pay for a seat."
            )
        case Beyond.LEISURE:
            return t.gettext("{unknown} The town’s own site lists them.", unknown=_unknown_there(t, knowledge, found))
        case Beyond.MEDICINE:
            return t.gettext(
                "I am not a doctor: I do not know what is right for you, and I must not guess. A nurse answers at 811, "
                "day and night, free of charge. If it is serious, call 911."
            )
        case Beyond.TAXES | Beyond.OTHER:
            return t.gettext(
                "I do not know the answer for your income tax, and a wrong one could cost you. Revenu Québec and the "
                "Canada Revenue Agency know; an accountant or a free tax clinic can help."
            )
