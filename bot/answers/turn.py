"""What an answer is given: who asks, in which unit of work, with which knowledge."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import CandidateRow
from bot.i18n import QUEBEC_TIME, Texts, texts
from bot.knowledge import Knowledge, Search
from bot.programme.employers import Rules
from bot.terms import Language


@dataclass(frozen=True, slots=True)
class Library:
    """What every answer reads and none changes."""

    knowledge: Knowledge
    search: Search
    rules: Rules


@dataclass(slots=True)
class Turn:
    """One candidate's turn inside one transaction."""

    session: AsyncSession
    candidate: CandidateRow
    now: datetime
    library: Library
    written: str = ""  # the sentence that is answered; none of a button or a command
    bot_name: str = ""  # in links to this assistant
    asked: bool = field(default=False)  # the open question stands in the answer already

    @property
    def t(self) -> Texts:
        """The catalogue of the candidate's language, as it is now."""
        return texts(Language(self.candidate.language))

    @property
    def today(self) -> date:
        """The day that it is in Québec."""
        return self.now.astimezone(QUEBEC_TIME).date()

    @property
    def knowledge(self) -> Knowledge:
        """Regions, services, articles."""
        return self.library.knowledge
