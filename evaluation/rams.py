"""Role recall on modern news, five sentences each: `python evaluation/rams.py [--all] [--proposals]`.

RAMS dev windows (rams/dev.jsonl) whose event is an attack or a death (types `conflict.attack.*`, `life.die.*`; the
release has no type of its own for kidnappings), less those of `training/standoff`, which are training text. `--all`
adds the latter: the 180 windows of ../shared/design/engine.md, fair only to an engine that was not trained on them.

An argument is found when its head word stands inside a predicted span of the right role. The head word is the last word
of the argument before the first preposition, comma or relative pronoun. Predicted spans are the evidence of the claims
of any incident: perpetrator (RAMS: attacker, killer) is found by perpetrators, descriptions of them, claims of
responsibility, accusations and counts of them; target or victim (target, victim) by targets, sites, victims and
the figures of killed, hurt, taken, released and missing; weapon (instrument) by weapons. A span of more than twelve
words is a clause and finds nothing. One occurrence of the argument is looked for: the one that is annotated.

`--proposals` measures the encoder alone, as the experiment of engine.md did: predicted spans are the words that it
proposes for a role with a confidence of `LEAST`, whether or not their sentence tells an incident (most windows are
comment, in which by the guideline none is told).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.assemble.story import read_lines
from casebook.evaluate.coded import CodedReport, Reader, parse_coded
from casebook.evaluate.errors import Error, form, sentence_at
from casebook.extract.learned.encoder import predictions
from casebook.model.claim import Field, Modality
from casebook.model.report import Report
from evaluation.reading import DATA, needed, options, reader, show

FILE = DATA / "rams" / "dev.jsonl"
STANDOFF = Path(__file__).resolve().parents[1] / "training" / "standoff"
EVENTS = ("conflict.attack.", "life.die.")
ROLES = {
    "attacker": "perpetrator",
    "killer": "perpetrator",
    "target": "target or victim",
    "victim": "target or victim",
    "instrument": "weapon",
}
FIELDS = {
    "perpetrator": frozenset(
        {
            Field.PERPETRATOR,
            Field.PERPETRATOR_DESCRIPTION,
            Field.PERPETRATOR_COUNT,
            Field.PERPETRATORS_KILLED,
            Field.CLAIM_OF_RESPONSIBILITY,
            Field.ACCUSATION,
        }
    ),
    "target or victim": frozenset(
        {
            Field.TARGET,
            Field.SITE,
            Field.VICTIM,
            Field.KILLED,
            Field.INJURED,
            Field.ABDUCTED,
            Field.RELEASED,
            Field.MISSING,
            Field.KILLED_OR_MISSING,
            Field.PEOPLE_AFFECTED,
            Field.PROPERTY_DAMAGE,
        }
    ),
    "weapon": frozenset({Field.WEAPON}),
}
LEAST = 0.2  # calibrated confidence, set by hand: recall is asked for here, and precision is not
LONGEST = 12  # words of a predicted span
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_AFTER_HEAD = re.compile(
    r",|\b(?:of|in|at|on|with|from|for|by|to|near|who|which|that|whose|where|armed|wearing)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Window:
    """A window with its arguments: the role of ours and the offsets of its words."""

    id: str
    text: str
    published: date | None
    arguments: tuple[tuple[str, int, int], ...]


@dataclass
class Recall:
    """Found of how many, for each role."""

    windows: int = 0
    found: Counter[str] = field(default_factory=Counter)
    due: Counter[str] = field(default_factory=Counter)
    errors: list[Error] = field(default_factory=list)

    def of(self, role: str) -> float:
        """Recall of a role in percent."""
        return 100 * self.found[role] / self.due[role] if self.due[role] else 0.0


def trained_on(folder: Path = STANDOFF) -> frozenset[str]:
    """The windows of RAMS that are training text."""
    lines = (line for file in sorted(folder.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").split("\n"))
    annotated = (json.loads(line) for line in lines if line)
    return frozenset(each["doc"] for each in annotated if each["corpus"] == "rams")


def windows(file: Path = FILE, *, every: bool = False) -> Iterator[Window]:
    """The windows that are measured; `every`: those that were trained on too."""
    left_out = frozenset() if every else trained_on()
    for line in file.read_text(encoding="utf-8").split("\n"):
        row = json.loads(line) if line else None
        if row is not None and row["trigger"]["type"].startswith(EVENTS) and row["id"] not in left_out:
            yield _window(row)


def _window(row: dict[str, object]) -> Window:
    text, words = str(row["text"]), row["tokens"]
    assert isinstance(words, list)
    spans = word_offsets(text, words)
    held = row["arguments"]
    assert isinstance(held, list)
    arguments = tuple(
        (ROLES[each["role"]], spans[each["tokens"][0]][0], spans[each["tokens"][1]][1])
        for each in held
        if each["role"] in ROLES
    )
    published = row["published"]
    return Window(str(row["id"]), text, date.fromisoformat(str(published)[:10]) if published else None, arguments)


def word_offsets(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Offsets of the words of a tokenised text, in order."""
    spans, at = [], 0
    for word in words:
        start = text.find(word, at)
        start = at if start < 0 else start
        spans.append((start, start + len(word)))
        at = start + len(word)
    return spans


