"""Identifiers that are shown outside: random, so that nobody can count or guess them."""

import secrets

ID_BYTES = 9  # 72 bits: 12 characters of the 64 bytes that a button may carry


def new_id() -> str:
    """Twelve characters of A-Z a-z 0-9 - _."""
    return secrets.token_urlsafe(ID_BYTES)
