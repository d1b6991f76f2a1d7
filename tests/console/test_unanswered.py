"""What was asked and not held, as the console groups it."""

import re

from bot.base.terms import Language
from bot.programme import candidates, unanswered
from bot.programme.access import Role
from bot.programme.candidates import Consent

from .conftest import Desk


async def test_questions_that_ask_the_same_stand_together(desk: Desk) -> None:
    texts = ("vélo usagé à Gaspé?", "club de curling?", "vélo usagé à Amqui?", "un bateau?")
    async with desk.database.transaction() as session:
        writer = await candidates.meet(session, 61, Language.FRENCH, desk.now)
        candidates.decide_consent(session, writer, Consent.GIVEN, desk.now)
        for text in texts:
            unanswered.keep(session, writer, text, ("ask_housing",), desk.now.date())
        await session.flush()
        numbers = {text: number for number, text in (await unanswered.to_compare(session, 9)).items()}
        await unanswered.keep_groups(session, [[numbers[texts[0]], numbers[texts[2]]], [numbers[texts[1]]]])
    async with desk.client(Role.OFFICER) as client, desk.client(Role.READER) as reader:
        page = (await client.get("/console/knowledge")).text
        assert (await reader.get("/console/knowledge")).status_code == 403
    found = re.findall(r"<details.*?</details>", page, re.S)
    groups = [re.findall(r'<span lang="fr">([^<]+)</span>', each) for each in found]
    assert groups[0] == [texts[2], texts[2], texts[0]], "the newest stands for its group"
    assert groups[1] == [texts[3], texts[1]], "asked once, or not compared yet"
