"""Identifiers that are shown to people: random, so that they cannot be counted or guessed."""

import re
import secrets
from typing import NewType

TripId = NewType("TripId", str)
RegistrationId = NewType("RegistrationId", str)
MeetingId = NewType("MeetingId", str)
EmployerId = NewType("EmployerId", str)
VacancyId = NewType("VacancyId", str)

ID_BYTES = 9  # 72 bits: 12 characters, of the 64 bytes that a button can carry


def new_id() -> str:
    """Twelve characters of A-Z a-z 0-9 - _; the first is never a hyphen, which a command line takes for an option."""
    while (made := secrets.token_urlsafe(ID_BYTES)).startswith("-"):
        pass
    return made


_DIGITS, _LETTERS = "23456789", "abcdefghjkmnpqrstuvwxyz"  # no 0 and o, no 1, i and l
_CODE = re.compile(r"(?=.*\d)[0-9a-z]{8,10}")  # older codes have ten characters


def new_code() -> str:
    """Eight characters that can be read aloud and typed: 38 bits, enough for somebody who is present in person.

    The last one is a digit, so that no word looks like a code.
    """
    return "".join(secrets.choice(_LETTERS + _DIGITS) for _ in range(7)) + secrets.choice(_DIGITS)


_BESIDE = re.compile(r"(?:(?:le|the|mon|my|son) )?code\b|[\s.,;:!\-–—\"'«»]+")  # of a code as people write it
_WRITTEN = re.compile(f"[{_LETTERS}{_DIGITS}]{{7}}[{_DIGITS}]")


def code_in(text: str) -> str | None:
    """The code in a text that holds nothing else; it may be written in groups, or after a word such as "code"."""
    typed = text.strip().lower()
    if _CODE.fullmatch(typed):
        return typed
    bare = _BESIDE.sub("", typed)
    return bare if _WRITTEN.fullmatch(bare) else None
