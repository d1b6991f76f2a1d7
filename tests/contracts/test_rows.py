"""Rows stay in the programme and its queues: their functions return views, but for those that are named here."""

import pkgutil
import re
import typing
from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers, isfunction
from types import ModuleType

import pytest

from bot import programme, queues
from bot.db.models.base import Base
from bot.dialogue.trained_model import ROOT

# Called by the programme itself, by planning, imports and invented data, which keep rows as it does.
WITHIN = frozenset(
    """
    candidates.row_of employers.vacancies_of employers.vacancy_row handover.say hires.tell_of_job
    interests.interest_row interviews.about late_or_absent.of_trip preselection_aims.vacancies staff.everyone
    staff.listed staff.of_email trips.clashing_registrations trips.coming trips.find trips.own_registration
    trips.registration_for
    trips.registrations trips.registrations_of waiting_list.locked who_answers.handover_of who_answers.held_by
    notices.unsent
    """.split()
)
ROOMS = ("answers", "app", "channel", "cli", "console", "dialogue", "printing", "replies", "web")


def modules() -> Iterator[ModuleType]:
    for room in (programme, queues):
        for module in pkgutil.iter_modules(room.__path__):
            yield import_module(f"{room.__name__}.{module.name}")


def holds_a_row(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Base):
        return True
    return any(map(holds_a_row, typing.get_args(annotation)))


def test_no_other_function_returns_a_row() -> None:
    found = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in modules()
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        if holds_a_row(function.__annotations__.get("return"))
    }
    assert found == WITHIN


@pytest.mark.parametrize("room", ROOMS)
def test_no_other_room_calls_those_that_do(room: str) -> None:
    paths = sorted((ROOT / "bot" / room).rglob("*.py"))
    assert paths
    for each in WITHIN:
        module, name = each.split(".")
        calls = re.compile(rf"(?<![\w.]){module}\.{name}\(|^from bot\.\w+\.{module} import .*\b{name}\b", re.MULTILINE)
        assert not [str(path) for path in paths if calls.search(path.read_text(encoding="utf-8"))], each


def test_no_view_holds_a_row() -> None:
    views = [
        each
        for module in modules()
        for _, each in getmembers(module, lambda member: hasattr(member, "__dataclass_fields__"))
        if each.__module__ == module.__name__
    ]
    assert len(views) > 80
    assert not [each for each in views if any(map(holds_a_row, each.__annotations__.values()))]
