"""Every kind of notice, from its cause to the words in the outbox, in both languages; and what breaks meanwhile."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.answers import ANSWERS, Door, Library, Turn, perform
from bot.base.i18n import QUEBEC_TIME, texts
from bot.base.terms import Field, Language
from bot.channel.clock_role import ClockRole
from bot.channel.payload import load
from bot.db import Database
from bot.db.models import (
    CandidateRow,
    EmployerRow,
    NoticeRow,
    OutboxRow,
    RegistrationRow,
    StaffRow,
    TripItemRow,
    TripRow,
    VacancyRow,
)
from bot.programme import (
    alerts,
    candidates,
    casefile,
    conversations,
    employers,
    follow_ups,
    group_messages,
    interviews,
    meetings,
    officer_answers,
    privacy,
    profiles,
    reassigning,
    requests,
    seats,
    staff,
    trip_changes,
    trips,
    vacancies,
)
from bot.programme.access import Officer, Role
from bot.programme.candidates import Consent
from bot.programme.follow_ups import Impression, Theme
from bot.programme.group_messages import Group
from bot.programme.interviews import Appointment
from bot.programme.meetings import Meeting
from bot.programme.trips import RegistrationState, TripState
from bot.programme.vacancies import InterestUnknown, VacancyState
from bot.queues import notices
from bot.queues.notices import NoticeKind
from bot.replies.message import Ref, visible
from sandbox.formatting import parse_html
from tests.conftest import ANA, NOW
from tests.databases import KINDS
from tests.rows import row_of

OFFICER = 555
LEAVES = datetime(2026, 5, 14, 5, 30, tzinfo=QUEBEC_TIME)
BACK = LEAVES + timedelta(hours=15)


class Woken:
    """Stands for the delivery: which chats have something to be sent."""

    def __init__(self) -> None:
        self.chats: list[int] = []

    def wake(self, chat_id: int) -> None:
        self.chats.append(chat_id)


@dataclass
class Scene:
    """One person, one officer, one trip; the clock role looks when it is told to."""

    database: Database
    library: Library
    language: Language
    now: datetime = NOW
    woken: Woken = field(default_factory=Woken)
    at_once: int = notices.AT_ONCE

    async def look(self) -> None:
        known = self.database, self.library, self.woken.wake, lambda: self.now, Language.FRENCH
        await ClockRole(*known, at_once=self.at_once).look()

    async def told(self, chat_id: int) -> list[str]:
        """What lies in the outbox for a chat, which is emptied; each text well formed, each button answered."""
        async with self.database.transaction() as session:
            rows = await session.scalars(select(OutboxRow).where(OutboxRow.chat_id == chat_id).order_by(OutboxRow.id))
            payloads = [load(row.payload or "") for row in rows]
            await session.execute(delete(OutboxRow))
        for payload in payloads:
            parse_html(payload.text)
            assert "{" not in payload.text
            assert "None" not in payload.text
            assert {Ref.decode(each["data"]).name for row in payload.rows for each in row} <= set(ANSWERS)
        return [payload.text for payload in payloads]


@dataclass
class Cast:
    """Who and what a story is about, inside its transaction."""

    session: AsyncSession
    scene: Scene
    reader: CandidateRow
    other: CandidateRow
    officer: StaffRow
    trip: TripRow

    async def registered(self) -> RegistrationRow:
        return await row_of(self.session, await seats.register(self.session, self.reader, self.trip.id, 1, NOW))

    async def waiting(self) -> tuple[RegistrationRow, RegistrationRow]:
        """The other one has the only seat, the reader waits for it."""
        self.trip.seats = 1
        await self.session.flush()
        held = await row_of(self.session, await seats.register(self.session, self.other, self.trip.id, 1, NOW))
        return held, await row_of(self.session, await seats.wait(self.session, self.reader, self.trip.id, 1, NOW))

    async def offered(self) -> None:
        held, _ = await self.waiting()
        await seats.cancel(self.session, self.other, held.id, NOW)

    async def meeting(self) -> Meeting:
        meeting_id = await meetings.offer(self.session, self.officer.id, NOW + timedelta(days=3), 30, NOW, actor=ANA)
        return await meetings.take(self.session, self.reader, meeting_id, NOW)


@pytest.fixture
async def scene(database: Database, library: Library, language: Language) -> Scene:
    return Scene(database, library, language)


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


async def begin(session: AsyncSession, scene: Scene) -> Cast:
    people = [await candidates.meet(session, chat, scene.language, NOW) for chat in (1000, 1001, OFFICER)]
    for person in people:
        candidates.decide_consent(session, person, Consent.GIVEN, NOW)
    word = await staff.add(session, "officer@example.org", NOW, actor=ANA, name="Julie Tremblay")
    await session.flush()
    officer = await staff.accept(session, word, OFFICER, NOW)
    assert officer is not None
    trip = TripRow(
        id="the-trip", region="11", town="Gaspé", departs_at=LEAVES, returns_at=BACK, departure_point="Berri",
        meeting_point="Mairie", seats=4, state=TripState.OPEN,
    )  # fmt: skip
    session.add(trip)
    await session.flush()
    return Cast(session, scene, candidates.row_of(people[0]), candidates.row_of(people[1]), officer, trip)


async def line_closed(cast: Cast) -> None:
    await cast.waiting()
    await trip_changes.close_trip(cast.session, cast.trip.id, NOW, actor=ANA)


async def changed(cast: Cast) -> None:
    await cast.registered()
    await trip_changes.change(cast.session, cast.trip.id, {"meeting_point": "La gare"}, NOW, actor=ANA)


async def cancelled(cast: Cast) -> None:
    await cast.registered()
    await trip_changes.cancel_trip(cast.session, cast.trip.id, NOW, actor=ANA)


async def interviewed(cast: Cast) -> None:
    await cast.registered()
    employer = str(await cast.session.scalar(select(EmployerRow.id).limit(1)))
    made = [Appointment(cast.reader.id, employer, LEAVES + timedelta(hours=6), 25)]
    await interviews.publish(cast.session, cast.trip.id, made, NOW, actor=ANA)


async def not_there(cast: Cast) -> None:
    await cast.registered()
    there = await row_of(cast.session, await seats.register(cast.session, cast.other, cast.trip.id, 1, NOW))
    there.checked_in_at = LEAVES


async def alerted(cast: Cast) -> None:
    await profiles.answer(cast.session, cast.reader, Field.OCCUPATION, "72106", NOW)
    await alerts.begin(cast.session, cast.reader, (), NOW)


async def filled(cast: Cast) -> None:
    vacancy = str(await cast.session.scalar(select(VacancyRow.id).limit(1)))
    await employers.express_interest(cast.session, cast.reader, vacancy, NOW)
    await vacancies.move(cast.session, vacancy, VacancyState.FILLED, None, NOW, actor=ANA)


async def hired(cast: Cast) -> None:
    await follow_ups.hired(cast.session, cast.reader, NOW)


async def corrected(cast: Cast) -> None:
    """An officer mends an answer of somebody who asked for a person."""
    await requests.ask_for_a_person(cast.session, cast.reader, NOW)
    julie = Officer(cast.officer.id, "Julie <T>", Role.OFFICER)
    await casefile.correct(cast.session, julie, cast.reader.conversation, Field.EXPERIENCE, 7.0, NOW)


async def handed(cast: Cast) -> None:
    """A colleague gives an officer the conversation that she has."""
    cast.session.add(StaffRow(id="lea", email="lea@example.org", name="Léa", chat_id=91, added_at=NOW))
    await requests.ask_for_a_person(cast.session, cast.reader, NOW)
    lea = Officer("lea", "Léa", Role.OFFICER)
    await conversations.take_over(cast.session, lea, cast.reader.conversation, NOW)
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
    await officer_answers.answer(cast.session, request.id, "Je vous appelle <demain>.", NOW, actor=ANA)


async def withdrawn(cast: Cast) -> None:
    await meetings.withdraw(cast.session, (await cast.meeting()).id, NOW, actor=ANA)


async def freed(cast: Cast) -> None:
    taken = await cast.meeting()
    await notices.forget(cast.session, taken.id, NoticeKind.STAFF_MEETING_TAKEN)  # as when it was told
    await meetings.give_back(cast.session, cast.reader, taken.id, NOW)


async def not_well(cast: Cast) -> None:
    await follow_ups.say(cast.session, cast.reader, Theme.JOB, "x", Impression.BAD, NOW)


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
    NoticeKind.PROFILE_CORRECTED: Story(corrected, "Experience: 7 years", "Julie &lt;T&gt;, agent"),
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


@pytest.mark.parametrize("theme", [None, *Theme])
async def test_every_alarm_has_its_words(scene: Scene, theme: Theme | None) -> None:
    async with scene.database.transaction() as session:
        reader = (await begin(session, scene)).reader
        if theme is None:
            await requests.ask_for_a_person(session, reader, NOW)
        else:
            await follow_ups.say(session, reader, theme, "x", Impression.BAD, NOW)
    await scene.look()
    [text] = await scene.told(OFFICER)
    assert "/console" in text


async def test_of_a_programme_only_what_changed_is_told(scene: Scene) -> None:
    def item(hour: int, words: str) -> TripItemRow:
        return TripItemRow(starts_at=LEAVES.replace(hour=hour), kind="visits", text={"fr": words, "en": words})

    async def now_is(*items: TripItemRow, **columns: object) -> list[str]:
        async with scene.database.transaction() as session:
            lines = items or None
            await trip_changes.change(session, "the-trip", columns, NOW, actor=ANA, items=lines)
        await scene.look()
        return [line for text in await scene.told(1000) for line in text.split("\n")]

    async with scene.database.transaction() as session:
        await (await begin(session, scene)).registered()
    await now_is(item(9, "Museum"), item(11, "Harbour"), item(14, "School"))
    said = await now_is(item(9, "Museum"), item(11, "Mine & more"), item(15, "Library"))
    assert [line.split(" — ")[-1] for line in said if "—" in line] == ["Mine &amp; more", "Library", "School</s>"]
    [struck] = [line for line in said if "<s>" in line]
    assert "14\u00a0h\u00a030" in struck or "2:30" in struck
    later = await now_is(departs_at=LEAVES + timedelta(hours=1))
    assert not [line for line in later if "Museum" in line or "<s>" in line], "it all moves along: one sentence"
    assert [line for line in later if "All the other times change" in line or "Toutes les heures changent" in line]


async def test_a_change_that_was_taken_back_is_not_told(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        for words in ("a", "b", "a"):
            items = [TripItemRow(starts_at=LEAVES, kind="visits", text={"fr": words, "en": words})]
            assert await trip_changes.change(session, cast.trip.id, {}, NOW, actor=ANA, items=items)
            if not await trips.registrations(session, cast.trip.id, [RegistrationState.CONFIRMED]):
                await cast.registered()  # who knows the first one
    await scene.look()
    assert await scene.told(1000) == []


async def test_hours_and_places_that_were_changed_and_changed_back_are_not_told(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        await cast.registered()
        for hour, place in ((1, "La gare"), (0, "Mairie")):
            columns = {"departs_at": LEAVES + timedelta(hours=hour), "meeting_point": place}
            assert await trip_changes.change(session, cast.trip.id, columns, NOW, actor=ANA)
    await scene.look()
    assert await scene.told(1000) == []


async def test_who_is_met_no_more_is_named_alone(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        await cast.registered()
        some = list(await session.scalars(select(EmployerRow).order_by(EmployerRow.id).limit(3)))
        await trip_changes.change(session, cast.trip.id, {"employers": some[:2]}, NOW, actor=ANA)
    await scene.look()
    await scene.told(1000)
    async with scene.database.transaction() as session:
        there = [await session.get_one(EmployerRow, each.id) for each in some[1:]]
        await trip_changes.change(session, cast.trip.id, {"employers": there}, NOW, actor=ANA)
    await scene.look()
    said = (await scene.told(1000))[0]
    assert [each.name in said for each in some] == [True, False, True]


async def test_who_has_no_interview_is_told_once_why_and_what_they_do_instead(scene: Scene) -> None:
    async def publish(session: AsyncSession) -> None:
        there = await candidates.of_chat(session, 1001)
        employer = str(await session.scalar(select(EmployerRow.id).limit(1)))
        assert there is not None
        made = [Appointment(there.id, employer, LEAVES + timedelta(hours=6), 25)]
        await interviews.publish(session, "the-trip", made, NOW, actor=ANA)

    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        await seats.register(session, cast.other, cast.trip.id, 1, NOW)
        cast.trip.instead = {"fr": "Visite du port.", "en": "A visit to the harbour."}
        mine = await cast.registered()
        await publish(session)
    await scene.look()
    said = "\n".join(await scene.told(1000))
    assert ("Visite du port." if scene.language is Language.FRENCH else "A visit to the harbour.") in said
    assert ("votre métier" if scene.language is Language.FRENCH else "your occupation") in said
    async with scene.database.transaction() as session:
        await publish(session)
    await scene.look()
    assert await scene.told(1000) == []
    async with scene.database.transaction() as session:
        reader = await candidates.of_chat(session, 1000)
        assert reader is not None
        turn = Turn(session, reader, NOW, scene.library)
        [day] = await perform(turn, [Ref("my_day", (mine.id,))], Door.BUTTON)
        assert "harbour" in day.text or "port" in day.text


async def test_an_employer_in_the_place_of_another_is_named_and_so_is_the_other(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        await cast.registered()
        one, other = (await session.scalars(select(EmployerRow).order_by(EmployerRow.id).limit(2))).all()
    for employer in (one, other):
        async with scene.database.transaction() as session:
            made = [Appointment(cast.reader.id, employer.id, LEAVES + timedelta(hours=6), 25)]
            await interviews.publish(session, cast.trip.id, made, NOW, actor=ANA)
        await scene.look()
        text = (await scene.told(1000))[0]
    assert text.index(other.name) < text.index("<s>") < text.index(one.name) < text.index("</s>")


async def test_interviews_that_keep_their_hours_on_another_day_are_not_told_again(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        await interviewed(cast)
    await scene.look()
    await scene.told(1000)
    day, hour = timedelta(days=1), timedelta(hours=1)
    said = []
    for columns in ({"departs_at": LEAVES + day, "returns_at": BACK + day}, {"departs_at": LEAVES + day + hour}):
        async with scene.database.transaction() as session:
            await trip_changes.change(session, cast.trip.id, columns, NOW, actor=ANA, along=True)
        await scene.look()
        said.append([text for text in await scene.told(1000) if "<s>" in text])
    assert said[0] == [], "the day is told with the trip"
    [later] = said[1]
    assert "12\u00a0h\u00a030" in later or "12:30" in later


async def meets_about(cast: Cast, number: int = 0) -> VacancyRow:
    """The reader agreed to a job and has an interview about it, and was told so."""
    await cast.registered()
    query = select(VacancyRow).options(selectinload(VacancyRow.employer)).order_by(VacancyRow.id).offset(number)
    vacancy = (await cast.session.scalars(query.limit(1))).one()
    await employers.express_interest(cast.session, cast.reader, vacancy.id, NOW)
    made = [Appointment(cast.reader.id, vacancy.employer_id, LEAVES + timedelta(hours=6), 25, vacancy.id)]
    await interviews.publish(cast.session, cast.trip.id, made, NOW, actor=ANA)
    return vacancy


@pytest.mark.parametrize("by_itself", [False, True])
async def test_a_job_that_is_over_ends_its_interviews_and_is_told_with_them_once(scene: Scene, by_itself: bool) -> None:
    async with scene.database.transaction() as session:
        vacancy = await meets_about(await begin(session, scene))
        vacancy.until = NOW.date()
    await scene.look()
    await scene.told(1000)
    tomorrow = NOW + timedelta(days=1)
    if not by_itself:
        async with scene.database.transaction() as session:
            told = await vacancies.move(session, vacancy.id, VacancyState.FILLED, None, tomorrow, actor=ANA)
            assert told == 1, "one person, who was interested and has an interview"
    scene.now = tomorrow
    await scene.look()
    await scene.look()
    changed, *calendar = await scene.told(1000)
    assert "<s>11" in changed
    assert changed.count(vacancy.employer.name) == 2, "the line that is struck, and the reason"
    assert ("found somebody" in changed or "trouvé quelqu’un" in changed) is not by_itself
    assert not any(vacancy.employer.name in text for text in calendar)
    async with scene.database.transaction() as session:
        assert await interviews.of_trip(session, "the-trip") == []


async def test_who_agreed_to_another_job_there_keeps_the_hour_and_is_told_of_the_job_alone(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        two_jobs = select(VacancyRow.employer_id).group_by(VacancyRow.employer_id).having(func.count() > 1)
        there = VacancyRow.employer_id == (await session.scalars(two_jobs.limit(1))).one()
        first, other = (await session.scalars(select(VacancyRow).where(there).order_by(VacancyRow.id))).all()[:2]
        await cast.registered()
        for vacancy in (first, other):
            await employers.express_interest(session, cast.reader, vacancy.id, NOW)
        made = [Appointment(cast.reader.id, first.employer_id, LEAVES + timedelta(hours=6), 25, first.id)]
        await interviews.publish(session, cast.trip.id, made, NOW, actor=ANA)
    await scene.look()
    await scene.told(1000)
    async with scene.database.transaction() as session:
        assert await vacancies.move(session, first.id, VacancyState.CLOSED, None, NOW, actor=ANA) == 1
        assert [each.vacancy_id for each in await interviews.of_trip(session, "the-trip")] == [other.id]
    await scene.look()
    [said] = await scene.told(1000)
    assert "<s>" not in said


async def test_a_job_that_is_over_before_its_interview_was_told_is_told_alone(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        vacancy = await meets_about(await begin(session, scene))
        await vacancies.move(session, vacancy.id, VacancyState.FILLED, None, NOW, actor=ANA)
    await scene.look()
    [said] = await scene.told(1000)
    assert vacancy.employer.name in said
    assert "<s>" not in said, "nobody knew of the interview"


async def test_an_agreement_taken_back_is_told_to_an_employer_who_knew_of_it(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        ids = list(await session.scalars(select(VacancyRow.id).order_by(VacancyRow.id).limit(2)))
        for vacancy in ids:
            await employers.express_interest(session, cast.reader, vacancy, NOW)
        passed_on = (await vacancies.interests(session))[0]
        await vacancies.handle(session, passed_on.number, NOW, passed_on=True, actor=ANA)
        for vacancy in ids:
            await employers.withdraw_interest(session, cast.reader, vacancy, NOW)
    await scene.look()
    [alarm] = await scene.told(OFFICER)
    assert ("tell the employer" in alarm) or ("aviser l’employeur" in alarm)
    async with scene.database.transaction() as session:
        [waits] = await vacancies.interests(session)
        assert (waits.number, waits.taken_back_at) == (passed_on.number, NOW)
        with pytest.raises(InterestUnknown):
            await vacancies.handle(session, waits.number, NOW, passed_on=True, actor=ANA)
        await vacancies.handle(session, waits.number, NOW, passed_on=False, actor=ANA)
        assert await vacancies.interests(session) == []


async def test_who_is_erased_is_told_without_a_name_to_who_tells_the_employers(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        await cast.registered()
        known, met = (await session.scalars(select(VacancyRow).order_by(VacancyRow.employer_id).limit(40))).all()[::39]
        names = await employers.names(session)
        for vacancy in (known, met):
            await employers.express_interest(session, cast.reader, vacancy.id, NOW)
        number = next(each.number for each in await vacancies.interests(session) if each.vacancy_id == known.id)
        await vacancies.handle(session, number, NOW, passed_on=True, actor=ANA)
        hour = LEAVES + timedelta(hours=6)
        made = [Appointment(cast.reader.id, met.employer_id, hour, 25, met.id)]
        await interviews.publish(session, cast.trip.id, made, NOW, actor=ANA)
        await privacy.erase(session, cast.reader, NOW)
        await privacy.erase(session, cast.other, NOW)
    await scene.look()
    told = {name: text for text in await scene.told(OFFICER) for name in names.values() if name in text}
    assert set(told) == {names[known.employer_id], names[met.employer_id]}
    assert texts(scene.language).time(hour) in told[names[met.employer_id]]
    assert texts(scene.language).time(hour) not in told[names[known.employer_id]]


async def test_after_a_standstill_one_reminder_is_sent_the_last(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        await (await begin(session, scene)).registered()
    scene.now = LEAVES - timedelta(days=1, hours=10)  # the two of a week and two days before are due
    await scene.look()
    assert len(await scene.told(1000)) == 1
    scene.now = LEAVES.replace(day=13, hour=18, minute=0)
    await scene.look()
    assert len(await scene.told(1000)) == 1, "that of the evening before is still to come"


@pytest.mark.parametrize("database_kind", KINDS)
@pytest.mark.parametrize("language", [Language.ENGLISH])
async def test_notices_that_break_keep_no_other_from_being_told_and_officers_learn_of_them(
    scene: Scene,
) -> None:
    scene.at_once = 4
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        for number in range(5):  # more than are looked at in one go
            notices.write(session, cast.other, NoticeKind.FOLLOW_UP, f"broken-{number}", NOW)  # lacks its step
        await session.flush()
        registration = await cast.registered()
        notices.write(session, cast.reader, NoticeKind.ABSENT, registration.id, NOW)
    for _ in range(2):
        await scene.look()
    assert [text for text in await scene.told(1000) if "We missed you" in text]
    for _ in range(20):
        scene.now += timedelta(minutes=30) if scene.now.astimezone(QUEBEC_TIME).hour < 20 else timedelta(hours=12)
        await scene.look()
    async with scene.database.reading() as session:
        left = select(func.count()).where(NoticeRow.kind == NoticeKind.FOLLOW_UP, NoticeRow.done_at.is_(None))
        assert await session.scalar(left) == 0, "they are tried a few times, not for ever"
        assert len(await notices.set_aside(session)) == 5
    alarms = [text for text in await scene.told(OFFICER) if "was set aside" in text]
    assert len(alarms) == 1, "once a day, however many there are"


async def test_who_blocked_the_bot_is_told_nothing(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        await changed(cast)
        cast.reader.unreachable_at = NOW
    await scene.look()
    assert await scene.told(1000) == []
    async with scene.database.reading() as session:
        rows = await trips.registrations(session, "the-trip", [RegistrationState.CONFIRMED])
        assert len(rows) == 1, "the seats stay"
