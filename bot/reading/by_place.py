"""Reads what is chosen by its place, "the second one", of the list that it was said of, and never of something else."""

import re

from bot.base.terms import JOBS_A_PAGE
from bot.knowledge import Resolver, Unknown
from bot.reading.context import Context, Reading
from bot.reading.normalized_in_place import either, even
from bot.reading.numbers_alone import COUNTED
from bot.reading.sight import ORDINALS, Shown, listed, pick
from bot.reading.values import answer

_ITEM = either(
    r"emplois?|postes?|offres?|jobs?|choi[xc]|options?|voyages?|employeurs?|entreprises?|compagnies?|regions?|articles?",
    r"one|ones|positions?|choices?|vacanc(?:y|ies)|trips?|employers?|compan(?:y|ies)",
)
_WANTS = either(
    r"je (?:veux|voudrais|vais|prends|prendrais|choisis|prefere|parle)(?: (?:voir|prendre|pour|de))?"
    r"|j'(?:aime|aimerais)(?: (?:voir|mieux))?|montre[rz]?(?:[- ]moi)?|voir|ouvr\w+|donne[rz]?(?:[- ]moi)?"
    r"|parle[rz]?[- ]moi de|plus (?:sur|de details sur)|c'est|details?|interesse\w* par",
    r"i(?:'d|'ll| would| will)? (?:like|want|take|choose|pick|prefer|meant?)(?: to (?:see|open))?|show(?: me)?|open|see"
    r"|give me|tell me (?:more )?about|more (?:about|on|of)|it'?s|go (?:with|for)|interested in|i'?m interested in",
)
_LEAD = (
    rf"(?:ok(?:ay)?|oui|yes|et|and|so|alors|bon|pis|puis|no|non|actually|en fait|plutot|{_WANTS}|what about|how about)"
)
_TAIL = (
    r"(?:please|plz|svp|stp|s'il (?:vous|te) plait|merci|thanks|thank you|then|donc|alors|aussi|too|instead|plutot|la"
    r"|(?:looks?|is|seems?|sounds?) (?:good|nice|great|fine|interesting)|(?:that |which )?interests me"
    r"|(?:qui )?(?:m'|me )(?:interesse|plait|tente)|(?:est|a l'air) (?:bien|bon(?:ne)?|interessante?))"
)
_PLACE = rf"(?:{ORDINALS}|(?<!\w)(?:derniere?|last)(?!\w))"
_ARTICLE = r"(?:the|le|la|du|au|number|numero|no\.?|#)"
_BARE = re.compile(rf"\W*(?:{_LEAD}\W+)*(?:{_ARTICLE}\s*)?{_PLACE}(?: (?:{_ITEM})(?!\w))?(?:\W+{_TAIL})*\W*")
_NUMBER = re.compile(rf"\W*(?:{_ARTICLE}\s*)?(?P<number>[1-9])\W*(?:please|plz|svp|stp|merci|thanks)?\W*")
_DIGIT = re.compile(r"(?<![\w.,])(?P<number>[1-9])(?:e|eme|er|ere|re|st|nd|rd|th)?(?!\w)")
_NAMED = re.compile(  # with its article or alone, and nothing behind it that it counts: "the second week"
    rf"(?:(?<!\w)(?:the|la|le|du|au|that|cette|ce) |^\W*){_PLACE}"
    rf"(?= (?:{_ITEM})(?!\w)|\W*$|\s*[,.;:!?]|(?:\W+{_TAIL})+\W*$)"
)
_DENIED = re.compile(
    rf"(?<!\w)(?:pas|not|sauf|except|instead of|au lieu de|plutot que|rather than) (?:{_ARTICLE} )?{_PLACE}"
)
_LISTS: dict[str, Shown] = {"vacancy": ("matches",), "matches": ("matches",), "trip": ("trips",), "trips": ("trips",)}


def by_place(resolver: Resolver, text: str, context: Context) -> Reading | None:
    """The reading of a text that does nothing but choose by place or number: it opens that item, and does no more.

    Where no list is in sight, the open question is asked again. None for any other text, and where it answers the
    open question: "2" is years where these are asked for.
    """
    plain = even(text)
    number = _NUMBER.fullmatch(plain)
    if context.asks_change or not (number or _BARE.fullmatch(plain)):
        return None
    bare = plain.strip(" .!?,").isdigit()  # it may be of anything, where the list was left
    answers = context.asked in COUNTED and not isinstance(answer(resolver, context.asked, text, context.today), Unknown)
    if number and answers:
        return None
    chosen = f"number {number['number']}" if number else plain
    if item := pick(chosen, options_beside(context)) or _listed(chosen, context, bare=bare):
        return Reading(does=(item,), why=("chooses by its place in the list in sight",))
    if bare or answers:
        return None
    if context.asked:
        return Reading(missed=context.asked, why=("chooses by its place, and no list is in sight",))
    shown = _LISTS.get(context.sight.subject[0]) if context.sight.subject else None
    return Reading(does=(shown or ("unsure",),), why=("chooses what no list in sight has",))


def another_item(plain: str, context: Context) -> Shown | None:
    """The item that is named by its place among other words, if it is not the one that is spoken of; else None.

    "I'd apply to the third" below the page of the first one is no order about the first.
    """
    plain = _DENIED.sub(" ", plain)
    if len(_NAMED.findall(plain)) != 1:
        return None
    item = _listed(plain, context)
    return item if item and item[1] != context.sight.vacancy else None


def options_beside(context: Context) -> tuple[Shown, ...]:
    """The values of one field among which a bubble asks to choose, whatever stands below it; empty if none does."""
    asked = {shown[1] for shown in context.buttons if shown[0] == "edit" and len(shown) > 1}
    options = tuple(shown for shown in context.buttons if shown[0] == "set" and shown[1] in asked and len(shown) > 2)
    return options if len({shown[1] for shown in options}) == 1 else ()


def _listed(plain: str, context: Context, *, bare: bool = False) -> Shown | None:
    """The item of the list in sight, or the page of a numbered list, that a text names; None where nothing is meant."""
    sight = context.sight
    of_one = any(shown[1:2] == item[1:2] for shown in context.buttons for item in sight.items)
    items = listed(context.buttons) or (sight.items if of_one or (sight.speaks and not bare) else ())
    numbered = sight.subject if sight.subject and sight.subject[0] == "matches" else None
    digit = _DIGIT.search(plain)
    if not (items and numbered and digit):
        return pick(plain, items)
    page, place = divmod(int(digit["number"]) - 1, JOBS_A_PAGE)  # the jobs are numbered on through the pages
    shown_now = int(numbered[1]) if numbered[1:] and numbered[1].isdigit() else 0
    if page != shown_now:
        return ("matches", str(page))
    return items[place] if place < len(items) else None
