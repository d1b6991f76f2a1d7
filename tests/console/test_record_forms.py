"""Employers, vacancies and trips made and changed by a form: read as files are, refused beside the field."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from httpx import AsyncClient
from sqlalchemy import func, select, update

from bot.base.clock import QUEBEC_TIME
from bot.base.i18n import texts
from bot.base.states import VacancyState
from bot.base.terms import Driving, Education, Language
from bot.console.record_fields import Filled, groups, typed
from bot.db.models import AuditRow, EmployerAliasRow, EmployerRow, NoticeRow, TripRow, VacancyRow
from bot.importing import amounts, typed_records, vacancy_cells
from bot.importing.interpreting import understand
from bot.importing.lines import Line
from bot.knowledge import Resolver
from bot.programme import employer_records, record_desk, records, trip_life
from bot.programme.access import NotAllowed, Officer, Role
from bot.programme.audit import Action
from bot.programme.records import Kind, Record
from bot.programme.trips import TripState
from tests.conftest import ANA

from .conftest import KNOWLEDGE, OURS, Desk
from .forms import values_of
from .test_employers import interested
from .test_trip_changes import fields_of
from .test_trips import household, next_trip

SAWMILL = {
    "name": "Scierie <du Nord>", "town": "Alma", "about_fr": "On scie.", "about_en": "", "employees": "une vingtaine",
    "contact": "Ève Roy", "phone": "418 555-0101", "email": "eve@example.org",
}  # fmt: skip
WELDER = {
    "occupation": "soudeuse", "title_fr": "Soudeur", "title_en": "", "positions": "2",
    "wage_low": "entre 24,50 et 30 $", "wage_high": "", "hours_per_week": "8 h par jour, 5 jours",
    "schedule": "evening", "min_experience_years": "18 mois", "min_education": "Diplôme professionnel (DEP)",
    "french_needed": "5", "work_languages": "français, anglais", "regulated": "no", "driving_class": "5",
    "needs_car": "", "accepts_closed_permit": "yes", "start_date": "2027-02-01", "until": "2027-05-01",
}  # fmt: skip
TRIP = {
    "town": "Rimouski", "departs_at": "2027-05-14T05:30", "returns_at": "2027-05-14T22:00",
    "departure_point": "Gare Berri", "meeting_point": "Hôtel de ville", "latitude": "48,4", "longitude": "-68.5",
    "seats": "30", "registers_until": "2027-05-10T17:00",
    "line_at": ["2027-05-14T09:00", "", ""], "line_kind": ["welcome", "visits", "visits"],
    "line_fr": ["Accueil", "", ""], "line_en": ["", "", ""],
}  # fmt: skip


BLANK = dict.fromkeys(("positions", "wage_low_cents", "wage_high_cents", "start_date", "offered_from", "until")) | {
    "title": {}
}


@pytest.fixture
async def real(desk: Desk) -> Desk:
    """A console whose employers are nobody's demonstration."""
    async with desk.database.transaction() as session:
        await session.execute(update(EmployerRow).values(demonstration=False))
    return desk


async def traces(desk: Desk, *actions: Action) -> list[AuditRow]:
    async with desk.database.reading() as session:
        query = select(AuditRow).where(AuditRow.action.in_(actions)).order_by(AuditRow.id)
        return list(await session.scalars(query))


