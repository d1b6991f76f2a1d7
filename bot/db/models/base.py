"""What all tables share: moments in UTC, constraint names, column types."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from bot.base.terms import ByLanguage


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC, since SQLite stores no zone; a moment without one is refused."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Add the zone again to SQLite's naive value."""
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class Choice(TypeDecorator[Any]):
    """A member of an enum, stored as its value; any other value is refused."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[StrEnum], length: int) -> None:
        super().__init__(length)
        self.kind = kind

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The value of a member."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The member for a value."""
        return None if value is None else self.kind(value)


class TextByLanguage(TypeDecorator[ByLanguage]):
    """A text that officers wrote, as a JSON object by the codes of languages; empty texts are left out.

    A value must be replaced as a whole: changes inside of it are not noticed.
    """

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: ByLanguage | None, dialect: Dialect) -> dict[str, str] | None:
        """Leave out empty texts."""
        return None if value is None else {str(code): text for code, text in value.items() if text}

    def process_result_value(self, value: ByLanguage | None, dialect: Dialect) -> ByLanguage | None:
        """The texts as they were written."""
        return value


class Base(DeclarativeBase):
    """Base of all tables. Every constraint gets a name, so that migrations can change it on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Moment,
        dict[str, Any]: JSON,
        list[str]: JSON,
        ByLanguage: TextByLanguage,
    }
