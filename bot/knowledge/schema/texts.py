"""Texts in every language, the greatest length that each may have, and how codes are written."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from bot.base.terms import Language

LONGEST_ANSWER = 420  # characters: with its title and its source line, one screen of a phone (600)
LONGEST_REST = 1_500  # characters of what "More" shows
LONGEST_FACT = 300  # characters of one statement
LONGEST_TITLE = 60
LONGEST_BRIEF = 90
FEWEST_QUESTIONS = 4


def _both_languages(text: Mapping[Language, str]) -> Mapping[Language, str]:
    missing = [language.value for language in Language if not text.get(language, "").strip()]
    if missing:
        raise ValueError(f"write the text in {' and '.join(missing)} too")
    return text


def _name_in_both(name: object) -> object:
    """Take a name that is written once for both languages, as proper names are; what describes is written in each."""
    return dict.fromkeys(Language, name) if isinstance(name, str) else name


def _at_most(most: int) -> AfterValidator:
    def check(text: Mapping[Language, str]) -> Mapping[Language, str]:
        for language, sentence in text.items():
            if len(sentence) > most:
                raise ValueError(f"shorten the {language} text ({len(sentence)}) to {most} characters")
        return text

    return AfterValidator(check)


def _asked(questions: Mapping[Language, tuple[str, ...]]) -> Mapping[Language, tuple[str, ...]]:
    few = [language.value for language in Language if len(questions.get(language, ())) < FEWEST_QUESTIONS]
    if few:
        raise ValueError(f"write at least {FEWEST_QUESTIONS} questions in {' and '.join(few)}")
    return questions


Text = Annotated[Mapping[Language, str], AfterValidator(_both_languages)]
Name = Annotated[Text, BeforeValidator(_name_in_both)]
Answer = Annotated[Text, _at_most(LONGEST_ANSWER)]
Rest = Annotated[Text, _at_most(LONGEST_REST)]
Title = Annotated[Text, _at_most(LONGEST_TITLE)]
Brief = Annotated[Text, _at_most(LONGEST_BRIEF)]
Statement = Annotated[Text, _at_most(LONGEST_FACT)]
Phrases = Mapping[Language, tuple[str, ...]]
Questions = Annotated[Phrases, AfterValidator(_asked)]
RegionCode = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-7])$")]
Url = Annotated[str, Field(pattern=r"^https://\S+$")]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
DAY = r"\d{4}(-\d{2}(-\d{2})?)?"  # or a month, or a year: a pattern


class Model(BaseModel):
    """A part of a file: an unknown key is refused, and nothing changes after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)
