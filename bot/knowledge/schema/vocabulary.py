"""What people type for each code of the closed lists."""

from collections.abc import Mapping

from bot.knowledge.schema.texts import Model, Phrases

PhrasesByCode = Mapping[str, Phrases]


class Vocabulary(Model):
    """What people type for each code of the closed lists, list by list."""

    anywhere: PhrasesByCode
    french_level: PhrasesByCode
    education: PhrasesByCode
    permit: PhrasesByCode
    service_type: PhrasesByCode
    profile_field: PhrasesByCode
    spoken_language: PhrasesByCode
    told: Mapping[str, PhrasesByCode]
    """What people say at a list's question to tell a code sideways, by the name of the list: no name of it."""
    spellings: Mapping[str, tuple[str, ...]]
    """Words of other languages and of phones, by the usual word that they stand for."""
