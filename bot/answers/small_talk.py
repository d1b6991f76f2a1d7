"""Hello, help, thanks: what is said beside every subject."""

from bot.answers.doors import BUTTON, CHANNEL, COMMAND, WORDS, answer
from bot.answers.turn import Turn
from bot.replies import languages, main_menu
from bot.replies import small_talk as replies
from bot.replies.message import Message, Rows


@answer("welcome", COMMAND, command=("start",))
async def welcome(turn: Turn) -> list[Message]:
    """`/start`."""
    return [replies.welcome(turn.t), *languages.rest(turn.t)]


@answer("greet", WORDS)
async def greet(turn: Turn) -> list[Message]:
    """Hello."""
    return [replies.greet(turn.t, menu_unless_asking(turn))]


@answer("help", WORDS | BUTTON | COMMAND | CHANNEL, gives_way=1.0, command=("help",))
async def help_(turn: Turn) -> list[Message]:
    """`/help`."""
    return [replies.help_(turn.t)]


@answer("goodbye", WORDS, gives_way=1.0)
async def goodbye(turn: Turn) -> list[Message]:
    """Goodbye."""
    return [replies.goodbye(turn.t)]


@answer("thanks", WORDS, gives_way=1.0)
async def thanks(turn: Turn) -> list[Message]:
    """You are welcome."""
    return [replies.thanks(turn.t)]


@answer("bot_challenge", WORDS, gives_way=1.0)
async def bot_challenge(turn: Turn) -> list[Message]:
    """Are you human?"""
    return [replies.bot_challenge(turn.t)]


@answer("nothing_to_confirm", WORDS, builds=True, gives_way=1.0)
async def nothing_to_confirm(turn: Turn) -> list[Message]:
    """A yes or a no in words: it decides nothing."""
    return [] if turn.candidate.asking else [replies.nothing_to_confirm(turn.t)]


@answer("only_a_button", WORDS, builds=True, keeps_count=True)
async def only_a_button(turn: Turn) -> list[Message]:
    """A yes or a no in words to what a button alone decides: said before its question is shown again."""
    return [replies.only_a_button(turn.t)]


def menu_unless_asking(turn: Turn) -> Rows:
    """The main menu, unless a question of the profile is open: one thing at a time."""
    return () if turn.candidate.asking else main_menu.menu(turn.t)
