"""Somebody who is told something without having asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.i18n import Texts, texts
from bot.db.candidate_view import CandidateView

if TYPE_CHECKING:
    from bot.programme.matching_inputs import Rules


@dataclass(frozen=True, slots=True)
class Addressee:
    """A candidate who is told about a trip or a vacancy without having asked."""

    session: AsyncSession
    candidate: CandidateView
    now: datetime
    rules: Callable[[], "Rules"]  # what matching weighs with; a command reads it only when it is needed

    @property
    def t(self) -> Texts:
        """The catalogue of their language."""
        return texts(self.candidate.language, self.candidate.further_language)