async def test_an_employer_and_its_vacancy_are_made_and_changed(real: Desk) -> None:
    async with real.client(Role.OFFICER) as client:
        assert (await client.get("/console/employers/new")).status_code == 200
        made = await client.post("/console/employers/new", headers=OURS, data=SAWMILL)
        page = made.headers["location"].removesuffix("?done=1")
        assert "Scierie &lt;du Nord&gt;, Alma" in (await client.get(page)).text
        kept = await client.post(f"{page}/vacancies/new", headers=OURS, data=WELDER)
        assert kept.headers["location"] == f"{page}?done=1"
        shown = (await client.get(page)).text
        [form] = re.findall(r'href="(/console/employers/[^"]+/vacancies/[^"]+/change)"', shown)
        changed = values_of((await client.get(form)).text) | {
            "wage_low": "31",
            "wage_high": "",
            "min_education": "",
            "until": "",
        }
        assert (await client.post(form, headers=OURS, data=changed)).status_code == 303
        renamed = values_of((await client.get(f"{page}/change")).text) | {"name": "Bois du Nord", "phone": ""}
        assert (await client.post(f"{page}/change", headers=OURS, data=renamed)).status_code == 303
    async with real.database.reading() as session:
        employer = (await session.scalars(select(EmployerRow).where(EmployerRow.name == "Bois du Nord"))).one()
        job = (await session.scalars(select(VacancyRow).where(VacancyRow.employer_id == employer.id))).one()
        former = (await session.scalars(select(EmployerAliasRow.name))).all()
    assert (employer.town, employer.employees, employer.about) == ("Alma", 20, {"fr": "On scie."})
    assert (employer.contact, employer.phone, employer.demonstration) == ("Ève Roy", None, False)
    assert former == ["Scierie <du Nord>"]
    assert (job.occupation, job.wage_low_cents, job.wage_high_cents, job.hours_per_week) == ("72106", 3100, 3100, 40)
    assert (job.schedule, job.min_experience_years, job.french_needed, job.positions) == ("evening", 1.5, 5, 2)
    assert (job.accepts_closed_permit, job.needs_car, job.driving_class) == (True, None, Driving.CAR)
    assert (job.min_education, job.until, job.unsaid, job.work_languages) == (None, None, [], ["en", "fr"])
    assert job.title["fr"] == "Soudeur"
    assert job.title["en"], "the trade's own name"
    told = await traces(real, Action.ADD_EMPLOYER, Action.ADD_VACANCY, Action.CHANGE_VACANCY, Action.RENAME_EMPLOYER)
    assert [each.action for each in told] == ["add employer", "add vacancy", "change vacancy", "rename employer"]
    assert told[2].changes["min_education"] == [Education.VOCATIONAL, None]
    assert {each.actor for each in told} == {"staff officer"}


async def test_a_presentation_is_taken_away_by_emptying_it(real: Desk) -> None:
    async with real.client(Role.OFFICER) as client:
        made = await client.post("/console/employers/new", headers=OURS, data=SAWMILL)
        page = made.headers["location"].removesuffix("?done=1")
        bare = values_of((await client.get(f"{page}/change")).text) | {"about_fr": "", "about_en": ""}
        assert (await client.post(f"{page}/change", headers=OURS, data=bare)).status_code == 303
        assert "On scie." not in (await client.get(page)).text
    async with real.database.reading() as session:
        employer = (await session.scalars(select(EmployerRow).where(EmployerRow.name == SAWMILL["name"]))).one()
    assert employer.about == {}


async def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_typed_is_lost(desk: Desk) -> None:
    async with desk.database.reading() as session:
        employer = await session.scalar(select(EmployerRow.id).limit(1))
        before = await session.scalar(select(func.count()).select_from(VacancyRow))
    path = f"/console/employers/{employer}/vacancies/new"
    wrong = WELDER | {"occupation": "qwrtz", "wage_low": "beaucoup", "until": "2001-01-01", "start_date": ""}
    async with desk.client(Role.OFFICER) as client:
        answer = await client.post(path, headers=OURS, data=wrong)
        twice = [(await client.post(path, headers=OURS, data=WELDER)).status_code for _ in range(2)]
    assert answer.status_code == 400
    assert set(re.findall(r'id="problem-(\w+)"', answer.text)) == {"occupation", "wage_low", "until", "start_date"}
    assert answer.text.count("This must be filled in.") == 1, "of the start, in words of a form"
    sent = values_of(answer.text)
    assert {name: sent[name] for name in wrong} == wrong
    assert twice == [303, 409], "sent twice, it is there once"
    async with desk.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(VacancyRow)) == (before or 0) + 1


