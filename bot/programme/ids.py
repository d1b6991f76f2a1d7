"""Identifiers that are shown outside: random, so that nobody can count or guess them."""

import re
import secrets
from typing import NewType

TripId = NewType("TripId", str)
RegistrationId = NewType("RegistrationId", str)
MeetingId = NewType("MeetingId", str)
EmployerId = NewType("EmployerId", str)
VacancyId = NewType("VacancyId", str)

ID_BYTES = 9  # 72 bits: 12 characters of the 64 bytes that a button may carry


def new_id() -> str:
    """Twelve characters of A-Z a-z 0-9 - _; the first is no hyphen, which a command line takes for an option."""
    while (made := secrets.token_urlsafe(ID_BYTES)).startswith("-"):
        pass
    return made


_DIGITS, _LETTERS = "23456789", "abcdefghjkmnpqrstuvwxyz"  # no 0 and o, no 1, i and l
_CODE = re.compile(r"(?=.*\d)[0-9a-z]{8,10}")  # ten characters have those from before there was a waiting list


def new_code() -> str:
    """Eight characters that somebody can read aloud and type: 38 bits, for use beside a person who stands there.

    The last is a digit, so that no word is taken for a code.
    """
    return "".join(secrets.choice(_LETTERS + _DIGITS) for _ in range(7)) + secrets.choice(_DIGITS)


_BESIDE = re.compile(r"(?:(?:le|the|mon|my|son) )?code\b|[\s.,;:!\-–—\"'«»]+")  # of a code as people write it
_WRITTEN = re.compile(f"[{_LETTERS}{_DIGITS}]{{7}}[{_DIGITS}]")


def code_in(text: str) -> str | None:
    """The code that somebody typed, and nothing else; in groups or behind a word for it, as people write one."""
    typed = text.strip().lower()
    if _CODE.fullmatch(typed):
        return typed
    bare = _BESIDE.sub("", typed)
    return bare if _WRITTEN.fullmatch(bare) else None
