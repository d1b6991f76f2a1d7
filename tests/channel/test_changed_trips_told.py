"""What travellers are told of a trip that was changed: what differs from what they knew, and nothing else."""

from datetime import timedelta

from sqlalchemy import select

from bot.db.models import (
    EmployerRow,
)
from bot.programme import (
    interviews,
    trip_changes,
    trips,
)
from bot.programme.interviews import Appointment
from bot.programme.trip_views import Item
from bot.programme.trips import RegistrationState
from tests.channel.notice_world import BACK, LEAVES, Scene, begin
from tests.conftest import ANA, NOW


async def test_of_a_programme_only_what_changed_is_told(scene: Scene) -> None:
    def item(hour: int, words: str) -> Item:
        return Item(LEAVES.replace(hour=hour), "visits", {"fr": words, "en": words})

    async def now_is(*items: Item, **columns: object) -> list[str]:
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
    later = await now_is(departs_at=LEAVES + timedelta(hours=1), returns_at=BACK + timedelta(hours=1))
    assert not [line for line in later if "Museum" in line or "<s>" in line], "it all moves along: one sentence"
    assert [line for line in later if "All the other times change" in line or "Toutes les heures changent" in line]


async def test_of_one_hour_that_changed_the_other_is_said_to_stay(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        await (await begin(session, scene)).registered()
    visits = [
        Item(LEAVES.replace(hour=hour), "visits", {"fr": words, "en": words})
        for hour, words in ((9, "Mill"), (13, "Dam"))
    ]
    for columns, stays, programme in (
        ({"departs_at": LEAVES - timedelta(minutes=40)}, ("The return stays", "Le retour ne change pas"), True),
        ({"returns_at": BACK + timedelta(hours=2)}, ("The departure stays", "Le départ ne change pas"), False),
    ):
        async with scene.database.transaction() as session:
            await trip_changes.change(session, "the-trip", {}, NOW, actor=ANA, items=visits)
        await scene.look()
        await scene.told(1000)
        async with scene.database.transaction() as session:
            await trip_changes.change(session, "the-trip", columns, NOW, actor=ANA)
        await scene.look()
        said = (await scene.told(1000))[0]
        assert any(each in said for each in stays)
        assert "All the other times" not in said
        assert "Toutes les heures" not in said
        assert ("Mill" in said, "Dam" in said) == (programme, programme), "what the programme became is said"


async def test_a_change_that_was_taken_back_is_not_told(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        for words in ("a", "b", "a"):
            items = [Item(LEAVES, "visits", {"fr": words, "en": words})]
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