async def test_a_correction_is_taken_whatever_days_stand_there_and_a_new_one_that_is_past_is_not(desk: Desk) -> None:
    _, vacancy = await interested(desk, 78)
    past, long_past = desk.now.date() - timedelta(days=30), desk.now.date() - timedelta(days=500)
    form = f"/console/employers/{vacancy.employer_id}/vacancies/{vacancy.id}/change"

    async def refused(client: AsyncClient, state: VacancyState, **changed: str) -> set[str]:
        async with desk.database.transaction() as session:
            row = await session.get_one(VacancyRow, vacancy.id)
            row.state, row.start_date, row.offered_from, row.until = state, long_past, None, past
        answer = await client.post(form, headers=OURS, data=values_of((await client.get(form)).text) | changed)
        assert answer.status_code in (303, 400)
        return set(re.findall(r'id="problem-(\w+)"', answer.text))

    day_before, longer_past = str(past - timedelta(days=1)), str(long_past - timedelta(days=1))
    async with desk.client(Role.OFFICER) as client:
        for state in VacancyState:
            assert await refused(client, state, title_fr=f"Soudeur {state}") == set()
            assert await refused(client, state, positions="4", until="") == set()
            assert await refused(client, state, until=str(desk.now.date())) == set()
            assert await refused(client, state, start_date="2027-06-01") == set()
            assert await refused(client, state, start_date=longer_past) == {"start_date"}
            assert await refused(client, state, offered_from=str(desk.now.date())) == {"until"}, "never offered"
        assert await refused(client, VacancyState.OPEN, until=day_before) == {"until"}
        assert await refused(client, VacancyState.CLOSED, until=day_before) == set(), "it ended then"


async def test_a_namesake_is_asked_about_before_it_is_another_employer(real: Desk) -> None:
    async with real.database.reading() as session:
        known = (await session.scalars(select(EmployerRow).limit(1))).one()
    there = SAWMILL | {"name": known.name, "town": "Gaspé" if known.town != "Gaspé" else "Alma"}
    async with real.client(Role.OFFICER) as client:
        asked = await client.post("/console/employers/new", headers=OURS, data=there)
        assert (asked.status_code, known.id in asked.text, 'name="another"' in asked.text) == (400, True, True)
        sure = await client.post("/console/employers/new", headers=OURS, data=there | {"another": "yes"})
    assert sure.status_code == 303


async def test_an_employer_that_was_merged_and_is_made_again_has_what_is_its_own(real: Desk) -> None:
    async with real.client(Role.OFFICER) as client:
        made = await client.post("/console/employers/new", headers=OURS, data=SAWMILL)
        gone = made.headers["location"].removesuffix("?done=1").rpartition("/")[2]
        async with real.database.transaction() as session:
            kept = (await session.scalars(select(EmployerRow.id).where(EmployerRow.id != gone).limit(1))).one()
            await employer_records.merge(session, gone, kept, real.now, actor=ANA)
        again = await client.post("/console/employers/new", headers=OURS, data=SAWMILL)
        assert again.headers["location"] == f"/console/employers/{gone}?done=1"
        job = await client.post(f"/console/employers/{gone}/vacancies/new", headers=OURS, data=WELDER)
        day = await client.post("/console/trips/new", headers=OURS, data=TRIP | {"employer": [gone]})
        trip_id = day.headers["location"].removesuffix("?changed=1").rpartition("/")[2]
    assert job.status_code == 303
    async with real.database.transaction() as session:
        titled = select(VacancyRow.employer_id).where(VacancyRow.title["fr"].as_string() == "Soudeur")
        assert (await session.scalars(titled)).all() == [gone]
        assert [each.id for each in (await records.find(session, Kind.TRIPS, trip_id)).employers] == [gone]
        await employer_records.merge(session, gone, kept, real.now, actor=ANA)  # merged again, it leads there again


