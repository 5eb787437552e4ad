"""One self-contained page of coded stories: the words highlighted beside the incidents, each showing the other.

It holds all that it needs: no script, font, style or picture comes from elsewhere, and its own policy forbids it, so
it opens from a disk and can be mailed. Names of private people stay in: the page is for the team, not for release.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from casebook.model.coded import Coded
from casebook.model.issue import Issue
from casebook.publish import words
from casebook.publish.highlight import paragraphs
from casebook.publish.view import HEADINGS, Question, StoryView, story


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("casebook.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        day_words=words.day_words,
        bounds=words.bounds,
        quoted=words.quoted,
        label=words.label,
        paragraphs=paragraphs,
        is_web=_is_web,
    )
    return environment.get_template("page.html.j2")


def _is_web(url: str | None) -> bool:
    """True for an address that may stand as a link: nothing that a browser would run."""
    return url is not None and url.lower().startswith(("http://", "https://"))


def page(stories: Iterable[Coded], *, failures: Sequence[Issue] = (), explain: bool = False) -> str:
    """The page for these stories; `failures` is what could not be read, `explain` adds why to each value."""
    views = [story(coded, number) for number, coded in enumerate(stories, start=1)]
    return _template().render(
        stories=views,
        failures=failures,
        explain=explain,
        rules=[rule for code, rule in words.rules().items() if code in _used(views)],
        questions=[(question.value, HEADINGS[question]) for question in Question],
    )


def _used(views: Sequence[StoryView]) -> frozenset[str]:
    """The rules that gave a figure on this page."""
    results = [measure.result for view in views for incident in view.incidents for measure in incident.measures]
    return frozenset(code for result in results if result is not None for code in result.rules)
