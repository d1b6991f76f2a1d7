"""What a person sees in the chat, which tells what "the second one" or "there" refers to: the last answers, buttons."""

import re
from dataclasses import dataclass, replace

from bot.base.terms import Field
from bot.knowledge.outcome import LastAnswer

Shown = tuple[str, ...]  # an answer of the bot, or the button that asks for it: its name and arguments
_ORDINALS = (
    r"premiere?|1(?:er|ere|re|st)|first|numero 1|number 1|#1|(?:no|job|poste|emploi|offre|option|choi[xc]e?) 1",
    r"deuxieme|2(?:e|eme|nd)|second(?:e)?|numero 2|number 2|#2|(?:no|job|poste|emploi|offre|option|choi[xc]e?) 2",
    r"troisieme|3(?:e|eme|rd)|third|numero 3|number 3|#3|(?:no|job|poste|emploi|offre|option|choi[xc]e?) 3",
    r"quatrieme|4(?:e|eme|th)|fourth|numero 4|number 4|#4|(?:no|job|poste|emploi|offre|option|choi[xc]e?) 4",
    r"cinquieme|5(?:e|eme|th)|fifth|numero 5|number 5|#5|(?:no|job|poste|emploi|offre|option|choi[xc]e?) 5",
)
_NO_ITEM = (  # behind an ordinal: what it counts is no item of a list
    r"fois|time|semaines?|weeks?|mois|months?|jours?|days?|annees?|years?|langues?|languages?|question|of all|etage"
    r"|floor|enfant|child|son|daughter|fils|fille|(?:de |of )?(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout"
    r"|septembre|octobre|novembre|decembre|january|february|march|april|may|june|july|august|september|october"
    r"|november|december)"
)
_ORDINAL = tuple(
    re.compile(
        rf"(?<![\w#])(?<!\bmy )(?<!\bour )(?<!\bmon )(?<!\bma )(?<!\bnotre )(?<!\bat )(?:{words})(?!\w)"
        rf"(?! (?:{_NO_ITEM})(?!\w))"
    )
    for words in _ORDINALS
)
ORDINALS = rf"(?<![\w#])(?:{'|'.join(_ORDINALS)})(?!\w)"
_NUMBERED = re.compile(  # "number two", "trip two": named by a word that only a list's items have, and nothing counted
    r"(?<!\w)(?:(?:numero|number) (?:un|one)|(?:numero|number|option|choi[xc]e?|poste|emploi|offre|job|trip|voyage) "
    r"(?:(deux|two)|(trois|three)|(quatre|four)|(cinq|five)))"
    r"(?=\W*(?:$|[.,;:!?\n]|(?:svp|stp|please|plz|merci|thanks|s'il|then|alors|first|d'abord|and|et|pis|is|est)(?!\w)))"
)
_AFTER_A_LEAD = re.compile(  # "why 2", "show the 3": a bare number behind what can only be said of an item
    r"\W*(?:(?:ok|et|and|so|alors|pis|mais|but)\W+)*(?:pourquoi|pk|why|how come|show(?: me)?|open|see|voir|details?"
    r"|montre[rz]?(?:[- ]moi)?|ouvr\w+|what about|how about|(?:et|and) (?:the|la|le)|c'est quoi|what(?:'s| is))\W+"
    r"(?:(?:the|la|le|number|numero|no)\W+)?(?P<number>[1-9])(?:\W+(?:please|svp|stp|then|donc))?\W*"
)
_LAST = re.compile(r"(?<!\w)(?:derniere?|last)(?: (?:one|option|choice))?(?!\w)")
_SUBJECTS = frozenset(
    {"trip", "trip_program", "trip_about", "region", "ask_region", "ask_there", "services", "service", "vacancy",
     "regions", "compare", "trips", "trip_asked", "seats_asked", "vacancy_asked", "matches", "article", "ask", "ask_on"}
)  # fmt: skip
_BESIDE = frozenset(
    {"unsure", "out_of_scope", "fact_source", "forwarded", "why_asked", "not_understood", "later", "save_vacancy",
     "unsave_vacancy", "which_to_save"}
)  # fmt: skip
_CARRIED_BY = {  # for each subject, the buttons that only a message about it has
    "trip": {"register", "trip_program"}, "vacancy": {"interest", "save_vacancy", "unsave_vacancy", "not_this_kind"},
    "services": {"services"}, "article": {"article"}, "region": {"region"},
}  # fmt: skip
_TRIPS = frozenset({"trips", "trip", "seats_asked", "trip_asked", "register", "trip_program"})
_OF_A_TRIP = frozenset({"trip", "register", "register_confirm", "trip_program"})
_FIELDS = frozenset(Field)
_ITEMS = frozenset({"trip", "register", "vacancy", "employer", "region", "service", "article"})


