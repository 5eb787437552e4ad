"""Argument F1 by head word on full stories: `python evaluation/wikievents.py`, wikievents/dev.jsonl, measuring only.

What is due: for each story, the set of (role, entity) pairs over its violent events. `wikievents_roles.csv` says which
event types are violent (by the start of the type) and which role of theirs is which of ours. Entities that corefer are
one; the same entity in the same role of several events is due once, since events and incidents are not cut alike.

What is given: for each incident that is no reference, the spans of its claims of that role (the fields of
`evaluation/rams.py`, and for `place` the places and sites); spans that share a word are one, denied and background
claims and spans of more than twelve words left out.

A pair is found when a given span of its role holds the head word of one of the entity's mentions (the head rule of
`evaluation/rams.py`; pronouns never count as mentions). A given span is right when it holds such a head. Precision is
right over given, recall found over due, F1 their harmonic mean; the whole is over the four roles together.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.evaluate.coded import CodedReport, Reader, parse_coded
from casebook.evaluate.errors import Error, form, sentence_at, topic
from casebook.model.claim import Field, Role
from evaluation.rams import FIELDS, head, spans_of
from evaluation.reading import DATA, needed, options, reader, show

FILE = DATA / "wikievents" / "dev.jsonl"
OURS = {**FIELDS, "place": frozenset({Field.PLACE, Field.SITE})}

Heads = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Due:
    """An entity in a role: the head words of all its mentions, and its words where the event has it."""

    role: str
    heads: Heads
    words: str
    start: int


@dataclass
class Arguments:
    """Counts for each role, over all stories."""

    stories: int = 0
    due: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    errors: list[Error] = field(default_factory=list)

    def scores(self, role: str | None = None) -> tuple[float, float, float]:
        """Precision, recall and F1 in percent of a role, or of all together."""
        roles = tuple(OURS) if role is None else (role,)
        due, found, given, right = (sum(c[r] for r in roles) for c in (self.due, self.found, self.given, self.right))
        precision, recall = 100 * right / max(1, given), 100 * found / max(1, due)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def mapping() -> Mapping[tuple[str, str], str]:
    """(start of the event type, role) with the role of ours."""
    text = (Path(__file__).parent / "wikievents_roles.csv").read_text(encoding="utf-8")
    return {(row["event"], row["role"]): row["ours"] for row in csv.DictReader(text.splitlines())}


def due_in(story: Mapping[str, object]) -> list[Due]:
    """The (role, entity) pairs of a story."""
    text, entities, roles = str(story["text"]), story["entities"], mapping()
    clusters, events = story["entity_clusters"], story["events"]
    assert isinstance(entities, dict)
    assert isinstance(clusters, list)
    assert isinstance(events, list)
    cluster_of = {ident: index for index, cluster in enumerate(clusters) for ident in cluster}
    members: dict[object, list[str]] = {}
    for ident in entities:
        members.setdefault(cluster_of.get(ident, ident), []).append(ident)
    found: dict[tuple[str, object], Due] = {}
    for event in events:
        for argument in event["arguments"]:
            held = (
                ours for (kind, name), ours in roles.items() if _is(event["type"], kind) and name == argument["role"]
            )
            role = next(held, None)
            whole = cluster_of.get(argument["entity_id"], argument["entity_id"])
            if role is None or (role, whole) in found:
                continue
            heads = tuple(
                head(text, *entities[ident]["span"])
                for ident in members.get(whole, ())
                if form(entities[ident]["text"]) != "pronoun"
            )
            if len(heads) > 0:
                found[role, whole] = Due(role, heads, argument["text"], argument["span"][0])
    return list(found.values())


def _is(kind: str, start: str) -> bool:
    return kind == start or kind.startswith(f"{start}.")


def given_in(coded: CodedReport) -> Iterator[tuple[str, tuple[int, int]]]:
    """The spans of each role, those that share words made one, over all incidents that are no references."""
    told = CodedReport(incidents=tuple(each for each in coded.incidents if each.role is not Role.REFERENCE))
    for role, fields in OURS.items():
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans_of(told, fields)):
            if len(merged) > 0 and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        yield from ((role, span) for span in merged)


def _holds(span: tuple[int, int], heads: Heads) -> bool:
    return any(span[0] <= first and last <= span[1] for first, last in heads)


def score_stories(read: Reader, *, file: Path = FILE, limit: int | None = None) -> Arguments:
    """Reads every story and compares its arguments."""
    arguments = Arguments()
    for line in file.read_text(encoding="utf-8").split("\n")[:limit]:
        if line:
            story = json.loads(line)
            coded = parse_coded(read(story["text"], source=story["id"]), story["id"])
            _compare(arguments, story["id"], story["text"], due_in(story), list(given_in(coded)))
    return arguments


def _compare(
    arguments: Arguments, ident: str, text: str, due: Sequence[Due], given: Sequence[tuple[str, tuple[int, int]]]
) -> None:
    arguments.stories += 1
    for one in due:
        arguments.due[one.role] += 1
        if any(role == one.role and _holds(span, one.heads) for role, span in given):
            arguments.found[one.role] += 1
        else:
            sentence = sentence_at(text, one.start)
            arguments.errors.append(
                Error("wikievents", ident, f"{one.role} missed", form(one.words), sentence, one.words)
            )
    for role, span in given:
        arguments.given[role] += 1
        if any(one.role == role and _holds(span, one.heads) for one in due):
            arguments.right[role] += 1
        else:
            sentence, words = sentence_at(text, span[0]), text[slice(*span)]
            arguments.errors.append(
                Error("wikievents", ident, f"{role} invented", topic(sentence, "other"), sentence, None, words)
            )


def main() -> None:
    """Prints precision, recall and F1 by role."""
    parser = options(__doc__)
    parser.add_argument("--limit", type=int)
    chosen = parser.parse_args()
    arguments = score_stories(reader(chosen.coder), file=needed(FILE), limit=chosen.limit)
    table = [f"wikievents/dev.jsonl, {arguments.stories} stories, arguments by head word       P     R    F1"]
    for role in (None, *OURS):
        numbers = "  ".join(f"{number:5.1f}" for number in arguments.scores(role))
        table.append(
            f"  {role or 'all roles':18} {numbers}  of {arguments.due[role] if role else arguments.due.total()}"
        )
    show(chosen, table, arguments.errors)


if __name__ == "__main__":
    main()
