"""Fails when a score falls below its floor: `python -m evaluation.gate [--update] [--allow-regression "why"]`.

Corpora: the shared gold stories, MUC-4 dev, gun violence half A, the CASE-2021 dev snippets, and linking on half A and
the training topics of ECB+. A corpus that is not there is skipped by name. `--update` raises floors; to lower one it
wants a reason, which stays in floors.toml.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.evaluate.coded import Reader
from casebook.evaluate.floors import Score, below, corpus_sha256, load_floors, save_floors, updated
from casebook.evaluate.gold import score_gold
from casebook.evaluate.measures import Measure
from casebook.evaluate.muc4 import score_muc4
from casebook.model.errors import CasebookError
from evaluation.case2021 import FILE as SNIPPETS
from evaluation.case2021 import score_types
from evaluation.gun_violence import FOLDER as GUNS
from evaluation.gun_violence import score_half
from evaluation.link_corpora import corpus_path, tellings
from evaluation.linking import score_links
from evaluation.reading import DATA, GOLD, reader

FLOORS = Path(__file__).parent / "floors.toml"
MUC4 = DATA / "muc4"
MUC4_ROWS = (
    "ree.micro",
    "ree.PerpInd",
    "ree.PerpOrg",
    "ree.Target",
    "ree.Victim",
    "ree.Weapon",
    "gtt.micro",
    "rme_subset.micro",
    "relevance",
    "slots.ALL",
)
LINK_ROWS = ("b3_precision", "b3_recall", "b3_f1", "pair_precision", "pair_recall", "look_alikes_apart", "recall_at_10")

Values = Iterator[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus: its name, the files that make it, and how it is measured."""

    name: str
    paths: tuple[Path, ...]
    measure: Callable[[Reader], Values]


def gold_values(read: Reader) -> Values:
    """Every measure of both runs; a count of guesses is no share and has no floor (the date F1 holds it)."""
    scores = score_gold(GOLD, read)
    for dated, run in ((True, "dated"), (False, "undated")):
        sheet = scores.sheet(dated=dated)
        for measure in Measure:
            value = sheet.value(measure)
            if value is not None and measure is not Measure.DATES_GUESSED:
                yield f"{run}.{measure}", value


def muc4_values(read: Reader) -> Values:
    """The F1 of the rows that are held."""
    scores = score_muc4(MUC4, read)
    names = {row.name for row in scores.rows}
    for name in MUC4_ROWS:
        if name in names:
            yield name, scores.f1(name)


def gun_values(read: Reader) -> Values:
    """Shares on half A; half B is read only when a person asks for it."""
    yield from score_half(read, "A").values


def type_values(read: Reader) -> Values:
    """Shares over snippets; the share without a false alarm, so that more is better."""
    scores = score_types(read)
    yield from (("accuracy", scores.accuracy), ("f1", scores.f1), ("macro_f1", scores.macro_f1))
    yield "no_false_alarm", 100 - scores.false_alarms


def link_values(corpus: str) -> Callable[[Reader], Values]:
    """Clusters, pairs and suggestions of a corpus that was learned from; it reads with the engine itself."""

    def values(_: Reader) -> Values:
        found = dict(score_links(corpus, list(tellings(corpus))).values)
        yield from ((name, found[name]) for name in LINK_ROWS if name in found)

    return values


def corpora() -> tuple[Corpus, ...]:
    """All corpora, there or not."""
    stories = GOLD.parent / "stories"
    return (
        Corpus("gold", (*sorted(GOLD.glob("*.json")), *sorted(stories.glob("*.txt"))), gold_values),
        Corpus("muc4/dev", (MUC4 / "dev.jsonl",), muc4_values),
        Corpus("gun_violence/A", (GUNS / "docs.jsonl", GUNS / "incidents.jsonl"), gun_values),
        Corpus("case2021/dev", (SNIPPETS,), type_values),
        Corpus("gun_violence/A.links", (GUNS / "docs.jsonl",), link_values("gun_violence/A")),
        Corpus("ecbplus/train.links", (corpus_path("ecbplus/train"),), link_values("ecbplus/train")),
    )


def measured(read: Reader, only: tuple[str, ...] = ()) -> tuple[Score, ...]:
    """Every score of every corpus that is there; says which is not."""
    scores = []
    for corpus in corpora():
        if only and corpus.name not in only:
            continue
        if not corpus.paths or not all(path.exists() for path in corpus.paths):
            sys.stderr.write(f"{corpus.name}: skipped, its shared data is not here\n")
            continue
        sha256 = corpus_sha256(corpus.paths)
        scores += [Score(corpus.name, sha256, name, value) for name, value in corpus.measure(read)]
    return tuple(scores)


def main() -> int:
    """0 when every floor holds, 1 when one does not."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--update", action="store_true", help="raise floors to the scores measured now")
    arguments.add_argument("--allow-regression", metavar="WHY", help="with --update: lower floors, and keep why")
    arguments.add_argument("--only", action="append", default=[], metavar="CORPUS", help="measure this corpus only")
    chosen = arguments.parse_args()
    floors = load_floors(FLOORS)
    scores = measured(reader(), tuple(chosen.only))
    for score in scores:
        floor = floors.of(score.corpus, score.measure)
        sys.stdout.write(
            f"{score.corpus:16} {score.measure:28} {score.value:6.1f}"
            f"   floor {floor.value if floor is not None else '-'}\n"
        )
    if chosen.update:
        try:
            save_floors(FLOORS, updated(floors, scores, allow_regression=chosen.allow_regression))
        except CasebookError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        return 0
    broken = below(floors, scores)
    sys.stderr.writelines(f"{message}\n" for message in broken)
    return int(bool(broken))


if __name__ == "__main__":
    raise SystemExit(main())
