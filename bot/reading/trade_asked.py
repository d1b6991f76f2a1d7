"""Reads the answer to the question on the trade: a title, something like one, or a description of the daily work."""

from typing import Any

from bot.base.terms import Field
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.reading import little_words as words
from bot.reading import subject_words
from bot.reading.answered_plainly import plainest
from bot.reading.asks_for_something_else import COMMUTES, DOES, FEW_WORDS, LIKELY, of_no_place
from bot.reading.context import Context, Unclear
from bot.reading.how_meant import said
from bot.reading.normalized_in_place import even
from bot.reading.parse import FALLBACK, Parse
from bot.reading.values import answer
from bot.reading.whether import asks

_NO_TRADES = frozenset({"french_level", "permit", "spoken_language", "region"})
_LITTLE = 2  # a text with at most so many words beside a diploma only names the diploma
_A_STORY = 25  # words
WORKS = words.pattern(
    subject_words.WORK, r"fai[st]|faire|faisons|enseign\w*|appris\w*", r"do|does|doing|did|taught|teach\w*|learn\w*"
)


def trade_told(resolver: Resolver, parse: Parse, context: Context) -> Resolution[Any]:
    """The trade that a message names, or that its words resemble if it is about nothing else; otherwise Unknown."""
    named = _trades_named(resolver, parse)
    names_one = any(each.kind == "occupation" for each in parse.entities)
    commutes = bool(COMMUTES.search(even(parse.text)))
    if not (named or names_one) and (commutes or _tells_another(resolver, parse, context)):
        return Unknown()  # its words would resemble some job title, but they tell something else
    text = of_no_place(parse)
    outcome = answer(resolver, Field.OCCUPATION, text, context.today)
    tells = parse.intent in {"inform", FALLBACK}
    if isinstance(outcome, Ambiguous) and len(text.split()) > _A_STORY and not (named or names_one or tells):
        return Unknown()  # among so many words some resemble a job title
    sure = tuple(dict.fromkeys(each.value for each in named if isinstance(each, Found)))
    if isinstance(outcome, Found):
        marked = [(each.start, each.end) for each in parse.entities if each.kind == "occupation"]
        return plainest(
            Field.OCCUPATION,
            text,
            outcome,
            lambda said: answer(resolver, Field.OCCUPATION, said, context.today),
            marked,
        )
    fits = isinstance(outcome, Ambiguous) and sure[:1] and sure[0] in outcome.options
    if len(named) == len(sure) == 1 and (fits or isinstance(outcome, Unknown) or len(text.split()) > FEW_WORDS):
        if _ends_a_list_of_tasks(parse):
            return outcome if isinstance(outcome, Ambiguous) else Ambiguous(sure)
        return Found(sure[0])  # the one trade that the model marked, among all the other words of a long sentence
    return _spelt_by_ear(resolver, parse, context) if isinstance(outcome, Unknown) else outcome


def _spelt_by_ear(resolver: Resolver, parse: Parse, context: Context) -> Resolution[Any]:
    """The trades that a message names once its spelling is corrected; only offered, since the correction is a guess."""
    if parse.mended in {"", parse.text}:
        return Unknown()
    outcome = answer(resolver, Field.OCCUPATION, parse.mended, context.today)
    return Ambiguous((outcome.value,)) if isinstance(outcome, Found) else outcome


def _ends_a_list_of_tasks(parse: Parse) -> bool:
    """Whether the word for a trade is one of several tasks: "cook" in "I wash the floors, cook, iron"."""
    before = (parse.text[: each.start] for each in parse.entities if each.kind == "occupation")
    return bool(DOES.match(even(parse.text))) and all("," in part for part in before)


def _trades_named(resolver: Resolver, parse: Parse) -> list[Resolution[Any]]:
    """The outcomes for the trades that the model marked in what the text says of its writer; Unknown ones left out."""
    own = said(parse.text)
    marked = [each for each in parse.entities if each.kind == "occupation" and own[each.start : each.end].strip()]
    typed = ((resolver.occupation(own[each.start : each.end]), each.value) for each in marked)
    found = [resolver.occupation(value) if isinstance(outcome, Unknown) else outcome for outcome, value in typed]
    return [each for each in found if not isinstance(each, Unknown)]


def _tells_another(resolver: Resolver, parse: Parse, context: Context) -> bool:
    """Whether a message tells something other than a trade, such as a diploma or a household."""
    plain = even(parse.text)
    lasts = any(entity.kind == "experience_years" for entity in parse.entities)
    if lasts and len(plain.split()) > FEW_WORDS and not DOES.match(plain):
        return True
    if DOES.match(plain) or WORKS.search(plain):
        return False
    schooling = sum(len(entity.value.split()) for entity in parse.entities if entity.kind == "education")
    if schooling and len(plain.split()) <= schooling + _LITTLE:
        return True
    if any(entity.kind in _NO_TRADES for entity in parse.entities):
        return True
    household, start = resolver.household(parse.text), resolver.start_date(parse.text, context.today)
    family = isinstance(household, Found) and (household.value.partner or household.value.children)
    return bool(family) or isinstance(start, Found)


def deed(resolver: Resolver, parse: Parse, context: Context) -> tuple[Unclear, ...]:
    """The question which trade is meant, if somebody says unasked what they do all day: "I mend bicycles"."""
    told = context.told.get(Field.OCCUPATION) is not None or context.asked is not None
    if told or parse.confidence >= LIKELY or asks(even(parse.text)) or not DOES.match(even(parse.text)):
        return ()
    outcome = answer(resolver, Field.OCCUPATION, parse.text, context.today)
    options = (outcome.value,) if isinstance(outcome, Found) else getattr(outcome, "options", ())
    return (Unclear(Field.OCCUPATION, tuple(options)),) if options else ()
