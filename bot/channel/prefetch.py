"""The slow preparations of a turn's answers: done in threads before its transaction begins."""

import asyncio
from collections.abc import Collection, Mapping, Sequence

from bot.answers import message_signs
from bot.answers.performing import searched, weighings
from bot.answers.turn import Library
from bot.channel.conversation_parts import Parts
from bot.knowledge.question_reading import Asked
from bot.knowledge.schema import AnswerType
from bot.programme import candidates, profiles
from bot.replies.message import Ref


async def search(
    library: Library, whole: Asked, asked: Mapping[Ref, Asked], clauses: Sequence[Asked] = (),
    decided: Collection[Ref] = (), *, follows: bool = False,
) -> None:  # fmt: skip
    """Search for what the answers will need: only this chat waits for it."""
    for said in searched(library, whole, asked, clauses, decided, follows=follows):
        look = await asyncio.to_thread(library.answerer.look, said)
        if (
            not message_signs.asks(said.meant) or AnswerType.HOW in look.question.tells
        ):  # otherwise facts answer, and whole cards seldom do
            await asyncio.to_thread(library.search.rank, said.text)


async def weigh(parts: Parts, chat_id: int, refs: Sequence[Ref]) -> None:
    """Weigh the open vacancies for the candidate, where an answer needs it.

    What the message itself tells is not saved yet: where it changes the profile, the answer weighs again.
    """
    needed = weighings(refs)
    if not needed:
        return
    async with parts.database.reading() as session:
        candidate = await candidates.of_chat(session, chat_id)
        if candidate is None:
            return
        profile = await profiles.load(session, candidate)
        for each in needed:
            await parts.library.open_vacancies.look(session, profile, parts.clock(), each)
