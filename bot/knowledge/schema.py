"""The shape of the knowledge base's files. Every text is in both languages, every answer names its source."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    field_validator,
    model_validator,
)

from bot.base.terms import Driving, Language, ServiceType

LONGEST_ANSWER = 420  # characters: with its title and its source line, one screen of a phone (600)
LONGEST_REST = 1_500  # characters of what "More" shows
LONGEST_FACT = 300  # characters of one statement
LONGEST_TITLE = 60
LONGEST_BRIEF = 90
FEWEST_QUESTIONS = 4
PROVINCE = "province"  # in place of a region's code: the service covers all of Québec


class Tells(StrEnum):
    """What a statement tells, or a question asks."""

    DISTANCE = "distance"
    TRAVEL = "travel"  # how long the way takes
    PRICE = "price"
    WAGE = "wage"
    COUNT = "count"
    SHARE = "share"  # a rate, a percentage
    TEMPERATURE = "temperature"
    SNOW = "snow"
    AGE = "age"
    WHEN = "when"
    OPENING = "opening"  # hours at which a door is open
    DEPARTURE = "departure"  # hours at which a bus, a train, a plane or a ferry leaves
    DURATION = "duration"
    WHO = "who"
    WHERE = "where"
    CONTACT = "contact"  # a phone number, an address, a site
    PAPERS = "papers"
    CONDITION = "condition"
    HOW = "how"
    WHETHER = "whether"
    MEANING = "meaning"  # what a word stands for
    WHY = "why"


class Topic(StrEnum):
    """What can be asked about a region."""

    OVERVIEW = "overview"
    HOUSING = "housing"
    CLIMATE = "climate"
    JOBS = "jobs"
    GETTING_THERE = "getting_there"
    SCHOOLS_CHILDCARE = "schools_childcare"
    HEALTH_CARE = "health_care"
    COMMUNITY = "community"


def _both_languages(text: Mapping[Language, str]) -> Mapping[Language, str]:
    missing = [language.value for language in Language if not text.get(language, "").strip()]
    if missing:
        raise ValueError(f"write the text in {' and '.join(missing)} too")
    return text


def _name_in_both(name: object) -> object:
    """A proper name is written once; whatever describes, in each language."""
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
_DAY = r"\d{4}(-\d{2}(-\d{2})?)?"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Model):
    """The body that decides or publishes a fact, shown to people.

    `as_of` is a day, month, year or span of years; none on an undated page. `via` is the page where the fact was read
    if the body's own could not be: for whoever reviews it, shown to nobody. `read` is false where only the address of
    the body is known to be right: its page comes first when the texts are reviewed.
    """

    title: Name
    url: Url
    via: Url | None = None
    as_of: str | None = Field(default=None, pattern=rf"^({_DAY}|\d{{4}}–\d{{4}})$")
    read: bool = True
    verified: Literal[True]  # what nobody vouches for is not shown, so it is not kept here


class Reviewer(StrEnum):
    """Whose business it is to read an entry again: a role in the programme, not a person."""

    PROGRAMME = "programme"
    REGIONS = "regions"
    SETTLEMENT = "settlement"
    FRANCISATION = "francisation"
    IMMIGRATION = "immigration"
    EMPLOYMENT = "employment"


class Review(_Model):
    """Until when a text may be shown unread, and who reads it again."""

    by: date
    reviewer: Reviewer


class _Sourced(_Model):
    sources: tuple[Source, ...] = Field(min_length=1)
    review: Review

    @property
    def source_url(self) -> str:
        """Page of the main source."""
        return self.sources[0].url

    @property
    def verified(self) -> bool:
        """Whether the page of every source was read."""
        return all(source.read for source in self.sources)


class Figure(_Model):
    """A number with what it counts, where and when: "821", "$/month", "Val-d'Or", "2023"."""

    value: float
    unit: str
    place: str = ""
    period: str = ""


class Told(_Model):
    """One fact beside an answer: a single statement that is shown when it is asked for, and behind "More".

    `tells`, `about` and `figures` are read from the text where they are not given. `source` counts the sources of its
    entry from 0. After `until` it is not told any more.
    """

    id: Id
    text: Statement
    tells: tuple[Tells, ...] = ()
    about: tuple[str, ...] = ()  # names of towns, or codes of regions
    questions: Phrases = Field(default_factory=dict)  # what people ask to hear it, where its words do not say it
    figures: tuple[Figure, ...] = ()
    source: int = Field(default=0, ge=0)
    as_of: str | None = Field(default=None, pattern=rf"^({_DAY}|\d{{4}}–\d{{4}})$")  # none: its source's
    until: date | None = None


class Factual(_Sourced):
    """What holds facts: an answer, an organisation, a level of French."""

    facts: tuple[Told, ...] = ()

    @model_validator(mode="after")
    def _named_once_and_sourced(self) -> Self:
        names = [fact.id for fact in self.facts]
        if twice := [name for name in names if names.count(name) > 1]:
            raise ValueError(f"two facts are called {twice[0]!r}; rename one")
        if stray := [fact.id for fact in self.facts if fact.source >= len(self.sources)]:
            raise ValueError(f"fact {stray[0]!r} names a source that is not there; the first one is 0")
        return self


class Entry(Factual):
    """One answer. `known` is false where it says that nothing verified is known yet, and where to look.

    Each sentence of `answer` and of `more` is a fact, the same sentence in both languages; `facts` are further ones.
    `cites` says of each such sentence which source it was read in, counted from 0; the first where it is left out.
    """

    answer: Answer
    more: Rest | None = None
    known: bool = True
    cites: tuple[int, ...] = ()

    @field_validator("cites")
    @classmethod
    def _counted(cls, cites: tuple[int, ...]) -> tuple[int, ...]:
        if any(each < 0 for each in cites):
            raise ValueError("the first source is 0")
        return cites

    def rest(self, language: Language, today: date) -> str:
        """What "More" shows: the rest of the answer, and the further facts that still hold."""
        told = (fact.text[language] for fact in self.facts if fact.until is None or today <= fact.until)
        return "\n\n".join((*([self.more[language]] if self.more else []), *told))


class RegionTopic(Entry):
    """One topic of one region. `brief` is its one line in a comparison."""

    brief: Brief


class Article(Entry):
    """An answer that is not about one region. `questions` are what people ask: searched, and shown to nobody."""

    id: Id
    title: Title
    questions: Questions
    related: tuple[Id, ...] = ()
    subject: str = ""  # the folder that it is in


class Region(_Model):
    """An administrative region of Québec."""

    code: RegionCode
    name: Text
    nearby: tuple[RegionCode, ...] = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    topics: Mapping[Topic, RegionTopic]

    @field_validator("topics")
    @classmethod
    def _every_topic(cls, topics: Mapping[Topic, RegionTopic]) -> Mapping[Topic, RegionTopic]:
        missing = [topic.value for topic in Topic if topic not in topics]
        if missing:
            raise ValueError(f"add the topics {', '.join(missing)}")
        return topics

    def topic(self, topic: Topic | str) -> RegionTopic:
        return self.topics[Topic(topic)]


class Phone(_Model):
    """A number as it is dialled, and as people read it."""

    dial: str = Field(pattern=r"^\d{3,11}$")
    shown: str

    @model_validator(mode="after")
    def _the_same_number(self) -> Self:
        shown = "".join(character for character in self.shown if character.isdigit())
        if shown != self.dial:
            raise ValueError(f"{self.shown!r} shows another number than {self.dial}")
        return self


class Service(Factual):
    """An organisation that helps, in one region or all over Québec."""

    id: Id
    name: str
    region: RegionCode | Literal["province"]
    types: tuple[ServiceType, ...] = Field(min_length=1)
    city: str | None = None
    address: str | None = None  # as the page that was read writes it
    website: Url | None = None
    phone: Phone | None = None
    description: Answer
    for_whom: Brief | None = None
    free: bool | None = None  # none: the page that was read does not say


class HelpLine(_Sourced):
    """Whom to call in danger or distress. `hours` and `languages` are none where no page was read that says them."""

    id: Id
    name: Name
    call: Phone | None = None
    text: Phone | None = None  # where a text message is answered
    call_by_region: Mapping[RegionCode, Phone] = Field(default_factory=dict)
    when: Brief
    hours: Brief | None = None
    languages: Brief | None = None
    website: Url | None = None

    @model_validator(mode="after")
    def _can_be_called(self) -> Self:
        if self.call is None and not self.call_by_region:
            raise ValueError("a line needs a number: `call`, or one a region in `call_by_region`")
        return self

    def phone(self, region: str | None = None) -> Phone | None:
        """The number to call from a region, or from anywhere; none where each region has its own and none is known."""
        return self.call_by_region.get(region or "", self.call)


class Town(_Model):
    """A municipality. `label` is its name, made unique where two towns share it."""

    code: str = Field(pattern=r"^\d{5}$")
    name: str
    designation: str
    region: RegionCode
    population: int = Field(ge=0)
    position: tuple[float, float] | None = None  # latitude and longitude, degrees (GeoNames)
    label: str = ""
    aliases: tuple[str, ...] = ()


class RoadTable(_Sourced):
    """Distances by road that one source tells: kilometres between a town and others, by their labels.

    `says` is how one of them is told, with `{one}`, `{other}` and `{n}`.
    """

    says: Statement
    kilometres: Mapping[str, Mapping[str, Annotated[int, Field(gt=0)]]]


class NoRoad(_Sourced):
    """Towns, by their labels, that no road reaches, and how people go there."""

    says: Statement
    towns: tuple[str, ...] = Field(min_length=1)


class Shown(StrEnum):
    """What a series of figures shows, and how many it has for each place."""

    JANUARY = "january"  # °C, the mean of nights and that of days
    MONTHS = "months"  # °C, the twelve means of nights, then those of days
    VACANCY = "vacancy"  # homes in a hundred that nobody rents
    RENT = "rent"  # $ a month


class Series(_Sourced):
    """Figures of one source and one period, for towns by their labels: they may be put side by side."""

    shows: Shown
    period: str = Field(pattern=rf"^({_DAY}|\d{{4}}–\d{{4}})$")
    values: Mapping[str, tuple[float, ...]]

    @model_validator(mode="after")
    def _as_many_as_it_takes(self) -> Self:
        many = {Shown.JANUARY: 2, Shown.MONTHS: 24, Shown.VACANCY: 1, Shown.RENT: 1}[self.shows]
        if wrong := [place for place, values in self.values.items() if len(values) != many]:
            raise ValueError(f"give {wrong[0]!r} {many} figures")
        return self


class SeriesFile(_Model):
    series: tuple[Series, ...]


class RoadFile(_Model):
    """How far towns are from each other, as far as a source tells it."""

    tables: tuple[RoadTable, ...]
    without_road: tuple[NoRoad, ...]


class Occupation(_Model):
    """A unit group of the National Occupational Classification 2021, with everyday words for it."""

    code: str = Field(pattern=r"^\d{5}$")
    teer: int = Field(ge=0, le=5)
    titles: Text
    synonyms: Phrases = Field(default_factory=dict)
    trades: tuple[str, ...] = ()  # everyday names in either language, acronyms, names of other countries
    told: tuple[str, ...] = ()  # what the work is told by: duties, what is made or handled; never enough to be sure
    regulated_by: str | None = None  # the order or office whose permit or certificate the trade, or its title, needs
    driving: Driving | None = None  # the least class of licence that the work usually takes

    def title(self, language: Language) -> str:
        return self.titles[language]


PhrasesByCode = Mapping[str, Phrases]


class Vocabulary(_Model):
    """What people type for the codes of the closed lists."""

    anywhere: PhrasesByCode
    french_level: PhrasesByCode
    education: PhrasesByCode
    permit: PhrasesByCode
    service_type: PhrasesByCode
    profile_field: PhrasesByCode
    spoken_language: PhrasesByCode


class Synonyms(_Model):
    """One line of `occupations.yaml`."""

    noc: str = Field(pattern=r"^\d{5}$")
    synonyms: Phrases


class SynonymFile(_Model):
    occupations: tuple[Synonyms, ...]


class HelpLineFile(_Model):
    lines: tuple[HelpLine, ...]


class ServiceFile(_Model):
    services: tuple[Service, ...]


class ArticleFile(_Model):
    articles: tuple[Article, ...]


class TopicQuestions(_Model):
    """What people ask about a topic of any region."""

    topic: Topic
    questions: Questions


class Asking(_Model):
    """How people ask for one sentence of an article; `says` is how the sentence begins in English."""

    says: str = Field(min_length=4)
    fr: str
    en: str

    def questions(self) -> tuple[str, str]:
        return self.fr, self.en


class AskingFile(RootModel[Mapping[Id, tuple[Asking, ...]]]):
    """By article."""


class RegionAsking(_Model):
    """How people ask for a sentence on a region, whichever it is; `says` is a pattern of the English sentence."""

    says: re.Pattern[str]
    fr: tuple[str, ...]
    en: tuple[str, ...]

    def questions(self) -> tuple[str, ...]:
        return *self.fr, *self.en


class RegionAskingFile(RootModel[tuple[RegionAsking, ...]]):
    """All of them."""


class TopicFile(_Model):
    topics: tuple[TopicQuestions, ...]


class Skill(StrEnum):
    """What the Québec scale of French measures, one by one."""

    UNDERSTAND = "understand"
    SPEAK = "speak"
    READ = "read"
    WRITE = "write"


class FrenchLevel(Factual):
    """A level of the Québec scale in our own plain words: what a person at that level can do."""

    level: int = Field(ge=1, le=12)
    daily: Answer
    skills: Mapping[Skill, Brief]


class TryItem(_Model):
    """A small exercise in French. `right` counts from 0."""

    id: Id
    level: int = Field(ge=1, le=12)
    text: str = Field(max_length=300)
    question: Text
    options: tuple[str, ...] = Field(min_length=2, max_length=4)
    right: int = Field(ge=0)


class FrenchScale(_Model):
    """The twelve levels, and what one can try oneself on."""

    levels: tuple[FrenchLevel, ...] = Field(min_length=12, max_length=12)
    items: tuple[TryItem, ...]
