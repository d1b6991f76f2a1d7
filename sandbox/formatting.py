"""Telegram's HTML, checked and turned into text and entities; offsets in UTF-16 units, as Telegram counts."""

import html
import re
from dataclasses import dataclass, field

from sandbox.wire import Json, bad_request

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_TOKEN = re.compile(
    r"""<(?P<end>/?)(?P<name>[^\s<>/]*)(?P<attributes>(?:"[^"]*"|'[^']*'|[^<>"'])*)>|(?P<stray><)|[^<]+"""
)
_ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+)))?""")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,32}(?:@\w{3,32})?(?![\w/])")),
    ("url", re.compile(r"(?<![\w@/])(?:https?://[^\s<>\"«»]+|(?:www\.)[^\s<>\"«»]+)(?<![.,;:!?)\]'’])")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
)


LONGEST_TEXT = 4096  # UTF-16 units


def utf16_length(text: str) -> int:
    """How long Telegram finds a text."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str]
    entity: Json = field(default_factory=dict)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """The text and its entities, or a refusal that says where the markup is wrong."""
    text: list[str] = []
    length = 0
    stack: list[_Open] = []
    entities: list[Json] = []
    for token in _TOKEN.finditer(source):
        if token["stray"]:
            raise _wrong(f"Unclosed start tag at byte offset {_byte(source, token.start())}")
        if token["name"] is None:
            text.append(_REFERENCE.sub(lambda found: html.unescape(found[0]), token[0]))
            length += utf16_length(text[-1])
        elif token["end"]:
            entities += _close(stack, token["name"].lower(), length, _byte(source, token.start()))
        else:
            stack.append(_open(token, length, _byte(source, token.start())))
    if stack:
        raise _wrong(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return "".join(text), entities


def _open(token: re.Match[str], offset: int, byte: int) -> _Open:
    tag = token["name"].lower()
    attributes = {
        m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(token["attributes"])
    }
    if tag not in _KINDS:
        raise _wrong(f'Unsupported start tag "{tag}" at byte offset {byte}')
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {byte}')
    return _Open(tag, offset, attributes)


def _close(stack: list[_Open], tag: str, length: int, byte: int) -> list[Json]:
    if not stack:
        raise _wrong(f"Unexpected end tag at byte offset {byte}")
    opened = stack.pop()
    if tag != opened.tag:
        raise _wrong(f'Unmatched end tag at byte offset {byte}, expected "</{opened.tag}>", found "</{tag}>"')
    entity: Json = {
        "type": _KINDS[tag],
        "offset": opened.offset,
        "length": length - opened.offset,
    } | opened.entity
    if tag == "code" and stack and stack[-1].tag == "pre":
        language = opened.attributes.get("class", "")
        if language.startswith("language-"):
            stack[-1].entity["language"] = language.removeprefix("language-")
        return []
    if tag == "blockquote" and "expandable" in opened.attributes:
        entity["type"] = "expandable_blockquote"
    if tag == "a":
        url = _checked_link(opened.attributes.get("href", ""))
        return [entity | {"url": url}] if url and entity["length"] else []
    return [entity] if entity["length"] else []


def _checked_link(url: str) -> str | None:
    """A link that opens somewhere; Telegram shows any other as plain text."""
    if re.match(r"(https?|tg)://.", url):
        return url
    return f"http://{url}" if re.match(r"[\w-]+(\.[\w-]+)+(/|$)", url) else None


def checked_text(source: str, parse_mode: str, given: list[Json] | None) -> Json:
    """The text of a message and its entities, refused if it is empty or too long, as Telegram would."""
    text, entities = formatted(source, parse_mode, given)
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def formatted(source: str, parse_mode: str, given: list[Json] | None) -> tuple[str, list[Json]]:
    """Text and entities of a message: from HTML, or as given, plus the links and commands found in it."""
    if parse_mode and parse_mode.upper() != "HTML":
        raise bad_request("unsupported parse_mode")
    text, entities = parse_html(source) if parse_mode else (source, list(given or []))
    text, entities = _trimmed(text, entities)
    return text, sorted(entities + _found(text, entities), key=lambda entity: (entity["offset"], -entity["length"]))


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    bare = text.strip()
    lead = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(bare)
    moved = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        stop = min(end, entity["offset"] - lead + entity["length"])
        if stop > start:
            moved.append(entity | {"offset": start, "length": stop - start})
    return bare, moved


def _found(text: str, entities: list[Json]) -> list[Json]:
    taken = [e for e in entities if e["type"] in {"code", "pre", "text_link", "url", "email", "bot_command"}]
    found: list[Json] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            entity: Json = {
                "type": kind,
                "offset": utf16_length(text[: match.start()]),
                "length": utf16_length(match[0]),
            }
            if not any(_overlap(entity, other) for other in taken + found):
                found.append(entity)
    return found


def _overlap(one: Json, other: Json) -> bool:
    first, second = sorted((one, other), key=lambda entity: int(entity["offset"]))
    return bool(first["offset"] + first["length"] > second["offset"])


def _byte(source: str, index: int) -> int:
    return len(source[:index].encode())


def _wrong(what: str) -> Exception:
    return bad_request(f"can't parse entities: {what}")
