"""Settings, read once from the environment or a `.env` file, and validated."""

import contextlib
import os
import re
import secrets
from pathlib import Path

from cryptography.fernet import Fernet
from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, SecretStr, ValidationError, field_validator

from bot.base.errors import BotError
from bot.base.i18n import further_languages
from bot.base.private_files import PRIVATE, require_private
from bot.base.terms import Language, World

TELEGRAM = "https://api.telegram.org"
REAL_DATABASE = "sqlite+aiosqlite:///var/bot.db"
_REAL = frozenset(
    {"telegram_bot_token", "database_url", "bot_data_key"}
)  # if any of these is set, the data belong to real people


class SettingsError(BotError):
    """A required setting is missing or invalid; the message names it and says how to correct it."""


class Settings(BaseModel):
    """Every variable the project reads (README lists them). Secrets are masked in every repr."""

    model_config = ConfigDict(extra="ignore", frozen=True, validate_default=True)

    telegram_bot_token: SecretStr | None = None
    telegram_api_url: str = TELEGRAM
    telegram_webhook_url: str | None = None
    telegram_webhook_secret: SecretStr | None = None
    database_url: str = REAL_DATABASE
    rasa_url: str | None = None
    rasa_token: SecretStr | None = None
    bot_host: str = "127.0.0.1"
    bot_port: int = Field(8000, ge=0, le=65535)
    bot_data_key: SecretStr | None = None
    console_url: str | None = None
    bot_default_language: Language = Language.FRENCH
    bot_languages: tuple[str, ...] = tuple(Language)
    bot_var: Path = Path("var")
    sandbox_port: int = Field(8080, ge=0, le=65535)
    _world: World = PrivateAttr(World.REAL)

    @field_validator("telegram_bot_token", "telegram_webhook_url", "telegram_webhook_secret", "rasa_url",
                     "rasa_token", "bot_data_key", "console_url", mode="before")  # fmt: skip
    @classmethod
    def empty_is_absent(cls, value: object) -> object:
        """`NAME=` in a `.env` file means that the value is not set."""
        return None if value == "" else value

    @field_validator("telegram_api_url", "telegram_webhook_url", "rasa_url")
    @classmethod
    def is_an_address(cls, value: str | None) -> str | None:
        """An address without its scheme would fail much later, far from its cause."""
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/") if value else value

    @field_validator("bot_languages", mode="before")
    @classmethod
    def are_between_commas(cls, value: object) -> object:
        """`fr,en,es`."""
        return tuple(each.strip().lower() for each in value.split(",")) if isinstance(value, str) else value

    @field_validator("bot_languages")
    @classmethod
    def have_catalogues(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """Each `Language` has every sentence, so all of them must be there, whatever else is."""
        if missing := [each.value for each in Language if each not in value]:
            raise ValueError(f"must name {' and '.join(missing)}")
        if strange := [each for each in value if each not in {*Language, *further_languages()}]:
            raise ValueError(f"names {strange[0]}, of which locales/ has no catalogue")
        return tuple(dict.fromkeys(value))

    @field_validator("console_url")
    @classmethod
    def is_by_https(cls, value: str | None) -> str | None:
        """Officers read what people wrote: it must never travel unencrypted."""
        if value is None:
            return None
        named = re.fullmatch(r"https://([^/\s?#@]+?)(:443)?/?", value.lower())  # browsers leave out port 443
        if named is None:
            raise ValueError("must be https:// and a host, and nothing behind it")
        return f"https://{named[1]}"

    @field_validator("database_url")
    @classmethod
    def is_asynchronous(cls, value: str) -> str:
        """The two databases that the tests run on, through their asynchronous drivers."""
        if not value.startswith(("sqlite+aiosqlite://", "postgresql+psycopg://")):
            raise ValueError("must start with sqlite+aiosqlite:// or postgresql+psycopg://")
        return value

    @field_validator("bot_data_key")
    @classmethod
    def is_a_key(cls, value: SecretStr | None) -> SecretStr | None:
        """A wrong key must stop the start, not the first candidate."""
        if value is not None:
            for key in value.get_secret_value().split(","):
                Fernet(key.strip())
        return value

    @property
    def sandbox(self) -> bool:
        """Without a token from Telegram, the local stand-in is served."""
        return self.telegram_bot_token is None

    @property
    def world(self) -> World:
        """Whose data these settings give access to."""
        return self._world

    def in_sandbox(self, name: str = "sandbox") -> "Settings":
        """The same settings for invented people alone: a database and a key of their own, on this machine's loopback.

        Whatever else is set: a token that is missing by mistake must never open the data of real people.
        """
        own = self.model_copy(
            update={
                "telegram_bot_token": None,
                "telegram_webhook_url": None,
                "console_url": None,
                "database_url": f"sqlite+aiosqlite:///{self.bot_var}/{name}.db",
                "bot_data_key": None,
                "bot_host": "127.0.0.1",
            }
        )
        own._world = World.SANDBOX
        return own

    def data_key(self) -> str:
        """The keys of encrypted columns: given, or for the sandbox made once into `BOT_VAR`.

        Raises:
            SettingsError: with real people it must be given.
            OpenToAll: everybody on this machine may read the sandbox's key.
        """
        if self.bot_data_key is not None:
            return self.bot_data_key.get_secret_value()
        if self.world is World.REAL:
            raise SettingsError(
                "BOT_DATA_KEY is missing: with real candidates, set it to the output of `bot key` "
                "and keep it outside the data folder."
            )
        path = self.bot_var / "sandbox.key"
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=PRIVATE)
            path.write_bytes(Fernet.generate_key())
        require_private(path)
        return path.read_text().strip()

    def webhook_secret(self) -> str:
        """The secret that Telegram repeats in a header, made for this run when none is given."""
        given = self.telegram_webhook_secret
        return given.get_secret_value() if given else secrets.token_urlsafe(32)


def read_settings() -> Settings:
    """The settings, or one `SettingsError` whose message names the variable and the correction."""
    _close(Path(".env"))
    try:
        given = {**dotenv_values(".env"), **os.environ}  # the environment takes precedence over the file
        settings = Settings.model_validate({name.lower(): value for name, value in given.items()})
        return (
            settings
            if any(getattr(settings, name) for name in settings.model_fields_set & _REAL)
            else settings.in_sandbox()
        )
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name} is wrong: {first['msg']}. Correct it in the environment or in .env.") from None


def _close(file: Path) -> None:
    """Restrict the file that holds the key to its owner.

    Raises:
        OpenToAll: everybody may read it, and it belongs to somebody else.
    """
    if file.exists() and "BOT_DATA_KEY" in file.read_text(errors="replace"):
        with contextlib.suppress(PermissionError):
            file.chmod(file.stat().st_mode & ~0o077)
        require_private(file)
