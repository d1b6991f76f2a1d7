"""The knowledge base, in both languages and with sources, and the resolution of typed text to codes."""

from bot.knowledge.assessment import Assessment
from bot.knowledge.base import Knowledge, Names, Nearby
from bot.knowledge.data_files import KnowledgeError
from bot.knowledge.language_detection import other_language, other_script, written_language
from bot.knowledge.loading import load_knowledge, load_names
from bot.knowledge.meaning import Meanings
from bot.knowledge.places import Places
from bot.knowledge.resolution import Ambiguous, Found, Resolution, Unknown
from bot.knowledge.resolver import Resolver
from bot.knowledge.schema import (
    PROVINCE,
    Article,
    Entry,
    FrenchLevel,
    FrenchScale,
    HelpLine,
    Occupation,
    Phone,
    Region,
    Service,
    Skill,
    Source,
    Topic,
    Town,
    TryItem,
)
from bot.knowledge.search import EntryKind, Hit, Search, searched_texts
from bot.knowledge.spoken_languages import LANGUAGES, every_language, language_name
from bot.knowledge.vocabulary import training_vocabulary

__all__ = [
    "LANGUAGES",
    "PROVINCE",
    "Ambiguous",
    "Article",
    "Assessment",
    "Entry",
    "EntryKind",
    "Found",
    "FrenchLevel",
    "FrenchScale",
    "HelpLine",
    "Hit",
    "Knowledge",
    "KnowledgeError",
    "Meanings",
    "Names",
    "Nearby",
    "Occupation",
    "Phone",
    "Places",
    "Region",
    "Resolution",
    "Resolver",
    "Search",
    "Service",
    "Skill",
    "Source",
    "Topic",
    "Town",
    "TryItem",
    "Unknown",
    "every_language",
    "language_name",
    "load_knowledge",
    "load_names",
    "other_language",
    "other_script",
    "searched_texts",
    "training_vocabulary",
    "written_language",
]
