"""A coded report as a page of text on a terminal: an incident at a time, each value with its words and its speaker."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from casebook.model.claim import Occurrence, Status
from casebook.model.coded import Coded
from casebook.publish import words
from casebook.publish.view import HEADINGS, IncidentView, Line, Measure, Question, StoryView, story

_COLOUR = {
    Question.WHAT: "yellow",
    Question.WHEN: "blue",
    Question.WHERE: "green",
    Question.WHO: "red",
    Question.FIGURES: "magenta",
    Question.PEOPLE: "cyan",
    Question.AFTER: "bright_black",
    Question.CONTEXT: "bright_black",
}


def show(console: Console, coded: Coded, *, explain: bool = False) -> None:
    """Print one story."""
    console.print(Group(*_story(story(coded), explain=explain)))


def _story(view: StoryView, *, explain: bool) -> Iterator[RenderableType]:
    report = view.report
    published = f"published {words.day_words(report.published)}" if report.published else "no day of publication known"
    yield Rule(Text(view.title, style="bold"), align="left", characters="━", style="default")
    yield Text(" · ".join(part for part in (report.source, published, report.language) if part), style="dim")
    if len(view.incidents) == 0:
        yield Text("\nNo incident was found in this story.")
    for incident in view.incidents:
        yield from _incident(incident, explain=explain)
    if len(view.loose) > 0:
        yield Text("\nSaid of no single incident", style="bold")
        yield _claims(view.loose, explain=explain)
    if len(view.issues) > 0:
        yield Text("\nNot resolved, for a person to settle", style="bold")
        for issue in view.issues:
            quotes = "".join(f" {words.quoted(span.quote)}" for span in issue.evidence)
            yield Padding(Text(f"• {issue.message}{quotes}"), (0, 0, 0, 2))
    yield Text("")


def _incident(incident: IncidentView, *, explain: bool) -> Iterator[RenderableType]:
    role, occurrence = incident.incident.role, incident.incident.occurrence
    head = Text.assemble(f"\n{incident.number}  ", (incident.title, "bold"), (f"  {role}", "dim"))
    if occurrence is not Occurrence.OCCURRED:
        head.append(f"  {words.label('occurrence', occurrence)}", "bold red")
    yield head
    facts = Table.grid(padding=(0, 2))
    for fact in incident.facts:
        note = f"  {fact.note}" if fact.note is not None else ""
        facts.add_row(Text(fact.name, style="dim"), Text.assemble(fact.value or "not known", (note, "dim")))
    yield Padding(facts, (0, 0, 0, 3))
    if len(incident.measures) > 0:
        yield from _figures(incident.measures, explain=explain)
    if explain:
        yield from _rules(incident)
    for block in incident.blocks:
        yield Text(f"\n   {HEADINGS[block.question]}", style=f"bold {_COLOUR[block.question]}")
        yield _claims(block.lines, explain=explain)


def _figures(measures: tuple[Measure, ...], *, explain: bool) -> Iterator[RenderableType]:
    yield Text("\n   Figures by speaker", style="bold magenta")
    for measure in measures:
        yield Padding(Text.assemble((measure.label, "magenta"), "  ", _result(measure)), (0, 0, 0, 3))
        table = Table.grid(padding=(0, 2), expand=True)
        for ratio, least in ((4, None), (2, 12), (3, None), (5, None)):
            table.add_column(ratio=ratio, min_width=least, overflow="fold")
        before = ""
        for line in measure.lines:
            same = line.claim.said_by.key == before
            before = line.claim.said_by.key
            whom = Text(line.population or "everyone", style="" if line.population else "dim")
            speaker = Text("″", style="dim") if same else _speaker(line)
            table.add_row(speaker, _value(line), whom, _words(line, explain=explain))
        yield Padding(table, (0, 0, 0, 5))


def _result(measure: Measure) -> Text:
    result = measure.result
    if result is None:
        return Text("")
    shown = [("least", result.min, "?"), ("best", result.best, "?"), ("most", result.max, "open")]
    text = " · ".join(f"{name} {unknown if figure is None else f'{figure:,}'}" for name, figure, unknown in shown)
    return Text.assemble((text, "bold"), (f"  {' '.join(result.rules)}", "dim"))


def _claims(lines: tuple[Line, ...], *, explain: bool) -> RenderableType:
    """A row for each value of a speaker; what is said twice in other words is one row with both."""
    rows: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        value = "" if line.echo else line.value
        rows.setdefault((line.label, value, line.population, line.speaker, line.stance), []).append(line)
    table = Table.grid(padding=(0, 2), expand=True)
    for ratio in (2, 4, 6):
        table.add_column(ratio=ratio, overflow="fold")
    for same in rows.values():
        table.add_row(Text(same[0].label, style=_COLOUR[same[0].question]), *_cells(same, explain=explain))
    return Padding(table, (0, 0, 0, 5))


def _cells(same: list[Line], *, explain: bool) -> tuple[Text, Text]:
    """The value, and its words with their speaker; a value that is the words themselves needs them once."""
    line, gap = same[0], Text("\n" if explain else " … ")
    words_of = gap.join([_words(each, explain=explain) for each in same])
    if line.echo:
        stance = (f" [{line.stance}]", "red") if line.stance else ""
        return Text.assemble(words_of, stance), _speaker(line)
    value = _value(line)
    if line.population:
        value.append(f" {line.population}", "dim")
    return value, Text.assemble(words_of, "\n" if explain else " — ", _speaker(line))


def _value(line: Line) -> Text:
    struck = line.claim.status is not Status.CURRENT
    text = Text(line.value, style="bold strike" if struck else "bold")
    return text.append(f" [{line.stance}]", "not bold not strike red") if line.stance else text


def _speaker(line: Line) -> Text:
    text = Text(line.speaker)
    return text.append(f" ({line.speaker_note})", "dim") if line.speaker_note else text


def _words(line: Line, *, explain: bool) -> Text:
    text = Text(" … ".join(line.quotes), style="italic")
    return text.append(f"\n[{'; '.join(line.why)}]", "not italic dim") if explain else text


def _rules(incident: IncidentView) -> Iterator[RenderableType]:
    used = {code for measure in incident.measures if measure.result is not None for code in measure.result.rules}
    for code, rule in words.rules().items():
        if code in used:
            yield Padding(Text.assemble((f"{code} {rule.name}: ", "bold"), rule.text, style="dim"), (0, 0, 0, 3))
