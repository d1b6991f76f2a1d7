"""Telegram's HTML."""

import contextlib
import html

from hypothesis import given
from hypothesis import strategies as st

from sandbox.formatting import formatted, parse_html, utf16_length
from sandbox.wire import ApiError


def kinds(source: str) -> list[tuple[str, int, int]]:
    return [(e["type"], e["offset"], e["length"]) for e in formatted(source, "HTML", None)[1]]


def test_every_tag() -> None:
    for tags, kind in (
        (("b", "strong"), "bold"), (("i", "em"), "italic"), (("u", "ins"), "underline"),
        (("s", "strike", "del"), "strikethrough"), (("code",), "code"), (("pre",), "pre"),
        (("blockquote",), "blockquote"), (("tg-spoiler",), "spoiler"),
    ):  # fmt: skip
        for tag in tags:
            assert kinds(f"a <{tag}>bc</{tag}>") == [(kind, 2, 2)]
    assert kinds('<span class="tg-spoiler">x</span>') == [("spoiler", 0, 1)]
    assert kinds("<blockquote expandable>x</blockquote>") == [("expandable_blockquote", 0, 1)]


def test_offsets_count_utf16() -> None:
    assert kinds("👋 <b>é😀</b>") == [("bold", 3, 3)]


def test_nesting_and_order() -> None:
    assert kinds("<b>a <i>b</i></b> <u>c</u>") == [("bold", 0, 3), ("italic", 2, 1), ("underline", 4, 1)]


def test_links() -> None:
    text, entities = formatted(
        '<a href="https://a.example/?x=1&amp;y">ici</a> <a href="javascript:x">là</a>', "HTML", None
    )
    assert text == "ici là"
    assert entities == [{"type": "text_link", "offset": 0, "length": 3, "url": "https://a.example/?x=1&y"}]


def test_code_with_language() -> None:
    _, entities = parse_html('<pre><code class="language-python">x</code></pre>')
    assert entities == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


def test_found_in_text() -> None:
    text = "Voir /help, https://a.example/x, a@b.example et 24/7"
    _, entities = formatted(text, "", None)
    assert [(e["type"], text[e["offset"] : e["offset"] + e["length"]]) for e in entities] == [
        ("bot_command", "/help"), ("url", "https://a.example/x"), ("email", "a@b.example"),
    ]  # fmt: skip


def test_spaces_around_are_cut() -> None:
    assert formatted(" \n<b> a</b>  ", "HTML", None) == ("a", [{"type": "bold", "offset": 0, "length": 1}])


@given(st.text())
def test_escaped_text_comes_back(text: str) -> None:
    plain = text.encode("utf-8", "ignore").decode()
    assert parse_html(html.escape(plain, quote=False)) == (plain, [])


@given(st.text(alphabet='ab<>/&;" =é😀') | st.text())
def test_any_text_is_parsed_or_refused(text: str) -> None:
    plain = text.encode("utf-8", "ignore").decode()
    with contextlib.suppress(ApiError):
        parsed, entities = formatted(plain, "HTML", None)
        assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= utf16_length(parsed) for e in entities)