async def test_what_has_become_another_is_made_again_beside_it_and_the_same_only_once(real: Desk) -> None:
    new = "/console/employers/new"
    async with real.client(Role.OFFICER) as client:
        former = (await client.post(new, headers=OURS, data=SAWMILL)).headers["location"].removesuffix("?done=1")
        renamed = values_of((await client.get(f"{former}/change")).text) | {"name": "Bois du Nord"}
        assert (await client.post(f"{former}/change", headers=OURS, data=renamed)).status_code == 303
        made = [await client.post(new, headers=OURS, data=SAWMILL) for _ in range(2)]
        assert [each.status_code for each in made] == [303, 409], "sent twice, it is there once"
        page = made[0].headers["location"].removesuffix("?done=1")
        assert page != former
        for _ in range(2):
            job = await client.post(f"{page}/vacancies/new", headers=OURS, data=WELDER)
            assert job.status_code == 303
            form = re.findall(
                r'href="(/console/employers/[^"]+/vacancies/[^"]+/change)"', (await client.get(page)).text
            )
            if len(form) == 1:
                other = values_of((await client.get(form[0])).text) | {"occupation": "72100"}
                assert (await client.post(form[0], headers=OURS, data=other)).status_code == 303
        again = await client.post(f"{page}/vacancies/new", headers=OURS, data=WELDER | {"title_fr": "SOUDEUR"})
        assert again.status_code == 409, "as it was written makes no difference"
        days = []
        for _ in range(2):
            day = await client.post("/console/trips/new", headers=OURS, data=TRIP)
            days.append(day.headers["location"].removesuffix("?changed=1").rpartition("/")[2])
            async with real.database.transaction() as session:
                if len(days) == 1:
                    await trip_life.open_trip(session, days[0], real.now, actor=ANA)
                    await trip_life.cancel_trip(session, days[0], real.now, actor=ANA)
        assert (await client.post("/console/trips/new", headers=OURS, data=TRIP)).status_code == 409
    assert days[0] != days[1]
    file = f"name,town,about\n{SAWMILL['name']},Alma,On scie.\nBois du Nord,Alma,On scie."
    async with real.database.reading() as session:
        read = await understand(session, KNOWLEDGE, Kind.EMPLOYERS, file.encode(), real.now)
    assert read.said[0]["id"] == page.rpartition("/")[2], "who has the name now, not who had it"


async def test_two_officers_who_change_at_once_are_told(desk: Desk) -> None:
    _, vacancy = await interested(desk, 91)
    form = f"/console/employers/{vacancy.employer_id}/vacancies/{vacancy.id}/change"
    async with desk.client(Role.OFFICER) as one, desk.client(Role.TRIP_LEAD) as other:
        mine, theirs = [values_of((await each.get(form)).text) for each in (one, other)]
        assert (await one.post(form, headers=OURS, data=mine | {"positions": "7"})).status_code == 303
        late = await other.post(form, headers=OURS, data=theirs | {"positions": "9"})
        assert (late.status_code, "Somebody changed this meanwhile" in late.text) == (409, True)
        assert re.findall(r'id="stands-(\w+)">Now: (\w+)', late.text) == [("positions", "7")]
        again = values_of(late.text)
        assert again["positions"] == "9", "what was typed is still there"
        assert (await other.post(form, headers=OURS, data=again)).status_code == 303
    async with desk.database.reading() as session:
        assert (await session.get_one(VacancyRow, vacancy.id)).positions == 9
        assert await session.scalar(select(func.count()).select_from(NoticeRow)) == 0, "nobody is written to"


async def test_a_trip_is_made_opened_and_closes_at_its_deadline(real: Desk) -> None:
    async with real.client(Role.OFFICER) as client:
        wrong = TRIP | {"registers_until": "2027-05-15T17:00", "line_at": ["2027-05-14T09:00", "", ""],
                        "line_fr": ["Accueil", "Dîner", ""], "seats": "0"}  # fmt: skip
        refused = await client.post("/console/trips/new", headers=OURS, data=wrong)
        assert refused.status_code == 400
        assert set(re.findall(r'id="problem-(\w+)"', refused.text)) == {"registers_until", "seats"}
        assert refused.text.count("<details open>") >= 1
        assert "Dîner" in refused.text
        late = await client.post(
            "/console/trips/new", headers=OURS, data=TRIP | {"line_at": ["2027-05-15T09:00", "", ""]}
        )
        assert (late.status_code, "between departure and return" in late.text) == (409, True)
        made = await client.post("/console/trips/new", headers=OURS, data=TRIP | {"employer": []})
        page = made.headers["location"].removesuffix("?changed=1")
        reference = page.rpartition("/")[2]
        assert "in preparation" in (await client.get(page)).text
        opened = await client.post(f"{page}/move", headers=OURS, data={"step": "open"})
        [mark] = re.findall(r'name="mark" value="([^"]+)"', opened.text)
        await client.post(f"{page}/move", headers=OURS, data={"step": "open", "mark": mark})
    async with real.database.reading() as session:
        trip = await records.find(session, Kind.TRIPS, reference)
        assert (trip.town, trip.region, trip.seats, trip.state) == ("Rimouski", "01", 30, TripState.OPEN)
        assert (trip.latitude, trip.longitude) == (48.4, -68.5)
        assert [(each.kind, each.text) for each in trip.items] == [("welcome", {"fr": "Accueil"})]
        until = trip.registers_until
    async with real.database.transaction() as session:
        for moment, state in ((until - timedelta(minutes=1), "open"), (until, "closed")):
            if reference in await trip_life.trips_to_move_on(session, moment):
                await trip_life.move_on_with_time(session, reference, moment)
            assert (await session.get_one(TripRow, reference)).state == state
        await trip_life.open_trip(session, reference, until, actor=ANA)
        assert (await session.get_one(TripRow, reference)).registers_until is None, "open again, it is over"


