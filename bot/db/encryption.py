"""Columns that are encrypted at rest: whatever a person wrote, and what is sent to them."""

from cryptography.fernet import Fernet
from sqlalchemy import Dialect, LargeBinary, TypeDecorator

_ciphers: list[Fernet] = []


def use_key(key: str) -> None:
    """Set the key of this process (a Fernet key). Called when a database is opened."""
    _ciphers[:] = [Fernet(key)]


class EncryptedText(TypeDecorator[str]):
    """Text that only a holder of `BOT_DATA_KEY` can read."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else _ciphers[0].encrypt(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Decrypt on the way out."""
        return None if value is None else _ciphers[0].decrypt(bytes(value)).decode()
