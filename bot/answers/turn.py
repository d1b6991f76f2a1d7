"""What an answer is given: who asks, in which unit of work, with which knowledge."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.addressee import Addressee
from bot.base.clock import local_day
from bot.base.i18n import Texts, texts
from bot.base.terms import Language
from bot.db.candidate_view import CandidateView
from bot.knowledge import Knowledge, Search
from bot.knowledge.answering import Answerer
from bot.knowledge.outcome import LastAnswer
from bot.knowledge.question_reading import Asked
from bot.programme import unanswered
from bot.programme.matching_inputs import Rules
from bot.programme.open_vacancies import OpenVacancies
from bot.reading import Reading
from bot.replies.message import Ref

NO_QUESTION = Asked("")


@dataclass
class Library:
    """What every answer reads and none changes. The searches in it are built when they are first needed.

    Officers may change facts while it is read (`adopt`): a turn that has begun may still read the old words.
    """

    knowledge: Knowledge
    open_vacancies: OpenVacancies
    finders: Callable[[], tuple[Search, Answerer]]
    languages: tuple[str, ...] = tuple(Language)  # to choose from

    @property
    def rules(self) -> Rules:
        """What matching weighs with."""
        return self.open_vacancies.rules

    @cached_property
    def search(self) -> Search:
        """Searches the whole knowledge base."""
        return self.finders()[0]

    @cached_property
    def answerer(self) -> Answerer:
        """Answers a question with a fact."""
        return self.finders()[1]

    def adopt(self, knowledge: Knowledge, finders: tuple[Search, Answerer] | None) -> None:
        """Replace the knowledge base; without `finders`, the searches are built from it when they are needed."""
        self.knowledge = knowledge
        if finders:
            self.__dict__["search"], self.__dict__["answerer"] = finders

    @property
    def finds(self) -> bool:
        """Whether the searches have been built."""
        return "answerer" in self.__dict__


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody told and asked for before they agreed that it is kept: in memory only, and not for long."""

    told: Reading = field(default_factory=Reading)
    refs: Mapping[Ref, str] = field(default_factory=dict)  # each with the words that asked for it
    written: str = ""  # what told it


@dataclass(slots=True)
class Turn:
    """One candidate's turn inside one transaction."""

    session: AsyncSession
    candidate: CandidateView
    now: datetime
    library: Library
    written: str = ""  # the sentence that is answered; empty for a button or a command
    bot_name: str = ""  # in links to this assistant
    console_url: str = ""  # where officers work
    asked: bool = field(default=False)  # do not repeat the profile's open question after this answer
    erased: bool = field(default=False)  # this person is erased, from the database's log too
    alone: bool = field(default=False)  # somebody is in danger: nothing is said beside whom to call
    said: Asked = NO_QUESTION  # what is answered: the message as it was meant, or the part of it that asks for this
    whole: Asked = NO_QUESTION  # the message as it was meant, whichever part of it is answered at the moment
    informed: bool = field(default=False)  # a fact, or who may advise, is among what is said by now
    parts: Mapping[Ref, Asked] = field(default_factory=dict)  # by answer: the part of the sentence that asks for it
    hinted: bool = field(default=False)  # somebody may be in danger: a line on whom to call follows the answer
    off_record: bool = field(default=False)  # what is said is secret, and is not kept
    clauses: tuple[Asked, ...] = ()  # the parts of the message, where it has several
    decided: frozenset[Ref] = frozenset()  # answers that the words themselves ask for, so that no fact replaces them
    place: str = ""  # the region or town that was spoken of last
    place_before: str = ""  # the one that was spoken of before this message
    last: LastAnswer | None = None  # what was told last
    followed: bool = field(default=False)  # the message was about `last`, whatever it was taken for
    consent_asked: bool = field(default=False)  # the question on personal data stands in the chat, unanswered
    waiting: list[Ref] = field(default_factory=list)  # for consent
    held: "Held | None" = None  # what waited for consent, once it is given

    def __post_init__(self) -> None:
        if self.said == NO_QUESTION:
            self.said = Asked(self.written)

    @property
    def t(self) -> Texts:
        """The catalogue of the candidate's language, as it is now."""
        return texts(self.candidate.language, self.candidate.further_language, self.library.languages)

    def note_unanswered(self, text: str, nearest: Sequence[str] = ()) -> bool:
        """Keep a message that could not be answered, unless its writer may be in danger; returns whether it is kept."""
        if self.hinted:
            return False
        return unanswered.keep(self.session, self.candidate, text, nearest, self.today)

    @property
    def addressee(self) -> Addressee:
        """The candidate as somebody who is told something, without what they said."""
        return Addressee(self.session, self.candidate, self.now, lambda: self.library.rules)

    @property
    def today(self) -> date:
        """The day that it is in Québec."""
        return local_day(self.now)

    @property
    def knowledge(self) -> Knowledge:
        """Regions, services, articles."""
        return self.library.knowledge
