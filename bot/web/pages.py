"""Templates and assets: translated texts, escaped values, files that browsers may cache."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bot.base.i18n import Texts, own_name

STATIC = Path(__file__).parent / "static"


class Pages:
    """Renders templates from several folders; the first one that has a template wins."""

    def __init__(self, folders: Sequence[Path], **known: object) -> None:
        """`known`: what each template may use besides."""
        self._environment = Environment(
            loader=FileSystemLoader([*folders, Path(__file__).parent / "templates"]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(asset=asset, ago=ago, own_name=own_name, **known)

    def text(self, name: str, **context: object) -> str:
        """The HTML of a template."""
        return self._environment.get_template(name).render(**context)

    def page(self, name: str, status: int = 200, **context: object) -> HTMLResponse:
        """A whole page."""
        return HTMLResponse(self.text(name, **context), status)


@cache
def asset(name: str) -> str:
    """The address of a file, which changes with its content, so that browsers may cache it for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/console/static/{name}?{digest}"


def ago(t: Texts, moment: datetime, now: datetime) -> str:
    """How long ago something was, in one unit, rounded down."""
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 60:
        return t.ngettext("{n} minute", "{n} minutes", minutes)
    if minutes < 48 * 60:
        return t.ngettext("{n} hour", "{n} hours", minutes // 60)
    return t.ngettext("{n} day", "{n} days", minutes // (24 * 60))
