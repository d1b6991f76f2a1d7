"""Every kind of notice, from its cause to the words in the outbox, in both languages; and what breaks meanwhile."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.base.i18n import texts
from bot.base.terms import Field, Language, Permit
from bot.db.models import (
    NoticeRow,
    StaffRow,
    VacancyRow,
)
from bot.programme import (
    casefile,
    group_messages,
    handover,
    hires,
    impressions,
    interests,
    job_alerts,
    meetings,
    officer_answers,
    partners,
    preselection,
    profiles,
    reassigning,
    requests,
    seats,
    seats_desk,
    trip_life,
    vacancies,
)
from bot.programme.access import Officer, Role
from bot.programme.group_messages import Group
from bot.programme.impressions import Impression, Theme
from bot.programme.preselection_aims import Aim
from bot.programme.staff import Alarm
from bot.programme.vacancies import VacancyState
from bot.queues import notices
from bot.queues.notices import NoticeKind
from bot.replies import staff
from bot.replies.message import visible
from tests.channel.notice_world import BACK, LEAVES, OFFICER, Cast, Scene, begin, changed, interviewed
from tests.conftest import ANA, NOW
from tests.rows import row_of


async def line_closed(cast: Cast) -> None:
    await cast.waiting()
    await trip_life.close_trip(cast.session, cast.trip.id, NOW, actor=ANA)


async def cancelled(cast: Cast) -> None:
    await cast.registered()
    await trip_life.cancel_trip(cast.session, cast.trip.id, NOW, actor=ANA)


async def not_there(cast: Cast) -> None:
    await cast.registered()
    there = await row_of(cast.session, await seats.register(cast.session, cast.other, cast.trip.id, 1, NOW))
    there.checked_in_at = LEAVES


async def alerted(cast: Cast) -> None:
    await profiles.answer(cast.session, cast.reader, Field.OCCUPATION, "72106", NOW)
    await job_alerts.begin(cast.session, cast.reader, (), NOW)


async def filled(cast: Cast) -> None:
    vacancy = str(await cast.session.scalar(select(VacancyRow.id).limit(1)))
    await interests.express_interest(cast.session, cast.reader, vacancy, NOW)
    await vacancies.set_state(cast.session, vacancy, VacancyState.FILLED, None, NOW, actor=ANA)


async def hired(cast: Cast) -> None:
    await hires.hired(cast.session, cast.reader, NOW)


async def corrected(cast: Cast) -> None:
    """An officer mends an answer of somebody who asked for a person."""
    await requests.ask_for_a_person(cast.session, cast.reader, NOW)
    julie = Officer(cast.officer.id, "Julie <T>", Role.OFFICER)
    await casefile.correct(cast.session, julie, cast.reader.conversation, Field.EXPERIENCE, 7.0, NOW)


async def given_back(cast: Cast) -> None:
    """An officer gives seats back for somebody who telephoned."""
    seat = await cast.registered()
    julie = Officer(cast.officer.id, "Julie <T>", Role.OFFICER)
    await seats_desk.give_back(cast.session, julie, cast.trip.id, seat.code, NOW)


async def left_the_line(cast: Cast) -> None:
    """An officer ends the place in line of somebody who telephoned."""
    _, place = await cast.waiting()
    julie = Officer(cast.officer.id, "Julie <T>", Role.OFFICER)
    await seats_desk.give_back(cast.session, julie, cast.trip.id, place.code, NOW)


async def handed(cast: Cast) -> None:
    """A colleague gives an officer the conversation that she has."""
    cast.session.add(StaffRow(id="lea", email="lea@example.org", name="Léa", chat_id=91, added_at=NOW))
    await requests.ask_for_a_person(cast.session, cast.reader, NOW)
    lea = Officer("lea", "Léa", Role.OFFICER)
    await handover.take_over(cast.session, lea, cast.reader.conversation, NOW)
    await reassigning.hand(cast.session, lea, cast.reader.conversation, cast.officer.id, NOW)


async def written_to(cast: Cast) -> None:
    """An officer writes to all who have seats on a trip."""
    await cast.registered()
    lead = Officer(cast.officer.id, "Julie <T>", Role.TRIP_LEAD)
    group = await group_messages.readers(cast.session, lead, Group.SEATS, cast.trip.id, NOW)
    words = {"fr": "Apportez des <bottes>.", "en": "Bring <boots>."}
    await group_messages.send(cast.session, lead, Group.SEATS, cast.trip.id, words, group.mark, NOW)


async def answered(cast: Cast) -> None:
    request = await requests.ask_for_a_person(cast.session, cast.reader, NOW)
    await officer_answers.answer(cast.session, request, "Je vous appelle <demain>.", NOW, actor=ANA)


async def invited(cast: Cast) -> None:
    """An officer invites somebody who may work to the trip."""
    await profiles.answer(cast.session, cast.reader, Field.PERMIT, Permit.CITIZEN, NOW)
    await cast.session.flush()
    julie, rules = Officer(cast.officer.id, "Julie", Role.OFFICER), cast.scene.library.rules
    aim = Aim(trip_id=cast.trip.id)
    await preselection.invite(cast.session, julie, aim, cast.reader.conversation, rules, NOW)


async def linked(cast: Cast) -> None:
    """A nurse opens the reader's link, and agrees."""
    await profiles.answer(cast.session, cast.other, Field.OCCUPATION, "31301", NOW)
    word = await partners.offer(cast.session, cast.reader, NOW)
    link = await partners.open_link(cast.session, cast.other, word, NOW)
    await partners.agree(cast.session, cast.other, link, NOW)


