"""The line under each answer that says where and when its facts were read."""

from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.knowledge import Source
from bot.replies.message import Button, small


def source_line(t: Texts, sources: Sequence[Source], most: int | None = 1) -> str:
    """The main sources with their dates, and how many more there are; all of them if `most` is None."""
    named = list(dict.fromkeys(_dated(t, source) for source in sources))
    shown = named[:most]
    line = t.ngettext("Source: {sources}.", "Sources: {sources}.", len(shown), sources=t.listing(shown))
    rest = len(named) - len(shown)
    others = t.ngettext("And {n} other.", "And {n} others.", rest) if rest else ""
    return small(f"{line} {others}".strip())


def official(t: Texts, url: str) -> Button:
    """A button that opens the official page."""
    return Button(t.gettext("🔗 Open the source"), url=url)


def _dated(t: Texts, source: Source) -> str:
    title = source.title[t.language]
    if source.as_of is None:
        return t.gettext("{title} (page without a date)", title=title)
    return t.gettext("{title} ({date})", title=title, date=t.as_of(source.as_of))
