"""Identifiers that are shown outside: random, so that nobody can count or guess them."""

import secrets

ID_BYTES = 9  # 72 bits: 12 characters of the 64 bytes that a button may carry


def new_id() -> str:
    """Twelve characters of A-Z a-z 0-9 - _."""
    return secrets.token_urlsafe(ID_BYTES)


_TYPED = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0 and o, no 1, i and l


def new_code() -> str:
    """Eight characters that somebody can read aloud and type: 39 bits, for use beside a person who stands there."""
    return "".join(secrets.choice(_TYPED) for _ in range(8))
