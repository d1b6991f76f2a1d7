"""A message read in its context: what it answers, what it tells, what it asks for. Pure; no text makes it raise."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.base.terms import Field, Wish
from bot.knowledge import Ambiguous, Found, Resolver, Unknown, other_language, other_script
from bot.reading import answering
from bot.reading.about_what_is_shown import follow
from bot.reading.acts import (
    OF_THEIR_LEVEL,
    TELLING,
    asked_for,
    asks_for_a_language,
    asks_for_something,
    introduces,
    is_told,
    likely,
    mostly_tells,
    says_so,
    states,
    tells_only,
)
from bot.reading.bare_questions import LEAD, asks_why, is_about
from bot.reading.booked import asked_of_the_own_trip
from bot.reading.changes import LISTS
from bot.reading.choosing import ONLY_A_BUTTON, chosen, confirms, nod, with_the_option
from bot.reading.commanding import command
from bot.reading.conditions import conditions
from bot.reading.context import Context, Fact, Reading, Unclear
from bot.reading.correcting import another_trade, correction, denied_before, of_plans, unnamed
from bot.reading.counting import family_alone, is_sure
from bot.reading.denying import contradicted, swapped
from bot.reading.facts import commands, facts
from bot.reading.finishing import in_another_language, with_conditions
from bot.reading.household import with_whom_was_told
from bot.reading.leading import before_the_question
from bot.reading.listing import unread_languages
from bot.reading.on_behalf import for_another, on_behalf
from bot.reading.openings import about_a_vacancy, beside, wants_openings, with_openings
from bot.reading.other_questions import with_all_of_it, with_elsewhere
from bot.reading.outing import A_TRIP, is_no_outing, names_a_trip, outing
from bot.reading.parse import EMERGENCY, FALLBACK, Entity, Parse
from bot.reading.passing import passes
from bot.reading.people import Person, in_place_of
from bot.reading.requesting import SHORT, is_a_request, is_deed, is_misplaced
from bot.reading.resolving import ENTITIES, resolve
from bot.reading.saying import said
from bot.reading.sight import Shown, pick
from bot.reading.taken_back import refused, taken_back
from bot.reading.telling import second_look
from bot.reading.text import even, without_quotes
from bot.reading.trade_asked import deed
from bot.reading.travel import TRIPS, change_of_seats, number_of_seats, seats_in_sight
from bot.reading.unmarked import speaks_of_starting
from bot.reading.whether import SENTENCE, Whether, asks, corrects, is_bare, joined, listed_alone
from bot.reading.whose import settled
from bot.reading.wishes import asked_in_fear, plain_wish

_OF_A_VACANCY = {"explain_match": "vacancy", "express_interest": "interest", "ask_employer": "vacancy"}
_SAYS_IT_ALL = frozenset(
    {"ask_housing", "ask_climate", "ask_schools_childcare", "ask_health_care", "ask_community", "ask_jobs_in_region",
     "ask_local_services", "ask_financial_aid", "ask_worker_rights", "ask_privacy", "talk_to_human", "register_trip",
     "cancel_trip", "my_trips", "list_trips", "delete_my_data", "export_my_data", "change_language", "find_employers",
     "give_feedback"}
)  # fmt: skip
_OF_US = frozenset({"ask_programme", "bot_challenge"})
_OF_A_START = frozenset({"report_hired", "cancel_trip"})  # what a change of plans looks like
_DOUBTS = re.compile(  # whether we are to be trusted, where a message is about us
    r"(?<!\w)(?:arnaqu\w*|escroc\w*|fraud\w*|scam\w*|fake|legit\w*|trust\w*|serieux|fiables?|confiance|bidon"
    r"|for real)(?!\w)"
)
_WHERE_WERE_WE = re.compile(
    r"(?:[^.!?]{0,40}[.,!?;] ?)?(?:(?:so|alors|bon|ok|et|and|donc|fait que|faque)\W+)*"
    r"(?:where (?:were|was|are) (?:we|i)(?: at)?"
    r"|what was (?:the|your) (?:last )?question|(?:on|nous|j'|je) ?(?:en )?(?:etait|est|etais|etions|suis)"
    r"(?: rendue?s?)? (?:ou|rendue?s? ou)|ou (?:est[- ]ce qu'?)?(?:on|nous|j'|je) ?(?:en )?(?:etait|etions|etais|est)"
    r"(?:[- ](?:on|nous))?|c'etait quoi (?:la|ta|votre) (?:derniere )?question)\W*"
)
_CONFIDENT, _SURE = 0.5, 0.75
_MAY_TELL_A_START = frozenset(
    {"ask_immigration_procedure", "report_hired", "ask_schools_childcare", "job_alerts", "francisation_register"}
)
_COURTESIES = frozenset({"greet", "thank", "affirm"})  # "hello, I am a cook"
_OF_TONGUES = frozenset({Field.FRENCH, Field.LANGUAGES})
_OF_JOBS = frozenset({"find_employers", "report_hired"})
_NAMES_REGIONS = frozenset({"ask_region", "compare_regions"})
_NEVER_A_TRADE = frozenset({"spoken_language", "french_level", "permit"})
_SHORT = 8  # words of an answer; in a longer message a title is found by chance
_SURELY_ELSE = 0.95  # of something that is no answer
_NOT_UNDERSTOOD = frozenset({FALLBACK, "out_of_scope"})
_WORDS_OF_A_NAME = 3


class Reader:
    """Reads messages with the knowledge base's resolvers.

    Danger is seen twice: by `bot.safety.Lookout`, before this, and here by the intent `emergency`. The lookout alone is
    enough where it is sure; both together, where it is not; the intent alone is only a hint.
    """

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver

    def at_once(self, text: str, context: Context) -> Reading | None:
        """The reading of a message for which no model is needed; nothing where one is."""
        with in_place_of(context.written_for):
            reading = self._at_once(text, context)
        return _unsettled(reading, context) if reading else None

    def read(self, parse: Parse, context: Context) -> Reading:
        """The reading of a message that Rasa's pipeline has seen."""
        begins = on_behalf(parse.text)
        with in_place_of(begins or context.written_for):
            reading = self._in_context(parse, context)
        told = reading.acts and reading.acts[0].intent == EMERGENCY
        return for_another(reading) if begins and not told else reading

    def _at_once(self, text: str, context: Context) -> Reading | None:
        if context.foreign:
            return Reading(does=(("forwarded",),), why=("somebody else's words: nothing of it is about the writer",))
        if (code := other_script(text)) is not None:
            return Reading(does=(("other_language", code),), why=("written in letters that are not ours",))
        if (trip := context.seats_of) and (seats := number_of_seats(self.resolver, text)):
            return Reading(does=(("register", trip, str(seats)),), why=("the bubble in sight asks for seats",))
        if _WHERE_WERE_WE.fullmatch(even(text)):
            return Reading(does=(("start_profile",),), why=("asks where the profile stands",))
        if context.asked and asks_why(even(text), context.sight) and not answering.after_a_why(text):
            return Reading(does=(("why_asked",),), why=("asks why the open question is asked",))
        if context.asked and not context.asks_change and not context.sight.speaks and passes(text):
            return Reading(does=(("skip",),), why=("passes over the open question",))
        if wants_openings(text, context):
            return None  # and perhaps says something beside
        if shown := chosen(text, context):
            return Reading(does=(shown,), why=("takes an option of the bubble in sight",))
        if does := confirms(text, context):
            return Reading(does=does, why=("says yes to what a button alone confirms",))
        if context.asked is Field.OCCUPATION and (family := family_alone(self.resolver, text)):
            why = ("names nobody's trade, but who moves along",)
            if family.children:
                return Reading((Fact(Field.HOUSEHOLD, family),), why=why)
            return Reading(unclear=(Unclear(Field.HOUSEHOLD, (family,)),), why=why)  # "my husband": what of him?
        outcome = answering.alone(self.resolver, text, context)
        if context.asked is None or isinstance(outcome, Unknown):
            return None
        told, unclear = answering.as_facts(self.resolver, Parse(text, FALLBACK), context.asked, outcome)
        why = (f"answers the open question, {context.asked}, and says no more",)
        return self._settled(text, Reading(tuple(told), tuple(unclear), why=why), context)

    def _in_context(self, parse: Parse, context: Context) -> Reading:
        if not context.alarmed:
            parse = parse.without(EMERGENCY)
        if parse.takes_for("change_language") and not asks_for_a_language(parse.text):
            parse = parse.without("change_language")
        reading = second_look(self.resolver, parse, context, self.first_look(parse, context))
        if not (context.asked or context.told or reading.facts or reading.unclear) and introduces(parse):
            reading = replace(reading, introduces=True, why=(*reading.why, "and somebody introduces themselves"))
        told = {fact.field for fact in reading.facts if fact.person is Person.SELF}
        if context.asked in context.sight.weighed and told and context.asked not in told and not reading.unclear:
            reading = replace(reading, leaves=True, why=(*reading.why, "goes on to something else"))
        reading = _left_open(_unsettled(reading, context), context)
        if context.asked is Field.LANGUAGES and (names := unread_languages(self.resolver, parse.text, reading)):
            reading = replace(reading, unread=names, why=(*reading.why, "names languages that are not known"))
        if danger := [act for act in reading.acts if act.intent == EMERGENCY]:
            return Reading(acts=tuple(danger), why=("somebody is in danger: the help alone, and nothing is kept",))
        if not context.speaks_another and (code := other_language(parse.text)) is not None:
            return in_another_language(code, parse, context, reading)
        found = conditions(parse.text, context.told.get(Wish.SCHEDULES))
        return with_conditions(parse.text, reading, found) if found else reading

    def first_look(self, parse: Parse, context: Context) -> Reading:
        """What the rules make of a message; what they lose, the second look may find."""
        reading = self._settled(parse.text, self._aside(parse, context), context)
        return with_the_option(parse.text, reading, context)

    def _aside(self, parse: Parse, context: Context) -> Reading:
        reading = with_all_of_it(self.resolver, parse, context, self._read(parse, context))
        return with_elsewhere(self.resolver, parse, context, reading)

    def _settled(self, text: str, reading: Reading, context: Context) -> Reading:
        """A reading in which every value that counts is surely its writer's."""
        counted = with_whom_was_told(text, reading.facts, context.told.get(Field.HOUSEHOLD))
        reading = replace(reading, facts=counted)
        told, unclear = settled(self.resolver, text, counted, reading.unclear, context.today)
        if told == counted:
            return reading
        why = (*reading.why, "a value may be somebody else's, or nobody's: asked")
        return replace(reading, facts=told, unclear=unclear, why=why)

    def _read(self, parse: Parse, context: Context) -> Reading:
        if part := wants_openings(parse.text, context, parse):
            rest = beside(parse, *part)
            return with_openings(self._read(rest, context) if any(map(str.isalnum, rest.text)) else Reading())
        plain = even(without_quotes(parse.text))
        if back := taken_back(self.resolver, parse.text, context):
            return Reading(back[0], corrects=True, does=back[1], why=("takes back the answer that was given last",))
        if shown := refused(parse.text, context):
            return Reading(does=(shown,), why=("refuses what is in sight",))
        if context.asked and parse.intent in _OF_JOBS and says_so(plain):
            parse = parse.without(parse.intent)
        if is_no_outing(parse, plain, context) or self._starts(parse, context):
            parse = parse.without("register_trip").without("list_trips")
        if shown := asked_of_the_own_trip(parse, plain, context):
            return Reading(does=(shown,), why=("asks something of the trip on which seats are held",))
        if does := outing(self.resolver, parse, plain, context):
            return Reading(does=does, why=("wants seats on a trip, or asks several things of it",))
        if not answering.is_plain_answer(self.resolver, parse, context) and (
            shown := about_a_vacancy(parse, plain, context)
        ):
            return Reading(does=(shown,), why=("asks something of a job in sight",))
        if context.asked and self._interrupts(parse, plain, context) and (does := self._followed(parse, context)):
            return Reading(does=does, why=("asks about what is in sight, beside the open question",))
        if context.asks_partner and (partner := self._partners_trade(parse, plain)):
            return Reading((partner,), corrects=True, why=("the bubble in sight asks for the partner's work",))
        if reading := self._beside_a_question(parse, context):
            return reading
        outcome = answering.answered(self.resolver, parse, context)
        resembles = isinstance(outcome, Ambiguous) or len(plain.split()) > _SHORT
        does_it = is_deed(parse)
        if context.asked is Field.OCCUPATION and resembles and not does_it and _names_no_trade(parse):
            outcome = Unknown()
        if isinstance(outcome, Unknown) and (seats := change_of_seats(parse, plain, context)):
            return Reading(does=(seats,), why=("changes the seats that are held",))
        if isinstance(outcome, Unknown) and (seats := seats_in_sight(self.resolver, parse, plain, context)):
            return Reading(does=(seats,), why=("asks for seats on the trip in sight",))
        pieces = [each for each in parse.entities if answering.belongs(self.resolver, parse, context, each, outcome)]
        told, unclear, why = self._told(parse, plain, context, pieces)
        if context.asked and not isinstance(outcome, Unknown):
            told, unclear = self._answer_first(parse, context, outcome, told, unclear)
            why.append(f"answers the open question, {context.asked}")
        elif context.asked and is_a_request(self.resolver, parse, context.asked):
            told = [fact for fact in told if fact.field is not context.asked or fact in self._days(parse, context)]
            unclear = [each for each in unclear if each.field is not context.asked]
        corrected = parse.intent == "correct_profile" or corrects(plain) or context.offered("edit") is not None
        corrected = corrected or bool(denied_before(self.resolver, parse.text, context))
        if parse.intent != "cancel_trip" and (order := self._ordered(parse, context)):
            return Reading(does=(order,), why=(*why, "an order that a button could have given"))
        if not told and not unclear and (does := self._followed(parse, context)):
            return Reading(does=does, why=(*why, "asks about what is in sight"))
        if context.asked is None and (place := _mere_place(plain, told, unclear)):
            return Reading(does=(("region", place),), why=(*why, "a mere name of a place asks about it"))
        if told and not unclear and context.asked and not any(_is_kept(fact, context) for fact in told):
            return Reading(tuple(told), missed=context.asked, why=(*why, "nothing of it is about the writer"))
        if told or unclear:
            acts = asked_for(parse, context, beside=True, commands=commands(plain))
            if not acts and parse.intent in TRIPS and any(fact.field is Field.START for fact in told):
                acts = asked_for(parse, context, beside=False)
            if not asks(plain) and any(fact.field in _OF_TONGUES for fact in told):  # "French is the school's language"
                acts = tuple(act for act in acts if act.intent != "change_language")
            if any(fact.field is Field.START for fact in told) and context.asked is None:  # a contract that ends
                acts = tuple(act for act in acts if act.intent not in _OF_A_START)
            return Reading(tuple(told), tuple(unclear), corrects=corrected, acts=acts, why=tuple(why))
        return self._without_facts(parse, plain, context, why)

    def _beside_a_question(self, parse: Parse, context: Context) -> Reading | None:
        """The open question's answer and the question after it, where the answer is said plainly."""
        parts = before_the_question(parse, context)
        if parts is None:
            return None
        answer, question = parts
        reading = self._read(answer, context)
        told = any(fact.field is context.asked and fact.person is Person.SELF for fact in reading.facts)
        return replace(reading, acts=(question,), why=(*reading.why, "and a question after it")) if told else None

    def _days(self, parse: Parse, context: Context) -> list[Fact]:
        """The first day of work in a sentence of its own: "right away. And what do I wear for the trip?"."""
        if parse.intent not in TRIPS:
            return []
        for each in SENTENCE.split(said(parse.text)):
            plain = even(each)
            if each.strip() and len(each) < len(parse.text.strip()) - 1 and not (asks(plain) or names_a_trip(plain)):
                match self.resolver.find_start_date(each, context.today):
                    case Found(day):
                        return [Fact(Field.START, day)]
        return []

    def _starts(self, parse: Parse, context: Context) -> bool:
        """Whether a day is said as the first one of work, where that is asked, and not as that of a trip."""
        start = self.resolver.find_start_date(parse.text, context.today)
        plain = even(parse.text)
        return context.asked is Field.START and isinstance(start, Found) and not (asks(plain) or A_TRIP.search(plain))

    def _interrupts(self, parse: Parse, plain: str, context: Context) -> bool:
        """Whether a message goes on about what was shown last, rather than with the open question."""
        field = context.asked
        assert field is not None
        names = any(ENTITIES.get(each.kind) is field for each in parse.entities)
        if not context.sight.speaks or names or is_sure(field, LEAD.sub("", plain)):
            return False
        return is_about(plain, context.sight) or bool(
            pick(plain, context.sight.items) and len(plain.split()) <= _WORDS_OF_A_NAME
        )

    def _without_facts(self, parse: Parse, plain: str, context: Context, why: list[str]) -> Reading:
        def decided(*does: str, missed: Field | None = None) -> Reading:
            return Reading(does=(does,) if does else (), missed=missed, why=(*why, f"decided here: {does or missed}"))

        if parse.intent in {"affirm", "deny"} and (does := nod(parse.intent == "affirm", context)):
            return Reading(does=does, why=(*why, f"decided here: {does}"))
        if parse.intent == "correct_profile" or (parse.intent == "deny" and context.offered("correct")):
            return (
                correction(self.resolver, parse, context)
                or unnamed(self.resolver, parse, context)
                or decided("correct")
            )
        for changed in (unnamed, another_trade, of_plans):
            if reading := changed(self.resolver, parse, context):
                return reading
        if done := deed(self.resolver, parse, context):
            return Reading(unclear=done, why=(*why, "says what somebody does all day"))
        silent = parse.intent in {FALLBACK, "inform"} and not asks(plain)
        if context.asked and not parse.clauses and (silent or is_misplaced(parse, context.asked)):
            return decided(missed=context.asked)
        if context.asked and silent:
            return decided(missed=context.asked)
        if context.asked is None and mostly_tells(parse):  # who introduces themselves wants to be asked the rest
            return decided("start_profile")
        if parse.intent in {FALLBACK, "inform"}:
            return decided("unsure", *likely(parse))
        return Reading(acts=asked_for(parse, context, beside=False), why=tuple(why))

    def _ordered(self, parse: Parse, context: Context) -> Shown | None:
        values = frozenset(entity.kind for entity in parse.entities if entity.kind in ENTITIES)
        return command(self.resolver, parse.text, values, context)

    def _followed(self, parse: Parse, context: Context) -> tuple[Shown, ...]:
        """The answers that follow from the words and what is in sight, unless the message says all by itself."""
        sight = context.sight
        if wish := plain_wish(even(parse.text), context):
            agrees = wish == ("start_profile",) and context.offered("consent")
            return (ONLY_A_BUTTON, wish) if agrees else (wish,)
        if fear := asked_in_fear(even(parse.text)):
            return fear
        if parse.intent in _OF_US and _DOUBTS.search(even(parse.text)):
            return (("article", "about_this_assistant", "more"),)
        names_one = any(entity.kind == "employer" for entity in parse.entities)
        if sight.vacancy and not names_one and parse.intent in _OF_A_VACANCY:
            return ((_OF_A_VACANCY[parse.intent], sight.vacancy),)
        complete = parse.intent in _SAYS_IT_ALL and parse.confidence >= _CONFIDENT
        return follow(self.resolver, parse, context, complete=complete)

    def _told(
        self, parse: Parse, plain: str, context: Context, pieces: Sequence[Entity]
    ) -> tuple[list[Fact], list[Unclear], list[str]]:
        """What a message tells beside the answer to the open question, whose `pieces` say nothing by themselves."""
        why = [f"taken for {parse.intent} ({parse.confidence:.2f})"]
        entities = self._telling_entities(parse, plain)
        left = None if entities is None else [each for each in entities if each not in pieces]
        told, unclear = facts(self.resolver, parse, context, left) if left is not None else ([], [])
        if left is None and not asks(plain) and parse.intent in _MAY_TELL_A_START:
            told = [fact for fact in facts(self.resolver, parse, context, ())[0] if fact.field is Field.START]
        if parse.intent in TRIPS:  # seats for friends are no household, a day of a trip no first day of work
            starts = not context.held and speaks_of_starting(plain) and corrects(plain)
            of_trips = {Field.HOUSEHOLD} if starts else {Field.HOUSEHOLD, Field.START}
            told = [fact for fact in told if fact.field not in of_trips]
            told += self._days(parse, context)
        if context.sight.shows_trips and context.asked is not Field.REGIONS and parse.intent != "correct_profile":
            told = [fact for fact in told if fact.field is not Field.REGIONS]
        more, asked = swapped(self.resolver, parse, context, told)
        if not more and not asks(plain):
            more, asked = contradicted(self.resolver, parse, context)
            marked = {fact.field for fact in told} & LISTS  # of a list the model's entities say more
            more = [fact for fact in more if fact.field not in marked]
        if more:
            fields = {fact.field for fact in more}
            told = [fact for fact in told if fact.field not in fields or fact.person is not Person.SELF] + more
            unclear = [each for each in unclear if each.field not in fields] + asked
            why.append("takes back what was said before")
        why += [f"tells {fact.field} = {fact.value!r} of {fact.person} ({fact.whether})" for fact in told]
        return told, unclear, why

    def _telling_entities(self, parse: Parse, plain: str) -> Sequence[Entity] | None:
        """The entities of the parts that tell something; nothing where no part does."""
        bare = is_bare(plain, [(each.start, each.end) for each in parse.entities if each.kind in ENTITIES])
        if bare or (parse.intent in TELLING | {FALLBACK} and not parse.clauses):
            return () if asks(plain) and parse.intent == FALLBACK else parse.entities
        if parse.entities and commands(plain) and "?" not in plain:
            return parse.entities
        if speaks_of_starting(plain) and corrects(plain) and not asks(plain):
            return parse.entities  # "I can't start now, put the 8th of May"
        tells = parse.intent in TELLING | {FALLBACK}
        telling = [
            clause
            for clause in parse.clauses
            if is_told(clause)
            or (tells and (tells_only(parse, clause) or not asks_for_something(clause)))
            or (clause.intent in OF_THEIR_LEVEL and states(clause))
            or ((states(clause) or clause.intent in _COURTESIES) and tells_only(parse, clause))
        ]
        if not parse.clauses and states(parse.whole()):
            return parse.entities
        told = [entity for clause in telling for entity in parse.inside(clause.start, clause.end)]
        told += [each for each in self._places_alone(parse, plain) if each not in told]
        places = [each for each in parse.entities if ENTITIES.get(each.kind) is Field.REGIONS]
        for one, other in [*pairwise(places), *pairwise(places[::-1])]:  # "Beauce and Bas-Saint-Laurent": both, or none
            if one in told and other not in told and joined(plain, (one.start, one.end), (other.start, other.end)):
                told.append(other)
        return sorted(told, key=lambda each: each.start) if telling or told else None

    @staticmethod
    def _places_alone(parse: Parse, plain: str) -> list[Entity]:
        """The places that a sentence of a longer message lists and asks nothing of: "how far is it? put Estrie"."""
        places = [each for each in parse.entities if ENTITIES.get(each.kind) is Field.REGIONS]
        sure = parse.confidence >= _SURE and parse.intent not in TELLING | _NAMES_REGIONS and "?" not in plain
        if sure or len(plain.split()) <= _WORDS_OF_A_NAME:
            return []
        alone = listed_alone(plain, [(each.start, each.end) for each in places])
        return [each for each in places if (each.start, each.end) in alone]

    def _answer_first(
        self,
        parse: Parse,
        context: Context,
        outcome: Found[object] | Ambiguous[object],
        told: list[Fact],
        unclear: list[Unclear],
    ) -> tuple[list[Fact], list[Unclear]]:
        """The open question's own reader goes before what the model marked for it."""
        field = context.asked
        assert field is not None
        marked = [fact for fact in told if fact.field is field and fact.person is Person.SELF]
        if field in LISTS and any(fact.whether is not Whether.YES for fact in marked) and context.told.get(field):
            return told, unclear
        own, options = answering.as_facts(self.resolver, parse, field, outcome)
        if field in LISTS and context.told.get(field):
            own = [replace(fact, whether=Whether.ALSO) if fact.value else fact for fact in own]
        others = [fact for fact in told if fact.field is not field or fact.person is not Person.SELF]
        return own + others, options + [each for each in unclear if each.field is not field]

    def _partners_trade(self, parse: Parse, plain: str) -> Fact | None:
        if asks(plain) or len(plain.split()) > 2 * SHORT:
            return None
        match resolve(self.resolver, Field.OCCUPATION, parse.text, date.min):
            case Found(code):
                return Fact(Field.OCCUPATION, code, Person.PARTNER)
            case Ambiguous(options) if len({str(code)[0] for code in options}) == 1:
                return Fact(Field.OCCUPATION, options[0], Person.PARTNER)
        return None