@dataclass(frozen=True, slots=True)
class Sight:
    """What was shown last in a chat, and the trip, place and vacancy that were its subject before."""

    buttons: tuple[Shown, ...] = ()
    done: tuple[Shown, ...] = ()  # the answers that were given last
    subject: Shown | None = None  # the last answer that was about a subject, such as a region or a trip
    trip: str | None = None
    place: str | None = None  # a region's or a town's code
    vacancy: str | None = None
    items: tuple[Shown, ...] = ()  # the items of the list that was shown last
    speaks: bool = False  # the last answer was about `subject`, not about the profile
    told: tuple[Field, ...] = ()  # the fields of the profile that the last message answered
    last: LastAnswer | None = None  # the last answer from the knowledge base
    weighed: tuple[Field, ...] = ()  # fields for which we asked which of several values is meant, without a reply yet
    unanswered: Field | None = None  # the question that the last message left unanswered, though it asked for nothing

    @property
    def shows_trips(self) -> bool:
        """Whether trips were shown last, so that a place is the destination of one of them."""
        return any(name in _TRIPS for name, *_ in self.done)

    def after(
        self, done: tuple[Shown, ...], buttons: tuple[Shown, ...], told: tuple[Field, ...] = (),
        last: LastAnswer | None = None,
    ) -> "Sight":  # fmt: skip
        """What is in sight after these answers were given, with these buttons.

        `told`: the fields that the message answered; `last`: the answer just given from the knowledge base, if any.
        """
        subject, trip, place, vacancy = self.subject, self.trip, self.place, self.vacancy
        for shown in done:
            match shown:
                case (
                    "trip" | "trip_program" | "register" | "register_confirm" | "trip_about" | "wait",
                    identifier,
                    *_,
                ):
                    subject, trip, vacancy = shown, identifier, None
                case ("region", code, *_):
                    subject, place, trip, vacancy = shown, code, None, None
                case ("ask_region" | "ask_there", topic, code):  # asked in words: the same subject as by a button
                    subject, place, trip, vacancy = ("region", code, topic), code, None, None
                case ("services", code, *_) if code:
                    subject, place, trip, vacancy = shown, code, None, None
                case ("vacancy", identifier, *_):
                    subject, vacancy, trip = shown, identifier, None
                case ("vacancy_asked", *_) if (
                    len(told_of := {each[1] for each in buttons if each[0] == "vacancy"}) == 1
                ):
                    vacancy, trip = told_of.pop(), None
                    subject = ("vacancy", vacancy)
                case ("trips" | "seats_asked" | "trip_asked", *_):  # a list of one trip makes that trip the subject
                    listing = {button[1] for button in buttons if button[0] in _OF_A_TRIP}
                    subject, trip = ("trips", "0"), listing.pop() if len(listing) == 1 else None
                    subject, vacancy = ("trip", trip) if trip and shown[0] != "trips" else subject, None
                case ("regions" | "ask_region" | "compare" | "matches" | "welcome", *_):
                    subject, trip, vacancy = shown, None, None
                case ("article" | "ask" | "ask_on", *_) if not trip:
                    subject = shown
        beside = not told and all(shown[0] in _BESIDE for shown in done)
        about = any(shown[0] in _SUBJECTS for shown in done)
        speaks = about or (self.speaks and beside)
        tapped = tuple(Field(shown[1]) for shown in done if shown[0] in {"set", "change"})
        items = listed(buttons) or self.items
        last = last or (self.last if beside else None)
        asked = {Field(shown[1]) for shown in buttons if shown[0] == "set" and ("edit", shown[1]) in buttons}
        weighed = tuple(field for field in {*self.weighed, *asked} if field not in {*told, *tapped})
        return Sight(buttons, done, subject, trip, place, vacancy, items, speaks, told or tapped, last, weighed)

    @property
    def question(self) -> Field | None:
        """The field of the profile that this bubble asks for, if its buttons answer one; otherwise None."""
        fields = {shown[1] for shown in self.buttons if shown[0] in {"set", "toggle"} and shown[1] in _FIELDS}
        return Field(fields.pop()) if len(fields) == 1 else None

    def replied(self, buttons: tuple[Shown, ...]) -> "Sight":
        """What is in sight if somebody replies to an older bubble, which has these buttons."""
        for name, carriers in _CARRIED_BY.items():
            codes = {shown[1] for shown in buttons if shown[0] in carriers and len(shown) > 1}
            if len(codes) == 1:
                sight = self.after(((name, codes.pop()),), buttons)
                return replace(sight, items=listed(buttons))
        return replace(self, buttons=buttons, items=listed(buttons) or self.items)


def listed(buttons: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """The items of the list that these buttons belong to; empty if they are no list of at least two."""
    items = list(dict.fromkeys(shown for shown in buttons if shown[0] in _ITEMS))
    names = [shown[0] for shown in items]
    items = [shown for shown in items if shown[0] == max(set(names), key=names.count)] if items else []
    return tuple(items) if len({shown[1:2] for shown in items}) > 1 else ()  # topics of one region are no list


def pick(plain: str, items: tuple[Shown, ...]) -> Shown | None:
    """The item that a text, normalized by `even`, chooses by its number: "the second one"; None if it chooses none."""
    if not items:
        return None
    named = _NUMBERED.search(plain)
    numbered = (named.lastindex or 0) if named else None
    if led := _AFTER_A_LEAD.fullmatch(plain):
        numbered = int(led["number"]) - 1
    for number, pattern in enumerate(_ORDINAL):
        if number < len(items) and (pattern.search(plain) or number == numbered):
            return items[number]
    return items[-1] if _LAST.search(plain) else None
