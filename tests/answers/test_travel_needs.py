"""Children's ages, meals and mobility: told if one wishes, seen by nobody before a yes, forgotten after the trip."""

from datetime import timedelta

from sqlalchemy import select

from bot.base import retention_periods
from bot.db.models import AuditRow, RegistrationRow, TravelNeedsRow
from bot.programme import travel_needs, trips
from bot.programme.travel_needs import Need
from bot.replies.message import Message
from tests.answers.conftest import Person


async def seated(person: Person) -> str:
    """The registration of a household of two."""
    async with person.database.reading() as session:
        trip = (await trips.coming(session, person.now))[0].id
    await person(f"register_confirm:{trip}:2")
    async with person.database.reading() as session:
        return str(await session.scalar(select(RegistrationRow.id)))


def buttons(message: Message) -> dict[str, str]:
    return {button.ref.name: button.label for row in message.rows for button in row if button.ref}


async def row_of(person: Person, registration: str) -> TravelNeedsRow | None:
    async with person.database.reading() as session:
        return await session.get(TravelNeedsRow, registration)


async def test_what_is_tapped_is_counted_kept_and_shown_to_nobody_until_a_yes(agreed: Person) -> None:
    own = await seated(agreed)
    [first] = await agreed(f"needs:{own}")
    assert "needs_share" not in buttons(first), "nothing is told, so nothing can be shown"
    await agreed(f"needs:{own}:{Need.BABY}")
    [told] = await agreed(f"needs:{own}:{Need.BABY}")
    [line] = [each for each in told.text.split("\n") if each.startswith("•")]
    assert line.endswith("2")
    async with agreed.database.reading() as session:
        assert await travel_needs.shared(session, [own]) == {}
    assert "needs_hide" in buttons((await agreed(f"needs_share:{own}"))[0])
    async with agreed.database.reading() as session:
        assert await travel_needs.shared(session, [own]) == {own: {Need.BABY: 2}}
        done = await session.scalars(select(AuditRow.changes).where(AuditRow.action == "share needs"))
        assert list(done) == [{"shared": [False, True]}], "that it is shown, and nothing of what"
    assert "needs_share" in buttons((await agreed(f"needs_hide:{own}"))[0])
    [again] = await agreed(f"needs:{own}:{Need.BABY}")
    assert "•" not in again.text
    assert (await row_of(agreed, own)).told == {}, "after as many as have seats it is nobody"  # type: ignore[union-attr]


async def test_it_is_erased_at_a_tap_and_thirty_days_after_the_trip(agreed: Person) -> None:
    own = await seated(agreed)
    await agreed(f"needs:{own}:{Need.HALAL}")
    await agreed(f"needs_forget:{own}")
    assert await row_of(agreed, own) is None
    await agreed(f"needs:{own}:{Need.HALAL}")
    async with agreed.database.transaction() as session:
        registration = await session.get_one(RegistrationRow, own)
        back = (await trips.find(session, registration.trip_id)).returns_at
        await travel_needs.purge(session, back + retention_periods.TRAVEL_NEEDS)
    assert await row_of(agreed, own) is not None
    async with agreed.database.transaction() as session:
        await travel_needs.purge(session, back + retention_periods.TRAVEL_NEEDS + timedelta(seconds=1))
    assert await row_of(agreed, own) is None


async def test_nobody_tells_it_for_somebody_else(agreed: Person) -> None:
    own = await seated(agreed)
    other = Person(agreed.database, agreed.library, agreed.language, chat_id=78)
    await other("consent:given:2")
    await other(f"needs:{own}:{Need.HALAL}")
    assert await row_of(agreed, own) is None