async def parted(cast: Cast) -> None:
    await linked(cast)
    await partners.end(cast.session, cast.other, NOW)


async def withdrawn(cast: Cast) -> None:
    await meetings.withdraw(cast.session, (await cast.meeting()).id, NOW, actor=ANA)


async def freed(cast: Cast) -> None:
    taken = await cast.meeting()
    await notices.drop_unsent(cast.session, taken.id, NoticeKind.STAFF_MEETING_TAKEN)  # as when it was told
    await meetings.give_back(cast.session, cast.reader, taken.id, NOW)


async def not_well(cast: Cast) -> None:
    await impressions.keep_impression(cast.session, cast.reader, Theme.JOB, "x", Impression.BAD, NOW)


@dataclass(frozen=True)
class Story:
    """What happens, when the clock role looks, and what the reader is told: once."""

    happens: Callable[[Cast], Awaitable[object]]
    english: str
    french: str
    looks: datetime = NOW
    chat: int = 1000


STORIES = {
    NoticeKind.SEAT_OFFERED: Story(
        Cast.offered,
        "1 seat is free for you",
        "le mardi 3 mars 2026 à 10\u00a0h",
    ),
    NoticeKind.OFFER_PASSED: Story(
        Cast.offered, "the time to answer is over", "le temps de répondre est passé", looks=NOW + timedelta(hours=25)
    ),
    NoticeKind.GROUP_MESSAGE: Story(written_to, "Bring <boots>.", "Apportez des <bottes>."),
    NoticeKind.LINE_CLOSED: Story(line_closed, "You keep your place", "Vous gardez votre rang"),
    NoticeKind.LINE_ENDED: Story(
        Cast.waiting, "No seat came free", "Aucune place ne s’est libérée", looks=LEAVES - timedelta(hours=13)
    ),
    NoticeKind.TRIP_CHANGED: Story(changed, "Meeting place: La gare", "La gare"),
    NoticeKind.TRIP_CANCELLED: Story(cancelled, "does not take place", "n’aura pas lieu"),
    NoticeKind.INTERVIEWS: Story(interviewed, "11:30\u202fa.m.", "11\u00a0h\u00a030"),
    NoticeKind.REMINDER: Story(
        Cast.registered,
        "leaves Thursday, May 14, 2026 at",
        "part le jeudi 14 mai 2026 à 5\u00a0h\u00a030",
        looks=LEAVES.replace(day=13, hour=18, minute=0),  # the other two were due before
    ),
    NoticeKind.ABSENT: Story(not_there, "We missed you", "manqué", looks=BACK + timedelta(hours=12)),
    NoticeKind.FEEDBACK: Story(
        Cast.registered, "How was your trip?", "Comment s’est passé", looks=BACK + timedelta(hours=14)
    ),
    NoticeKind.FOLLOW_UP: Story(hired, "How is the job?", "se passe au travail", looks=NOW + timedelta(days=400)),
    NoticeKind.ANSWER: Story(answered, "A person of the program writes", "Je vous appelle &lt;demain&gt;."),
    NoticeKind.GIVEN_BACK: Story(given_back, "has given your seats back, as you asked", "a rendu vos places"),
    NoticeKind.PROFILE_CORRECTED: Story(corrected, "Experience: 7 years", "Julie &lt;T&gt;, agent"),
    NoticeKind.INVITED: Story(invited, "invites you to a one-day exploratory trip", "vous invite à un voyage"),
    NoticeKind.PARTNER_LINKED: Story(linked, "Registered nurses", "Infirmiers"),
    NoticeKind.PARTNER_ENDED: Story(parted, "has ended", "a pris fin"),
    NoticeKind.STAFF_HANDED: Story(handed, "Léa hands a conversation", "Léa vous confie", chat=OFFICER),
    NoticeKind.JOB_ALERT: Story(alerted, "may suit you", "vous convenir", looks=NOW + timedelta(hours=25)),
    NoticeKind.VACANCY_OVER: Story(filled, "has found somebody", "a trouvé quelqu’un"),
    NoticeKind.MEETING: Story(
        Cast.meeting, "Julie Tremblay", "Julie Tremblay", looks=NOW + timedelta(days=3) - timedelta(hours=1)
    ),
    NoticeKind.MEETING_WITHDRAWN: Story(withdrawn, "cannot take place", "ne peut pas avoir lieu"),
    NoticeKind.STAFF_MEETING: Story(
        Cast.meeting, "tg://user?id=1000", "Écrire à la personne candidate",
        looks=NOW + timedelta(days=3) - timedelta(hours=1), chat=OFFICER,
    ),
    NoticeKind.STAFF_MEETING_TAKEN: Story(
        Cast.meeting, "new exploratory interview", "nouvelle entrevue exploratoire", chat=OFFICER
    ),
    NoticeKind.STAFF_MEETING_FREED: Story(freed, "free again", "de nouveau libre", chat=OFFICER),
    NoticeKind.STAFF_ALARM: Story(not_well, "not well", "ne va pas bien", chat=OFFICER),
}  # fmt: skip
IN_A_TALK = {  # the conversations of test_handover.py and test_console.py tell these
    NoticeKind.TAKEN_OVER, NoticeKind.PERSON_WRITES, NoticeKind.HANDED_BACK, NoticeKind.STAFF_REPLY,
    NoticeKind.STAFF_SIGN_IN, NoticeKind.STAFF_DANGER, NoticeKind.STAFF_LOST,
}  # fmt: skip