def _unsettled(reading: Reading, context: Context) -> Reading:
    """Notes that the bubble in sight offered to change an answer, where the message goes on to another one."""
    kept, told = context.offered("keep"), {fact.field for fact in reading.facts if fact.person is Person.SELF}
    if kept is None or not told or kept[1] in told or reading.does or reading.acts or reading.unclear:
        return reading
    name = Field(kept[1]) if kept[1] in {*Field} else Wish(kept[1])
    return replace(reading, unsettled=name, why=(*reading.why, f"leaves {name} as it was"))


def _left_open(reading: Reading, context: Context) -> Reading:
    """Notes that the open question is left unanswered; where it was before as well, the next one is gone on to."""
    told = {fact.field for fact in reading.facts if fact.person is Person.SELF}
    asks_or_orders = reading.acts or (reading.does and not reading.missed)
    if not (told or reading.missed) or context.asked in {None, *told} or asks_or_orders or reading.unclear:
        return reading
    reading = replace(reading, unanswered=context.asked)
    if context.sight.unanswered is not context.asked:
        return reading
    why = (*reading.why, "leaves the open question a second time: the next one is asked")
    if told:
        return replace(reading, leaves=True, why=why)
    return replace(reading, missed=None, does=(("later",),), why=why)


def _names_no_trade(parse: Parse) -> bool:
    """Whether no trade is meant, though some title resembles a word: the model marks none, and sees something else."""
    if any(entity.kind == "occupation" for entity in parse.entities):
        return False
    surely_else = parse.intent not in TELLING | {FALLBACK} and parse.confidence >= _SURELY_ELSE
    return surely_else or any(entity.kind in _NEVER_A_TRADE for entity in parse.entities)


def _is_kept(fact: Fact, context: Context) -> bool:
    """Whether a fact changes something that a profile holds."""
    if fact.whether is Whether.NO and fact.field not in context.told and fact.field not in LISTS:
        return False
    return fact.person is Person.SELF or (fact.person is Person.PARTNER and fact.field is Field.OCCUPATION)


def _mere_place(plain: str, told: Sequence[Fact], unclear: Sequence[Unclear]) -> str | None:
    """The place, if a message consists of one place name and nothing else."""
    if len(told) != 1 or unclear or len(plain.split()) > _WORDS_OF_A_NAME or asks(plain):
        return None
    [fact] = told
    wished = fact.field is Field.REGIONS and fact.person is Person.SELF and fact.whether is Whether.YES
    return (fact.towns or fact.value)[0] if wished and len(fact.value) == 1 else None
