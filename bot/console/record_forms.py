"""An employer or a vacancy made or changed by a form; what cannot be read is said beside its field."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.responses import Response

from bot.console.record_fields import Filled, groups, names, typed
from bot.importing import typed_records
from bot.importing.lines import Problem, Refused
from bot.programme import employers_desk, record_desk
from bot.programme.records import AlreadyThere, ChangedMeanwhile, Kind, Record, RecordUnknown
from bot.web.page_access import Visit, go


@dataclass(frozen=True, slots=True)
class Form:
    """A form. `record`: what it changes; None: it makes a new one. `fixed`: columns that its address says."""

    kind: Kind
    record: Record | None
    title: str
    back: str
    fixed: Mapping[str, str]
    version: str  # of the record when the form was opened


async def employer(visit: Visit) -> Response:
    """The form of an employer, new or known."""
    form = await _employer(visit)
    return _page(visit, form, _as_it_is(visit, form))


async def keep_employer(visit: Visit) -> Response:
    """Make or change an employer."""
    return await _keep(visit, await _employer(visit))


async def vacancy(visit: Visit) -> Response:
    """The form of a vacancy, new or known."""
    form = await _vacancy(visit)
    return _page(visit, form, _as_it_is(visit, form))


async def keep_vacancy(visit: Visit) -> Response:
    """Make or change a vacancy."""
    return await _keep(visit, await _vacancy(visit))


async def _employer(visit: Visit) -> Form:
    t, reference = visit.t, visit.request.path_params.get("employer")
    if reference is None:
        return Form(Kind.EMPLOYERS, None, t.gettext("New employer"), "/employers", {}, "")
    record = await _found(visit, Kind.EMPLOYERS, reference)
    title = t.gettext("Change {name}", name=record.columns["name"])
    return Form(Kind.EMPLOYERS, record, title, f"/employers/{reference}", {}, record.version)


async def _vacancy(visit: Visit) -> Form:
    t, employer_id = visit.t, visit.named("employer")
    async with visit.database.reading() as session:
        offers, _ = await employers_desk.of_employer(session, visit.officer, employer_id)
    title, back = t.gettext("New vacancy at {name}", name=f"{offers.name}, {offers.town}"), f"/employers/{employer_id}"
    new = Form(Kind.VACANCIES, None, title, back, {"employer": employer_id}, "")
    reference = visit.request.path_params.get("vacancy")
    if reference is None:
        return new
    record = await _found(visit, Kind.VACANCIES, reference)
    if record.columns["employer_id"] != employer_id:
        raise RecordUnknown(reference)
    title = t.gettext("Change {name}", name=t.written(record.columns["title"]))
    return replace(new, record=record, title=title, version=record.version)


async def _found(visit: Visit, kind: Kind, reference: str) -> Record:
    async with visit.database.reading() as session:
        return await record_desk.find(session, visit.officer, kind, reference)


async def _keep(visit: Visit, form: Form) -> Response:
    """Read the form and write what it says, or show it again with what was typed."""
    values = {name: await visit.given(name) for name in names(form.kind, form.record)}
    version = await visit.given("version")
    shown, stands = replace(form, version=version), form.record.id if form.record else None
    try:
        async with visit.database.reading() as session:
            read = await typed_records.read(
                session, visit.front.knowledge, form.kind, {**values, **form.fixed}, visit.now, stands=stands
            )
    except Refused as refused:
        return _page(visit, shown, Filled(values, {}, {}), 409, refused.problems[0].told(visit.t))
    filled = Filled(values, read.problems, {})
    question = None if stands or await visit.given("another") else read.question
    if read.problems or question:
        return _page(visit, shown, filled, 400, question=question)
    try:
        async with visit.database.transaction() as session:
            if stands:
                await record_desk.change(session, visit.officer, form.kind, read.columns, version, visit.now)
            else:
                stands = await record_desk.make(session, visit.officer, form.kind, read.columns, visit.now)
    except AlreadyThere as error:
        said = visit.t.gettext("This is there already: {reference}. Change that one.", reference=error.reference)
        return _page(visit, shown, filled, 409, said)
    except ChangedMeanwhile:
        now_there = _as_it_is(visit, form).values  # `form` was read in this request
        said = visit.t.gettext(
            "Somebody changed this meanwhile, so nothing was kept. What you typed is still here; what stands there now "
            "is said beside it. Keep it once more to have yours."
        )
        return _page(visit, form, replace(filled, stands=now_there), 409, said)
    return go(f"{form.back if form.kind is Kind.VACANCIES else f'/employers/{stands}'}?done=1")


def _as_it_is(visit: Visit, form: Form) -> Filled:
    values = typed(visit.t, visit.front.knowledge, form.kind, form.record) if form.record else {}
    return Filled(values, {}, {})


def _page(
    visit: Visit, form: Form, filled: Filled, status: int = 200, said: str = "", question: Problem | None = None
) -> Response:
    shown = groups(visit.t, visit.front.knowledge, form.kind, form.record, filled)
    asks = question.told(visit.t) if question else ""
    return visit.page(
        "record.html", status, form=form, groups=shown, said=said, asks=asks, action=visit.request.url.path
    )
