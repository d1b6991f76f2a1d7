"""What every answer declares once: through which doors it may be called, with which arguments, and what follows.

The arguments are those of the function, with their types: what a door hands over is checked against these
(`button_check`), or the call is refused as an old button. No type here admits free text; what somebody wrote stands in
`Turn.written` alone.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Flag, auto
from inspect import Parameter, signature
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, StringConstraints, TypeAdapter

from bot.programme.open_vacancies import Weighing
from bot.replies.message import Message

Perform = Callable[..., Awaitable[list[Message]]]
Function = TypeVar("Function", bound=Perform)

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.+-]{0,40}$")]  # an identifier of ours, or nothing
Count = Annotated[int, Field(ge=0, le=999)]  # a number of people, a page, an option
Level = Annotated[int, Field(ge=1, le=12)]  # a level of French
LinkWord = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]  # what Telegram allows in a link
Blank = BeforeValidator(lambda raw: raw or None)  # lets an argument be left out before one that is given


class Door(Flag):
    """Who may call an answer."""

    WORDS = auto()  # Rasa, of what somebody wrote
    BUTTON = auto()  # a tap, whose data may be old or forged
    COMMAND = auto()  # "/help", or a link with a word
    CHANNEL = auto()  # the channel itself, for a message's kind rather than its words: a sticker, a text too long


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that a candidate can ask or do, as `answer` declares it."""

    perform: Perform
    doors: Door
    consent: bool = False  # only for those who agreed that personal data are kept
    builds: bool = False  # the profile goes on after it; any other answer has interrupted the profile
    searches: bool = False  # searches the whole knowledge base for what was written
    weighs: Weighing | None = None  # what it needs to know of all open vacancies, computed before the transaction
    # 0: never. Else a likely fact is told instead; the intent's confidence, capped at this, sets how likely.
    gives_way: float = 0.0
    keeps_count: bool = False  # does not end a series of misunderstandings
    command: tuple[str, ...] = ()  # the command that calls it, and the arguments that the command stands for
    asked_by: str = ""  # the answer that shows this button; with an outdated mark, it is asked again
    parameters: tuple[TypeAdapter[Any], ...] = ()
    least: int = 0  # how many arguments must be given
    rest: TypeAdapter[Any] | None = None  # the type of any further arguments


WORDS, BUTTON, COMMAND, CHANNEL = Door.WORDS, Door.BUTTON, Door.COMMAND, Door.CHANNEL
ANSWERS: dict[str, Answer] = {}


def question_of(button: tuple[str, ...]) -> tuple[str, ...] | None:
    """The answer that shows a confirming button, as a name with arguments; None for a button that confirms nothing."""
    name, *args = button
    if name not in ANSWERS or not (asked_by := ANSWERS[name].asked_by):
        return None
    return (asked_by, *args[: len(ANSWERS[asked_by].parameters)])


def answer(
    name: str,
    doors: Door,
    *,
    consent: bool = False,
    builds: bool = False,
    searches: bool = False,
    weighs: Weighing | None = None,
    gives_way: float = 0.0,
    keeps_count: bool = False,
    command: tuple[str, ...] = (),
    asked_by: str = "",
) -> Callable[[Function], Function]:
    """Declare a function as the answer called `name`. Its parameters after the turn are what a reference may carry."""

    def declare(function: Function) -> Function:
        parameters = list(signature(function).parameters.values())[1:]
        single = [each for each in parameters if each.kind is Parameter.POSITIONAL_OR_KEYWORD]
        several = [each for each in parameters if each.kind is Parameter.VAR_POSITIONAL]
        if name in ANSWERS:
            raise ValueError(f"two answers are called {name}")
        ANSWERS[name] = Answer(
            function, doors, consent, builds, searches, weighs, gives_way, keeps_count, command, asked_by,
            parameters=tuple(TypeAdapter(each.annotation) for each in single),
            least=sum(each.default is Parameter.empty for each in single),
            rest=TypeAdapter(several[0].annotation) if several else None,
        )  # fmt: skip
        return function

    return declare
