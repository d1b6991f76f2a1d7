"""What every answer declares, once: by which doors it may be called, with which arguments, and what follows from it.

The arguments are those of the function, with their types: whatever a door hands over is read as these types, or the
call is refused as an old button. No type here admits free text; what somebody wrote stands in `Turn.written` alone.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import Flag, auto
from inspect import Parameter, signature
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, StringConstraints, TypeAdapter, ValidationError

from bot.programme.open_vacancies import Weighing
from bot.replies.message import Message, RefError

Perform = Callable[..., Awaitable[list[Message]]]
Function = TypeVar("Function", bound=Perform)

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.+-]{0,40}$")]  # an identifier of ours, or none
Count = Annotated[int, Field(ge=0, le=999)]  # people, a page, an option
Level = Annotated[int, Field(ge=1, le=12)]  # of French
LinkWord = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]  # what Telegram takes into a link
Blank = BeforeValidator(lambda raw: raw or None)  # an argument that is left out, before one that is not


class Door(Flag):
    """Who calls an answer."""

    WORDS = auto()  # Rasa, of what somebody wrote
    BUTTON = auto()  # a tap, whose data may be old or forged
    COMMAND = auto()  # "/help", or a link with a word
    CHANNEL = auto()  # the channel itself, of what a message is rather than says: a sticker, one too long


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that a candidate can ask or do, as `answer` declares it."""

    perform: Perform
    doors: Door
    consent: bool = False  # is for those alone who agreed that personal data are kept
    builds: bool = False  # the profile goes on after it; after anything else it was interrupted
    searches: bool = False  # looks for what was written in all that we know
    weighs: Weighing | None = None  # what it needs to know of all open vacancies, for which they are looked at before
    # 0: never. Else a likely fact is told instead; the intent's confidence, capped at this, sets how likely it must be.
    gives_way: float = 0.0
    keeps_count: bool = False  # does not end a row of misunderstandings
    command: tuple[str, ...] = ()  # the command that calls it, and the arguments that it stands for
    asked_by: str = ""  # the answer that shows this button; a button with an outdated mark asks again
    parameters: tuple[TypeAdapter[Any], ...] = ()
    least: int = 0  # arguments that must be there
    rest: TypeAdapter[Any] | None = None  # the type of any number of further ones

    def read(self, door: Door, args: Sequence[str]) -> list[Any]:
        """What was handed over, as values of the declared types.

        Raises:
            RefError: this door does not lead here, or not with these arguments.
        """
        if not door & self.doors:
            raise RefError("an answer that this door does not lead to")
        further = len(args) - len(self.parameters)
        if len(args) < self.least or (further > 0 and self.rest is None):
            raise RefError(f"an answer that does not take {len(args)} arguments")
        types = [*self.parameters, *([self.rest] * further if self.rest else [])]
        try:
            values = [kind.validate_python(raw) for kind, raw in zip(types, args, strict=False)]
        except ValidationError as error:
            raise RefError("an argument that is not of the declared type") from error
        if ["" if value is None else str(value) for value in values] != list(args):
            raise RefError("an argument in a spelling that is not ours")
        return values


WORDS, BUTTON, COMMAND, CHANNEL = Door.WORDS, Door.BUTTON, Door.COMMAND, Door.CHANNEL
ANSWERS: dict[str, Answer] = {}


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
    """Declare that a function answers to `name`. Its parameters after the turn are what a reference may carry."""

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