@pytest.mark.parametrize("about", [each for each in NoticeKind if each not in IN_A_TALK])
async def test_each_kind_is_told_once_in_the_language_of_its_reader(scene: Scene, about: NoticeKind) -> None:
    story = STORIES[about]
    async with scene.database.transaction() as session:
        await story.happens(await begin(session, scene))
        await session.execute(update(NoticeRow).where(NoticeRow.kind != about).values(done_at=NOW))
    scene.now = story.looks
    await scene.look()
    words = story.french if scene.language is Language.FRENCH else story.english
    said = [text for text in await scene.told(story.chat) if words in text or words in visible(text)]
    assert len(said) == 1, said
    assert story.chat in scene.woken.chats
    await scene.look()
    assert await scene.told(story.chat) == []


async def test_who_only_waited_in_line_had_no_seats_to_give_back(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        await left_the_line(await begin(session, scene))
        query = select(NoticeRow.urgent).where(NoticeRow.kind == NoticeKind.GIVEN_BACK)
        assert not (await session.scalars(query)).one(), "it may wait until the morning"
        await session.execute(update(NoticeRow).where(NoticeRow.kind != NoticeKind.GIVEN_BACK).values(done_at=NOW))
    await scene.look()
    [text] = await scene.told(1000)
    assert ("took you off the waiting list" in text) or ("a retiré votre nom de la liste" in text)
    assert "Julie &lt;T&gt;" in text


@pytest.mark.parametrize("theme", [None, *Theme])
async def test_every_alarm_has_its_words(scene: Scene, theme: Theme | None) -> None:
    async with scene.database.transaction() as session:
        reader = (await begin(session, scene)).reader
        if theme is None:
            await requests.ask_for_a_person(session, reader, NOW)
        else:
            await impressions.keep_impression(session, reader, theme, "x", Impression.BAD, NOW)
    await scene.look()
    [text] = await scene.told(OFFICER)
    assert "/console" in text


@pytest.mark.parametrize("about", [Alarm.REQUEST, Alarm.NOT_WELL, Alarm.DANGER, Alarm.TAKEN_BACK])
@pytest.mark.parametrize("language", Language)
def test_an_alarm_leads_an_officer_on_a_phone_to_the_console(about: Alarm, language: Language) -> None:
    said = staff.alarm(texts(language), about, 1, {}).text
    assert "/console" in said
    assert "bot " not in said
