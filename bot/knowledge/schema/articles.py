"""Articles: answers that are about no single region, and how people ask for them."""

from collections.abc import Mapping

from pydantic import Field, RootModel

from bot.knowledge.schema.facts import Entry
from bot.knowledge.schema.texts import Id, Model, Questions, Title


class Article(Entry):
    """An answer that is not about one region. `questions` are what people ask: searched, and shown to nobody."""

    id: Id
    title: Title
    questions: Questions
    related: tuple[Id, ...] = ()
    subject: str = ""  # the folder that it is in


class ArticleFile(Model):
    articles: tuple[Article, ...]


class Asking(Model):
    """How people ask for one sentence of an article; `says` is how the sentence begins in English."""

    says: str = Field(min_length=4)
    fr: str
    en: str

    def questions(self) -> tuple[str, str]:
        return self.fr, self.en


class AskingFile(RootModel[Mapping[Id, tuple[Asking, ...]]]):
    """The questions of a file, by the id of the article."""