def head(text: str, start: int, end: int) -> tuple[int, int]:
    """The head word of a noun phrase by offsets: the last word before a preposition, comma or relative pronoun."""
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(text[start:end])]
    if len(words) == 0:
        return start, end
    cut = next((m.start() for m in _AFTER_HEAD.finditer(text[start:end]) if m.start() > 0), end - start)
    front = [word for word in words if word[1] <= start + cut]
    return (front or words)[-1]


def spans_of(coded: CodedReport, fields: frozenset[Field]) -> list[tuple[int, int]]:
    """The evidence of the claims of these fields, denied and background ones left out."""
    claims = (claim for incident in coded.incidents for claim in incident.claims)
    return [
        (span.start, span.end)
        for claim in (*claims, *coded.context)
        if claim.field in fields and claim.modality not in (Modality.DENIED, Modality.BACKGROUND)
        for span in claim.evidence
        if len(span.quote.split()) <= LONGEST
    ]


def proposed(window: Window) -> dict[str, list[tuple[int, int]]]:
    """The spans that the encoder proposes for each role."""
    found: dict[str, list[tuple[int, int]]] = {role: [] for role in FIELDS}
    lines = read_lines(Report(window.text, window.id, published=window.published))
    for line, prediction in zip(lines, predictions(lines), strict=True):
        for each in prediction.proposals if prediction is not None else ():
            span = line.sentence.tokens[each.first].start, line.sentence.tokens[each.last - 1].end
            for role, fields in FIELDS.items():
                if each.confidence >= LEAST and each.role in {field.value for field in fields}:
                    found[role].append(span)
    return found


def claimed(read: Reader, window: Window) -> tuple[dict[str, list[tuple[int, int]]], bool]:
    """The spans of the claims for each role, and whether an incident was read."""
    coded = parse_coded(read(window.text, source=window.id, published=window.published), window.id)
    return {role: spans_of(coded, fields) for role, fields in FIELDS.items()}, len(coded.incidents) > 0


def score_windows(read: Reader | None, *, file: Path = FILE, every: bool = False, limit: int | None = None) -> Recall:
    """Reads the windows and looks for every argument; without a reader among the encoder's proposals."""
    recall = Recall()
    for window in list(windows(file, every=every))[:limit]:
        spans, told = (proposed(window), True) if read is None else claimed(read, window)
        recall.windows += 1
        for role, start, end in window.arguments:
            first, last = head(window.text, start, end)
            recall.due[role] += 1
            if any(a <= first and last <= b for a, b in spans[role]):
                recall.found[role] += 1
                continue
            words = window.text[start:end]
            other = next((name for name, held in spans.items() if any(a <= first < b for a, b in held)), None)
            kind = f"read as {other}" if other is not None else form(words)
            kind = kind if told else f"{kind}, no incident read"
            sentence = sentence_at(window.text, first)
            recall.errors.append(Error("rams", window.id, f"{role} missed", kind, sentence, words))
    return recall


def main() -> None:
    """Prints recall by role."""
    parser = options(__doc__)
    parser.add_argument("--all", action="store_true", help="the windows of training/standoff too")
    parser.add_argument("--proposals", action="store_true", help="the encoder's proposals, not the coded incidents")
    parser.add_argument("--limit", type=int)
    chosen = parser.parse_args()
    read = None if chosen.proposals else reader(chosen.coder)
    recall = score_windows(read, file=needed(FILE), every=chosen.all, limit=chosen.limit)
    table = [f"rams/dev.jsonl, {recall.windows} windows of attacks and deaths, role recall by head word"]
    table += [f"  {role:18} {recall.of(role):5.1f}  of {recall.due[role]}" for role in FIELDS]
    show(chosen, table, recall.errors)


if __name__ == "__main__":
    main()
