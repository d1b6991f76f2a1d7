"""Rows stay in the programme: what its functions return is a view, but for those that are named here."""

import pkgutil
import typing
from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers, isfunction
from types import ModuleType

from bot import programme
from bot.db.models.base import Base

# Called by the programme itself, by planning and by imports, which keep rows as it does.
WITHIN = frozenset(
    """
    candidates.row_of employers.vacancies_of employers.vacancy_row handover.say hires.tell_of_job
    interests.interest_row interviews.about late_or_absent.of_trip preselection_aims.vacancies staff.everyone
    staff.listed staff.of_email trips.clashing trips.coming trips.find trips.own_registration trips.registration_for
    trips.registrations trips.registrations_of waiting_list.locked who_answers.held_by
    """.split()
)
# Called by other rooms too, which ask whether there is a row, hand it back, or read a column or two of it.
LEAVE = frozenset(
    """
    handover.hear hires.hired hires.offered requests.ask_for_a_person requests.find_note requests.open_request
    requests.waiting staff.accept staff.of_chat transcript.find transcript.keep trip_changes.without_employers
    unanswered.newest who_answers.holder
    """.split()
)


def modules() -> Iterator[ModuleType]:
    for module in pkgutil.iter_modules(programme.__path__):
        yield import_module(f"{programme.__name__}.{module.name}")


def holds_a_row(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Base):
        return True
    return any(map(holds_a_row, typing.get_args(annotation)))


def test_no_other_function_of_the_programme_returns_a_row() -> None:
    found = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in modules()
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        if holds_a_row(function.__annotations__.get("return"))
    }
    assert found == WITHIN | LEAVE


def test_no_view_holds_a_row() -> None:
    views = [
        each
        for module in modules()
        for _, each in getmembers(module, lambda member: hasattr(member, "__dataclass_fields__"))
        if each.__module__ == module.__name__
    ]
    assert len(views) > 80
    assert not [each for each in views if any(map(holds_a_row, each.__annotations__.values()))]
