"""What roles are built with, each part made when a role first asks for it: no process loads what it does not need."""

from functools import cached_property

from bot.answers.turn import Library
from bot.base.settings import Settings
from bot.dialogue.trained_model import MEANINGS, OUT_OF_SCOPE, phrases
from bot.encoder import MessageEncoder
from bot.knowledge import Knowledge, Meanings, Resolver, Search, load_knowledge
from bot.knowledge.answering import Answerer
from bot.knowledge.fact_ranking import load_weights as load_ranking
from bot.knowledge.meaning import both
from bot.knowledge.question_groups import QuestionGroups
from bot.matching import load_weights
from bot.programme.matching_inputs import Rules
from bot.programme.open_vacancies import OpenVacancies
from bot.reading import Reader
from bot.safety import Encoders, Lookout


class Shared:
    """Everything that is read at the start and shared by the roles. `vars()` shows what has been built."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def knowledge(self) -> Knowledge:
        """Regions, towns, occupations, articles."""
        return load_knowledge()

    @cached_property
    def rules(self) -> Rules:
        """What matching weighs with."""
        return Rules.of(self.knowledge, load_weights())

    @cached_property
    def library(self) -> Library:
        """What answers read; its search is built only once an answer searches."""
        languages = self._settings.bot_languages
        return Library(self.knowledge, OpenVacancies(self.rules), lambda: (self.search, self.answerer), languages)

    @cached_property
    def meanings(self) -> tuple[Meanings, Meanings]:
        """Two encoders of sentences: hundreds of megabytes."""
        return both(self._settings.bot_var / MEANINGS)

    @cached_property
    def search(self) -> Search:
        """The search of the whole knowledge base."""
        return self.search_of(self.library.knowledge)

    @cached_property
    def answerer(self) -> Answerer:
        """Answers a question with a fact."""
        return self.answerer_of(self.library.knowledge)

    @cached_property
    def question_groups(self) -> QuestionGroups:
        """Groups questions that ask the same."""
        return QuestionGroups(self.knowledge, self.meanings[0])

    def search_of(self, knowledge: Knowledge) -> Search:
        """A search of this knowledge base."""
        return Search(knowledge, self.meanings[0], self._strange)

    def answerer_of(self, knowledge: Knowledge) -> Answerer:
        """Answers questions from this knowledge base."""
        return Answerer(knowledge, self.meanings, self._strange, load_ranking())

    @cached_property
    def resolver(self) -> Resolver:
        """Resolves what people type to codes."""
        return Resolver(self.knowledge)

    @cached_property
    def reader(self) -> Reader:
        """Reads messages."""
        return Reader(self.resolver)

    @cached_property
    def lookout(self) -> Lookout:
        """Recognizes danger."""
        return Lookout(Encoders(self.meanings[1].one, MessageEncoder().danger))

    @cached_property
    def _strange(self) -> tuple[str, ...]:
        return phrases(OUT_OF_SCOPE)
