"""What the assistant knows, in both languages with sources, and how typed text is resolved to a code."""

from bot.knowledge.base import Knowledge
from bot.knowledge.languages import LANGUAGES, language_name
from bot.knowledge.loading import KnowledgeError, load_knowledge
from bot.knowledge.places import Places
from bot.knowledge.resolution import Ambiguous, Found, Resolution, Unknown
from bot.knowledge.resolver import Resolver
from bot.knowledge.schema import (
    PROVINCE,
    Article,
    Entry,
    Occupation,
    Region,
    Service,
    Source,
    Topic,
    Town,
)
from bot.knowledge.training import training_vocabulary
from bot.knowledge.writing import written_language

__all__ = [
    "LANGUAGES",
    "PROVINCE",
    "Ambiguous",
    "Article",
    "Entry",
    "Found",
    "Knowledge",
    "KnowledgeError",
    "Occupation",
    "Places",
    "Region",
    "Resolution",
    "Resolver",
    "Service",
    "Source",
    "Topic",
    "Town",
    "Unknown",
    "language_name",
    "load_knowledge",
    "training_vocabulary",
    "written_language",
]
