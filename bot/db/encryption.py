"""Columns that are encrypted at rest: a person's identity, what they told or wrote, and what is sent to them."""

import json
from typing import Any, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Dialect, LargeBinary, TypeDecorator

Value = TypeVar("Value")


class Keys:
    """The keys of `BOT_DATA_KEY`: the first one encrypts, any of them decrypts."""

    def __init__(self, keys: str) -> None:
        """`keys`: one Fernet key, or several between commas. Raises `ValueError` for anything else."""
        self.each = [key.strip() for key in keys.split(",")]
        self.fernet = MultiFernet([Fernet(key) for key in self.each])
        self.finding = [AESSIV(_derived(key)) for key in self.each]


_in_use: list[Keys] = []


def use_key(keys: str) -> None:
    """Set the keys of this process. Called when a database is opened."""
    _in_use[:] = [Keys(keys)]


class Sealed(TypeDecorator[Value]):
    """A value that only a holder of `BOT_DATA_KEY` can read."""

    impl = LargeBinary
    cache_ok = True

    def seal(self, plain: bytes) -> bytes:
        """Encrypt with the first key; the same value never gives the same result twice."""
        return _in_use[0].fernet.encrypt(plain)

    def unseal(self, sealed: bytes) -> bytes:
        """Decrypt with whichever key fits; `InvalidToken` if none does."""
        return _in_use[0].fernet.decrypt(sealed)


class EncryptedText(Sealed[str]):
    """Text."""

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else self.seal(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Decrypt on the way out."""
        return None if value is None else self.unseal(bytes(value)).decode()


class EncryptedBytes(Sealed[bytes]):
    """A file."""

    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else self.seal(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Decrypt on the way out."""
        return None if value is None else self.unseal(bytes(value))


class EncryptedJson(Sealed[Any]):
    """Anything that JSON can hold; `null` is a value like any other."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes:
        """Encrypt on the way in."""
        return self.seal(json.dumps(value).encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        """Decrypt on the way out."""
        return None if value is None else json.loads(self.unseal(bytes(value)))


class ChatNumber(Sealed[int]):
    """The number of a Telegram chat, which rows are looked up by.

    AES-SIV is deterministic: the same number always gives the same ciphertext, so that it can be compared, kept unique
    and grouped by; without the key nobody can tell which number it is, nor try numbers out.
    """

    cache_ok = True

    def seal(self, plain: bytes) -> bytes:
        """Encrypt with the first key."""
        return _in_use[0].finding[0].encrypt(plain, None)

    def unseal(self, sealed: bytes) -> bytes:
        """Decrypt with whichever key fits; `InvalidToken` if none does."""
        for key in _in_use[0].finding:
            try:
                return key.decrypt(sealed, None)
            except InvalidTag:
                continue
        raise InvalidToken

    def process_bind_param(self, value: int | None, dialect: Dialect) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else self.seal(str(value).encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> int | None:
        """Decrypt on the way out."""
        return None if value is None else int(self.unseal(bytes(value)))


def decrypted(sealed: bytes) -> Any:
    """The value of an `EncryptedJson`, for a cache by ciphertext, which is different each time a value is written."""
    return json.loads(_in_use[0].fernet.decrypt(sealed))


def _derived(key: str) -> bytes:
    """A key for another purpose, derived from this one."""
    return HKDF(SHA256(), length=64, salt=None, info=b"sol: chat numbers").derive(key.encode())