async def test_a_change_of_a_trip_is_refused_if_somebody_changed_it_since(desk: Desk) -> None:
    trip_id, departs = await next_trip(desk.database)
    await household(desk.database, 92, trip_id, 1)
    path = f"/console/trips/{trip_id}/change"
    async with desk.client(Role.OFFICER) as one, desk.client(Role.TRIP_LEAD) as other:
        mine, theirs = [fields_of((await each.get(path)).text) for each in (one, other)]
        until = (departs.astimezone(QUEBEC_TIME) - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
        look = await one.post(path, headers=OURS, data=mine | {"registers_until": [until]})
        assert "Nobody would be told anything" in look.text
        assert (await one.post(path, headers=OURS, data=fields_of(look.text))).status_code == 303
        await household(desk.database, 93, trip_id, 1)  # who takes seats changes nothing that officers write
        late = await other.post(path, headers=OURS, data=theirs | {"meeting_point": ["Gymnase"]})
        assert (late.status_code, f"Now: {until}" in late.text) == (409, True)
        again = fields_of(late.text)
        assert again["meeting_point"] == ["Gymnase"]
        look = await other.post(path, headers=OURS, data=again)
        assert "2 households are told" in look.text


async def test_the_programme_and_the_employers_that_stand_now_are_said_beside_what_was_typed(desk: Desk) -> None:
    trip_id, _ = await next_trip(desk.database)
    path = f"/console/trips/{trip_id}/change"
    async with desk.database.reading() as session:
        trip = await records.find(session, Kind.TRIPS, trip_id)
        met, lines = [each.id for each in trip.employers], len(trip.items)
        names = {each.id: each.name for each in trip.employers}
    async with desk.client(Role.OFFICER) as one, desk.client(Role.TRIP_LEAD) as other:
        mine, theirs = [fields_of((await each.get(path)).text) for each in (one, other)]
        assert theirs["registers_until"] == [""]
        assert theirs["latitude"] != [""]
        said = ["Café à la gare", *mine["line_fr"][1:]]
        look = await one.post(path, headers=OURS, data=mine | {"line_fr": said, "employer": met[1:], "latitude": [""],
                                                               "longitude": [""]})  # fmt: skip
        assert (await one.post(path, headers=OURS, data=fields_of(look.text))).status_code == 303
        late = await other.post(path, headers=OURS, data=theirs | {"seats": ["499"]})
        assert late.status_code == 409
        assert fields_of(late.text)["line_fr"] == theirs["line_fr"], "what was typed is still here"
        again = await other.post(path, headers=OURS, data=fields_of(late.text) | {"employer": met[1:], "line_fr": said})
    [there] = re.findall(r'id="stands-lines">(.*?)</div>', late.text, re.S)
    assert (there.count("<li>"), "Café à la gare" in there) == (lines, True)
    [now_met] = re.findall(r'id="stands-employers">Now: (.*?)</p>', late.text)
    assert [html.escape(name) in now_met for name in names.values()] == [False, *[True] * (len(met) - 1)]
    assert re.findall(r'id="stands-(latitude|registers_until)">(.*?)</p>', late.text) == [("latitude", "Now: empty")]
    assert (again.status_code, "stands-lines" in again.text) == (200, False), "kept once more, it is previewed"


async def test_who_only_reads_makes_nothing(desk: Desk) -> None:
    async with desk.client(Role.READER) as reader, desk.client(Role.PRIVACY) as privacy:
        for path, data in (("/employers/new", SAWMILL), ("/trips/new", TRIP)):
            for client in (reader, privacy):
                assert (await client.get(f"/console{path}")).status_code == 403
                assert (await client.post(f"/console{path}", headers=OURS, data=data)).status_code == 403
    nobody = Officer("x", "", Role.READER)
    async with desk.database.transaction() as session:
        for kind in Kind:
            with pytest.raises(NotAllowed):
                await record_desk.make(session, nobody, kind, {"id": "x"}, desk.now)


@pytest.mark.parametrize("language", Language)
async def test_a_record_that_is_kept_as_it_stands_is_not_changed(desk: Desk, language: Language) -> None:
    t, ana = texts(language), Officer("staff x", "Ana", Role.OFFICER)
    async with desk.database.reading() as session:
        known = {kind: (await session.scalars(select(records.TABLES[kind].id))).all() for kind in Kind}
    assert min(map(len, known.values())) > 3
    for kind, references in known.items():
        for reference in references[:: 4 if language is Language.FRENCH else 7]:
            async with desk.database.transaction() as session:
                record = await record_desk.find(session, ana, kind, reference)
                fields = typed(t, KNOWLEDGE, kind, record)
                if kind is Kind.VACANCIES:
                    fields["employer"] = record.columns["employer_id"]
                if kind is Kind.TRIPS:
                    fields["employers"] = ";".join(record.columns["employers"])
                read = await typed_records.read(session, KNOWLEDGE, kind, fields, desk.now, stands=reference)
                assert read.problems == {}, (reference, fields)
                row = await records.find(session, kind, reference)
                changed = await records.change(session, row, read.columns, desk.now, actor=ANA, along=None)
                assert changed == {}, reference


EXAMPLES: dict[str, tuple[str, Callable[[Line], object]]] = {
    "wage_low": (r"\b(?:or|ou)\b|, ", lambda line: amounts.pay(line, "wage_low", 40.0)),
    "hours_per_week": (r", (?:or |ou )?(?!5 )", lambda line: amounts.weekly_hours(line, "hours_per_week")),
    "min_experience_years": (r", (?:or |ou )?", lambda line: amounts.years(line, "min_experience_years")),
    "employees": (r", (?:or |ou )?", lambda line: amounts.about_how_many(line, "employees")),
    "work_languages": (r"[;]", lambda line: vacancy_cells.languages(line, Resolver(KNOWLEDGE))),
}


@pytest.mark.parametrize("language", Language)
def test_every_trade_and_every_example_beside_a_field_can_be_read(language: Language) -> None:
    t, resolver = texts(language), Resolver(KNOWLEDGE)
    for code in KNOWLEDGE.occupations:
        shown = typed(t, KNOWLEDGE, Kind.VACANCIES, Record("x", BLANK | {"occupation": code}, ""))["occupation"]
        line = Line(0, {"occupation": shown}, {})
        assert vacancy_cells.occupation(line, KNOWLEDGE, resolver, required=True) == code, shown
    fields = groups(t, KNOWLEDGE, Kind.VACANCIES, None, Filled({}, {}, {})) + groups(
        t, KNOWLEDGE, Kind.EMPLOYERS, None, Filled({}, {}, {})
    )
    hints = {field.name: field.hint for group in fields for field in group.fields}
    for name, (between, read) in EXAMPLES.items():
        said = re.sub(
            r"^(?:An hour or a year|L’heure ou l’année|About how many|Environ combien|Such as|Par exemple)",
            "",
            hints[name],
        )
        for example in filter(None, (each.strip(" :\xa0") for each in re.split(between, said))):
            if re.match("empty|vide", example):
                continue
            assert read(Line(0, {name: example}, {name: name})) is not None, example
