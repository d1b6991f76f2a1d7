"""The knowledge base at the command line, for those who keep it: what needs review and by when, what is wrong."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress
from rich.table import Table

from bot.base.characters import printable
from bot.base.clock import local_day, utc_now
from bot.base.settings import read_settings
from bot.base.terms import Language
from bot.cli.common import console, run, words
from bot.dialogue.trained_model import MEANINGS, OUT_OF_SCOPE, phrases
from bot.knowledge import Knowledge, Meanings, Search, learning, load_knowledge, load_names
from bot.knowledge.answering import Answerer
from bot.knowledge.counting_shared_titles import shared_titles, write
from bot.knowledge.fact_index import FactIndex
from bot.knowledge.fact_ranking import RANKING, load_weights
from bot.knowledge.meaning import both
from bot.knowledge.meaning import learn as learn_meanings
from bot.knowledge.measure import MEASURE
from bot.knowledge.measure_learning import measure_of
from bot.knowledge.occupations import OccupationResolver
from bot.knowledge.official_titles import OFFICIAL_TITLES, official_titles, pack
from bot.knowledge.ordinary_words import ORDINARY_WORDS, among
from bot.knowledge.question_groups import QuestionGroups
from bot.knowledge.question_reading import Asked
from bot.knowledge.review import (
    ages,
    by_subject,
    due,
    facts_and_roads,
    oldest,
    overdue,
    reviewed,
    texts_of,
    unasked,
    unequal,
    unlike_periods,
    unreached,
    unread,
)
from bot.knowledge.training_questions import asked_before, written
from bot.matching.title_likeness import SHARED_TITLES
from bot.programme import unanswered

knowledge = typer.Typer(
    no_args_is_help=True, add_completion=False, help="The knowledge base: what it holds, and what needs review."
)
_EXAMPLES = 3  # questions of a group that are shown


@knowledge.command()
def check(
    days: Annotated[int, typer.Option(min=0, help="How far ahead to look.")] = 90,
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Another day than today.")] = None,
    oldest_: Annotated[int, typer.Option("--oldest", min=0, help="How many of the oldest facts to name.")] = 10,
    asked: Annotated[int, typer.Option(min=0, help="How many of the newest questions to look at; 0: none.")] = 500,
) -> None:
    """List what has to be read again and by when, what is old, what is wrong, and what was asked and is not known."""
    base = load_knowledge()
    today = on.date() if on else local_day(utc_now())
    overdue = _print_due(base, today, today + timedelta(days=days))
    if names := [name for _, name in unread(base)]:
        said = words().ngettext(
            "{n} text names a page that nobody has read for it: {names}.",
            "{n} texts name a page that nobody has read for them: {names}.",
            len(names), names=", ".join(names),
        )  # fmt: skip
        console.print(said, highlight=False)
    wrong = list(problems(base))
    for problem in wrong:
        console.print(f"[red]{problem}[/]", highlight=False)
    _print_ages(base, oldest_)
    if asked:
        _print_asked(asked)
    if overdue or wrong:
        raise typer.Exit(1)


@knowledge.command()
def ask(question: str, most: Annotated[int, typer.Option(min=1, help="How many facts to show.")] = 5) -> None:
    """Show which facts a question was weighed against, what spoke for each, and what would be answered."""
    today = local_day(utc_now())
    encoders = both(_folder())
    answerer = Answerer(load_knowledge(), encoders, phrases(OUT_OF_SCOPE), load_weights())
    for each in encoders:
        learn_meanings(each, [answerer])
    look = answerer.look(Asked(question))
    outcome = answerer.answer(Asked(question), today)
    asked = ", ".join(sorted(look.question.tells)) or "nothing that is named"
    console.print(
        f"Asks for {asked}; places: {', '.join(look.question.codes) or 'none'}; asking part: {look.question.part}"
    )
    shown = Table("score", "fact", "what it says", "what spoke for it")
    for fact, score, features in answerer.considered(look, today, most):
        spoke = ", ".join(f"{name} {value:.2f}" for name, value in features.items() if value)
        shown.add_row(f"{score:.1f}", fact.id, fact.text[Language.ENGLISH], spoke)
    console.print(shown)
    console.print(f"Probability that the first one answers: {look.chance:.2f}. Outcome: {type(outcome).__name__}.")


@knowledge.command()
def learn(
    target: Annotated[Path, typer.Argument(help="Where the weights go.")] = RANKING,
    measure_target: Annotated[Path, typer.Argument(metavar="MEASURE", help="Where the measure goes.")] = MEASURE,
) -> None:
    """Learn the measure of likeness and the weights anew from the questions that people wrote. Takes minutes."""
    strange = phrases(OUT_OF_SCOPE)
    encoders = both(_folder())
    base = load_knowledge()
    index = FactIndex(base, encoders, strange, asked_before())
    for each in encoders:
        learn_meanings(each, [index])
    measure = measure_of(index, encoders, {each.writer for each in written()})
    measure.store(measure_target)
    index = FactIndex(base, encoders, strange, asked_before(), measure)
    weights = learning.learn(index, learning.samples(index, written()), learning.outside(index, strange))
    target.write_text(learning.as_toml(weights), encoding="utf-8")
    for file in (measure_target, target):
        console.print(words().gettext("Written: {file}", file=file))


@knowledge.command()
def meanings() -> None:
    """Compute what facts and ways to ask mean; writes data/meanings. A minute a thousand texts."""
    base, strange = load_knowledge(), phrases(OUT_OF_SCOPE)
    sentences, by_words = both(_folder())  # the latter needs only seconds for all of them
    texts = [
        *FactIndex(base, (sentences, by_words), strange, asked_before()).texts,
        *Search(base, sentences, strange).texts,
    ]
    with Progress(console=console) as progress:
        task = progress.add_task(words().gettext("The knowledge base is read"), total=1.0)
        for done in sentences.learn(texts):
            progress.update(task, completed=done)
        progress.update(task, completed=1.0)
    console.print(words().gettext("Written: {file}", file=sentences.ship(texts)))


@knowledge.command()
def table() -> None:
    """Print the table of docs/knowledge.md: entries by subject, with their languages and next review."""
    print(markdown(load_knowledge()))


@knowledge.command()
def titles(
    source: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A table with code, language, title.")],
    target: Annotated[Path, typer.Argument(help="Where the packed form goes.")] = OFFICIAL_TITLES,
    shared: Annotated[Path, typer.Argument(help="Where it goes which groups share titles.")] = SHARED_TITLES,
) -> None:
    """Pack the official example titles of occupations into the words that tell them apart, and count what is shared."""
    target.write_bytes(pack(source))
    packed = official_titles(target)
    console.print(f"{target}: {packed.count('@')} names")
    console.print(f"{shared}: {write(shared_titles(packed.splitlines()), shared)} pairs of groups")


@knowledge.command("ordinary-words")
def write_ordinary_words(
    frequent: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Frequent words, one a line.")],
    target: Annotated[Path, typer.Argument(help="Where the list goes.")] = ORDINARY_WORDS,
) -> None:
    """List the frequent words that only resemble a word of a trade, after titles or names of trades have changed."""
    found = among(frequent.read_text(encoding="utf-8").splitlines(), OccupationResolver(load_names()).resembles)
    target.write_text("".join(f"{word}\n" for word in found), encoding="utf-8")
    console.print(f"{target}: {len(found)}")


def list_unanswered(
    most: Annotated[int, typer.Option(help="How many of the newest.")] = 50,
    together_: Annotated[
        bool, typer.Option("--together", help="In groups that ask the same, the largest first.")
    ] = False,
) -> None:
    """List what was not understood or is not known, without who wrote it: what the assistant should learn."""
    rows = run(lambda session: unanswered.newest(session, most))
    if together_:
        for group in together([row.text for row in rows]):
            console.print(f"{len(group):4}  {' / '.join(map(printable, group))}", markup=False, highlight=False)
        return
    for row in rows:
        console.print(f"{row.day}  {row.language}  {printable(row.text)}", markup=False, highlight=False)


def together(texts: Sequence[str]) -> list[list[str]]:
    """What people asked, in groups that ask the same, the largest first."""
    groups = QuestionGroups(load_knowledge(), Meanings(_folder())).of(texts) if texts else []
    return [[texts[at] for at in group] for group in groups]


def problems(base: Knowledge) -> Iterator[str]:
    """What is wrong regardless of the day."""
    for subject, name, entry in reviewed(base):
        for text in texts_of(entry):
            if differing := unequal(text):
                yield words().gettext(
                    "{subject} {name}: only one language has {what}",
                    subject=subject,
                    name=name,
                    what=", ".join(differing),
                )
    sentences = Meanings(_folder())
    search = Search(base, sentences, phrases(OUT_OF_SCOPE))
    learn_meanings(sentences, [search])
    for identifier, language in unreached(base, search):
        yield words().gettext(
            "article {name}: its own title ({language}) does not find it; give it more questions",
            name=identifier, language=language,
        )  # fmt: skip


def markdown(base: Knowledge) -> str:
    """The table of the documentation."""
    lines = [
        "| subject | entries | French | English | facts read on a page | says that it does not know | next review |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for subject, row in by_subject(base).items():
        share = f"{row.verified / row.entries:.0%}"
        lines.append(
            f"| {subject} | {row.entries} | {row.languages[Language.FRENCH]} | {row.languages[Language.ENGLISH]} "
            f"| {share} | {row.entries - row.known} | {row.next_review} |"
        )
    return "\n".join(lines)


def _folder() -> Path:
    return read_settings().bot_var / MEANINGS


def _print_ages(base: Knowledge, most: int) -> None:
    """Print how old facts are, the oldest by name, and topics whose figures cover different periods across regions."""
    t = words()
    shown = Table(t.gettext("read in"), t.gettext("facts"), title=t.gettext("Facts by age of their source"))
    for year, count in sorted(ages(facts_and_roads(base)).items()):
        shown.add_row(year, str(count))
    console.print(shown)
    named = Table(t.gettext("as of"), t.gettext("fact"), t.gettext("source"), title=t.gettext("The oldest facts"))
    for fact in oldest(facts_and_roads(base))[:most]:
        named.add_row(fact.as_of, fact.id, fact.source.title[t.language])
    if most:
        console.print(named)
    for article, says in unasked(base):
        said = t.gettext(
            "{article}: no sentence says “{words}” any more (asked.yaml, asked_regions.yaml, asked_facts.tsv)",
            article=article,
            words=says,
        )
        console.print(said, highlight=False)
    for topic, kind, periods in unlike_periods(base):
        said = t.gettext(
            "{topic}, {kind}: figures of {periods}; they are not compared.",
            topic=topic, kind=kind, periods=", ".join(periods),
        )  # fmt: skip
        console.print(said, highlight=False)


def _print_asked(most: int) -> None:
    """Print what was asked and is not known, in groups that ask the same, the most frequent first."""
    rows = run(lambda session: unanswered.newest(session, most))
    t = words()
    shown = Table(t.gettext("times"), t.gettext("asked and not known"))
    for group in together([row.text for row in rows]):
        shown.add_row(str(len(group)), printable(" / ".join(dict.fromkeys(group[:_EXAMPLES]))))
    console.print(shown if rows else t.gettext("No question without an answer is kept."))


def _print_due(base: Knowledge, today: date, until: date) -> bool:
    found = due(base, until)
    late = overdue(base, today)
    t = words()
    shown = Table(
        t.gettext("by"), t.gettext("reviewer"), t.gettext("subject"), t.gettext("entry"),
        title=t.gettext("To be read again by {day}", day=until),
    )  # fmt: skip
    for one in found:
        style = "red" if one in late else None
        shown.add_row(str(one.review.by), one.review.reviewer, one.subject, one.name, style=style)
    console.print(shown if found else t.gettext("Nothing has to be read again by {day}.", day=until))
    return bool(late)
