"""Writes an entry that officers changed back into its file; all other lines stay as they are."""

from collections.abc import Iterator, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from textwrap import wrap
from typing import Any

import yaml

from bot.knowledge.amending import FactUnknown, owner_of
from bot.knowledge.base import Knowledge
from bot.knowledge.data_files import text_of
from bot.knowledge.facts import Card, CardKind
from bot.knowledge.loading import load_knowledge

_WIDTH = 120
_IN_A_LINE = frozenset({"review", "cites", "related", "tells", "about"})
_WRITTEN = ("answer", "more", "cites", "description", "for_whom", "daily", "sources", "facts")  # a change may affect
_PATTERNS = {
    CardKind.ARTICLE: "articles/*/*.yaml",
    CardKind.SERVICE: "services/*.yaml",
    CardKind.FRENCH: "french_scale.yaml",
}


def rewritten(knowledge: Knowledge, card: Card, path: Path | None = None) -> tuple[str, str]:
    """The name of a card's file, within the data, and the file's text with the card as it is in `knowledge`.

    Raises:
        FactUnknown: the card is in no file.
    """
    if path is None:
        with as_file(files("bot.knowledge") / "data") as packaged:
            return rewritten(knowledge, card, packaged)
    was, now = (owner_of(each, card).model_dump(mode="json", exclude_defaults=True)
                for each in (load_knowledge(path), knowledge))  # fmt: skip
    pattern = f"regions/{card.id}.yaml" if card.kind is CardKind.REGION else _PATTERNS[card.kind]
    for file in sorted(path.glob(pattern)):
        text = text_of(file)
        node = next(_nodes(yaml.compose(text, Loader=yaml.CSafeLoader), card), None)
        if node is None:
            continue
        data: dict[str, Any] = yaml.CSafeLoader("").construct_document(node)  # as written, with keys in their order
        return file.relative_to(path).as_posix(), _spliced(text, node, _merged(data, was, now))
    raise FactUnknown(str(card))


def _nodes(root: yaml.Node | None, card: Card) -> Iterator[yaml.MappingNode]:
    """The YAML nodes of a card."""
    named = {"id": card.id, "level": card.id}
    if not isinstance(root, yaml.MappingNode):
        return
    for key, value in root.value:
        if card.kind is CardKind.REGION and key.value == "topics":
            yield from (entry for topic, entry in value.value if topic.value == card.topic)
        elif isinstance(value, yaml.SequenceNode):
            for each in value.value:
                if isinstance(each, yaml.MappingNode) and any(named.get(k.value) == v.value for k, v in each.value):
                    yield each


def _merged(data: Mapping[str, Any], was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """An entry as it stands in its file, with the changes; what did not change stays as it was written."""
    new = dict(data)
    for name in _WRITTEN:
        if was.get(name) == now.get(name):
            continue
        if name in ("sources", "facts"):
            new[name] = _list(data.get(name, []), was.get(name, []), now[name])
        elif name in now:
            new[name] = now[name]
        else:
            new.pop(name, None)
    return {key: new[key] for key in sorted(new, key=lambda key: _place(key, list(data)))}


def _list(written: list[Any], was: list[Any], now: list[Any]) -> list[Any]:
    """A list of sources or facts: unchanged ones as they were written, others with their keys in the usual order."""
    kept = [(before, as_written) for before, as_written in zip(was, written, strict=True)]
    return [next((as_written for before, as_written in kept if before == each), None) or _item(each) for each in now]


def _item(each: Mapping[str, Any]) -> dict[str, Any]:
    if "url" not in each:
        return dict(each)
    title = each["title"]["fr"] if each["title"]["fr"] == each["title"]["en"] else each["title"]
    return {"title": title, "url": each["url"], "as_of": each.get("as_of"), "verified": True}


def _place(key: str, written: list[str]) -> float:
    """The position of a key as it was written; a new key comes before the sources."""
    return written.index(key) if key in written else written.index("sources") - 0.5


def _spliced(text: str, node: yaml.MappingNode, data: Mapping[str, Any]) -> str:
    indent = node.start_mark.column
    width = _WIDTH - indent
    written = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=width)
    lines = [f"{' ' * indent}{line}" if line else "" for line in written.rstrip("\n").split("\n")]
    end = node.end_mark.index
    while text[end - 1] in " \n":  # later lines stay where they are
        end -= 1
    return text[: node.start_mark.index] + "\n".join(lines).lstrip() + text[end:]


class _Dumper(yaml.SafeDumper):
    """Dumps in the style of the files: lists indented, long texts folded, short lists in a line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def write_folded(self, text: str) -> None:
        """Fold a long text into lines that are as full as allowed; PyYAML lets the last word exceed the width."""
        self.write_indicator(">-", True)
        for number, paragraph in enumerate(text.split("\n")):
            if number:  # an empty line is read as one newline
                self.write_line_break()
                self.write_line_break()
            for line in wrap(
                paragraph, self.best_width - (self.indent or 0), break_long_words=False, break_on_hyphens=False
            ):
                self.write_indent()
                self.column += len(line)
                self.stream.write(line)
                self.whitespace = self.indention = False


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    folds = (len(text) > 90 and " " in text) or "\n" in text
    as_is = any(not line or line != line.strip() for line in text.split("\n"))
    dated = text[:4].isdecimal() and text.replace("-", "").replace("–", "").isdecimal()
    style = ("|" if as_is else ">") if folds else '"' if dated else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _mapping(dumper: _Dumper, mapping: dict[str, Any]) -> yaml.Node:
    node = dumper.represent_mapping("tag:yaml.org,2002:map", mapping.items())
    for key, value in node.value:
        if key.value in _IN_A_LINE:
            value.flow_style = True
    return node


_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _mapping)
