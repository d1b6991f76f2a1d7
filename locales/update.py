"""Brings the catalogues up to date with the code: `make catalogues`.

Message identifiers are the English sentences, so the English catalogue fills itself; French is translated by hand,
whole. Each further language (a folder beside these) has those sentences alone that somebody translated: to add one,
add it to its file.
"""

import ast
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

LOCALES = Path(__file__).parent
CODE = LOCALES.parent / "bot"
TEMPLATE = LOCALES / "bot.pot"
COMPLETE = ("fr", "en")
# Which argument is a sentence.
_REASONS = {"refuse": 1, "ask": 1, "_problem": 1, "Problem": 3, "_whole": 0, "NoTable": 1}
_SENTENCES = {"gettext": 1, "ngettext": 2}  # how many of the first arguments are sentences

Text = str | tuple[str, ...]


def extract() -> Catalog:
    """Every sentence of the product; the sandbox stands beside it, with texts of its own."""
    template = Catalog(fuzzy=False)
    for path in sorted(CODE.rglob("*.py")):
        location = path.relative_to(CODE.parent).as_posix()
        for message in sentences(path.read_text(encoding="utf-8")):
            template.add(message, locations=[(location, 0)])
    called = commands((CODE / "cli" / "main.py").read_text(encoding="utf-8"))
    for path in sorted((CODE / "cli").glob("*.py")):
        # A command of a group that fills a module of its own is called like that module.
        names = {name for module, name in called if module == path.stem} | ({path.stem} - {"main"})
        for message in helps(path.read_text(encoding="utf-8"), names):
            template.add(message, locations=[(path.relative_to(CODE.parent).as_posix(), 0)])
    for path in sorted((CODE / "importing").glob("*.py")):
        for message in reasons(path.read_text(encoding="utf-8")):
            template.add(message, locations=[(path.relative_to(CODE.parent).as_posix(), 0)])
    for path in sorted(CODE.rglob("templates/*.html")):
        for message in sentences_of_page(path.read_text(encoding="utf-8")):
            template.add(message, locations=[(path.relative_to(CODE.parent).as_posix(), 0)])
    return template


def sentences_of_page(source: str) -> list[Text]:
    """What a page's template hands to `t.gettext` and `t.ngettext`."""
    found: list[Text] = []
    for call in Environment().parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Getattr) and call.node.attr in _SENTENCES:
            texts = tuple(
                each.value for each in call.args[: _SENTENCES[call.node.attr]] if isinstance(each, nodes.Const)
            )
            found.append(texts if len(texts) > 1 else texts[0])
    return found


def sentences(source: str) -> list[Text]:
    """What a module hands to `gettext` and `ngettext`, in the order in which it stands there.

    Read from the syntax tree: Babel reads tokens, which before Python 3.12 hide what is inside an f-string.
    """
    found: list[tuple[int, int, Text]] = []
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _SENTENCES:
            arguments = call.args[: _SENTENCES[call.func.attr]]
            texts = tuple(
                each.value for each in arguments if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )
            if len(texts) == len(arguments):
                found.append((call.lineno, call.col_offset, texts if len(texts) > 1 else texts[0]))
    return [text for _, _, text in sorted(found, key=lambda each: each[:2])]


def reasons(source: str) -> list[str]:
    """Why a line of a spreadsheet is refused, or what is asked of it."""
    calls = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Call)]
    named = {ast.Name: lambda function: function.id, ast.Attribute: lambda function: function.attr}
    said = [(named[type(each.func)](each.func), each.args) for each in calls if type(each.func) in named]
    given = [args[_REASONS[name]] for name, args in said if len(args) > _REASONS.get(name, len(args))]
    return [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def commands(source: str) -> set[tuple[str, str]]:
    """The functions that the table of the command line names, with their modules."""
    rows = [[each.value for each in row.args if isinstance(each, ast.Constant)] for row in _calls(source, "_Command")]
    return {(str(module), str(name)) for module, name, _ in rows}


def helps(source: str, called: set[str]) -> list[str]:
    """What commands say of themselves and of their parameters; `called`: functions of this module that are commands."""
    tree = ast.parse(source)
    keywords = [each for call in ast.walk(tree) if isinstance(call, ast.Call) for each in call.keywords]
    found = [row.args[2] for row in _calls(source, "_Command")]
    found += [each.value for each in keywords if each.arg == "help"]
    texts = [each.value for each in found if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    functions = [each for each in tree.body if isinstance(each, ast.FunctionDef)]
    told = [ast.get_docstring(each) for each in functions if each.name in called or _is_command(each)]
    return [*texts, *filter(None, told)]


def _is_command(function: ast.FunctionDef) -> bool:
    names = [each.func.attr for each in function.decorator_list
             if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)]  # fmt: skip
    return bool({"command", "callback"}.intersection(names))


def _calls(source: str, name: str) -> list[ast.Call]:
    calls = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Call)]
    return [each for each in calls if isinstance(each.func, ast.Name) and each.func.id == name]


def rendered(catalogue: Catalog) -> bytes:
    """A catalogue as it is stored: without dates and line numbers, which change when nothing else does."""
    output = BytesIO()
    write_po(output, catalogue, width=0, omit_header=True, include_lineno=False)
    return output.getvalue()


def path_of(language: str) -> Path:
    """Where the catalogue of a language is."""
    return LOCALES / language / "LC_MESSAGES" / "bot.po"


def stored(language: str) -> Catalog:
    """The catalogue of a language as it is on disk; an empty one for a new language."""
    path = path_of(language)
    return read_po(BytesIO(path.read_bytes() if path.exists() else b""), locale=language)


def further() -> list[str]:
    """The languages in which some of the sentences are said."""
    return sorted({path.parts[-3] for path in LOCALES.glob("*/LC_MESSAGES/bot.po")} - set(COMPLETE))


def updated(language: str, template: Catalog) -> Catalog:
    """The catalogue of a language with the sentences of the template, and no others; of a further one what it has."""
    known = stored(language)
    fresh = Catalog(locale=language, fuzzy=False)
    for message in template:
        if message.id:
            old = known.get(message.id)
            text = message.id if language == "en" else old.string if old else ""
            if language in COMPLETE or any(forms(text)):
                fresh.add(message.id, text or _empty(fresh, message.id), locations=message.locations)
    return fresh


def missing(catalogue: Catalog) -> int:
    """How many sentences lack a translation, or one of its plural forms."""
    return sum(not all(forms(message.string)) for message in catalogue if message.id)


def forms(text: Text | list[str] | None) -> list[str]:
    """The forms of a sentence: one, or one per plural."""
    return [text] if isinstance(text, str) else list(text or ())


def stored_form(language: str, catalogue: Catalog) -> bytes:
    """A catalogue with the little header that its readers need."""
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return header.encode() + rendered(catalogue)


def _empty(catalogue: Catalog, identifier: Text | list[str]) -> Text:
    return "" if isinstance(identifier, str) else ("",) * catalogue.num_plurals


def main() -> None:
    """Write the template and every catalogue, and tell what is still to be translated."""
    template = extract()
    TEMPLATE.write_bytes(rendered(template))
    for language in (*COMPLETE, *further()):
        catalogue = updated(language, template)
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_bytes(stored_form(language, catalogue))
        print(f"{language}: {len(catalogue)} sentences, {missing(catalogue)} to translate")


if __name__ == "__main__":
    main()
